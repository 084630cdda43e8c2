from __future__ import annotations

from collections.abc import Callable

from miniconf.load import Loaded
from miniconf.load.references import Index, Records

Sites = Callable[..., Loaded]
PAPERS = "id,title,authors,sessions,program\n1,Nests,Ana Vo,oral,\n2,Tides,Bo Li,,workshop:Ice\n"
SESSIONS = (
    "id,title,start,duration,papers\noral,Oral One,2031-03-28 09:00,30,2\n"
    "posters,Posters,2031-03-28 10:00,30,\n"
)


def told(found: Loaded) -> list[str]:
    return [str(problem) for problem in found.problems]


def test_memberships_from_either_side(loaded: Sites) -> None:
    workshops = "- {id: ICE, title: Ice, papers: [1], sessions: [posters]}\n"
    found = loaded({"papers.csv": PAPERS, "sessions.csv": SESSIONS, "workshops.yml": workshops})
    assert told(found) == []
    conference = found.conference
    assert conference is not None
    assert conference.sessions["oral"].papers == ("2", "1")
    assert conference.papers["2"].sessions == ("oral",)
    assert conference.workshops["ICE"].papers == ("1", "2")
    assert conference.papers["2"].program == "workshop:ICE"
    assert conference.sessions["posters"].owner == ("workshops", "ICE")


def test_sessions_by_title(loaded: Sites) -> None:
    papers = PAPERS.replace("oral", "Oral  one|POSTERS")
    conference = loaded({"papers.csv": papers, "sessions.csv": SESSIONS,
                         "workshops.csv": "id,title\nice,Ice\n"}).conference  # fmt: skip
    assert conference is not None
    assert conference.papers["1"].sessions == ("oral", "posters")


def test_titles_that_two_sessions_share_name_none(loaded: Sites) -> None:
    sessions = SESSIONS.replace("Posters", "Oral One")
    papers = "id,title,authors,sessions\n2,Nests,Ana Vo,Oral One\n"
    assert told(loaded({"papers.csv": papers, "sessions.csv": sessions})) == [
        "papers.csv:2: warning: sessions: expected the id of one of the sessions, "
        'got "Oral One" (hint: it is left out)'
    ]


def test_index_finds_ids_alike() -> None:
    index = Index({"papers": Records({"0012": {}, "A b": {}, "x": {}, "X ": {}}, {})})
    references = ("0012", "12", "12.0", "a  B", "x", "nothing")
    assert [index.find("papers", reference) for reference in references] == [
        "0012", "0012", "0012", "A b", "x", None,
    ]  # fmt: skip
    assert index.find("sessions", "x") is None


def test_index_hints_at_the_first_few() -> None:
    index = Index({"papers": Records({"main.1": {}}, {})})
    hints = [index.hint("papers", "main.2") for _ in range(50)]
    assert hints == ['did you mean "main.1"?'] * 40 + [""] * 10


def test_circles_of_parents(loaded: Sites) -> None:
    sessions = (
        "id,title,start,duration,parent\na,A,2031-03-28 09:00,30,b\nb,B,2031-03-28 10:00,30,c\n"
        "c,C,2031-03-28 11:00,30,a\n"
    )
    found = loaded({"sessions.csv": sessions})
    assert told(found) == [
        'sessions.csv:2: warning: parent: expected no session that is part of itself, got "a" '
        "(hint: it is left out)"
    ]
    assert found.conference is not None
    assert {k: s.parent for k, s in found.conference.sessions.items()} == {
        "a": "", "b": "c", "c": "a",
    }  # fmt: skip


def test_references_to_records_with_errors_do_not_dangle(loaded: Sites) -> None:
    papers = "id,title,authors,sessions\n1,,Ana Vo,a\n"
    sessions = "id,title,start,duration,papers\na,A,soon,30,1\n"
    assert told(loaded({"papers.csv": papers, "sessions.csv": sessions})) == [
        "papers.csv:2: title: expected a value, got nothing",
        'sessions.csv:2: start: expected an instant such as 2031-03-28 09:00, got "soon"',
    ]


def test_classic_links(loaded: Sites) -> None:
    calendar = [
        {"title": "Q&A: Ana Vo", "start": "2031-03-28T09:00Z", "end": "2031-03-28T10:00Z",
         "location": "https://old.example/virtual/speaker_k1.html"},
        {"title": "Posters", "start": "2031-03-28T10:00Z", "end": "2031-03-28T11:00Z",
         "link": "papers.html?session=Mon+Session+1&filter=keywords"},
        {"title": "Nests", "start": "2031-03-28T11:00Z", "end": "2031-03-28T12:00Z",
         "link": "/poster_1.html"},
        {"title": "Elsewhere", "start": "2031-03-28T12:00Z", "end": "2031-03-28T13:00Z",
         "link": "https://old.example/virtual/speaker_k9.html"},
    ]  # fmt: skip
    found = loaded({
        "main_calendar.json": calendar, "speakers.csv": "UID,speaker,title\nk1,Ana Vo,Ice\n",
        "papers.csv": "UID,title,authors,sessions\n1,Nests,Ana Vo,Mon Session 1\n",
    })  # fmt: skip
    assert told(found) == []
    conference = found.conference
    assert conference is not None
    assert conference.speakers["k1"].sessions == ("q-a-ana-vo",)
    assert conference.papers["1"].sessions == ("posters", "nests")
    assert {key: (s.link, s.room) for key, s in conference.sessions.items()} == {
        "q-a-ana-vo": (None, ""), "posters": (None, ""), "nests": (None, ""),
        "elsewhere": ("https://old.example/virtual/speaker_k9.html", ""),
    }  # fmt: skip


def test_a_program_that_is_not_there_is_left_out(loaded: Sites) -> None:
    found = loaded({"papers.csv": "id,title,authors,program\n1,Nests,Ana Vo,workshop:w9\n"})
    assert told(found) == [
        "papers.csv:2: warning: program: expected the id of one of the workshops, got "
        '"w9" (hint: it is left out)'
    ]
    assert found.conference is not None
    assert found.conference.papers["1"].program == "main"


def test_ids_with_signs_that_nobody_sees(loaded: Sites) -> None:
    papers = (
        'id,title,authors,similar\n="001",Nests,Ana Vo,\n2\u200b,Tides,Bo Li,"=""001"""\n'
        "\u20603,Ice,Cy Do,2|\ufeff001\u200b\n"
    )
    found = loaded({"papers.csv": papers})
    assert told(found) == []
    assert found.conference is not None
    assert {key: (paper.id, paper.similar) for key, paper in found.conference.papers.items()} == {
        "001": ("001", ()), "2": ("2", ("001",)), "3": ("3", ("2", "001")),
    }  # fmt: skip


def test_an_id_given_twice_but_for_signs_that_nobody_sees(loaded: Sites) -> None:
    papers = 'id,title,authors\n="001",Nests,Ana Vo\n001\u200b,Tides,Bo Li\n'
    assert told(loaded({"papers.csv": papers})) == [
        'papers.csv:3: id: expected each id once, got "001" again '
        "(hint: it stands at papers.csv:2 too)"
    ]
