"""The times of a draft: start, and an end or a length, put together from what files say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta, tzinfo

from miniconf.days import NotATimeError
from miniconf.instants import Instant, parse_date, parse_instant, parse_length, parse_time
from miniconf.load.convert.reading import NOTHING, UNKNOWN
from miniconf.load.drafts import Cell, Draft
from miniconf.problems import Problems, shown

_LONGEST = timedelta(days=7)
_DAY = timedelta(days=1)
_SHORTEST = timedelta(minutes=3)
_NIGHT = timedelta(hours=14)
"""A session that a bare time of day ends on the next day is hardly longer."""
_MIDNIGHT = re.compile(r"[T ]0?0:00(:00)?$")
"""What spreadsheets add to a day."""


def settle_times(draft: Draft, problems: Problems) -> bool:
    """Put aware instants into `start` and `end` of `draft`; whether both had offsets of their own.

    A time of day takes its date from `date`, an end without date from the start, going over
    midnight where it must; an end that is missing comes from `duration` or the source's default.
    What does not work is a problem, and the field is then marked as faulty.
    """
    date, length = told(draft.take("date")), told(draft.take("duration"))
    start_cell, end_cell = told(draft.cells.get("start")), told(draft.cells.get("end"))
    if start_cell is None and date is not None:
        start_cell, date = date, None
    start = _instant(draft, "start", start_cell, _text(date), problems)
    if start is None:
        draft.faulty.update({"start", "end"} if start_cell else {"end"})
        draft.cells.pop("start", None)
        draft.cells.pop("end", None)
        return False
    draft.set("start", start.value, start_cell)  # type: ignore[arg-type]  # an instant has a cell
    declared = start.declared
    if date is not None and parse_time(_text(start_cell)) is None:
        _same_day(date, start, problems)
    if end_cell is not None:
        declared = _end(draft, start, end_cell, problems) and declared
        if length is not None and (end := draft.cells.get("end")):
            _same_length(length, end[0][1] - start.value, problems)  # type: ignore[operator]
    else:
        _from_length(draft, start, length or start_cell, length is not None, problems)
    return declared


def told(cells: list[Cell] | None) -> Cell | None:
    """The first of `cells` that says something; TBA says nothing."""
    for cell in cells or ():
        text = _text(cell)
        if text and text.lower() not in NOTHING | UNKNOWN | cell[4].nothing:
            return cell
    return None


def _text(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return " ".join(cell[1].split()) if isinstance(cell[1], str) else str(cell[1] or "")


def _instant(
    draft: Draft, name: str, cell: Cell | None, date: str, problems: Problems
) -> Instant | None:
    """The instant in `cell`; None, with a problem, where it is none."""
    if cell is None:
        return None
    raw, reading = cell[1], cell[4]
    if isinstance(raw, datetime):
        return Instant(raw, raw, True)
    text = _text(cell)
    if date and parse_time(text) is not None:
        text = f"{_MIDNIGHT.sub('', date)} {text}"
    return _read(cell, text, reading.zone, reading.dates, problems)


def _read(
    cell: Cell, whole: str, zone: tzinfo | None, dates: Sequence[str], problems: Problems
) -> Instant | None:
    """The instant that `cell` names, `whole` with its date; None, with a problem, for none."""
    column, _, file, line, reading = cell
    text = _text(cell)
    try:
        found = parse_instant(whole, zone, dates, reading.year)
    except NotATimeError as error:
        problems.error(file, line, column, f"expected {error.expected}, got {shown(text)}",
                       error.hint)  # fmt: skip
        return None
    if found.doubt:
        hint = f"{found.doubt}? the first is taken; write the offset"
        message = f"expected an instant that occurs once, got {shown(text)}"
        problems.warning(file, line, column, message, hint)
    return found


def _end(draft: Draft, start: Instant, cell: Cell, problems: Problems) -> bool:
    """Settle the end that `cell` says; whether it had an offset."""
    time = parse_time(_text(cell))
    if time is not None:
        begins = start.local.replace(tzinfo=None)
        local = datetime.combine(begins, time)
        if local <= begins:
            local += timedelta(days=1)
            if local - begins > _NIGHT:
                message = f"expected an end after the start ({_shown(start)}), got {_text(cell)}"
                problems.warning(cell[2], cell[3], cell[0], message, "the next day is taken")
        end = _read(cell, local.isoformat(" "), start.local.tzinfo, (), problems)
    else:
        end = _instant(draft, "end", cell, "", problems)
    if end is None:
        draft.faulty.add("end")
        draft.cells.pop("end", None)
        return False
    column, _, file, line, reading = cell
    wrong = ""
    if end.value <= start.value:
        wrong = "expected an end after the start"
    elif end.value - start.value > _LONGEST:
        wrong = f"expected an end within {_LONGEST.days} days of the start"
    if wrong:
        message = f"{wrong} ({_shown(start)}), got {_shown(end)}"
        problems.error(file, line, column, message)
        if draft.lenient and reading.duration:
            draft.set("end", start.value + reading.duration, cell)
            return end.declared
        draft.faulty.add("end")
        draft.cells.pop("end", None)
        return end.declared
    draft.set("end", end.value, cell)
    return end.declared


def _same_day(date: Cell, start: Instant, problems: Problems) -> None:
    """Tell of a date beside a start that has another; "Day 1" is none."""
    column, _, file, line, reading = date
    day = start.local.date()
    with suppress(NotATimeError):
        if parse_date(_text(date), reading.dates, reading.year) != day:
            message = f"expected the day of the start ({day}), got {shown(_text(date))}"
            problems.warning(file, line, column, message, "the start's is taken")


def _same_length(cell: Cell, length: timedelta, problems: Problems) -> None:
    """Tell of a length beside an end that says another."""
    column, _, file, line, reading = cell
    with suppress(NotATimeError):
        if parse_length(_text(cell), reading.unit) != length:
            message = (
                f"expected the time from start to end ({_length(length)}), got {shown(_text(cell))}"
            )
            problems.warning(file, line, column, message, "the end is taken")


def _length(length: timedelta) -> str:
    """A length in words: `1 h 30 min`."""
    hours, minutes = divmod(length // timedelta(minutes=1), 60)
    return " ".join(
        f"{number} {unit}" for number, unit in ((hours, "h"), (minutes, "min")) if number
    )


def _shown(instant: Instant) -> str:
    return instant.local.replace(tzinfo=None).isoformat(" ", "minutes")


def _from_length(draft: Draft, start: Instant, cell: Cell, given: bool, problems: Problems) -> None:
    """Settle the end by the length in `cell`, or by the default of the source that it is from."""
    column, _, file, line, reading = cell
    length = reading.duration
    if given:
        try:
            length = parse_length(_text(cell), reading.unit)
        except NotATimeError as error:
            message = f"expected {error.expected}, got {shown(_text(cell))}"
            problems.error(file, line, column, message, error.hint)
            draft.faulty.add("end")
            return
    if length is None:
        problems.error(draft.file, draft.line, "end", "expected an end or a duration, got nothing",
                       "`duration` may stand in the source too")  # fmt: skip
        draft.faulty.add("end")
        return
    if length > _LONGEST:
        message = f"expected a length of at most {_LONGEST.days} days, got {shown(_text(cell))}"
        problems.error(file, line, column, message)
        draft.faulty.add("end")
        return
    if length > _DAY and given:
        message = f"expected a shorter time, got {_length(length)}"
        hint = "`unit: seconds` in a declared source makes bare numbers seconds"
        problems.warning(file, line, column, message, hint)
    if length < _SHORTEST and given:
        message = f"expected a longer time, got {length.seconds // 60} min"
        hint = "`unit: hours` in a declared source makes bare numbers hours"
        problems.warning(file, line, column, message, hint)
    draft.set("end", start.value + length, cell)
