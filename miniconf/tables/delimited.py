"""CSV and TSV: records with the line they begin at."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from miniconf.problems import Problems, fits, shown
from miniconf.tables.decode import decode
from miniconf.tables.record import Options, Record

_COMMON = (",", ";", "\t")
_LOOKED_AT = 10
"""Among so many rows the names of columns are looked for, where the first does not hold them."""
Numbered = tuple[int, int, Sequence[str]]
"""The number of a row, its first line, and its cells."""


def read_csv(content: bytes, file: str, options: Options, problems: Problems) -> Any:
    """The records of a CSV file (RFC 4180), or None.

    The delimiter, where it is not declared, is the one of comma, semicolon and tab that the row of
    names holds most often.
    """
    return _read(content, file, options, problems, "")


def read_tsv(content: bytes, file: str, options: Options, problems: Problems) -> Any:
    """The records of a file with tabs between cells, or None."""
    return _read(content, file, options, problems, "\t")


def _read(
    content: bytes, file: str, options: Options, problems: Problems, delimiter: str
) -> list[Record] | None:
    text = decode(content, file, options, problems)
    if text is None:
        return None
    head = text[:6].lower()
    skipped = head.startswith("sep=") and text[5:6] in "\r\n"
    delimiter = (
        options.delimiter or delimiter or (text[4] if skipped else _delimiter(text, options.header))
    )
    rows = _rows(text, delimiter, options, file, problems)
    return records(rows, file, options, problems, skip=int(skipped))


def _delimiter(text: str, header: int) -> str:
    """The delimiter that line `header`, which names the columns, holds most often."""
    lines = text.split("\n", header)
    plain = "".join(lines[min(header, len(lines)) - 1].split('"')[::2])
    return max(_COMMON, key=plain.count)


def _rows(
    text: str, delimiter: str, options: Options, file: str, problems: Problems
) -> Iterator[tuple[int, Sequence[str]]]:
    """`(first line, cells)` of each row; broken quoting ends them with an error."""
    quoting = csv.QUOTE_NONE if options.quote == "none" else csv.QUOTE_MINIMAL
    quote = '"' if options.quote == "none" else options.quote
    reader = csv.reader(
        _lines(text),
        delimiter=delimiter, quotechar=quote, quoting=quoting, strict=True,
    )  # fmt: skip
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        problems.error(file, line, "", *_broken(str(error), reader.line_num))


def _lines(text: str) -> Iterator[str]:
    """The lines of `text` with their ends, as `io.StringIO` tells them.

    That makes a copy of four bytes a character first, a third of the time of reading a table.
    """
    if text.count("\r") != text.count("\r\n"):  # of long ago
        yield from io.StringIO(text, newline="")
        return
    *lines, last = text.split("\n")
    for line in lines:
        yield line + "\n"
    if last:
        yield last


def _broken(error: str, line: int) -> tuple[str, str]:
    """What the csv module's `error` means to somebody who looks at the file, and a hint."""
    if "field limit" in error:
        limit = f"{csv.field_size_limit():,}"
        return (
            f"expected cells of at most {limit} characters, got a longer one",
            f"is a closing quote missing? the record goes on to line {line}",
        )
    if "end of data" in error:
        return (
            "expected a closing quote, got the end of the file",
            "the record that begins here opens a quote and never closes it",
        )
    return (
        f"expected a well-formed record, got: {error} (in line {line})",
        'a quote inside a quoted cell is written twice: ""',
    )


def records(
    rows: Iterator[tuple[int, Sequence[str]]],
    file: str,
    options: Options,
    problems: Problems,
    skip: int = 0,
    ragged: bool = False,
) -> list[Record]:
    """The records below the row of names; rows that are too long or too short are named.

    Where rows may be `ragged`, empty cells at the end of a short one are no fault.
    """
    above = 0 if options.columns else options.header + skip - 1
    numbered = enumerate(rows, 1)
    filled = ((at, line, cells) for at, (line, cells) in numbered if at > above and any(cells))
    names, head = list(options.columns), 0
    first: list[str] = []
    if not names:
        start = list(islice(filled, _LOOKED_AT))
        if not start or _is_title(start, skip, file, options.known, problems):
            return []
        _, head, cells = start.pop(0)
        first, names = _cleaned(cells), _names(cells, file, head, options.drop, problems)
        filled = chain(start, filled)
    return list(_below(filled, names, head, first, file, ragged, problems))


def _below(
    rows: Iterable[Numbered], names: list[str], head: int, first: list[str], file: str,
    ragged: bool, problems: Problems,
) -> Iterator[Record]:  # fmt: skip
    """The records in `rows`; `first` are the cells of the row of names, where there is one."""
    for _, line, cells in rows:
        if first and cells[0].strip("\ufeff ") == first[0] and _cleaned(cells) == first:
            message = "expected a record, got the names of the columns again"
            problems.warning(file, line, "", message, "it is left out")
            continue
        if len(cells) < len(names) and ragged:
            cells = [*cells, *[""] * (len(names) - len(cells))]
        elif len(cells) != len(names):
            cells = _fitted(cells, names, file, line, ragged, problems)
        record = Record(zip(names, cells, strict=False), line, head=head)
        record.pop("", None)
        yield record


def _is_title(
    rows: Sequence[Numbered], skip: int, file: str, known: Callable[[str], bool] | None,
    problems: Problems,
) -> bool:  # fmt: skip
    """Whether the first of `rows` names no columns, and a later one does: an error, told once."""
    _, first, cells = rows[0]
    title = [name for name in _cleaned(cells) if name]
    if known is None or (len(title) > 1 and any(map(known, title))):
        return False
    for number, line, others in rows[1:]:
        if len(others) == 1:  # of another delimiter, which the title does not hold
            others = others[0].replace("\t", ";").split(";")
        if sum(map(known, _cleaned(others))) > 1:
            message = f"expected the names of columns, got {shown(' '.join(title))}"
            hint = f"declare `header: {number - skip}`, or remove what is above"
            problems.error(file, first, "", message, f"line {line} looks like them; {hint}")
            return True
    return False


def _cleaned(cells: Sequence[str]) -> list[str]:
    """The cells of a row of names as columns are called, without empty ones at the end."""
    names = [" ".join(cell.lstrip("\ufeff").split()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    return names


def _names(
    cells: Sequence[str], file: str, line: int, drop: Sequence[str], problems: Problems
) -> list[str]:
    """What the columns are called, "" where one is to be passed over."""
    names = _cleaned(cells)
    for number, name in enumerate(names):
        if name and name in names[:number]:
            if any(fits(name, pattern) for pattern in drop):
                names[number] = ""
                continue
            first = names.index(name) + 1
            message = f"expected each column once, got it as number {first} and {number + 1}"
            hint = "give one another name (`corrections` in a source may), or `drop` both"
            problems.error(file, line, name, message, hint)
    return names


def _fitted(
    cells: Sequence[str], names: Sequence[str], file: str, line: int, sheet: bool,
    problems: Problems,
) -> Sequence[str]:  # fmt: skip
    """`cells` as many as there are names; what is too much or too little is a problem."""
    wanted = f"expected {len(names)} cells, got {len(cells)}"
    beside = (at for at in range(len(names), len(cells)) if cells[at].strip())
    if (at := next(beside, None)) is not None:
        extra = shown(cells[at], 30)
        hint = f"put quotes around cells that hold the delimiter; the first too many is {extra}"
        if sheet:
            wanted = f"expected a name above each column, got none above {extra}"
            hint = f"name column {at + 1}, or empty the cell"
        problems.error(file, line, "", wanted, hint)
    elif len(cells) < len(names):
        problems.warning(file, line, "", wanted, f"from {names[len(cells)]} on they are empty")
        return [*cells, *[""] * (len(names) - len(cells))]
    return cells
