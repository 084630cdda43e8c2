from __future__ import annotations

from collections.abc import Iterator

import pytest

from miniconf.hub.arxiv import ArxivClient, ArxivError
from tests.hub.arxivserver import Arxiv, running

IDS = ["2702.01001", "2702.09999", "cond-mat/0207270", "math.GT/0309136"]


@pytest.fixture
def arxiv() -> Iterator[Arxiv]:
    with running(Arxiv(papers={"2702.01001", "cond-mat/0207270", "math/0309136"})) as server:
        yield server


def client(arxiv: Arxiv, slept: list[float], told: list[str] | None = None) -> ArxivClient:
    tell = (told if told is not None else []).append
    return ArxivClient(arxiv.endpoint, sleep=slept.append, tell=tell)


def test_what_arxiv_does_not_have_is_missing_and_old_ids_are_found(arxiv: Arxiv) -> None:
    arxiv.papers.add("math.GT/0309136")  # asked for with its subject class, answered with it
    slept: list[float] = []
    assert client(arxiv, slept).missing(IDS) == {"2702.09999"}
    assert arxiv.asked == [sorted(IDS)]
    assert slept == []


def test_an_entry_without_an_id_is_no_paper(arxiv: Arxiv) -> None:
    arxiv.partial = {"2702.09999"}
    assert client(arxiv, []).missing(IDS[:2]) == {"2702.09999"}


def test_an_id_that_arxiv_cannot_read_does_not_spoil_the_others(arxiv: Arxiv) -> None:
    arxiv.unreadable = {"2702.09999"}
    slept: list[float] = []
    assert client(arxiv, slept).missing(IDS[:3]) == {"2702.09999"}
    assert arxiv.asked == [
        ["2702.01001", "2702.09999", "cond-mat/0207270"],
        ["2702.01001"],
        ["2702.09999", "cond-mat/0207270"],
        ["2702.09999"],
        ["cond-mat/0207270"],
    ]
    assert slept == [3] * 4


def test_a_hundred_at_a_time_with_a_pause_between(arxiv: Arxiv) -> None:
    ids = [f"2702.{n:05}" for n in range(230)]
    arxiv.papers = set(ids[:-1])
    slept: list[float] = []
    done: list[int] = []
    assert client(arxiv, slept).missing([*ids, *ids], done.append) == {ids[-1]}
    assert [len(asked) for asked in arxiv.asked] == done == [100, 100, 30]
    assert slept == [3, 3]
    assert client(arxiv, slept).missing([]) == set()


def test_it_waits_as_arxiv_says_and_goes_on(arxiv: Arxiv) -> None:
    arxiv.moods = [
        (429, {"Retry-After": "40"}, b""),
        (200, {}, b"Rate exceeded."),
        (503, {"Retry-After": "soon"}, b"down"),
    ]
    slept: list[float] = []
    told: list[str] = []
    assert client(arxiv, slept, told).missing(IDS[:2]) == {"2702.09999"}
    assert slept == [40, 3, 20, 3, 40, 3]
    assert told == [
        "arXiv asks for fewer calls: waiting 40 s",
        "arXiv asks for fewer calls: waiting 20 s",
        "arXiv answers 503: waiting 40 s",
    ]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"<html><body>Log in to the hotel's network</body></html>"),
        (200, b"<feed xmlns='http://www.w3.org/2005/Atom'>"),
        (200, b"<!DOCTYPE x [<!ENTITY a 'b'>]><feed xmlns='http://www.w3.org/2005/Atom'/>"),
        (403, b"<feed xmlns='http://www.w3.org/2005/Atom'/>"),
        (404, b""),
    ],
)
def test_what_is_no_answer_of_arxiv_counts_nothing_as_missing(
    arxiv: Arxiv, status: int, body: bytes
) -> None:
    arxiv.moods = [(status, {}, body)] * 4
    with pytest.raises(ArxivError) as caught:
        client(arxiv, []).missing(IDS)
    assert str(caught.value) == (
        f"{arxiv.endpoint} gives no usable answer ({status}): "
        "try again later, or leave out --ask-arxiv"
    )


def test_nobody_there() -> None:
    with pytest.raises(ArxivError, match="cannot be reached"):
        ArxivClient("http://127.0.0.1:9", sleep=lambda _: None, attempts=2).missing(IDS)
