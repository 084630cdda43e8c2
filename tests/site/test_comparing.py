"""Comparing all papers, and knowing that they were compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from miniconf.model import Paper
from miniconf.similar import Comparison
from miniconf.similar.comparison import Question
from miniconf.site.abstracts import FILE, Abstracts
from miniconf.site.comparing import comparison
from tests.site.samples import changed, make

PAPERS = changed(make(6), "main.2", abstract="All of $x$ *else*.", keywords=("ice",)).papers


def compared(papers: dict[str, Paper], cache: Path) -> tuple[Comparison, Abstracts]:
    """The comparison of `papers`, and what is known of their abstracts, as a build has them."""
    texts = Abstracts(cache / FILE)
    found = comparison(papers, texts, cache, apart=False)
    _ = found.result
    texts.save()
    return found, texts


def test_what_was_compared_is_known_without_making_it_plain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, texts = compared(PAPERS, tmp_path)
    monkeypatch.delattr("miniconf.similar.apart.Question")
    again, texts_again = compared(PAPERS, tmp_path)
    assert (first.known, again.known) == (False, True)
    assert (again.key, again.result) == (first.key, first.result)
    assert texts_again.plain == texts.plain == {"All of $x$ *else*.": "All of x else."}


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another title"}, {"abstract": "Another *one*."}, {"keywords": ("ice", "tide")},
        {"keywords": ("ic", "e")}, {"track": "Another"},
    ],
)  # fmt: skip
def test_whatever_is_said_otherwise_is_looked_at(tmp_path: Path, change: dict[str, Any]) -> None:
    compared(PAPERS, tmp_path)
    papers = changed(make(6), "main.2", **{"keywords": ("ice",), **change}).papers
    found, _ = compared(papers, tmp_path)
    fresh, _ = compared(papers, tmp_path / "fresh")
    assert (found.known, found.key, found.result) == (False, fresh.key, fresh.result)


@pytest.mark.parametrize(
    ("file", "content"),
    [("compared", b""), ("compared", b"\xff\xfe"), ("compared", b"ab cd"), ("similar", b"")],
)
def test_damaged_notes_cost_time_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, content: bytes
) -> None:
    first, _ = compared(PAPERS, tmp_path)
    (tmp_path / file).write_bytes(content)
    asked = []
    monkeypatch.setattr(
        "miniconf.similar.apart.Question",
        lambda *a, **named: asked.append(a) or Question(*a, **named),
    )
    again, _ = compared(PAPERS, tmp_path)
    assert (len(asked), again.key, again.result) == (1, first.key, first.result)
    third, _ = compared(PAPERS, tmp_path)
    assert (len(asked), third.known) == (1, True)
