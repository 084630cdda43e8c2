"""The report's picture: for each zone the hours of the local day, the darker the fuller.

Drawn here, as SVG, in a hundred lines: a plotting library would be a dependency of 40 MB for a grid
of rectangles, its files differ from one version to the next, and its text cannot be read aloud.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from html import escape
from zoneinfo import ZoneInfo

from miniconf.model import Conference
from miniconf.model.programme import Event, events
from miniconf.schedule.local_hours import NIGHT_BEGINS, NIGHT_ENDS, by_offset

CELL, ROW, LEFT, TOP = 18, 26, 250, 66
_HALF_HOUR = timedelta(minutes=30)
_SHADES = ("#ffffff", "#def1eb", "#a9d8c9", "#6fb8a3", "#2f7d69", "#0b5d4b")
"""From no session to the fullest half hour; the number stands in the cell as well."""


def svg(conference: Conference, people: Mapping[str, int]) -> str:
    """The picture for the zones of `people` (zone -> number), from west to east.

    Where nobody's zone is known, it is the conference's alone.
    """
    people = people or {conference.config.time_zone: 0}
    timed = list(events(conference).values())
    zones = by_offset(people, timed[0].start) if timed else ()
    counts = {zone: _counts(timed, zone) for zone in zones}
    most = max((count for row in counts.values() for count in row.values()), default=1)
    width, height = LEFT + 48 * CELL + 20, TOP + len(zones) * ROW + 54
    title = f"Sessions by local half hour: {conference.config.name}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-label="{escape(title)}" '
        'font-family="system-ui, sans-serif" font-size="12">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="16" y="26" font-size="16" font-weight="600">{escape(title)}</text>',
        *_axis(len(zones)),
    ]
    for number, zone in enumerate(zones):
        parts += _row(number, zone, people[zone], counts[zone], most)
    parts += [*_night(len(zones)), _legend(height), "</svg>"]
    return "\n".join(parts) + "\n"


def _counts(timed: Sequence[Event], zone: str) -> Counter[int]:
    """Half hour of the local day, 0 to 47 -> number of sessions under way in it, over all days."""
    found: Counter[int] = Counter()
    for event in timed:
        if event.end - event.start >= timedelta(hours=24):
            found.update(range(48))
            continue
        first = _floor(event.start)
        steps = -((first - event.end) // _HALF_HOUR)
        for step in range(max(1, steps)):
            local = (first + step * _HALF_HOUR).astimezone(ZoneInfo(zone))
            found[local.hour * 2 + local.minute // 30] += 1
    return found


def _floor(instant: datetime) -> datetime:
    return instant - timedelta(
        minutes=instant.minute % 30, seconds=instant.second, microseconds=instant.microsecond
    )


def _axis(rows: int) -> list[str]:
    lines = []
    for hour in range(0, 25, 3):
        x = LEFT + hour * 2 * CELL
        lines.append(f'<text x="{x}" y="{TOP - 10}" text-anchor="middle">{hour:02d}:00</text>')
        bottom = TOP + rows * ROW
        lines.append(f'<path d="M{x} {TOP - 5}V{bottom}" stroke="#d4dcd9"/>')
    return lines


def _row(number: int, zone: str, people: int, counts: Counter[int], most: int) -> list[str]:
    y = TOP + number * ROW
    label = f"{zone} ({people:,})"
    lines = [f'<text x="{LEFT - 12}" y="{y + 17}" text-anchor="end">{escape(label)}</text>']
    for half, count in sorted(counts.items()):
        shade = -(-count * (len(_SHADES) - 1) // most)
        ink = "#fff" if shade > 3 else "#0d1a16"
        x = LEFT + half * CELL
        lines.append(
            f'<rect x="{x}" y="{y + 2}" width="{CELL - 1}" height="{ROW - 4}" '
            f'fill="{_SHADES[shade]}"><title>{escape(zone)} {half // 2:02d}:{half % 2 * 3}0, '
            f"{count} sessions</title></rect>"
            f'<text x="{x + (CELL - 1) / 2}" y="{y + 17}" text-anchor="middle" font-size="9" '
            f'fill="{ink}">{count}</text>'
        )
    return lines


def _night(rows: int) -> list[str]:
    """Hatching over the hours of night, on both sides of the day."""
    height = rows * ROW
    spans = ((0, NIGHT_ENDS), (NIGHT_BEGINS, 24 * 60))
    return [
        '<defs><pattern id="night" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<path d="M0 6L6 0" stroke="#33475b" stroke-width="0.7"/></pattern></defs>',
        *(
            f'<rect x="{LEFT + begins / 30 * CELL:g}" y="{TOP}" '
            f'width="{(ends - begins) / 30 * CELL:g}" height="{height}" '
            'fill="url(#night)" opacity="0.45"/>'
            for begins, ends in spans
        ),
    ]


def _legend(height: int) -> str:
    text = "Number: sessions under way in that half hour, all days. Hatched: 22:00 to 06:30 there."
    return f'<text x="16" y="{height - 18}" fill="#414e4a">{escape(text)}</text>'
