"""XLSX: the cells of one sheet as the texts that the sheet shows."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from miniconf.patterns import regex
from miniconf.problems import Problems, fits, nearest
from miniconf.tables.delimited import records
from miniconf.tables.record import Options, Record

_LARGEST = 512 * 2**20
_CLOCK = regex(r"[hs]|\[m+\]", re.IGNORECASE)
"""What the format of a cell has that shows a time of day."""
_NO_CODES = regex(r'"[^"]*"|[\\_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
"""What of a format is no code of a day or time: quoted texts, languages and colours, spaces."""
_ZEROS = regex(r"0+")
_AGAIN = "save it as .xlsx again"
_LAST = 1_048_576
"""No spreadsheet has more rows; a file that names a later one would be filled up to it."""
_LONGEST = 131_072
_LOOKED_AT = 20
"""So many rows tell how wide a sheet is."""
_BESIDE = 50
"""So far beside them a cell without a name of its column is still seen, and told."""


def read_xlsx(content: bytes, file: str, options: Options, problems: Problems) -> Any:
    """The records of a workbook's first sheet with rows, or of those declared; None if broken.

    Sheets with rows that nobody asks for are told. Each record has its sheet's name under "@sheet";
    `*` in a declared name stands for anything. Dates and times are ISO texts
    (`2031-03-28 09:00:00`), whole numbers have no decimal point, and leading zeros that the sheet
    shows are kept.
    """
    if _too_large(content, file, problems):
        return None
    from openpyxl import load_workbook  # a tenth of a second that most builds need not spend

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises whatever a broken part causes
        problems.error(file, 0, "", f"expected a workbook, got: {_reason(error)}", _AGAIN)
        return None
    try:
        sheets = _wanted(book, file, options, problems)
        if sheets is None:
            return None
        return [row for name in sheets for row in _records(book[name], file, options, problems)]
    except Exception as error:  # a damaged part shows when it is read
        problems.error(file, 0, "", f"expected a workbook, got: {_reason(error)}", _AGAIN)
        return None
    finally:
        book.close()


def _wanted(book: Any, file: str, options: Options, problems: Problems) -> list[str] | None:
    """The names of the sheets to read; None where those declared are not there."""
    names = [sheet.title for sheet in book.worksheets]
    if options.sheet:
        found = [name for name in names if fits(name, options.sheet)]
        if not found:
            hint = nearest(options.sheet, names) or f"there are {', '.join(names)}"
            message = f'expected a sheet called "{options.sheet}", got none'
            problems.error(file, 0, "", message, hint)
        return found or None
    shown = [name for name in names if book[name].sheet_state == "visible"] or names
    filled = [name for name in shown if len(shown) == 1 or _has_rows(book[name], options)]
    first, *others = filled or shown[:1]
    left = [n for n in others if not any(fits(n, pattern) for pattern in options.elsewhere)]
    if left:
        wanted = f"expected one sheet that holds rows, got others beside {first}"
        what = "they are" if len(left) > 1 else "it is"
        hint = f'{what} not read; declare `sheet: "*"` for all, or one: `sheet: {left[0]}`'
        problems.warning(file, 0, "", f"{wanted}: {', '.join(left)}", hint)
    return [first]


def _has_rows(sheet: Any, options: Options) -> bool:
    """Whether the sheet holds something below the row of names."""
    sheet.reset_dimensions()
    first, least = (1, 1) if options.columns else (options.header, 2)
    rows = sheet.iter_rows(min_row=first, max_row=_LAST, values_only=True)
    filled = (cells for cells in rows if any(value not in (None, "") for value in cells))
    return len(list(islice(filled, least))) == least


def _records(sheet: Any, file: str, options: Options, problems: Problems) -> list[Record]:
    # A sheet that once was longer says so in its dimension; only its cells count.
    sheet.reset_dimensions()
    width = _width(sheet, max(options.header, _LOOKED_AT), len(options.columns)) + _BESIDE
    rows = records(_rows(sheet, width, file, problems), file, options, problems, ragged=True)
    for row in rows:
        row["@sheet"] = sheet.title
    return rows


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:80]}"


def _too_large(content: bytes, file: str, problems: Problems) -> bool:
    """Whether the archive is none, or would unpack to more than anybody means."""
    import zipfile  # most conferences have no workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) <= _LARGEST:
                return False
        message, hint = f"expected at most {_LARGEST // 2**20} MB unpacked, got more", ""
    except zipfile.BadZipFile:
        message, hint = "expected a workbook, got something else", "save it as .xlsx"
    problems.error(file, 0, "", message, hint)
    return True


def _width(sheet: Any, rows: int, least: int) -> int:
    """The number of columns that have something in the first `rows`, at `least` so many."""
    for cells in sheet.iter_rows(max_row=rows, values_only=True):
        least = max([least, *(at for at, value in enumerate(cells, 1) if value is not None)])
    return least


def _rows(
    sheet: Any, width: int, file: str, problems: Problems
) -> Iterator[tuple[int, Sequence[str]]]:
    """Line and texts of each row, as far as `width`: coloured cells may go on for ever."""
    for line, cells in enumerate(sheet.iter_rows(max_row=_LAST, max_col=width), 1):
        yield (
            line,
            ["" if cell.value is None else _text(cell, file, line, problems) for cell in cells],
        )


def _text(cell: Any, file: str, line: int, problems: Problems) -> str:
    value = cell.value
    if isinstance(value, str):
        if cell.data_type == "e":
            problems.warning(file, line, "", f"expected a value, got the error {value}")
            return ""
        if len(value) > _LONGEST:
            problems.error(file, line, "", f"expected cells of at most {_LONGEST:,} characters")
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    return _when(value, cell.number_format or "")


def _number(value: float, shape: str) -> str:
    if isinstance(value, float) and not value.is_integer():
        return repr(value)
    text = str(int(value))
    return text.zfill(len(shape)) if _ZEROS.fullmatch(shape or "") else text


def _when(value: datetime | date | time | timedelta, shape: str) -> str:
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, datetime):
        # Sheets keep days as fractions of a day, off by microseconds.
        rounded = (value + timedelta(milliseconds=500)).replace(microsecond=0)
        return rounded.isoformat(" ") if _shows_time(shape) else rounded.date().isoformat()
    return value.isoformat()


def _shows_time(shape: str) -> bool:
    """Whether a cell of the format `shape` shows a time of day."""
    return bool(_CLOCK.search(_NO_CODES.sub("", shape)))
