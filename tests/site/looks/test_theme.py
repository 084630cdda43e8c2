"""The colours that a conference's two colours become."""

from __future__ import annotations

import random

import pytest

from miniconf.site.looks.colour import contrast, to_lch
from miniconf.site.looks.theme import palette, tracks

SURFACES = ("paper", "sheet", "wash")
TEXT = [
    *((name, ground) for name in ("ink", "ink-2", "ink-3", "accent") for ground in SURFACES),
    *((name, "night") for name in ("ink", "ink-3", "accent")),
    *((name, "accent-wash") for name in ("ink", "ink-2", "accent")),
    *((name, "second-wash") for name in ("ink", "ink-2")),
    ("on-accent", "accent"), ("on-accent", "accent-strong"), ("on-second", "second-fill"),
    ("on-plenary", "plenary"), ("on-brand", "brand"), ("on-live", "live"), ("ink", "hit"),
    ("live", "paper"), ("live", "wash"), ("live", "live-wash"), ("ok", "ok-wash"),
    ("warn", "warn-wash"), ("bad", "bad-wash"), ("accent-strong", "paper"),
    ("accent-strong", "wash"),
]  # fmt: skip
DRAWN = [(name, ground) for name in ("edge", "second", "accent-2") for ground in SURFACES] + [
    ("star", "paper"), ("star", "wash"), ("focus", "paper"),
]  # fmt: skip
PAIRINGS = [(pair, 4.5) for pair in TEXT] + [(pair, 3.0) for pair in DRAWN]


def pairs(count: int) -> list[tuple[str, str]]:
    """`count` pairs of colours, the same ones each time, with the corners of the cube first."""
    corners = ["#000000", "#ffffff", "#ffff00", "#ff00ff", "#00ffff", "#ff0000", "#0000ff"]
    known = [(one, other) for one in corners for other in corners]
    chance = random.Random(2027)
    drawn = [
        (f"#{chance.randrange(1 << 24):06x}", f"#{chance.randrange(1 << 24):06x}")
        for _ in range(count - len(known))
    ]
    return known + drawn


def failures(dark: bool) -> list[str]:
    """Every pairing of every pair of colours that falls below its limit, in words."""
    found = []
    for brand, second in pairs(1500):
        colours = palette(brand, second, dark=dark)
        for (name, ground), least in PAIRINGS:
            ratio = contrast(colours[name], colours[ground])
            if ratio < least:
                found.append(f"{brand} {second}: {name} on {ground} {ratio:.2f}")
    return found


def test_there_are_at_least_42_pairings() -> None:
    assert len(PAIRINGS) >= 42


@pytest.mark.parametrize("dark", [False, True])
def test_no_pair_of_colours_falls_below_a_limit(dark: bool) -> None:
    assert failures(dark) == []


def test_the_default_colours_are_those_of_the_design() -> None:
    light = palette("#0b5d4b", "#f2b035", dark=False)
    shown = ("paper", "ink", "accent", "accent-strong", "second")
    assert {name: light[name] for name in shown} == {
        "paper": "#fafcfb",
        "ink": "#0d1a16",
        "accent": "#0b5d4b",
        "accent-strong": "#004234",
        "second": "#b67f00",
    }
    dark = palette("#0b5d4b", "#f2b035", dark=True)
    assert {name: dark[name] for name in ("paper", "ink", "accent", "second-fill", "plenary")} == {
        "paper": "#0f1714",
        "ink": "#e8efec",
        "accent": "#72cfb4",
        "second-fill": "#f2b035",
        "plenary": "#344942",
    }


def test_a_grey_brand_has_grey_neutrals() -> None:
    colours = palette("#555555", "#999999", dark=False)
    neutral = ("paper", "wash", "ink", "edge", "accent")
    assert [name for name in neutral if to_lch(colours[name])[1] > 0.001] == []


def test_hue_is_kept_where_lightness_gives_way() -> None:
    pale = palette("#7fd6ff", "#ffe14d", dark=False)
    assert abs(to_lch(pale["accent"])[2] - to_lch("#7fd6ff")[2]) < 3
    assert pale["second-fill"] == "#ffe14d"


@pytest.mark.parametrize("dark", [False, True])
def test_the_marks_of_24_tracks_stand_out_from_every_surface(dark: bool) -> None:
    colours = palette("#0b5d4b", "#f2b035", dark=dark)
    faint = [
        (mark, ground)
        for mark in tracks(dark=dark)
        for ground in (*SURFACES, "accent-wash")
        if contrast(mark, colours[ground]) < 3
    ]
    assert (len(tracks(dark=dark)), faint) == (24, [])
