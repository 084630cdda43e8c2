from __future__ import annotations

from collections.abc import Callable

from miniconf.load import Loaded
from miniconf.load.inplace import unique

Sites = Callable[..., Loaded]


def test_unique() -> None:
    assert unique("a", set()) == "a"
    assert unique("a", {"a", "a-2"}) == "a-3"


def test_lift_sessions(loaded: Sites) -> None:
    text = """
- id: ice
  title: Ice
  sessions:
    - {title: Coffee break, start: 2031-03-28 09:00, duration: 30}
    - {title: <b>Coffee</b> break, start: 2031-03-29 09:00, duration: 30}
    - {id: own, title: Talks, start: 2031-03-28 10:00, duration: 30, papers: [1]}
    - {start: 2031-03-28 11:00, duration: 30}
    - late
"""
    sessions = "id,title,start,duration\nlate,Late,2031-03-28 20:00,30\n"
    papers = "id,title,authors\n1,Nests,Ana Vo\n"
    found = loaded({"workshops.yml": text, "sessions.csv": sessions, "papers.csv": papers})
    assert found.problems == ()
    conference = found.conference
    assert conference is not None
    assert conference.workshops["ice"].sessions == (
        "ice.coffee-break", "ice.coffee-break-2", "own", "ice.ice", "late",
    )  # fmt: skip
    assert {s.owner for s in conference.sessions.values()} == {("workshops", "ice")}
    assert conference.sessions["ice.ice"].title == "Ice"
    assert conference.papers["1"].sessions == ("own",)
    assert [str(account) for account in found.summary.accounts] == [
        "papers: papers.csv: 1 read, 1 kept",
        "sessions: sessions.csv: 1 read, 1 kept",
        "sessions: workshops.yml (in workshops): 4 read, 4 kept",
        "workshops: workshops.yml: 1 read, 1 kept",
    ]


def test_lift_sessions_keeps_ids_when_times_move(loaded: Sites) -> None:
    text = "- id: walk\n  name: A walk\n  sessions: {start: 2031-03-28 09:00, duration: 30}\n"
    first = loaded({"socials.yml": text})
    second = loaded({"socials.yml": text.replace("09:00", "15:00")})
    assert first.conference is not None
    assert second.conference is not None
    assert list(first.conference.sessions) == list(second.conference.sessions) == ["walk.a-walk"]


def test_lift_sessions_by_title(loaded: Sites) -> None:
    text = """
- id: reef
  name: Reef
  schedule:
    Meet the divers: {start: 2031-03-28 09:00, duration: 30}
    Quiz: {start: 2031-03-28 10:00, duration: 30}
"""
    conference = loaded({"sponsors.yml": text}).conference
    assert conference is not None
    assert {key: s.title for key, s in conference.sessions.items()} == {
        "reef.meet-the-divers": "Meet the divers", "reef.quiz": "Quiz",
    }  # fmt: skip


def test_lift_sessions_id_twice(loaded: Sites) -> None:
    text = (
        "- id: walk\n  name: A walk\n  sessions: [{id: a, start: 2031-03-28 09:00, duration: 30}]\n"
    )
    sessions = "id,title,start,duration\na,A,2031-03-28 20:00,30\n"
    found = loaded({"socials.yml": text, "sessions.csv": sessions})
    assert [str(problem) for problem in found.problems] == [
        'socials.yml:3: id: expected each id once, got "a" again '
        "(hint: it stands at sessions.csv:2 too)"
    ]


def test_make_ids_of_sessions(loaded: Sites) -> None:
    sessions = [
        {"title": "Social", "start": "2031-03-29T09:00Z", "end": "2031-03-29T10:00Z"},
        {"title": "Größe & Weite", "start": "2031-03-28T09:00Z", "end": "2031-03-28T10:00Z"},
        {"title": "Social", "start": "2031-03-28T09:00Z", "end": "2031-03-28T10:00Z"},
    ]
    conference = loaded({"main_calendar.json": sessions}).conference
    assert conference is not None
    assert {key: str(s.start.date()) for key, s in conference.sessions.items()} == {
        "grosse-weite": "2031-03-28",
        "social": "2031-03-28",
        "social-2": "2031-03-29",
    }


def test_make_ids_of_sponsors(loaded: Sites) -> None:
    conference = loaded({"sponsors.csv": 'name,id\n"Reef, Ltd",\n,dune\n'}).conference
    assert conference is not None
    assert {key: s.name for key, s in conference.sponsors.items()} == {
        "Reef, Ltd": "Reef, Ltd", "dune": "dune",
    }  # fmt: skip


def test_lift_sessions_without_title(loaded: Sites) -> None:
    """They are called like their owner; words for nothing are no title."""
    workshops = """
- id: ice
  title: Ice
  sessions:
    - {name: None, start: 2031-03-28 09:00, duration: 30}
    - {start: 2031-03-29 09:00, duration: 30}
"""
    found = loaded({"workshops.yml": workshops})
    assert found.problems == ()
    assert found.conference is not None
    assert {key: s.title for key, s in found.conference.sessions.items()} == {
        "ice.ice": "Ice", "ice.ice-2": "Ice",
    }  # fmt: skip


def test_lift_sessions_single(loaded: Sites) -> None:
    config = "name: Tern\ntime_zone: Asia/Tokyo\n"
    socials = (
        "id,name,date,start,end,location\nwalk,A walk,2031-03-28,18:00,20:00,Dune\n"
        "swim,A swim,2031-03-29,TBA,,Shore\n"
    )
    speakers = "id,name,title,start,duration,room\nvo,Ana Vo,Nests,2031-03-28T00:00:00Z,45,Kelp\n"
    found = loaded({"socials.csv": socials, "speakers.csv": speakers}, config)
    assert [str(problem) for problem in found.problems] == [
        "socials.csv:3: warning: date: expected a start too, got nothing (hint: left out)"
    ]
    conference = found.conference
    assert conference is not None
    assert conference.socials["walk"].sessions == ("walk",)
    assert conference.socials["swim"].sessions == ()
    assert conference.speakers["vo"].sessions == ("vo",)
    assert {
        key: (s.title, s.kind, f"{s.start:%d %H:%M}", f"{s.end:%d %H:%M}", s.room, s.owner)
        for key, s in conference.sessions.items()
    } == {
        "vo": ("Nests", "keynote", "28 00:00", "28 00:45", "Kelp", ("speakers", "vo")),
        "walk": ("A walk", "social", "28 09:00", "28 11:00", "Dune", ("socials", "walk")),
    }
    assert [str(account) for account in found.summary.accounts] == [
        "sessions: speakers.csv (in speakers): 1 read, 1 kept",
        "sessions: socials.csv (in socials): 1 read, 1 kept",
        "speakers: speakers.csv: 1 read, 1 kept",
        "socials: socials.csv: 2 read, 2 kept",
    ]


def test_lift_sessions_single_beside_others(loaded: Sites) -> None:
    text = """
- id: walk
  name: A walk
  start: 2031-03-28 09:00
  duration: 30
  sessions: [{title: Again, start: 2031-03-29 09:00, duration: 30}]
"""
    sessions = "id,title,start,duration\nwalk,Other,2031-03-28 20:00,30\n"
    conference = loaded({"socials.yml": text, "sessions.csv": sessions}).conference
    assert conference is not None
    assert conference.socials["walk"].sessions == ("walk.again", "walk-2")
    assert conference.sessions["walk-2"].title == "A walk"


def test_lift_sessions_single_declared(loaded: Sites) -> None:
    config = """
name: Tern
time_zone: UTC
sources:
  tutorials:
    file: events.csv
    where: {category: Tutorials}
    fields: {start: "{day} {from}", end: to}
    drop: [category]
"""
    events = (
        "id,title,category,day,from,to\na,Ice,Tutorials,2031-03-28,9:00,13:00\n"
        "b,Lunch,Break,2031-03-28,13:00,14:00\n"
    )
    found = loaded({"events.csv": events}, config)
    assert found.problems == ()
    assert found.conference is not None
    assert [
        (s.id, f"{s.start:%H:%M} {s.end:%H:%M}") for s in found.conference.sessions.values()
    ] == [("a", "09:00 13:00")]
