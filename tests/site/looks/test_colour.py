"""Colours as hex and OKLCH."""

from __future__ import annotations

import pytest

from miniconf.site.looks.colour import contrast, to_hex, to_lch


@pytest.mark.parametrize("colour", ["#0b5d4b", "#f2b035", "#ffffff", "#000000", "#c62700"])
def test_a_colour_survives_the_way_there_and_back(colour: str) -> None:
    assert to_hex(*to_lch(colour)) == colour


def test_known_coordinates_of_red() -> None:
    lightness, chroma, hue = to_lch("#f00")
    assert (round(lightness, 3), round(chroma, 3), round(hue, 1)) == (0.628, 0.258, 29.2)


def test_chroma_gives_way_where_the_screen_cannot_show_it() -> None:
    lightness, chroma, hue = to_lch(to_hex(0.6, 0.4, 150))
    assert (round(lightness, 2), chroma < 0.25, round(hue)) == (0.6, True, 150)


def test_contrast_of_black_and_white_is_21() -> None:
    assert (contrast("#fff", "#000000"), contrast("#777", "#777")) == (21.0, 1.0)
