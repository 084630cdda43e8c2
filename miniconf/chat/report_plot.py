"""The report as a picture: questions by hour, and how soon each track was answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from html import escape

from miniconf.chat.report import Report, Row, spoken

_INK, _SOFT, _ANSWERED, _WAITS, _RULE = "#0d1a16", "#5d6964", "#0b5d4b", "#8e5b00", "#d4dcd9"
_WIDTH, _LEFT, _RIGHT = 900, 240, 240
_ROW, _HOURS = 26, 130


def plot(found: Report, title: str, zone: str) -> str:
    """The report as one SVG file that needs nothing else: no script, no font, no style sheet."""
    rows = found.rows[:24]
    height = 128 + _HOURS + _ROW * len(rows) + 50
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}"'
        f' width="{_WIDTH}" height="{height}" font-family="system-ui, sans-serif" font-size="13"'
        f' role="img" aria-label="{escape(_summary(found), quote=True)}">',
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        _text(24, 34, title, size=19),
        _text(24, 56, _summary(found), fill=_SOFT),
        _text(24, 92, f"Questions by hour of the day, {zone}", weight=600),
        *_hours(found.hours, 104),
        *_tracks(rows, 104 + _HOURS + 54),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _summary(found: Report) -> str:
    total = found.total
    return (
        f"{total.questions:,} questions, {total.answered:,} answered, {total.waiting:,} waiting;"
        f" first answer after {spoken(total.median)} (median), {spoken(total.p90)} (nine in ten)"
    )


def _hours(hours: tuple[int, ...], top: int) -> Iterator[str]:
    """A bar an hour; the count stands on it, so that no axis is needed."""
    most = max(hours) or 1
    step = (_WIDTH - 48) / 24
    base = top + _HOURS
    yield f'<line x1="24" x2="{_WIDTH - 24}" y1="{base}" y2="{base}" stroke="{_INK}"/>'
    for hour, count in enumerate(hours):
        x = 24 + hour * step
        height = round((_HOURS - 22) * count / most, 1)
        if count:
            yield (
                f'<rect x="{x + 2:.1f}" y="{base - height:.1f}" width="{step - 4:.1f}"'
                f' height="{height}" fill="{_ANSWERED}"/>'
            )
            yield _text(x + step / 2, base - height - 5, str(count), anchor="middle", size=12)
        yield _text(x + step / 2, base + 16, f"{hour:02}", anchor="middle", size=12, fill=_SOFT)


def _tracks(rows: tuple[Row, ...], top: int) -> Iterator[str]:
    """A bar a track: answered, then waiting; the time to an answer in words at its end."""
    yield _text(24, top, "By track", weight=600)
    for x, fill, words in ((_LEFT, _ANSWERED, "answered"), (_LEFT + 90, _WAITS, "waiting")):
        yield f'<rect x="{x}" y="{top - 10}" width="12" height="12" fill="{fill}"/>'
        yield _text(x + 18, top, words, fill=_SOFT)
    yield _text(_WIDTH - 24, top, "first answer: median, nine in ten", anchor="end", fill=_SOFT)
    most = max((row.questions for row in rows), default=0) or 1
    room = _WIDTH - _LEFT - _RIGHT - 24
    for number, row in enumerate(rows):
        y = top + 12 + number * _ROW
        name = row.name if len(row.name) <= 32 else f"{row.name[:31]}…"
        yield _text(_LEFT - 10, y + 17, name, anchor="end")
        yield f'<line x1="24" x2="{_WIDTH - 24}" y1="{y}" y2="{y}" stroke="{_RULE}"/>'
        done = room * row.answered / most
        waits = room * row.waiting / most
        yield _bar(_LEFT, y, done, _ANSWERED)
        yield _bar(_LEFT + done, y, waits, _WAITS)
        words = f"{row.answered} + {row.waiting}" if row.waiting else str(row.answered)
        yield _text(_LEFT + done + waits + 6, y + 17, words, size=12)
        yield _text(_WIDTH - 24, y + 17, _waits(row.median, row.p90), anchor="end", fill=_SOFT)


def _waits(median: timedelta | None, p90: timedelta | None) -> str:
    return "no answer yet" if median is None else f"{spoken(median)}, {spoken(p90)}"


def _bar(x: float, y: float, width: float, fill: str) -> str:
    if not width:
        return ""
    return f'<rect x="{x:.1f}" y="{y + 5}" width="{width:.1f}" height="16" fill="{fill}"/>'


def _text(
    x: float, y: float, text: str, *, size: int = 13, anchor: str = "start", fill: str = _INK,
    weight: int = 400,
) -> str:  # fmt: skip
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{fill}"'
        f' font-weight="{weight}">{escape(text)}</text>'
    )
