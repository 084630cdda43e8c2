"""The picture that stands for the conference where its address is shared: its hours, as a PNG.

Chat programs and social networks draw no SVG, and most want 1200 by 630 pixels; so the bricks of
the week are painted here, in the conference's own colours. The words beside it are the title's.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from datetime import date

from miniconf.model import Theme
from miniconf.site.hours import STACK, Piles
from miniconf.site.looks.theme import palette

WIDE, HIGH = 1200, 630
MOST_DAYS = 7
_LEFT, _TOP, _BOTTOM = 96, 72, 72
_HALF = 21
"""A half hour is so wide, its brick two pixels less."""
_LAYERS = 5
"""A calm week keeps its bricks this thin."""
_TONES = {"plenary": 1, "talk": 1, "poster": 2, "mentorship": 2, "social": 3, "other": 4}
"""Group -> its place in the palette; 0 is the ground."""
Canvas = list[bytearray]


def card(piles: Piles, days: Sequence[date], theme: Theme) -> bytes:
    """The picture of `days`, the first seven, a row each."""
    canvas: Canvas = [bytearray(WIDE) for _ in range(HIGH)]
    shown = days[:MOST_DAYS]
    step = (HIGH - _TOP - _BOTTOM) // max(1, len(shown))
    most = max((sum(pile.values()) for pile in piles.values()), default=1)
    layer = min(26, (step - 14) // max(most, _LAYERS))
    for row, day in enumerate(shown):
        floor = _TOP + (row + 1) * step
        _fill(canvas, _LEFT, floor, 48 * _HALF, 2, 4)
        for half in range(48):
            level = floor - 2
            for group in STACK:
                for _ in range(piles.get((day, half), {}).get(group, 0)):
                    high = max(2, layer - 3)
                    left = _LEFT + half * _HALF + 1
                    _fill(canvas, left, level - high, _HALF - 2, high, _TONES[group])
                    level -= max(layer, high + 1)
    return _png(canvas, _colours(theme))


def _fill(canvas: Canvas, left: int, top: int, wide: int, high: int, tone: int) -> None:
    for line in canvas[max(0, top) : top + high]:
        line[left : left + wide] = bytes([tone]) * wide


def _colours(theme: Theme) -> list[bytes]:
    """Ground, first tone, the first two thirds over the ground, second colour, a third."""
    own = palette(theme.brand, theme.second, dark=False)
    ground, ink, second = (
        bytes.fromhex(own[name].lstrip("#")) for name in ("brand", "on-brand", "second-fill")
    )

    def mixed(share: float) -> bytes:
        return bytes(round(a + (b - a) * share) for a, b in zip(ground, ink, strict=True))

    return [ground, ink, mixed(0.6), second, mixed(0.35)]


def _png(canvas: Canvas, colours: Sequence[bytes]) -> bytes:
    """`canvas` as a PNG with a palette (ISO/IEC 15948)."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", WIDE, HIGH, 8, 3, 0, 0, 0)
    lines = b"".join(b"\0" + bytes(line) for line in canvas)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"PLTE", b"".join(colours))
        + chunk(b"IDAT", zlib.compress(lines, 9)) + chunk(b"IEND", b"")
    )  # fmt: skip
