"""Icons and track marks, put into pages from the one sprite file.

They stand in the HTML itself: a page opened from disk may not fetch a sprite, and nothing blinks
in late. Where a page shows the same few many times they stand there once (`Symbols`). The file is
the source for script as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from markupsafe import Markup, escape

from miniconf.patterns import regex

MARKS = 24
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


class Symbols:
    """Icons that stand once in a page and are shown at many places by a short reference.

    Without quotes around its target the reference is no link for those who look for links.
    """

    def __init__(self, sprite: str, names: Iterable[str]) -> None:
        wanted = {f"i-{name}" for name in names}
        drawn = {found[1]: found[0] for found in _SYMBOL.finditer(sprite) if found[1] in wanted}
        self._names = sorted(drawn)
        html = "".join([drawn[name] for name in self._names])
        self.once = Markup(f"<div hidden><svg>{html}</svg></div>")  # noqa: S704 the program's own file
        """What the page has to hold once, before the first icon or behind the last."""

    def __call__(self, name: str) -> Markup:
        """The icon `name`, hidden from screen readers; KeyError for one that is not held."""
        if f"i-{name}" not in self._names:
            raise KeyError(name)
        html = f'<svg class="i i-{name}" aria-hidden="true"><use href=#i-{name} /></svg>'
        return Markup(html)  # noqa: S704 one of our names


class MarkSymbols:
    """Track marks that stand once in a page and are shown by a short reference, like icons."""

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
