from __future__ import annotations

import pytest

from miniconf.problems import Guesses, Problem, Problems, fits, nearest, shown


def test_problem_says_place_field_message_and_hint() -> None:
    problem = Problem("papers.csv", 42, "authors", 'expected names, got ""', hint="add one")
    assert str(problem) == 'papers.csv:42: authors: expected names, got "" (hint: add one)'


def test_problem_without_line_or_field_leaves_them_out() -> None:
    assert str(Problem("config.yml", 0, "", "expected a file")) == "config.yml: expected a file"


def test_problem_as_warning_with_column() -> None:
    problem = Problem("a.yml", 3, "", "found a tab", level="warning", column=7)
    assert str(problem) == "a.yml:3:7: warning: found a tab"
    assert problem.as_dict() == {
        "file": "a.yml", "line": 3, "field": "", "message": "found a tab", "level": "warning",
        "hint": "", "column": 7, "record": "",
    }  # fmt: skip


def test_problems_of_records_that_share_a_line() -> None:
    problems = Problems()
    for record in ("a2", "#3", "a2"):
        problems.about(record).error("a.json", 1, "title", "expected a value", "add one")
    problems.softened().about("a4").warning("a.json", 1, "title", "expected a word")
    problems.about("a5").softened().error("a.json", 1, "title", "expected a word")
    assert [str(problem) for problem in problems] == [
        "a.json:1: record #3: title: expected a value (hint: add one)",
        "a.json:1: record a2: title: expected a value (hint: add one)",
        "a.json:1: warning: record a4: title: expected a word",
        "a.json:1: warning: record a5: title: expected a word (hint: it is left out)",
    ]
    assert len(problems) == 4
    assert len(problems.about("a2")) == 4
    assert problems.errors[0].as_dict()["record"] == "#3"
    assert problems.about("") is problems


def test_problems_are_sorted_and_each_is_given_once() -> None:
    problems = Problems()
    problems.warning("b.csv", 2, "x", "second")
    problems.error("a.csv", 10, "x", "later")
    problems.error("a.csv", 9, "x", "first")
    problems.error("a.csv", 9, "x", "first")
    assert [(p.file, p.line) for p in problems] == [("a.csv", 9), ("a.csv", 10), ("b.csv", 2)]
    assert len(problems) == 3
    assert [p.message for p in problems.errors] == ["first", "later"]


def test_nearest_names_the_close_word_only() -> None:
    assert nearest("titel", ["title", "authors"]) == 'did you mean "title"?'
    assert nearest("zebra", ["title", "authors"]) == ""


def test_shown_is_one_line_and_cut() -> None:
    assert shown("a\n  b") == '"a b"'
    assert shown("x" * 100, limit=5) == '"xxxx…"'


def test_softened_takes_errors_as_warnings() -> None:
    problems = Problems()
    soft = problems.softened()
    soft.error("a.csv", 2, "pdf", "expected x", "try y")
    soft.error("a.csv", 3, "pdf", "expected x")
    assert [str(problem) for problem in problems] == [
        "a.csv:2: warning: pdf: expected x (hint: try y; it is left out)",
        "a.csv:3: warning: pdf: expected x (hint: it is left out)",
    ]
    assert problems.errors == ()


@pytest.mark.parametrize(
    ("text", "pattern", "expected"),
    [("Accept (oral)", "accept*", True), ("", "*", False), ("", "", True), ("a.b", "a?b", False)],
)
def test_fits(text: str, pattern: str, expected: bool) -> None:
    assert fits(text, pattern) is expected


def test_guesses_end_where_there_are_too_many() -> None:
    guesses = Guesses(["title", "track"], most=2)
    assert [guesses.hint(word) for word in ("titel", "trak", "titel")] == [
        'did you mean "title"?', 'did you mean "track"?', "",
    ]  # fmt: skip


def test_nearest_takes_no_time_for_what_is_no_word() -> None:
    assert nearest("title" * 100_000, ["title" * 100_000]) == ""
