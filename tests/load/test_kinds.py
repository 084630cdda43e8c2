from __future__ import annotations

from collections.abc import Callable

import pytest

from miniconf.load import Loaded
from miniconf.load.kinds import told_by

Sites = Callable[..., Loaded]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Poster Session 3", "poster"), ("Zoom Q&A Session 1A: Poster children", "qa"),
        ("QA/Poster", "poster"), ("Live Q & A", "qa"), ("Coffee break", "break"),
        ("Breaking the ice", ""), ("Keynote: The Social Life of Robots", "keynote"),
        ("Invited talk by Ana Vo", "keynote"), ("The RL Social", "social"),
        ("The social life of robots", ""), ("Welcome and opening", "plenary"),
        ("Business Meeting", "plenary"), ("Oral 2: Sand", "oral"), ("Lightning talks", "oral"),
        ("Mentoring hour", "mentorship"), ("Tutorial: nests", "tutorial"), ("Tides", ""), ("", ""),
    ],
)  # fmt: skip
def test_told_by(title: str, kind: str) -> None:
    assert told_by(title) == kind


def kinds(found: Loaded) -> dict[str, str]:
    assert found.conference is not None, found.problems
    return {key: session.kind for key, session in found.conference.sessions.items()}


def test_settle_kind(loaded: Sites) -> None:
    rows = [
        "a,Oral 1,,,poster", "b,Oral 2,---,time,", "c,Tides,qa,time,", "d,Tides,Poster Session,,",
        "e,Poster,xyz,,", "f,Tides,,,",
    ]  # fmt: skip
    text = "id,title,calendarId,category,kind,start,duration\n"
    text += "".join(f"{row},2031-03-28 09:00,30\n" for row in rows)
    found = loaded({"sessions.csv": text})
    assert kinds(found) == {
        "a": "poster", "b": "oral", "c": "qa", "d": "poster", "e": "poster", "f": "other",
    }  # fmt: skip
    assert found.problems == ()


def test_settle_kind_that_is_wrong(loaded: Sites) -> None:
    text = "id,title,kind,start,duration\na,A,postre,2031-03-28 09:00,30\n"
    assert [str(problem) for problem in loaded({"sessions.csv": text}).problems] == [
        "sessions.csv:2: kind: expected one of poster, oral, qa, keynote, tutorial, workshop, "
        'social, mentorship, break, plenary, other, got "postre" (hint: did you mean "poster"?)'
    ]


def test_settle_kind_in_place(loaded: Sites) -> None:
    sessions = """
  sessions:
    - {id: %s1, title: Opening, start: 2031-03-28 09:00, duration: 30}
    - {id: %s2, title: Coffee break, start: 2031-03-28 09:30, duration: 30}
    - {id: %s3, title: Questions and answers, start: 2031-03-28 10:00, duration: 30}
    - {id: %s4, title: Panel, kind: social, start: 2031-03-28 10:00, duration: 30}
"""
    files = {
        f"{name}.yml": f"- id: {name}\n  title: T\n  name: N\n" + sessions.replace("%s", name[0])
        for name in ("workshops", "tutorials", "speakers")
    }
    files["socials.yml"] = "- id: x\n  name: N\n" + sessions.replace("%s", "x")
    assert kinds(loaded(files)) == {
        "w1": "workshop", "w2": "break", "w3": "qa", "w4": "social", "t1": "tutorial",
        "t2": "break", "t3": "qa", "t4": "social", "s1": "plenary", "s2": "break", "s3": "qa",
        "s4": "social", "x1": "social", "x2": "social", "x3": "social", "x4": "social",
    }  # fmt: skip
