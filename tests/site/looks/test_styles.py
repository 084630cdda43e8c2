"""The one style sheet."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from miniconf import resources
from miniconf.model import Theme
from miniconf.site.looks.styles import LAYERS, minify, schedule_css, stylesheet, theme_colours

STATIC = resources.folder("static")


def own_files() -> dict[str, str]:
    """Every style sheet that comes with the program, by path below `static/`."""
    return {
        path.relative_to(STATIC).as_posix(): path.read_text("utf-8")
        for path in STATIC.glob("css/*/*.css")
    }


@pytest.mark.parametrize(
    ("css", "short"),
    [
        ("a { color : red ; }\n", "a{color :red}"),
        ("a,\nb > c { margin: 0 0 1px ; padding: 0 }", "a,b>c{margin:0 0 1px;padding:0}"),
        ("/* why */ a::after { content: 'a ; b  /* c */' }", "a::after{content:'a ; b  /* c */'}"),
        ("@media (max-width: 10px) { a { b: c } }", "@media (max-width:10px){a{b:c}}"),
        ("a :is(b, c):hover { d: calc(1px + 2px) }", "a :is(b,c):hover{d:calc(1px + 2px)}"),
    ],
)
def test_minify(css: str, short: str) -> None:
    assert minify(css) == short


def test_layers_are_wrapped_in_their_order_and_custom_rules_stay_outside() -> None:
    files = {
        "css/utilities/u.css": "u { a: b }",
        "css/reset/b.css": "b { a: b }",
        "css/reset/a.css": "a { a: b }",
        "css/custom.css": "own { a: b }",
    }
    lines = stylesheet(files, Theme()).splitlines()
    assert lines[0] == "@layer reset,tokens,base,layout,components,utilities;"
    assert lines[1] == "@layer reset{a{a:b}b{a:b}}"
    assert lines[2].startswith("@layer tokens{:root{color-scheme:light;--shadow:")
    assert lines[6:] == ["@layer utilities{u{a:b}}", "own{a:b}"]


def test_own_fonts_come_first_and_cannot_break_out() -> None:
    css = stylesheet({}, Theme(serif='Evil";}body{x:y', sans="Inter"))
    assert ';--own-serif:"Evilbodyxy";--own-sans:"Inter"}' in css


def test_the_whole_sheet_stays_below_14_kb() -> None:
    sheet = stylesheet(own_files(), Theme(), (STATIC / "icons.svg").read_text("utf-8"))
    assert len(gzip.compress(sheet.encode(), 9)) <= 14_000
    assert sheet.count("{") == sheet.count("}")


def test_every_file_lies_in_a_layer_or_is_the_schedules() -> None:
    assert {path.split("/")[1] for path in own_files()} == {*LAYERS, "schedule"}


def test_the_schedules_sheet_has_the_places_and_its_own_components() -> None:
    places, components = schedule_css({"css/schedule/a.css": "a { b: c }"}).splitlines()
    assert places.startswith("@layer layout{.gk-1{grid-template-columns:64px ")
    assert places.endswith(".gw{grid-column:2/-1}.ge{grid-column-end:-1}}")
    assert components == "@layer components{a{b:c}}"
    assert schedule_css(own_files()).count(".blk .star{") == 1


def test_every_address_in_the_sheet_exists() -> None:
    addresses = re.findall(r"url\(([^)]+)\)", stylesheet(own_files(), Theme()))
    assert len(addresses) == 14
    assert [path for path in addresses if not (STATIC / path.partition("?")[0]).is_file()] == []


def test_theme_colours_are_the_grounds() -> None:
    assert theme_colours(Theme()) == ("#fafcfb", "#0f1714")


def test_no_file_is_named_twice() -> None:
    names = [Path(path).name for path in own_files()]
    assert len(names) == len(set(names))
