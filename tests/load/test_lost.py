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
        "papers.csv:2: warning: links: expected a page or file of the site, "
        'got "poster_1.html" (hint: it is left out)',
        "sessions.csv:2: warning: link: expected a page or file of the site, "
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


def test_lost_links_in_texts(loaded: Sites) -> None:
    papers = (
        "id,title,authors,abstract\n"
        'main.1,Nests,Ana Vo,"[Map](/map.html#ice), [us](tab_1.html) and [a](static/a.pdf)"\n'
    )
    faq = """
- question: Where?
  answer: |
    <a class="x" href='/help_desk.html#a'>At the <b>desk</b></a>, ![desk](old.png),
    [there](https://x.example/a.html), [mine](papers/main.1.html) and [b](static/b.pdf).
"""
    found = loaded(
        {"papers.csv": papers, "faq.yml": faq, "static/a.pdf": "x"}, "name: T\nstart: 2031-03-28\n"
    )
    said = "expected a page or file of the site, got"
    assert [str(problem) for problem in found.problems if "zone" not in str(problem)] == [
        f'faq.yml:3: warning: answer: {said} "/help_desk.html#a" (hint: it is left out)',
        f'faq.yml:3: warning: answer: {said} "old.png" (hint: it is left out)',
        f'faq.yml:3: warning: answer: {said} "static/b.pdf" (hint: it is left out)',
        f'papers.csv:2: warning: abstract: {said} "tab_1.html" (hint: it is left out)',
    ]
    conference = found.conference
    assert conference is not None
    assert conference.papers["main.1"].abstract == (
        "[Map](/map.html#ice), us and [a](static/a.pdf)"
    )
    assert conference.faq[0].answer == (
        "At the <b>desk</b></a>, desk,\n"
        "[there](https://x.example/a.html), [mine](papers/main.1.html) and b."
    )


def test_files_below_static_in_texts(loaded: Sites) -> None:
    page = """# Map

![Plan](maps/plan.svg "The plan") [big](/maps/plan.svg#a) <img src="maps/plan.svg" alt="x">
[feed](papers.json) ![gone](maps/old.svg) <img src="gone.png"> [old](tab.html)
"""
    files = {"pages/map.md": page, "static/maps/plan.svg": "<svg/>"}
    found = loaded(files, "name: T\nstart: 2031-03-28\ntime_zone: UTC\n")
    said = "pages/map.md: warning: expected a page or file of the site, got"
    assert [str(problem) for problem in found.problems] == [
        f'{said} "gone.png" (hint: it is left out)',
        f'{said} "maps/old.svg" (hint: it is left out)',
        f'{said} "tab.html" (hint: it is left out)',
    ]
    assert found.conference is not None
    assert found.conference.pages["map"].text.splitlines()[-2:] == [
        '![Plan](static/maps/plan.svg "The plan") [big](static/maps/plan.svg#a) '
        '<img src="static/maps/plan.svg" alt="x">',
        "[feed](papers.json) gone  old",
    ]


def test_links_out_of_the_site(loaded: Sites) -> None:
    papers = (
        "id,title,authors,abstract\n"
        'main.1,Nests,Ana Vo,"[a](../schedule.html) [b](../2030/) [c](x/../../y.pdf) '
        "<a href='../z.json'>d</a> [e](papers/../papers.html) [f](https://x.example/../a.html)\"\n"
    )
    found = loaded({"papers.csv": papers}, "name: T\nstart: 2031-03-28\ntime_zone: UTC\n")
    said = "papers.csv:2: warning: abstract: expected a page or file of the site, got"
    assert [str(problem) for problem in found.problems] == [
        f'{said} "../2030/" (hint: it is left out)',
        f'{said} "../schedule.html" (hint: did you mean "schedule.html"?)',
        f'{said} "../z.json" (hint: it is left out)',
        f'{said} "x/../../y.pdf" (hint: it is left out)',
    ]
    assert found.conference is not None
    assert found.conference.papers["main.1"].abstract == (
        "a b c d</a> [e](papers/../papers.html) [f](https://x.example/../a.html)"
    )
