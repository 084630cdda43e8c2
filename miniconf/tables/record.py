"""What every reader returns: mappings that know their place, inside lists and mappings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from miniconf.problems import Problems

_NONE: Mapping[str, tuple[str, int]] = MappingProxyType({})


class Record(dict[str, Any]):
    """A mapping from a data file: `name -> text, list, Record or None`, in the file's order.

    `line` is where it begins; `lines` tells the line of single entries where it differs; `head`
    is the line that names the columns of a table, 0 where there is none; `origins` tells file and
    line of entries that come from another file.
    """

    __slots__ = ("head", "line", "lines", "origins")

    def __init__(
        self,
        values: Any = (),
        line: int = 0,
        lines: Mapping[str, int] | None = None,
        head: int = 0,
        origins: Mapping[str, tuple[str, int]] = _NONE,
    ) -> None:
        super().__init__(values)
        self.line, self.head, self.origins = line, head, origins
        self.lines: Mapping[str, int] = {} if lines is None else lines

    def like(self, values: Any) -> Record:
        """A record with other values that stands where this one does."""
        return Record(values, self.line, self.lines, self.head, self.origins)

    def line_of(self, name: str) -> int:
        """The line of the entry `name`, or else of the record."""
        return self.lines.get(name, self.line)

    def place_of(self, name: str, file: str) -> tuple[str, int]:
        """File and line of the entry `name`, or of what it lies in; the record's own is `file`."""
        if self.origins:
            origin = self.origins.get(name) or self.origins.get(name.partition(".")[0])
            if origin:
                return origin
        return file, self.line_of(name)


class Items(list[Any]):
    """A list that may hold the records of a file; `lines` tells where each item begins."""

    __slots__ = ("lines",)

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[int] = []

    def put(self, item: Any, line: int) -> None:
        """Add an item that begins in `line`."""
        self.append(item)
        self.lines.append(line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How one file is to be read, where it says too little about itself.

    `encoding`: a codec's name; `delimiter`: one character between cells; `quote`: the character
    around cells, or "none"; `header`: row that names the columns, counted from 1; `columns`: names
    for a file that has no such row; `drop`: patterns of columns that may be there more than once,
    since nobody reads them; `sheet`: a workbook's sheet; `elsewhere`: patterns of sheets that
    others ask for; `fix`: corrections to the text before it is parsed; `as_is`: give the file's
    own tree, even of a format that is understood; `known`: whether a column may be called so, by
    which a row of names is told from a title above it.
    """

    encoding: str = ""
    delimiter: str = ""
    quote: str = '"'
    header: int = 1
    columns: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    sheet: str = ""
    elsewhere: tuple[str, ...] = ()
    fix: Callable[[str], str] | None = None
    as_is: bool = False
    known: Callable[[str], bool] | None = field(default=None, compare=False)


Reader = Callable[[bytes, str, Options, Problems], Any]
"""`(content, file's name for problems, options, problems) -> value`: a list of Records, or whatever
tree the file holds; None where it could not be read, with the reason among the problems."""
