"""What programs for conferences write out, in invented samples: a declaration alone reads each."""

from __future__ import annotations

from tests.load.declared.conftest import Read, times


def test_one_tree_of_sessions_with_events(read: Read) -> None:
    """Slots with events inside them, papers by id, workshops and keynotes as events of a slot."""
    slot = {"start_time": "2031-03-28T09:00:00-07:00", "end_time": "2031-03-28T10:30:00-07:00"}
    event = {"session": "Session 1", "chairs": [], "link": None, **slot}
    conference, told = read(
        """
sources:
  papers:
    file: conference.json
    records: papers.*
    fields:
      pdf: paper_pdf
      image: preview_image
      sessions: {column: event_ids, slug: true}
      similar: similar_paper_ids
      program: {column: program, values: {Main: main, Findings: findings}}
    drop: [is_paper, category, underline_*, card_image_path, forum]
  sessions:
    - file: conference.json
      records: sessions.*
      fields: {id: id, title: name}
      drop: [events, "*_events", display_name, type]
    - file: conference.json
      records: sessions.*.events.*
      fields:
        id: {column: id, slug: true}
        title: "{track} ({type})"
        parent: parent.id
        kind: {column: type, values: {Virtual Poster: poster}}
        papers: paper_ids
      drop: [session]
  speakers:
    file: conference.json
    records: sessions.*.plenary_events.*
    fields:
      id: id
      title: title
      abstract: abstract
      name: presenter
      affiliation: institution
      sessions: parent.id
      video: video_url
      image: image_url
    only: true
  workshops:
    - file: workshops.yaml
      records: workshops
      fields:
        id: anthology_venue_id
        abstract: description
        website: workshop_site_url
        organizers:
          column: committee
          each:
            name:
              column: [full_name, "{first_name} {middle_name?} {last_name}"]
      drop: [short_name, booklet_id, committee]
""",
        {
            "conference.json": {
                "sessions": {
                    "Session 1": {
                        "id": "session-1", "name": "Session 1", "display_name": "Session 1",
                        "type": "Paper Sessions", **slot,
                        "events": {
                            "session-1_-ice-(oral)": {
                                "id": "session-1_-ice-(oral)", "track": "Ice", "type": "Oral",
                                "paper_ids": ["P2", "P1"], "room": "Kelp", **event},
                            "session-1_-ice-(virtual-poster)": {
                                "id": "session-1_-ice-(virtual-poster)", "track": "Ice",
                                "type": "Virtual Poster", "paper_ids": [], "room": None, **event},
                        },
                        "plenary_events": {}, "tutorial_events": {}, "workshop_events": {},
                    },
                    "Plenary: Sand": {
                        "id": "plenary_-sand", "name": "Plenary: Sand", "display_name": "Sand",
                        "type": "Plenary Sessions", "start_time": "2031-03-29T09:00:00-07:00",
                        "end_time": "2031-03-29T10:00:00-07:00", "events": {},
                        "plenary_events": {"k1": {
                            "id": "k1", "title": "Sand", "presenter": "Cy Do",
                            "institution": "Dune", "abstract": "Dry.", "bio": None,
                            "video_url": None, "image_url": None, "track": "Plenary"}},
                    },
                },
                "papers": {
                    key: {"id": key, "forum": "", "title": title, "authors": ["Ana Vo"],
                          "abstract": "Cold.", "tldr": "", "keywords": [], "track": "Ice",
                          "paper_type": "Oral", "category": "", "program": program,
                          "event_ids": ["session-1_-ice-(oral)"], "similar_paper_ids": [],
                          "underline_id": None, "card_image_path": "", "is_paper": True,
                          "paper_pdf": None, "preview_image": None, "video_url": None}
                    for key, title, program in (("P1", "Nests", "Main"), ("P2", "Ice", "Findings"))
                },
            },
            "workshops.yaml": {"workshops": [
                {"short_name": "Winter", "booklet_id": "w_1", "anthology_venue_id": "winter",
                 "title": "Workshop on Winter", "description": "Cold.",
                 "workshop_site_url": "https://winter.example",
                 "committee": [{"first_name": "Ana", "middle_name": None, "last_name": "Vo"},
                               {"first_name": None, "last_name": None, "full_name": "Bo Li"}]}]},
        },
    )  # fmt: skip
    assert told == []
    assert {key: (s.title, s.kind, s.papers) for key, s in conference.sessions.items()} == {
        "session-1": ("Session 1", "other", ()),
        "session-1-ice-oral": ("Ice (Oral)", "oral", ("P2", "P1")),
        "session-1-ice-virtual-poster": ("Ice (Virtual Poster)", "poster", ()),
        "plenary_-sand": ("Plenary: Sand", "plenary", ()),
    }
    assert conference.sessions["session-1-ice-oral"].parent == "session-1"
    assert conference.papers["P1"].sessions == ("session-1-ice-oral",)
    assert conference.speakers["k1"].sessions == ("plenary_-sand",)
    people = conference.workshops["winter"].organizers
    assert [person.name for person in people] == ["Ana Vo", "Bo Li"]


def test_proceedings_software(read: Read) -> None:
    """papers.yml and program.yml: names in parts, talks in sessions with times of their own."""
    conference, told = read(
        """
sources:
  papers:
    file: papers.yml
    unless: {archival: "false"}
    fields:
      authors:
        column: authors
        each: {name: "{first_name} {middle_name?} {last_name}", affiliation: institution}
      pdf: "https://papers.example/{file}"
      type: attributes.paper_type
      track: attributes.submitted_area
      openreview: openreview_id
    drop: [attributes, attachments, archival, file]
  sessions:
    file: program.yml
    fields:
      id: {column: title, slug: true}
      chairs: {column: chair, each: {name: "{first_name} {last_name}"}}
      papers: presentations.id
""",
        {
            "papers.yml": """
- id: 1
  title: Nests
  abstract: Cold.
  archival: true
  file: 1.pdf
  openreview_id: aBcDeF12
  attributes: {paper_type: long, submitted_area: Ice}
  attachments: [{file: 1_software.zip, type: software}]
  authors:
    - {first_name: Ana, middle_name: Q., last_name: Vo, emails: a@x.example, institution: Shore}
    - {first_name: Bo, last_name: Li, emails: b@x.example, google_scholar_id: null}
- {id: 2, title: Sand, archival: false, file: 2.pdf, authors: [{first_name: Cy, last_name: Do}]}
""",
            "program.yml": """
- title: "Session 1: Ice"
  start_time: 2031-03-28T09:00:00-07:00
  end_time: 2031-03-28T10:30:00-07:00
  chair: {first_name: Cy, last_name: Do}
  room: Kelp
  presentations:
    - {id: 1, start_time: 2031-03-28T09:00:00-07:00, type: oral}
- title: Coffee
  start_time: 2031-03-28T10:30:00-07:00
  end_time: 2031-03-28T11:00:00-07:00
""",
        },
    )
    assert told == []
    (paper,) = conference.papers.values()
    assert [(p.name, p.affiliation) for p in paper.authors] == [
        ("Ana Q. Vo", "Shore"), ("Bo Li", ""),
    ]  # fmt: skip
    assert (paper.pdf, paper.type, paper.track, paper.openreview) == (
        "https://papers.example/1.pdf", "long", "Ice", "aBcDeF12",
    )  # fmt: skip
    session, coffee = conference.sessions.values()
    assert (session.id, session.papers) == ("session-1-ice", ("1",))
    assert session.chairs[0].name == "Cy Do"
    assert coffee.kind == "break"


def test_app_with_everything_by_number(read: Read) -> None:
    """A JSON of lists that refer to each other by number: contents, people, sessions, slots."""
    conference, told = read(
        """
sources:
  papers:
    file: program.json
    records: contents
    where: {typeId: 13}
    joins:
      - {file: program.json, records: people, within: authors, on: {personId: id}, lookup: true}
      - {file: program.json, records: tracks, on: {trackId: id}, prefix: track_, lookup: true}
    fields:
      authors:
        column: authors
        each:
          name: "{firstName} {middleInitial?} {lastName}"
          affiliation: "{affiliations.institution}"
      track: track_name
      doi: {column: addons.doi.url, pick: '10\\..*'}
      sessions: sessionIds
    drop: [trackId, typeId, track_*, addons, importedId]
  sessions:
    file: program.json
    records: sessions
    dates: [epoch-ms]
    joins:
      - {file: program.json, records: timeSlots, on: {timeSlotId: id}, prefix: slot_}
      - {file: program.json, records: rooms, on: {roomId: id}, prefix: room_}
      - {file: program.json, records: people, within: chairIds, on: {value: id}, lookup: true}
      - {file: program.json, records: types, on: {typeId: id}, prefix: type_, lookup: true}
    fields:
      title: name
      start: slot_startDate
      end: slot_endDate
      room: room_name
      kind: {column: type_name, values: {Paper: oral, Keynote: keynote}}
      papers: contentIds
      chairs: {column: chairIds, each: {name: "{firstName} {lastName}"}}
    drop: [slot_*, room_*, type_*, typeId, roomId, timeSlotId, chairIds, importedId]
""",
        {
            "program.json": {
                "conference": {"id": 1, "name": "Tern"},
                "people": [
                    {"id": 7, "firstName": "Ana", "lastName": "Vo", "middleInitial": "Q."},
                    {"id": 8, "firstName": "Bo", "lastName": "Li", "middleInitial": ""},
                    {"id": 9, "firstName": "Cy", "lastName": "Do", "middleInitial": ""},
                ],
                "rooms": [{"id": 3, "name": "Kelp", "typeId": 1}],
                "tracks": [{"id": 5, "name": "Ice", "typeId": 13}],
                "types": [{"id": 13, "name": "Paper"}],
                "timeSlots": [{"id": 2, "type": "SESSION", "startDate": 1932480000000,
                               "endDate": 1932483600000, "sessionId": None}],
                "sessions": [{"id": 11, "name": "Birds", "typeId": 13, "roomId": 3,
                              "chairIds": [9, 7], "contentIds": [21, 20], "timeSlotId": 2,
                              "importedId": "s11"}],
                "contents": [
                    {"id": 20, "typeId": 13, "title": "Nests", "trackId": 5, "sessionIds": [11],
                     "abstract": "Cold.", "importedId": "x", "keywords": ["ice"],
                     "addons": {"doi": {"type": "URL", "url": "https://doi.org/10.5555/12345"}},
                     "authors": [
                        {"personId": 8, "affiliations": [{"institution": "Reef", "city": "Bay"}]},
                        {"personId": 7, "affiliations": [{"institution": "Shore", "city": ""},
                                                         {"institution": "Isle"}]}]},
                    {"id": 21, "typeId": 13, "title": "Tides", "trackId": 5, "sessionIds": [11],
                     "abstract": "Wet.", "keywords": [], "addons": {}, "authors": [
                        {"personId": 9, "affiliations": []}]},
                    {"id": 22, "typeId": 14, "title": "Not a paper", "authors": []},
                ],
            }
        },
    )  # fmt: skip
    assert told == []
    assert [(p.name, p.affiliation) for p in conference.papers["20"].authors] == [
        ("Bo Li", "Reef"), ("Ana Q. Vo", "Shore, Isle"),
    ]  # fmt: skip
    assert conference.papers["20"].doi == "10.5555/12345"
    session = conference.sessions["11"]
    assert (session.kind, session.room, session.papers) == ("oral", "Kelp", ("21", "20"))
    assert [person.name for person in session.chairs] == ["Cy Do", "Ana Vo"]
    assert times(conference) == {"11": ("28 16:00", "28 17:00")}


def test_talks_and_posters_of_one_paper(read: Read) -> None:
    """A record an event: a paper's talk and its poster share a number; abstracts by id."""
    paper = {"visible": True, "keywords": [], "topic": "Birds->Ice", "authors": [
        {"id": 1, "fullname": "Ana Vo", "institution": "Shore", "url": "https://x.example/1"}],
        "paper_url": "https://openreview.net/forum?id=aBcDeF12"}  # fmt: skip
    conference, told = read(
        """
sources:
  papers:
    file: orals-posters.json
    records: results
    where: {visible: "true"}
    joins: {file: abstracts.json, records: "{number}", on: {id: number}, lookup: true}
    sort: [eventtype]
    group: sourceid
    collect:
      sessions: {column: session, slug: true}
      video: {column: eventmedia.uri, pick: 'https://(?:www\\.)?(?:slideslive|youtu).*'}
      poster: {column: eventmedia.uri, pick: '.*\\.png$'}
    fields:
      id: sourceid
      title: name
      authors: {column: authors, each: {name: fullname, affiliation: institution}}
      abstract: [abstract, value]
      track: {column: topic, pick: '^[^-]*'}
      type: {column: decision, pick: '\\((.*)\\)'}
      openreview: {column: paper_url, pick: 'id=(.*)'}
  sessions:
    file: orals-posters.json
    records: results
    where: {session: "*", visible: "true"}
    group: session
    sort: [starttime, poster_position]
    collect: {papers: sourceid}
    fields:
      id: {column: session, slug: true}
      title: session
      start: starttime
      end: endtime
      room: room_name
      kind: {column: eventtype, values: {Poster: poster, Oral: oral}}
  workshops:
    file: events.json
    records: results
    where: {eventtype: Workshop}
    fields:
      id: id
      title: name
      website: url
      organizers: {column: authors, each: {name: fullname, affiliation: institution}}
      sessions:
        column: schedule
        each: {title: name, start: starttime, end: endtime}
    only: true
""",
        {
            "orals-posters.json": {"count": 3, "next": None, "results": [
                {"id": 1, "sourceid": 77, "name": "Nests", "eventtype": "Poster",
                 "decision": "Accept (oral)", "session": "Poster Session 1", "room_name": "Hall",
                 "starttime": "2031-03-28T16:30:00-07:00", "endtime": "2031-03-28T18:30:00-07:00",
                 "poster_position": "#204", "eventmedia": [
                     {"uri": "https://x.example/1.png"}, {"uri": None}], **paper},
                {"id": 2, "sourceid": 77, "name": "Nests", "eventtype": "Oral", "decision": None,
                 "session": "Oral 1", "room_name": "Kelp", "poster_position": "",
                 "starttime": "2031-03-28T09:00:00-07:00", "endtime": "2031-03-28T10:00:00-07:00",
                 "eventmedia": [{"uri": "https://slideslive.com/38900001"}], **paper},
                {"id": 3, "sourceid": 78, "name": "Sand", "eventtype": "Poster",
                 "decision": "Accept (poster)", "session": "Poster Session 1", "room_name": "Hall",
                 "starttime": "2031-03-28T16:30:00-07:00", "endtime": "2031-03-28T18:30:00-07:00",
                 "poster_position": "#31", "eventmedia": [], **paper},
                {"id": 4, "sourceid": 79, "name": "Gone", "eventtype": "Poster", **paper,
                 "visible": False},
            ]},
            "abstracts.json": {"1": "Cold.", "2": "Cold.", "3": "Dry.", "9": "Other."},
            "events.json": {"results": [
                {"id": 5, "eventtype": "Workshop", "name": "Ice", "url": "https://ice.example",
                 "authors": [{"fullname": "Bo Li", "institution": ""}], "schedule": [
                    {"name": "Opening", "starttime": "2031-03-29T09:00:00-07:00",
                     "endtime": "2031-03-29T09:10:00-07:00"}]}]},
        },
    )  # fmt: skip
    assert told == []
    nests, sand = conference.papers.values()
    assert (nests.id, nests.sessions, nests.type, nests.abstract) == (
        "77", ("oral-1", "poster-session-1"), "oral", "Cold.",
    )  # fmt: skip
    assert (nests.poster, [video.key for video in nests.video], nests.openreview) == (
        "https://x.example/1.png", ["38900001"], "aBcDeF12",
    )  # fmt: skip
    assert (sand.abstract, sand.track) == ("Dry.", "Birds")
    assert {key: s.papers for key, s in conference.sessions.items() if not s.owner} == {
        "oral-1": ("77",), "poster-session-1": ("78", "77"),
    }  # fmt: skip
    assert conference.workshops["5"].sessions == ("5.opening",)


def test_submissions_in_two_languages(read: Read) -> None:
    """Talks with their slot inside, words by language, resources, answers to questions."""
    conference, told = read(
        """
sources:
  papers:
    file: submissions.json
    records: results
    where: {state: confirmed}
    fields: &fields
      id: code
      authors: {column: speakers, each: {name: name, image: avatar, bio: biography}}
      track: track.en
      type: submission_type.en
      links: {column: resources, each: {label: description, url: resource}}
      sessions: "{code}"
    drop: [code, slot, state, content_locale, do_not_record, duration, submission_type]
  sessions:
    file: submissions.json
    records: results
    where: {state: confirmed, slot.start: "*"}
    only: true
    fields:
      id: code
      title: title
      start: slot.start
      end: slot.end
      room: slot.room.en
      chairs: speakers.name
      papers: code
""",
        {
            "submissions.json": {"count": 2, "results": [
                {"code": "ABC123", "title": "Nests", "state": "confirmed", "abstract": "Cold.",
                 "speakers": [{"code": "S1", "name": "Ana Vo", "biography": "", "avatar": None}],
                 "track": {"en": "Ice", "de": "Eis"}, "submission_type": {"en": "Talk"},
                 "content_locale": "en", "do_not_record": False, "duration": 30,
                 "resources": [{"resource": "https://x.example/1.pdf", "description": "Slides"}],
                 "slot": {"room": {"en": "Kelp"}, "start": "2031-03-28T09:00:00-07:00",
                          "end": "2031-03-28T09:30:00-07:00"}},
                {"code": "DEF456", "title": "Sand", "state": "rejected", "speakers": [],
                 "slot": None, "track": None, "submission_type": {"en": "Talk"}},
            ]}
        },
    )  # fmt: skip
    assert told == []
    (paper,) = conference.papers.values()
    assert (paper.track, paper.type, paper.sessions) == ("Ice", "Talk", ("ABC123",))
    assert [(link.label, link.url) for link in paper.links] == [
        ("Slides", "https://x.example/1.pdf")
    ]
    assert times(conference) == {"ABC123": ("28 16:00", "28 16:30")}


def test_contributions_with_dates_in_parts(read: Read) -> None:
    """Mappings for instants (day, time and zone), people in several roles, folders of files."""
    at = {"date": "2031-03-28", "tz": "Europe/Zurich"}
    person = {"first_name": "Ana", "last_name": "Vo", "affiliation": "Shore", "emailHash": "x"}
    other = {"first_name": "Bo", "last_name": "Li", "affiliation": "Reef"}
    conference, told = read(
        """
sources:
  papers:
    file: event.json
    records: results.contributions
    fields:
      authors:
        column: [primaryauthors, coauthors]
        all: true
        each: {name: "{first_name} {last_name}", affiliation: affiliation}
      abstract: description
      slides: {column: folders.attachments.download_url, pick: '.*slides.*', first: true}
      sessions: {column: session, slug: true}
    drop: [db_id, startDate, endDate, duration, room, speakers, folders, primaryauthors, coauthors]
  sessions:
    file: event.json
    records: results.contributions
    where: {session: "*"}
    group: session
    collect: {papers: id}
    fields:
      id: {column: session, slug: true}
      title: session
      start: "{startDate.date} {startDate.time} {startDate.tz}"
      end: "{endDate.date} {endDate.time} {endDate.tz}"
      room: room
""",
        {
            "event.json": {"count": 1, "results": [{"id": "99", "title": "Tern", "contributions": [
                {"id": "5", "db_id": 12, "title": "Nests", "description": "Cold.", "room": "Kelp",
                 "session": "Morning", "track": None, "type": "Oral", "duration": 20,
                 "keywords": ["ice"], "speakers": [person], "primaryauthors": [person],
                 "coauthors": [other], "startDate": {**at, "time": "09:00:00"},
                 "endDate": {**at, "time": "09:20:00"}, "folders": [{"attachments": [
                     {"title": "paper", "download_url": "https://x.example/5/paper.pdf"},
                     {"title": "talk", "download_url": "https://x.example/5/slides.pdf"}]}]},
            ]}]}
        },
    )  # fmt: skip
    assert told == []
    (paper,) = conference.papers.values()
    assert [(p.name, p.affiliation) for p in paper.authors] == [
        ("Ana Vo", "Shore"), ("Bo Li", "Reef"),
    ]  # fmt: skip
    assert (paper.slides, paper.sessions, paper.type) == (
        "https://x.example/5/slides.pdf", ("morning",), "Oral",
    )  # fmt: skip
    assert times(conference) == {"morning": ("28 08:00", "28 08:20")}


def test_slots_of_talks_and_streams(read: Read) -> None:
    """Talks as rows of a second file, meeting links by key, spans of time in one cell."""
    conference, told = read(
        """
sources:
  papers:
    file: track_*.csv
    let: {part: {column: "@file", pick: 'track_(.*)'}}
    fields: {track: part}
  sessions:
    - file: sessions.csv
      joins:
        - {file: links.yml, records: "{key}", on: {link: key}, prefix: link_, lookup: true}
        - {file: slots.csv, on: {UID: session}, into: slots, lookup: true}
      fields: {join: link_value, papers: slots.paper}
      drop: [link, slots]
    - file: slots.csv
      where: {session: "*_mirror"}
      sort: [start]
      group: session
      collect: {papers: paper}
      fields:
        id: session
        title: {column: session, replace: [{find: _mirror, replace: " again"}]}
        start: start
        duration: {value: 0:10}
    - file: streams.csv
      explode: times
      only: true
      fields:
        id: "{UID}-{times}"
        title: title
        start: {column: times, pick: '^(.*?) - '}
        end: {column: times, pick: ' - (.*)$'}
""",
        {
            "track_ice.csv": "UID,title,authors\ni.1,Nests,Ana Vo\n",
            "track_sea.csv": "UID,title,authors\ns.1,Tides,Bo Li\n",
            "sessions.csv": "UID,title,start,end,link\n"
            "talks1,Talks 1,2031-03-28T13:00:00Z,2031-03-28T13:10:00Z,room.a\n",
            "links.yml": "room.a: https://meet.example/j/1\nroom.b: https://meet.example/j/2\n",
            "slots.csv": "session,start,end,paper\n"
            "talks1,2031-03-28T13:00:00-00:00,2031-03-28T13:05:00-00:00,i.1\n"
            "talks1,2031-03-28T13:05:00-00:00,2031-03-28T13:10:00-00:00,s.1\n"
            "talks1_mirror,2031-03-29T01:05:00Z,2031-03-29T01:10:00Z,s.1\n"
            "talks1_mirror,2031-03-29T01:00:00Z,2031-03-29T01:05:00Z,i.1\n",
            "streams.csv": "UID,title,times\nst,Stream,2031-03-28T09:00:00-04:00 - "
            "2031-03-28T15:00:00-04:00|2031-03-28T21:00:00-04:00 - 2031-03-29T03:00:00-04:00\n",
        },
    )
    assert told == []
    assert times(conference) == {
        "talks1": ("28 13:00", "28 13:10"), "talks1_mirror": ("29 01:00", "29 01:10"),
        "st-2031-03-28T09:00:00-04:00 - 2031-03-28T15:00:00-04:00": ("28 13:00", "28 19:00"),
        "st-2031-03-28T21:00:00-04:00 - 2031-03-29T03:00:00-04:00": ("29 01:00", "29 07:00"),
    }  # fmt: skip
    first = conference.sessions["talks1"]
    assert (first.papers, first.join[0].url) == (("i.1", "s.1"), "https://meet.example/j/1")
    assert conference.sessions["talks1_mirror"].papers == ("i.1", "s.1")


def test_names_and_places_that_do_not_match(read: Read) -> None:
    conference, told = read(
        """
sources:
  papers:
    file: papers.csv
    separator: ";"
    fields:
      authors: {parallel: {name: Names, affiliation: Places}}
      track: {column: Areas, separator: ";", first: true}
""",
        {
            "papers.csv": "id,title,Names,Places,Areas\n"
            "1,Nests,Ana Vo;Bo Li;Cy Do,Shore;;Dune,Ice; Sea\n"
            "2,Sand,Ana Vo;Bo Li;Cy Do,Shore;Dune,\n"
        },
    )
    assert told == [
        "papers.csv:3: warning: affiliation: expected as many affiliation as name (3), got 2 "
        "(hint: each goes to the one in the same place)"
    ]
    paper = conference.papers["1"]
    assert [(p.name, p.affiliation) for p in paper.authors] == [
        ("Ana Vo", "Shore"), ("Bo Li", ""), ("Cy Do", "Dune"),
    ]  # fmt: skip
    assert paper.track == "Ice"


def test_day_and_span_of_time_in_one_cell(read: Read) -> None:
    conference, told = read(
        """
sources:
  sessions:
    file: sessions.yml
    zone: Australia/Sydney
    fields:
      start: {column: date, pick: '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d'}
      end: {column: date, pick: '-(\\d\\d:\\d\\d) '}
      kind: {column: type, values: {papers: oral, industry: other}}
      chairs: chair
      room: location
    drop: [date, im]
""",
        {
            "sessions.yml": "- {UID: S1, title: Ice, chair: , date: Friday 2031-03-28 11:00-12:20 "
            'AEDT, location: "Dome: Hall", type: papers, im: static/img/, youtube_link: }\n'
        },
    )
    assert told == []
    assert times(conference) == {"S1": ("28 00:00", "28 01:20")}
    assert conference.sessions["S1"].room == "Dome: Hall"
