from __future__ import annotations

from collections.abc import Callable

from miniconf.load import Loaded

Sites = Callable[..., Loaded]


def told(found: Loaded) -> list[str]:
    return [str(problem) for problem in found.problems]


def test_page_names_that_the_site_has(loaded: Sites) -> None:
    found = loaded(
        {
            "papers.csv": "id,title,authors\n1,Ice,Ana Vo\n", "pages/Papers.md": "Ours.",
            "pages/index.md": "Ours.", "pages/venue.md": "Here.",
        },
    )  # fmt: skip
    assert told(found) == [
        'pages/Papers.md:1: id: expected a name that no page of the site has, got "Papers" '
        "(hint: rename the file; papers.html is the site's own)",
        'pages/index.md:1: id: expected a name that no page of the site has, got "index" '
        "(hint: rename the file; index.html is the site's own)",
    ]
    assert found.conference is None


def test_page_names_of_what_the_site_has_not(loaded: Sites) -> None:
    found = loaded(
        {"papers.csv": "id,title,authors\n1,Ice,Ana Vo\n", "pages/help.md": "Ask us.",
         "pages/schedule.md": "All day."},
    )  # fmt: skip
    assert told(found) == []
    assert found.conference is not None
    assert list(found.conference.pages) == ["help", "schedule"]


def test_page_names_that_meet(loaded: Sites) -> None:
    found = loaded({"pages/About us.md": "One.", "pages/about-us.md": "Two."})
    assert told(found) == [
        'pages/about-us.md:1: id: expected pages of their own, got "About us" and "about-us" '
        "(hint: both would be about-us.html; rename one of the files)"
    ]


def test_unread_files_in_large_letters(loaded: Sites) -> None:
    found = loaded({"Papers.CSV": "id,title,authors\n1,Ice,Ana Vo\n", "other.csv": "x\n1\n"})
    hint = "name it under `sources`, or under `ignore` in config.yml"
    assert told(found) == [
        "Papers.CSV: warning: expected a source that reads this file, got none "
        f"(hint: rename it papers.csv, if that is its name, or {hint})",
        f"other.csv: warning: expected a source that reads this file, got none (hint: {hint})",
    ]
