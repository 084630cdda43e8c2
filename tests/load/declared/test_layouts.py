"""Invented conferences in the layouts that real ones use: a declaration alone reads each."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time

from tests.load.declared.conftest import Read, times, workbook

SEVEN = int(datetime(2031, 3, 28, 7, tzinfo=UTC).timestamp())


def test_one_file_a_workshop_with_ids_of_its_own(read: Read) -> None:
    conference, told = read(
        """
sources:
  papers:
    - main_papers.csv
    - file: w*_papers.csv
      let: {ws: {column: "@file", pick: '^w\\d+'}}
      fields:
        id: "{ws}.{UID}"
        program: "workshop:{ws}"
        similar: {column: like, separator: ",", item: "{parent.ws}.{value}"}
  workshops: {file: workshops.csv, fields: {id: "w{number}"}}
""",
        {
            "main_papers.csv": "UID,title,authors\n1,Nests,Ana Vo\n",
            "w1_papers.csv": "UID,title,authors,abstract,like\n1,Ice,Bo Li,Cold.,2\n"
            '2,Salt,Cy Do,,"1, 2"\n',
            "w2_papers.csv": "UID,title,authors\n1,Sand,Di Fo\n",
            "w10_papers.csv": "UID,title,authors\n1,Kelp,Ed Go\n",
            "workshops.csv": "number,title\n1,Winter\n2,Beach\n10,Weed\n",
        },
    )
    assert told == [
        'w1_papers.csv:3: warning: like: expected another of the papers, got "w1.2" itself '
        "(hint: it is left out)"
    ]
    assert conference.papers["w1.1"].similar == ("w1.2",)
    assert conference.workshops["w1"].papers == ("w1.1", "w1.2")
    assert list(conference.papers) == ["1", "w1.1", "w1.2", "w2.1", "w10.1"]


def test_session_names_to_papers_without_ends(read: Read) -> None:
    """Sessions as a mapping name -> {date, papers}; dates with underscores; no end."""
    conference, told = read(
        """
sources:
  papers: {file: main_papers.csv}
  sessions:
    file: paper_sessions.json
    records: "{name}"
    duration: 60
    zone: UTC
    fields:
      id: {column: name, pick: '^\\w+'}
      title: name
      start: date
      kind: {value: qa}
""",
        {
            "main_papers.csv": "UID,title,authors,track\nmain.1,Nests,Ana Vo|Bo Li,Ice\n"
            "main.2,Tides,Bo Li,Sea\n",
            "paper_sessions.json": {
                "1A: Ice, and more": {"date": "2031-03-28_05:00:00", "papers": ["main.1"]},
                "1B: Sea": {"date": "2031-03-28_23:30:00", "papers": ["main.2", "main.1"]},
            },
        },
    )
    assert told == []
    assert times(conference) == {"1A": ("28 05:00", "28 06:00"), "1B": ("28 23:30", "29 00:30")}
    assert conference.papers["main.1"].sessions == ("1A", "1B")
    assert conference.sessions["1B"].papers == ("main.2", "main.1")
    assert conference.sessions["1A"].title == "1A: Ice, and more"


def test_separate_day_and_clock_columns(read: Read) -> None:
    """Days by number, 12-hour clocks, a party over midnight, papers that name their session."""
    conference, told = read(
        """
sources:
  papers:
    file: papers.csv
    separator: ";"
    fields:
      id: uid
      authors: authors and affiliations
      keywords: {column: [primary_subject, secondary_subject], all: true}
      sessions: "poster-{session}"
      video: {column: video, replace: [{find: 'https://old.example/v/', replace: 'https://youtu.be/'}]}
    drop: [channel_*]
  sessions:
    file: events.csv
    dates: ["%Y-%m-%d %I:%M %p"]
    fields:
      id: {column: [uid, title], slug: true}
      start: &start {template: "{day} {start_time}", replace: [
          {find: '^Day 1', replace: '2031-03-28', regex: true},
          {find: '^Day 2', replace: '2031-03-29', regex: true}]}
      end: end_time
      kind: {column: category, values: {Meetup: social, All Meeting: plenary}}
      chairs: organiser
      link: web_link
""",
        {
            "papers.csv": "uid,title,authors and affiliations,primary_subject,secondary_subject,"
            "session,video,channel_name,channel_url\n"
            '1,Nests,"Ana Vo (Shore, Isle)*; Bo Li (Reef)",Birds,Ice; Snow,1,'
            "https://old.example/v/abcdefghijk,p1-nests,https://chat.example/1\n"
            "2,Tides,Bo Li (Reef),Sea,,2,,p2,\n",
            "events.csv": "uid,title,category,day,start_time,end_time,organiser,web_link\n"
            "poster-1,Posters I,Poster session,Day 1,9:00 AM,11:00 AM,,\n"
            "poster-2,Posters II,Poster session,Day 2,12:30 PM,2:00 PM,,\n"
            ',The Beach Party!,Meetup,Day 2,10:00 PM,1:00 AM,"Ana Vo, Bo Li",https://x.example/p\n',
        },
    )
    assert told == []
    assert times(conference) == {
        "poster-1": ("28 16:00", "28 18:00"),
        "poster-2": ("29 19:30", "29 21:00"),
        "the-beach-party": ("30 05:00", "30 08:00"),
    }
    paper = conference.papers["1"]
    assert [(p.name, p.affiliation) for p in paper.authors] == [
        ("Ana Vo", "Shore, Isle"), ("Bo Li", "Reef"),
    ]  # fmt: skip
    assert paper.keywords == ("Birds", "Ice", "Snow")
    assert paper.sessions == ("poster-1",)
    assert paper.video[0].url == "https://youtu.be/abcdefghijk"
    party = conference.sessions["the-beach-party"]
    assert (party.kind, [chair.name for chair in party.chairs]) == ("social", ["Ana Vo", "Bo Li"])
    assert party.link == "https://x.example/p"


def test_events_with_sessions_with_slots(read: Read) -> None:
    """Mappings of mappings: event -> sessions -> time slots that name papers."""
    conference, told = read(
        """
sources:
  papers:
    file: paper_list.json
    records: "*"
    fields: {id: uid, award: paper_award, sessions: session_id}
    drop: [has_*, session_*]
  workshops:
    file: session_list.json
    records: "{key}"
    where: {event_type: Workshop}
    fields: {id: key, title: long_name, abstract: event_description, sessions: sessions.session_id}
    only: true
  sessions:
    file: session_list.json
    records: "{event}.sessions.*"
    unless: {session_id: cancelled*}
    fields:
      id: session_id
      start: time_start
      end: time_end
      chairs: chair
      track: parent.event
      papers: time_slots.uid
      livestream: {column: youtube_url}
    drop: [time_slots, discord_*]
""",
        {
            "paper_list.json": {
                "v-1": {"uid": "v-1", "title": "Nests", "authors": ["Ana Vo"], "has_image": True,
                        "session_id": "full1", "session_title": "Full", "paper_award": ""},
                "v-2": {"uid": "v-2", "title": "Tides", "authors": ["Bo Li"], "has_image": False,
                        "session_id": "full1", "session_title": "Full", "paper_award": "Best"},
            },
            "session_list.json": {
                "v-full": {
                    "event": "Full papers", "long_name": "Full papers", "event_type": "Main",
                    "event_description": "", "sessions": [
                        {"session_id": "full1", "title": "Shores", "chair": ["Cy Do"],
                         "time_start": "2031-03-28T15:00:00Z", "time_end": "2031-03-28T16:00:00Z",
                         "youtube_url": "https://youtu.be/abcdefghijk", "discord_channel": "x",
                         "time_slots": [{"uid": "v-2"}, {"uid": None}, {"uid": "v-1"}]},
                        {"session_id": "cancelled1", "title": "None"},
                    ],
                },
                "w-ice": {
                    "event": "Ice", "long_name": "Workshop on Ice", "event_type": "Workshop",
                    "event_description": "Cold.", "sessions": [
                        {"session_id": "ice1", "title": "Ice I", "chair": [],
                         "time_start": "2031-03-29T15:00:00Z", "time_end": "2031-03-29T16:00:00Z",
                         "time_slots": []},
                    ],
                },
            },
        },
    )  # fmt: skip
    assert told == []
    assert conference.sessions["full1"].papers == ("v-2", "v-1")
    assert conference.sessions["full1"].track == "Full papers"
    assert conference.sessions["full1"].livestream[0].key == "abcdefghijk"
    assert list(conference.sessions) == ["full1", "ice1"]
    assert conference.sessions["ice1"].owner == ("workshops", "w-ice")
    assert list(conference.workshops) == ["w-ice"]
    assert conference.papers["v-2"].award == "Best"


def test_sessions_made_from_the_papers_rows(read: Read) -> None:
    """One JSON of talks that repeat their session's name, room and times."""
    talk = {
        "authors": [{"fullname": "Ana Vo", "institution": "Shore"}], "keywords": ["ice"],
        "decision": "Accept (poster)", "session": "Posters 1", "room_name": "Kelp",
        "starttime": "2031-03-28T09:00:00-07:00", "endtime": "2031-03-28T11:00:00-07:00",
    }  # fmt: skip
    conference, told = read(
        """
sources:
  papers:
    file: talks.json
    records: results
    where: {decision: Accept*}
    fields: &fields
      title: name
      authors: {column: authors, each: {name: fullname, affiliation: institution}}
      type: {column: decision, pick: '\\((\\w+)\\)'}
      sessions: {column: session, slug: true}
      video: {column: eventmedia.uri, pick: '.*(?:slideslive|youtu).*'}
    drop: [decision, starttime, endtime, room_name, uid, eventmedia]
  sessions:
    file: talks.json
    records: results
    where: {decision: Accept*}
    group: session
    sort: [starttime, id]
    collect: {papers: id}
    fields:
      id: {column: session, slug: true}
      title: session
      room: room_name
      start: starttime
      end: endtime
""",
        {
            "talks.json": {
                "count": 4,
                "results": [
                    {"id": 10, "uid": "x", "name": "Nests", **talk,
                     "eventmedia": [{"uri": "https://youtu.be/abcdefghijk"}, {"uri": "x"}]},
                    {"id": 9, "uid": "y", "name": "Tides", **talk, "eventmedia": []},
                    {"id": 11, "uid": "z", "name": "Salt", **talk, "session": "Orals 1",
                     "room_name": "Sand", "decision": "Accept (oral)", "eventmedia": []},
                    {"id": 12, "uid": "w", "name": "Sand", **talk, "decision": "Reject"},
                ],
            }
        },
    )  # fmt: skip
    assert told == []
    assert {key: session.papers for key, session in conference.sessions.items()} == {
        "orals-1": ("11",), "posters-1": ("9", "10"),
    }  # fmt: skip
    paper = conference.papers["10"]
    assert (paper.type, paper.authors[0].affiliation) == ("poster", "Shore")
    assert [video.provider for video in paper.video] == ["youtube"]
    assert conference.sessions["posters-1"].kind == "poster"


def test_openreview_export(read: Read) -> None:
    conference, told = read(
        """
sources:
  papers:
    file: notes.jsonl
    where: {content.venue.value: "* poster"}
    only: true
    fields:
      id: number
      openreview: forum
      title: content.title.value
      abstract: content.abstract.value
      tldr: content.TLDR.value
      authors: {parallel: {name: content.authors.value, id: content.authorids.value}}
      keywords: content.keywords.value
      pdf: "https://openreview.example{content.pdf.value}"
      type: {column: content.venue.value, pick: '\\w+$'}
""",
        {
            "notes.jsonl": "\n".join(
                json.dumps(note)
                for note in (
                    {"id": "aBcDeF12", "forum": "aBcDeF12", "number": 7, "content": {
                        "title": {"value": "Nests"}, "authors": {"value": ["Ana Vo", "Ana Vo"]},
                        "authorids": {"value": ["~Ana_Vo1", "~Ana_Vo2"]},
                        "abstract": {"value": "Cold."}, "TLDR": {"value": "Ice."},
                        "keywords": {"value": ["ice", "snow"]}, "pdf": {"value": "/pdf/1.pdf"},
                        "venue": {"value": "Tern 2031 poster"}}},
                    {"id": "gHiJkL34", "forum": "gHiJkL34", "number": 8, "content": {
                        "title": {"value": "Sand"}, "authors": {"value": ["Bo Li"]},
                        "authorids": {"value": ["~Bo_Li1"]},
                        "venue": {"value": "Submitted to Tern 2031"}}},
                )
            )
        },
    )  # fmt: skip
    assert told == []
    paper = conference.papers["7"]
    assert (paper.openreview, paper.pdf, paper.type, paper.keywords) == (
        "aBcDeF12", "https://openreview.example/pdf/1.pdf", "poster", ("ice", "snow"),
    )  # fmt: skip
    assert [person.id for person in paper.authors] == ["~Ana_Vo1", "~Ana_Vo2"]
    assert {slug: author.papers for slug, author in conference.authors.items()} == {
        "ana-vo-ana-vo1": ("7",), "ana-vo-ana-vo2": ("7",),
    }  # fmt: skip


def test_submission_system_with_surnames_first(read: Read) -> None:
    """A sheet with a title above its header, semicolons, surnames first, addresses."""
    rows = [
        ["Tern 2031 - Papers"], [None],
        ["Paper ID", "Paper Title", "Abstract", "Author Names", "Author Emails", "Status",
         "Primary Subject Area"],
        [17, "Nests", "Cold.", "Vo, Ana (Shore)*; Li, Bo (Reef)", "a@x.example*; b@x.example",
         "Accept", "Birds -> Ice"],
        [18, "Sand", "Dry.", "Do, Cy (Dune)", "c@x.example", "Reject", "Birds -> Sand"],
    ]  # fmt: skip
    conference, told = read(
        """
sources:
  papers:
    file: Papers.xlsx
    sheet: Pap*
    header: 3
    names: surname, first name
    where: {Status: Accept}
    fields:
      title: Paper Title
      authors: {column: Author Names, separator: ";"}
      track: {column: Primary Subject Area, pick: '-> (.*)'}
    drop: [Status]
""",
        {"Papers.xlsx": workbook(Papers=rows)},
    )
    assert told == []
    (paper,) = conference.papers.values()
    assert (paper.id, paper.track, paper.abstract) == ("17", "Ice", "Cold.")
    assert [(p.name, p.affiliation, p.email) for p in paper.authors] == [
        ("Ana Vo", "Shore", ""), ("Bo Li", "Reef", ""),
    ]  # fmt: skip


def test_authors_in_a_second_sheet(read: Read) -> None:
    """One row an author, joined by the submission's number; keywords on lines of their own."""
    book = workbook(
        Submissions=[
            ["#", "Title", "Authors", "Keywords", "Decision", "Track"],
            [3, "Nests", "Ana Vo and Bo Li", "ice\nsnow", "ACCEPT", "Birds"],
            [4, "Sand", "Cy Do", "", "reject", "Birds"],
        ],
        Authors=[
            ["submission #", "First name", "Last name", "Email", "Affiliation", "Web page"],
            [3, "Ana", "Vo", "a@x.example", "Shore", "https://vo.example"],
            [3, "Bo", "Li", "b@x.example", "Reef", None],
            [4, "Cy", "Do", "c@x.example", "Dune", None],
        ],
    )
    conference, told = read(
        """
sources:
  papers:
    file: export.xlsx
    where: {Decision: accept}
    joins:
      file: export.xlsx
      sheet: Authors
      on: {"#": "submission #"}
      into: people
    fields:
      id: "#"
      authors:
        column: people
        each: {name: "{First name} {Last name}", affiliation: Affiliation, website: Web page}
    drop: [Decision]
""",
        {"export.xlsx": book},
    )
    assert told == [
        'export.xlsx:4: warning: submission #: expected the key of a record of papers, got "4" '
        "(hint: it is left out)"
    ]
    (paper,) = conference.papers.values()
    assert (paper.id, paper.keywords, paper.track) == ("3", ("ice", "snow"), "Birds")
    assert [(p.name, p.affiliation, p.website) for p in paper.authors] == [
        ("Ana Vo", "Shore", "https://vo.example"), ("Bo Li", "Reef", None),
    ]  # fmt: skip


def test_numbered_columns(read: Read) -> None:
    """Author 1, Author 2 ...; some rows have fewer, and a middle name may be missing."""
    conference, told = read(
        """
sources:
  papers:
    file: start.csv
    fields:
      id: Submission ID
      keywords: "Keyword #"
      authors:
        numbered:
          name: "{#: First Name} {#: Middle Name?} {#: Last Name}"
          affiliation: "#: Affiliation"
    drop: ["*: Email"]
""",
        {
            "start.csv": "Submission ID,Title,Keyword 1,Keyword 2,1: First Name,1: Middle Name,"
            "1: Last Name,1: Affiliation,1: Email,2: First Name,2: Middle Name,2: Last Name,"
            "2: Affiliation,2: Email\n"
            "12,Nests,ice,snow,Ana,Q.,Vo,Shore,a@x.example,Bo,,Li,Reef,b@x.example\n"
            "13,Tides,sea,,Bo,,Li,Reef,b@x.example,,,,,\n"
        },
    )
    assert told == []
    assert {
        key: ([(p.name, p.affiliation) for p in paper.authors], paper.keywords)
        for key, paper in conference.papers.items()
    } == {
        "12": ([("Ana Q. Vo", "Shore"), ("Bo Li", "Reef")], ("ice", "snow")),
        "13": ([("Bo Li", "Reef")], ("sea",)),
    }


def test_schedule_by_day_and_room(read: Read) -> None:
    """The JSON that pretalx and frab write: days, rooms by name, lengths as clocks."""
    conference, told = read(
        """
sources:
  sessions:
    file: schedule.json
    records: schedule.conference.days.rooms.{room}
    only: true
    fields:
      id: guid
      title: title
      start: date
      duration: duration
      room: room
      track: track
      kind: {column: type, values: {lecture: oral, lightning: oral}}
      chairs: {column: persons, each: {name: public_name}}
      description: "{subtitle?}\\n\\n{abstract}"
      link: url
""",
        {
            "schedule.json": {"schedule": {"conference": {"days": [
                {"index": 1, "date": "2031-03-28", "rooms": {
                    "Kelp": [{"guid": "g-1", "title": "Nests", "date": "2031-03-28T09:00:00-07:00",
                              "duration": "01:30", "track": "Ice", "type": "lecture",
                              "subtitle": "Winter", "abstract": "Cold.", "url": "https://x.example/1",
                              "persons": [{"id": 1, "public_name": "Ana Vo"}]}],
                    "Sand": []}},
                {"index": 2, "date": "2031-03-29", "rooms": {
                    "Sand": [{"guid": "g-2", "title": "Tides", "date": "2031-03-29T09:00:00-07:00",
                              "duration": "00:05", "track": None, "type": "lightning",
                              "subtitle": "", "abstract": "Wet.", "url": "", "persons": []}]}},
            ]}}}
        },
    )  # fmt: skip
    assert told == []
    assert times(conference) == {"g-1": ("28 16:00", "28 17:30"), "g-2": ("29 16:00", "29 16:05")}
    first = conference.sessions["g-1"]
    assert (first.room, first.kind, first.track, first.chairs[0].name, first.description) == (
        "Kelp", "oral", "Ice", "Ana Vo", "Winter\n\nCold.",
    )  # fmt: skip
    assert conference.sessions["g-2"].description == "Wet."


def test_one_sheet_a_day_with_merged_cells(read: Read) -> None:
    conference, told = read(
        """
sources:
  sessions:
    file: programme.xlsx
    sheet: "*"
    header: 2
    fill_down: [Time, Room]
    where: {Session: "*"}
    unless: {Session: [see above]}
    dates: ["%d.%m.%Y %H.%M"]
    fields:
      id: {column: Session, slug: true}
      title: Session
      start: {template: "{@sheet} {Time}", pick: '^(\\S+ \\S+?)-'}
      end: {column: Time, pick: '-(.*)', replace: [{find: '.', replace: ':'}]}
      room: Room
    drop: [Time]
""",
        {
            "programme.xlsx": workbook(**{
                "28.03.2031": [["Friday"], ["Time", "Room", "Session"],
                               ["9.00-10.30", "Kelp", "Nests"], [None, "Sand", "Tides"],
                               ["11.00-12.00", None, "Salt"], [None, None, "see above"]],
                "29.03.2031": [["Saturday"], ["Time", "Room", "Session"],
                               ["23.00-0.30", "Kelp", "Night"], ["9.00", "Kelp", None]],
            })
        },
    )  # fmt: skip
    assert told == []
    assert times(conference) == {
        "nests": ("28 16:00", "28 17:30"), "tides": ("28 16:00", "28 17:30"),
        "salt": ("28 18:00", "28 19:00"), "night": ("30 06:00", "30 07:30"),
    }  # fmt: skip
    assert conference.sessions["salt"].room == "Sand"


def test_days_and_clocks_as_a_sheet_keeps_them(read: Read) -> None:
    rows = [
        ["Session Code", "Session Name", "Session Date", "Start Time", "End Time", "Location"],
        ["N-1", "Nests", date(2031, 3, 28), time(9, 30), time(11), "Kelp"],
        ["N-2", "Night", date(2031, 3, 29), time(23), time(0, 30), "Sand"],
    ]
    conference, told = read(
        """
sources:
  sessions:
    file: agenda.xlsx
    fields:
      id: Session Code
      start: "{Session Date} {Start Time}"
      end: End Time
""",
        {"agenda.xlsx": workbook(Agenda=rows)},
    )
    assert told == []
    assert times(conference) == {"N-1": ("28 16:30", "28 18:00"), "N-2": ("30 06:00", "30 07:30")}
    assert conference.sessions["N-1"].title == "Nests"


def test_two_files_about_the_same_papers(read: Read) -> None:
    """Main papers that a workshop shows too; the second file knows more about them."""
    conference, told = read(
        """
sources:
  papers:
    - {file: main.csv, constants: {program: main}}
    - {file: workshop.csv, merge: fill, constants: {program: "workshop:w"}}
    - {file: late.csv, merge: override}
    - {file: old.csv, merge: skip}
  workshops:
    - {file: workshops.yml, fields: {papers: papers}}
""",
        {
            "main.csv": "id,title,authors,keywords,abstract\n1,Nests,Ana Vo,ice,\n"
            "2,Tides,Bo Li,,\n",
            "workshop.csv": "id,title,authors,keywords,abstract\n1,Nests!,Ana Vo,snow,Cold.\n"
            "3,Sand,Cy Do,,\n",
            "late.csv": "id,title,authors\n2,Tides Again,Bo Li\n",
            "old.csv": "id,title,authors\n2,Old Tides,Di Fo\n",
            "workshops.yml": "- {id: w, title: W, papers: [1]}\n",
        },
    )
    assert told == []
    first = conference.papers["1"]
    assert (first.title, first.abstract, first.keywords, first.program) == (
        "Nests", "Cold.", ("ice", "snow"), "main",
    )  # fmt: skip
    assert conference.papers["2"].title == "Tides Again"
    assert conference.workshops["w"].papers == ("1", "3")


def test_joins_by_number_and_text(read: Read) -> None:
    """Ids that are numbers in one file and text in another; links and videos from second files."""
    conference, told = read(
        """
sources:
  papers:
    file: papers.csv
    joins:
      - {file: videos.json, on: {id: paper}, where: {kind: talk}, prefix: talk_}
      - {file: slots.yml, records: "{slot}", on: {id: value}, explode: value}
    fields: {video: talk_url, sessions: slot}
    drop: [talk_*]
  sessions: {file: slots.csv}
""",
        {
            "papers.csv": "id,title,authors\n0012,Nests,Ana Vo\n A.1 ,Tides,Bo Li\n",
            "videos.json": [
                {"paper": 12, "kind": "talk", "url": "https://youtu.be/abcdefghijk"},
                {"paper": "a.1", "kind": "trailer", "url": "https://youtu.be/zzzzzzzzzzz"},
            ],
            "slots.yml": "s1: [12, A.1]\ns2: ['12']\n",
            "slots.csv": "id,title,start,duration\ns1,One,2031-03-28 09:00,30\n"
            "s2,Two,2031-03-28 10:00,30\n",
        },
    )
    assert told == []
    assert list(conference.papers) == ["0012", "A.1"]
    assert conference.papers["0012"].video[0].key == "abcdefghijk"
    assert conference.papers["A.1"].video == ()


def test_ids_that_are_hard(read: Read) -> None:
    """Dots, spaces, commas, brackets, trailing spaces; lists of them with a separator."""
    conference, told = read(
        "",
        {
            "papers.csv": "id,title,authors,similar\n"
            '"A, B (1)",Nests,Ana Vo," main.1 |[x] y"\nmain.1 ,Tides,Bo Li,\n'
            '[x] y,Sand,Cy Do,"A, B (1)"\n',
        },
    )
    assert told == []
    assert list(conference.papers) == ["A, B (1)", "main.1", "[x] y"]
    assert conference.papers["A, B (1)"].similar == ("main.1", "[x] y")
    assert conference.papers["[x] y"].similar == ("A, B (1)",)


def test_parts_in_place_share_a_parent(read: Read) -> None:
    conference, told = read(
        "",
        {
            "sessions.yml": """
- id: posters
  title: Posters
  start: 2031-03-28 09:00
  end: 2031-03-28 11:00
  sessions:
    - {title: Hall A, start: 2031-03-28 09:00, end: 10:00, papers: [1]}
    - {id: hall-b, title: Hall B, start: 2031-03-28 10:00, end: 11:00, papers: [2]}
""",
            "papers.csv": "id,title,authors\n1,Nests,Ana Vo\n2,Tides,Bo Li\n",
        },
    )
    assert told == []
    assert {key: session.parent for key, session in conference.sessions.items()} == {
        "posters": "", "posters.hall-a": "posters", "hall-b": "posters",
    }  # fmt: skip
    assert conference.papers["2"].sessions == ("hall-b",)


def test_words_for_nothing(read: Read) -> None:
    conference, told = read(
        """
sources:
  papers: {file: papers.csv, nothing: [forthcoming, "-"]}
  sessions: {file: s.csv, fields: {chairs: host}, nothing: [unhosted]}
""",
        {
            "papers.csv": "id,title,authors,pdf,code,abstract,video\n"
            "1,Nests,Ana Vo,Forthcoming,NaN,None,-\n2,TBD,Bo Li,n/a,null,TBA,\n",
            "s.csv": "id,title,start,duration,host,room\na,Oral,2031-03-28 09:00,30,Unhosted,TBD\n",
        },
    )
    assert told == []
    first, second = conference.papers.values()
    assert (first.pdf, first.code, first.abstract, first.video) == (None, None, "", ())
    assert (second.title, second.pdf, second.abstract) == ("TBD", None, "")
    assert (conference.sessions["a"].chairs, conference.sessions["a"].room) == ((), "")


def test_lists_as_programs_write_them(read: Read) -> None:
    conference, told = read(
        "",
        {
            "papers.csv": "id,title,authors,keywords\n"
            '1,Nests,"[\'Ana Vo\', ""Bo O\'Li""]","[""ice"", ""snow""]"\n'
        },
    )
    assert told == []
    paper = conference.papers["1"]
    assert [person.name for person in paper.authors] == ["Ana Vo", "Bo O'Li"]
    assert paper.keywords == ("ice", "snow")


def test_texts_of_all_sorts(read: Read) -> None:
    """CRLF, a byte order mark, Latin-1, markup in titles, TeX in names, entities."""
    conference, told = read(
        "",
        {
            "papers.csv": "\ufeffid,title,authors,abstract\r\n"
            '1,<b>Nests</b> & $O(n)$,Jos\\\'{e} V\\v{o}|Bo &amp; Li,"Cold.\r\n\r\nVery."\r\n',
            "news.csv": "date,title\n2031-03-01,Größe\n".encode("cp1252"),
        },
    )
    assert told == [
        "news.csv:2: warning: expected UTF-8, got byte 0xF6 "
        "(hint: read as Windows-1252; save the file as UTF-8 to be sure)"
    ]
    paper = conference.papers["1"]
    assert (paper.title, paper.abstract) == ("<b>Nests</b> & $O(n)$", "Cold.\n\nVery.")
    assert [person.name for person in paper.authors] == ["José Vǒ", "Bo & Li"]
    assert conference.news[0].title == "Größe"


def test_corrections_before_parsing(read: Read) -> None:
    conference, told = read(
        """
sources:
  speakers:
    file: speakers.yml
    corrections:
      - {find: '=\\\\"([^"\\\\]*)"', replace: '=\\\\"\\1\\\\"', regex: true, count: 1}
""",
        {
            "speakers.yml": "- {id: k1, name: Cy Do, title: Ice, "
            'bio: "<a href=\\"https://x.example">Cy</a>"}\n'
        },
    )
    assert told == []
    assert conference.speakers["k1"].bio == '<a href="https://x.example">Cy</a>'


def test_a_zone_and_epochs(read: Read) -> None:
    conference, told = read(
        """
sources:
  sessions:
    - {file: a.csv, zone: Europe/Berlin}
    - {file: b.csv, dates: [epoch], unit: hours}
    - {file: c.csv, fields: {start: "{start} {tz}", end: {template: "{end} {tz}"}}}
    - {file: d.csv, dates: ["%b %d %H:%M"]}
""",
        {
            "a.csv": "id,title,start,end\na,A,2031-03-28 09:00,2031-03-28 10:00\n",
            "b.csv": f"id,title,start,duration\nb,B,{SEVEN},1.5\n",
            "c.csv": "id,title,start,end,tz\nc,C,2031-03-28 09:00,2031-03-28 10:00,Asia/Tokyo\n",
            "d.csv": "id,title,start,end\nd,D,Mar 28 09:00,Mar 28 10:00\n",
        },
    )
    assert told == []
    assert times(conference) == {
        "c": ("28 00:00", "28 01:00"), "a": ("28 08:00", "28 09:00"),
        "b": ("28 07:00", "28 08:30"), "d": ("28 16:00", "28 17:00"),
    }  # fmt: skip


def test_sessions_name_the_records_they_belong_to(read: Read) -> None:
    conference, told = read(
        "",
        {
            "sessions.csv": "id,title,start,duration,workshop,speaker\n"
            "a,Opening,2031-03-28 09:00,30,ice,\nb,Keynote,2031-03-28 10:00,30,,Cy Do\n"
            "c,Talk,2031-03-28 11:00,30,,Di Fo\n",
            "workshops.csv": "id,title\nice,Ice\n",
            "speakers.csv": "id,name,title\nk1,Cy Do,Sand\n",
        },
    )
    assert told == []
    assert conference.workshops["ice"].sessions == ("a",)
    assert conference.speakers["k1"].sessions == ("b",)
    assert conference.sessions["a"].kind == "plenary"
    assert conference.sessions["c"].owner is None


def test_highlighted_and_pages_declared(read: Read) -> None:
    conference, told = read(
        """
sources:
  highlighted: {file: best.csv, fields: {id: paper}}
  pages: {file: texts/*.md}
  code_of_conduct: conduct.txt
""",
        {
            "papers.csv": "id,title,authors\n1,Nests,Ana Vo\n2,Tides,Bo Li\n",
            "best.csv": "paper,why\n2,new\n9,old\n",
            "texts/travel.md": "# How to travel\n\nBy sea.\n",
            "conduct.txt": "Be kind.\n",
        },
    )
    assert told == [
        'best.csv:3: warning: highlighted: expected the id of one of the papers, got "9" '
        "(hint: it is left out)"
    ]
    assert conference.config.highlighted == ("2",)
    assert (conference.pages["travel"].title, conference.pages["travel"].text) == (
        "How to travel", "By sea.",
    )  # fmt: skip
    assert conference.code_of_conduct == "Be kind."


def test_a_grid_of_rooms(read: Read) -> None:
    """A column a room, a row a time, the day only in its first row."""
    grid = [
        ["Day", "Time", "Room A", "Room B", "Notes"],
        ["2031-03-28", None, None, None, "doors open at 8"],
        [None, "09:00", "Ice", "Sand", None],
        [None, "10:30", None, "Salt", "late"],
        ["2031-03-29", "09:00", "Kelp", None, None],
    ]
    conference, told = read(
        """
sources:
  sessions:
    file: programme.xlsx
    fill_down: [Day]
    unpivot: [Room *]
    drop: [Notes]
    duration: 90
    zone: UTC
    fields: {title: value, room: "@column", start: "{Day} {Time}"}
""",
        {"programme.xlsx": workbook(Plan=grid)},
    )
    assert told == []
    assert [(s.title, s.room, f"{s.start:%d %H:%M}") for s in conference.sessions.values()] == [
        ("Ice", "Room A", "28 09:00"), ("Sand", "Room B", "28 09:00"),
        ("Salt", "Room B", "28 10:30"), ("Kelp", "Room A", "29 09:00"),
    ]  # fmt: skip
