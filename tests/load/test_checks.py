from __future__ import annotations

from collections.abc import Callable

from miniconf.load import Loaded
from miniconf.model import Link

Sites = Callable[..., Loaded]


def test_lost_links(loaded: Sites) -> None:
    sessions = (
        "id,title,start,duration,link\n"
        "a,A,2031-03-28 09:00,30,day_2.html#all\n"
        "b,B,2031-03-28 10:00,30,papers/main.1.html?q=1#abstract\n"
        "c,C,2031-03-28 11:00,30,getting-here.html\n"
        "d,D,2031-03-28 12:00,30,papers-2.html\n"
    )
    papers = (
        "id,title,authors,links\n"
        'main.1,Nests,Ana Vo,"Old | poster_1.html|Map | map.html|Else | https://x.example/a.html"\n'
    )
    files = {
        "sessions.csv": sessions, "papers.csv": papers, "pages/getting-here.md": "# Getting here\n",
    }  # fmt: skip
    found = loaded(files, "name: Tern\ntime_zone: UTC\n")
    assert [str(problem) for problem in found.problems] == [
        "papers.csv:2: warning: links: expected a page of the site, or an address, "
        'got "poster_1.html" (hint: it is left out)',
        "sessions.csv:2: warning: link: expected a page of the site, or an address, "
        'got "day_2.html#all" (hint: it is left out)',
    ]
    conference = found.conference
    assert conference is not None
    assert {key: session.link for key, session in conference.sessions.items()} == {
        "a": None, "b": "papers/main.1.html?q=1#abstract", "c": "getting-here.html",
        "d": "papers-2.html",
    }  # fmt: skip
    assert conference.papers["main.1"].links == (
        Link(label="Map", url="map.html"), Link(label="Else", url="https://x.example/a.html"),
    )  # fmt: skip
