"""Comparing in a process of its own gives what comparing here gives, whatever becomes of it."""

import os
import signal

import pytest

from miniconf.apart import helpers
from miniconf.similar import Comparison, compare
from miniconf.similar.comparison import Question


def test_the_answer_is_that_of_comparing_here(papers, tmp_path) -> None:
    documents = papers(40)
    comparison = Comparison(lambda: documents, tmp_path / "similar")
    assert not comparison.known
    assert comparison.key == Question(documents).key
    assert comparison.result == compare(documents)
    assert helpers() == frozenset()


def test_a_known_answer_needs_no_process(papers, tmp_path) -> None:
    documents = papers(40)
    plain = compare(documents, tmp_path / "similar")
    comparison = Comparison(lambda: documents, tmp_path / "similar")
    assert comparison.known
    assert helpers() == frozenset()
    assert comparison.result == plain


def test_this_process_compares_where_it_is_told_to(papers) -> None:
    comparison = Comparison(lambda: papers(40), apart=False)
    assert helpers() == frozenset()
    assert comparison.result == compare(papers(40))


@pytest.mark.parametrize("end", ["killed", "failed"])
def test_without_an_answer_from_there_it_is_found_here(papers, tmp_path, monkeypatch, end) -> None:
    here, answer = os.getpid(), Question.answer

    def faulty(question: Question) -> object:
        if os.getpid() != here:
            if end == "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            raise ValueError("no memory")
        return answer(question)

    monkeypatch.setattr(Question, "answer", faulty)
    documents = papers(20)
    assert Comparison(lambda: documents, tmp_path / "similar").result == compare(documents)


def test_a_fault_shows_where_it_is_asked_for(papers, monkeypatch) -> None:
    def faulty(question: Question) -> object:
        raise ValueError("no memory")

    monkeypatch.setattr(Question, "answer", faulty)
    with pytest.raises(ValueError, match="no memory"):
        _ = Comparison(lambda: papers(20)).result
