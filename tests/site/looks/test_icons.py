"""Icons and marks from the sprite."""

from __future__ import annotations

import pytest

from miniconf import resources
from miniconf.site.looks.icons import (
    DRAWN,
    MARKS,
    MarkSymbols,
    drawn,
    icon_rules,
    read_icons,
    read_marks,
)

SPRITE = (resources.folder("static") / "icons.svg").read_text("utf-8")
NAMES = (
    "search clock globe star sun moon menu close right chev down upv cal caladd play cc pdf poster "
    "slides code model data space chat ask check checkc link copy dl ext filter compact list "
    "detail gridv map people seat cup lock off warn info award share print shuffle heart more plus "
    "minus fit lasso home note rss refresh"
)


def test_the_sprite_has_every_icon_and_24_marks() -> None:
    icon, mark = read_icons(SPRITE), read_marks(SPRITE)
    assert all(icon(name).startswith(f'<svg class="i i-{name}"') for name in NAMES.split())
    assert len({mark(number).partition(">")[2] for number in range(1, MARKS + 1)}) == MARKS


def test_an_icon_is_decoration_unless_it_has_a_name() -> None:
    icon = read_icons('<svg><symbol id="i-x" viewBox="0 0 20 20"><path d="M0"/></symbol></svg>')
    assert icon("x") == (
        '<svg class="i i-x" viewBox="0 0 20 20" aria-hidden="true"><path d="M0"/></svg>'
    )
    assert icon("x", 'a "b"') == (
        '<svg class="i i-x" viewBox="0 0 20 20" role="img" aria-label="a &#34;b&#34;">'
        '<path d="M0"/></svg>'
    )


def test_the_25th_track_has_the_first_mark_again() -> None:
    mark = read_marks(SPRITE)
    assert mark(25, "Late & new").partition(">")[2] == mark(1).partition(">")[2]
    assert 'aria-label="Late &amp; new"' in mark(25, "Late & new")


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(KeyError, match="nothing"):
        read_icons(SPRITE)("nothing")


def test_an_icon_of_the_style_sheet_is_an_empty_element() -> None:
    assert drawn("pdf") == '<i class="i i-pdf"></i>'
    assert drawn("pdf", 'a "b"') == (
        '<i class="i i-pdf" role="img" aria-label="a &#34;b&#34;"></i>'
    )
    with pytest.raises(KeyError, match="sun"):
        drawn("sun")


def test_the_rules_of_icons_hold_their_drawings() -> None:
    rules = icon_rules(
        '<svg><symbol id="i-pdf" viewBox="0 0 2 2"><path d="M0"/></symbol>'
        '<symbol id="i-sun" viewBox="0 0 2 2"></symbol></svg>'
    )
    assert rules == (
        ".i-pdf{--icon:url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' "
        "viewBox='0 0 2 2' fill='none' stroke='%23000' stroke-width='1.6' "
        "stroke-linecap='square'%3E%3Cpath d=%22M0%22/%3E%3C/svg%3E\")}"
    )
    assert icon_rules(SPRITE).count("--icon:") == len(DRAWN)


def test_marks_stand_once_and_are_referred_to() -> None:
    marks = MarkSymbols(
        '<svg><symbol id="m1" viewBox="0 0 2 2"><path d="M0"/></symbol>'
        '<symbol id="m2" viewBox="0 0 2 2"><path d="M2"/></symbol></svg>'
    )
    assert marks.once([2, 2 + MARKS]) == (
        '<div hidden><svg><symbol id="m2" viewBox="0 0 2 2"><path d="M2"/></symbol></svg></div>'
    )
    assert marks(2 + MARKS, "Late & new") == (
        '<svg class="m tr2" role="img" aria-label="Late &amp; new"><use href=#m2 /></svg>'
    )
