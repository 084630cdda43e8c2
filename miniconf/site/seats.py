"""The round table of a mentorship session: who sits, and where seats are free."""

from __future__ import annotations

import math

from markupsafe import Markup, escape

_MOST = 40
"""More seats than this would touch; the words beside the table always tell the number."""


def seats(capacity: int, taken: int, mentors: int, label: str) -> Markup:
    """An `<svg>` of a table: the mentors in the middle, taken seats filled, free ones open.

    `label` says the same in words.
    """
    shown = max(1, min(capacity, _MOST))
    filled = min(shown, round(taken * shown / capacity)) if capacity else 0
    radius = min(6.0, 0.42 * 2 * math.pi * 48 / shown)
    circles = []
    for seat in range(shown):
        angle = 2 * math.pi * seat / shown - math.pi / 2
        x, y = 60 + 48 * math.cos(angle), 60 + 48 * math.sin(angle)
        kind = "ts" if seat < filled else "tf"
        size = radius if kind == "ts" else radius - 0.8
        circles.append(f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}"/>')
    return Markup(  # noqa: S704 numbers, and a label that is escaped
        f'<svg class="table" viewBox="0 0 120 120" role="img" aria-label="{escape(label)}">'
        f'<circle class="tt" cx="60" cy="60" r="27"/>{_mentors(mentors)}{"".join(circles)}</svg>'
    )


def _mentors(count: int) -> str:
    places = {1: [(60, 60)], 2: [(50, 60), (70, 60)], 3: [(60, 50), (51, 66), (69, 66)]}
    points = places.get(count, places[3] if count > 3 else places[1])
    return "".join(f'<circle class="tm" cx="{x}" cy="{y}" r="8"/>' for x, y in points)
