"""Icons and track marks, put into pages from the one sprite file.

They stand in the HTML itself: a page opened from disk may not fetch a sprite, and nothing blinks
in late. The few that pages show hundreds of times stand in the style sheet instead (`DRAWN`). The
file is the source for script as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import quote

from markupsafe import Markup, escape

from miniconf.patterns import regex

SPRITE = "icons.svg"
"""The sprite below `static/`."""
MARKS = 24
DRAWN = frozenset({
    "play", "pdf", "poster", "slides", "code", "model", "data", "space", "check", "lock", "dl",
    "heart",
})  # fmt: skip
"""The icons that the style sheet draws: of what papers have, and of repositories."""
_SYMBOL = regex(r'<symbol id="([\w-]+)" viewBox="([\d ]+)">(.*?)</symbol>', re.DOTALL)

Icon = Callable[..., Markup]
Mark = Callable[..., Markup]


def read_icons(sprite: str) -> Icon:
    """A function from an icon's name (`play`) to its `<svg>`.

    A second argument names the icon where it stands alone; without it the icon is hidden from
    screen readers. It raises KeyError for a name that `sprite` lacks.
    """
    drawn = {
        name.removeprefix("i-"): (name, box, body)
        for name, box, body in _SYMBOL.findall(sprite)
        if name.startswith("i-")
    }
    known: dict[tuple[str, str], Markup] = {}

    def icon(name: str, label: str = "") -> Markup:
        if (name, label) not in known:
            symbol, box, body = drawn[name]
            said = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
            known[name, label] = Markup(  # noqa: S704 the program's own file, the label escaped
                f'<svg class="i {symbol}" viewBox="{box}" {said}>{body}</svg>'
            )
        return known[name, label]

    return icon


def drawn(name: str, label: str = "") -> Markup:
    """The icon `name`, one of `DRAWN`, as an empty element in which the style sheet draws it.

    `label` names it where it stands alone. Raises KeyError for an icon that is none of them.
    """
    if name not in DRAWN:
        raise KeyError(name)
    said = f' role="img" aria-label="{escape(label)}"' if label else ""
    return Markup(f'<i class="i i-{name}"{said}></i>')  # noqa: S704 our name, the label escaped


def icon_rules(sprite: str) -> str:
    """The rules by which a style sheet draws the icons `DRAWN` that `sprite` has."""
    return "".join([
        f'.i-{name}{{--icon:url("data:image/svg+xml,{_quoted(box, body)}")}}'
        for symbol, box, body in _SYMBOL.findall(sprite)
        if (name := symbol.removeprefix("i-")) in DRAWN
    ])  # fmt: skip


def _quoted(box: str, body: str) -> str:
    """A drawing of its own, as a part of an address."""
    stroke = "fill='none' stroke='#000' stroke-width='1.6' stroke-linecap='square'"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='{box}' {stroke}>{body}</svg>"
    return quote(svg, safe=" ='/:;,.()-")


class MarkSymbols:
    """Track marks that stand once in a page and are shown by a short reference.

    Without quotes around its target the reference is no link for those who look for links.
    """

    def __init__(self, sprite: str) -> None:
        self._drawn = {found[1]: found[0] for found in _SYMBOL.finditer(sprite)}
        self._known: dict[tuple[int, str], Markup] = {}

    def once(self, numbers: Iterable[int]) -> Markup:
        """What the page has to hold once, where marks of these numbers are shown."""
        html = "".join([self._drawn[f"m{shape}"] for shape in sorted({*map(_shape, numbers)})])
        return Markup(f"<div hidden><svg>{html}</svg></div>")  # noqa: S704 the program's own file

    def __call__(self, number: int, name: str) -> Markup:
        """The mark of a track's number (from 1), with the track's name for screen readers."""
        key = (number, name)
        if key not in self._known:
            shape = _shape(number)
            self._known[key] = Markup(  # noqa: S704 the name is escaped
                f'<svg class="m tr{shape}" role="img" aria-label="{escape(name)}">'
                f"<use href=#m{shape} /></svg>"
            )
        return self._known[key]


def _shape(number: int) -> int:
    """The number of the shape, from 1, that the track with this number has."""
    return (number - 1) % MARKS + 1


def read_marks(sprite: str) -> Mark:
    """A function from a track's number (from 1) and name to its mark.

    The name becomes the mark's accessible name; without one the mark is decoration.
    """
    bodies = {name: body for name, _, body in _SYMBOL.findall(sprite) if name.startswith("m")}
    known: dict[tuple[int, str], Markup] = {}

    def mark(number: int, name: str = "") -> Markup:
        key = (number, name)
        if key not in known:
            shape = _shape(number)
            label = f'role="img" aria-label="{escape(name)}"' if name else 'aria-hidden="true"'
            known[key] = Markup(  # noqa: S704 the name is escaped
                f'<svg class="m tr{shape}" viewBox="0 0 14 14" {label}>{bodies[f"m{shape}"]}</svg>'
            )
        return known[key]

    return mark
