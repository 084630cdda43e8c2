"""Portraits where there is no photograph: a plate drawn from the name, the same each time."""

from __future__ import annotations

import hashlib
import random
import unicodedata
from collections.abc import Callable

from markupsafe import Markup

_WIDE, _HIGH = 200, 250


def plate(name: str) -> Markup:
    """An `<svg>` of 4 to 5 drawn from `name`, as decoration: the name stands beside it."""
    seed = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
    chance = random.Random(seed)  # noqa: S311 a drawing, not a secret
    draw = _DESIGNS[seed[0] % len(_DESIGNS)]
    body = "".join(draw(chance))
    # only numbers and constants
    return Markup(f'<svg viewBox="0 0 {_WIDE} {_HIGH}" aria-hidden="true">{body}</svg>')  # noqa: S704


def initials(name: str) -> str:
    """One or two letters for a person: `Ada M. Example` -> `AE`, `王若曦` -> `王`."""
    words = [word for word in name.replace("-", " ").split() if word[:1].isalpha()]
    if not words:
        return name[:1]
    first = words[0][0]
    if len(words) == 1 or unicodedata.name(first, "").startswith(("CJK", "HIRAGANA", "HANGUL")):
        return first.upper()
    return (first + words[-1][0]).upper()


def _arcs(chance: random.Random) -> list[str]:
    """Rings of a low sun over a ground."""
    x, y = chance.randrange(60, 141, 5), chance.randrange(80, 131, 5)
    rings = [f'<circle class="pl-l" cx="{x}" cy="{y + 60}" r="{r}"/>' for r in range(40, 230, 21)]
    sun = f'<circle class="pl-s" cx="{x}" cy="{y}" r="{chance.randrange(20, 34)}"/>'
    return [*rings, sun, f'<path class="pl-a" d="M0 206h{_WIDE}v44H0z"/>']


def _bars(chance: random.Random) -> list[str]:
    """Lines of a voice, one of them lit."""
    bars = []
    for row in range(13):
        half = chance.randrange(16, 86)
        bars.append(f"M{100 - half} {15 + row * 17}h{2 * half}v7h-{2 * half}z")
    x, y = chance.randrange(60, 150), chance.randrange(50, 190)
    sun = f'<circle class="pl-s" cx="{x}" cy="{y}" r="20"/>'
    return [f'<path class="pl-a" d="{"".join(bars)}"/>', sun]


def _squares(chance: random.Random) -> list[str]:
    """A field of squares that grow and shrink, one of them lit."""
    lit = (chance.randrange(1, 5), chance.randrange(1, 6))
    sides = {(c, r): chance.randrange(6, 29) for c in range(6) for r in range(7)}
    path = "".join(
        f"M{17 + c * 33 - side / 2:g} {19 + r * 35 - side / 2:g}h{side}v{side}h-{side}z"
        for (c, r), side in sides.items()
        if (c, r) != lit
    )
    c, r = lit
    square = f'<path class="pl-s" d="M{17 + c * 33 - 12} {19 + r * 35 - 12}h24v24h-24z"/>'
    return [f'<path class="pl-a" d="{path}"/>', square]


def _graph(chance: random.Random) -> list[str]:
    """Points joined to their nearest neighbours."""
    points = [(chance.randrange(24, 177), chance.randrange(28, 223)) for _ in range(15)]
    lines = []
    for x, y in points:
        near = sorted(points, key=lambda p: (p[0] - x) ** 2 + (p[1] - y) ** 2)[1:4]
        lines += [f"M{x} {y}L{a} {b}" for a, b in near]
    dots = [f'<circle class="pl-a" cx="{x}" cy="{y}" r="6"/>' for x, y in points[1:]]
    x, y = points[0]
    return [
        f'<path class="pl-l" d="{"".join(lines)}"/>',
        *dots,
        f'<circle class="pl-s" cx="{x}" cy="{y}" r="13"/>',
    ]


_DESIGNS: tuple[Callable[[random.Random], list[str]], ...] = (_arcs, _bars, _squares, _graph)
