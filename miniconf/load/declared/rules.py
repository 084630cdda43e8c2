"""What a declaration may say. The descriptions here are the reference of `sources`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Literal

from miniconf.load.convert.faults import MISSING, Fault, Faults
from miniconf.load.convert.reading import Exact, Raw
from miniconf.model.fields import described
from miniconf.model.record import record
from miniconf.patterns import regex

Unit = Literal["minutes", "hours", "seconds"]
_BRACES = regex(r"\{[^{}]+\}")
Names = Literal["as written", "surname, first name"]


def _mapping(doc: str, aliases: tuple[str, ...] = ()) -> Any:
    """A field that holds a mapping, empty where it is left out."""
    metadata = {
        "doc": doc, "aliases": aliases, "refs": "", "private": False, "derived": False,
    }  # fmt: skip
    return field(default_factory=dict, metadata=metadata)


@record
class Correction:
    """A text and what stands in its place."""

    find: Exact = described("Text, or pattern where `regex` is set, to look for.")
    replace: Exact = described(
        "What stands there instead; `\\1` is a pattern's first group.", default=Exact(""),
        aliases=("with", "to"),
    )  # fmt: skip
    count: int | None = described(
        "How often it must occur in the file: anything else is an error, so that a corrected file "
        "is noticed.",
        default=None,
    )
    regex: bool = described("Whether `find` is a regular expression.", default=False)


@record
class Rule:
    """Where a field's value comes from. A bare text is a column's name, or with braces a template.

    In the order they are applied: `column`, `template`, `value`, `numbered`, `parallel`; then
    `pick`, `replace`, `separator`, `values`, `slug`, `first`, `item`, `each`, `default`.

    Beside a record's own columns there are `@file`, the name of its file without ending, `@line`,
    and `@sheet` in workbooks.
    """

    column: tuple[Exact, ...] = described(
        "Column, or several of which the first that is not empty counts; a template may stand "
        "among them. `a.b` goes into a mapping, `parent.a` to the record around this one.",
        default=(), aliases=("columns", "from"),
    )  # fmt: skip
    all: bool = described("Take the values of all columns in `column`, as one list.", default=False)
    template: Exact = described(
        "Text with columns in braces: `{workshop}.{UID}`. Nothing where a column in it is empty, "
        "unless a question mark allows it: `{first} {middle?} {last}`.",
        default=Exact(""),
    )
    value: Raw = described("The same value for each record.", default=None, aliases=("constant",))
    numbered: Mapping[str, Rule] = _mapping(
        "A list out of numbered columns: field of an item -> rule, with `#` for the number: "
        "`{name: 'Author # Name', affiliation: 'Author # Affiliation'}`."
    )
    parallel: Mapping[str, Rule] = _mapping(
        "A list out of several lists of the same length: field of an item -> rule: "
        "`{name: authors, affiliation: institutions}`."
    )
    pick: Exact = described(
        "Regular expression: its first group, or all that it matches, is kept; nothing where it "
        "does not match.",
        default=Exact(""),
    )
    replace: tuple[Correction, ...] = described("Corrections to the value, in order.", default=())
    values: Mapping[str, Raw] = _mapping("Translations: value in the file -> value meant.")
    separator: Exact = described("What stands between the items of a list.", default=Exact(""))
    item: Exact = described(
        "Template for each item of a list of texts: `{value}` is the item, `{parent.a}` the column "
        "`a` of the record.",
        default=Exact(""),
    )
    each: Mapping[str, Rule] = _mapping(
        "For lists of records inside a record: their fields, each by a rule."
    )
    default: Raw = described("Value where there is none.", default=None)
    first: bool = described("Of a list, take the first item alone.", default=False)
    slug: bool = described("Make a lower-case name of it: `Ada Example` -> `ada-example`.",
                           default=False)  # fmt: skip
    dates: tuple[Exact, ...] = described(
        "Patterns of dates for this field (see the source's).", default=()
    )
    zone: str = described("Time zone of this field's instants.", default="")
    unit: Unit | None = described("What bare lengths of time count.", default=None)
    names: Names | None = described("How people's names stand.", default=None)

    @classmethod
    def from_short(cls, raw: Any, faults: Faults) -> Any:
        """The rule that a bare text means, or a list of columns."""
        if isinstance(raw, str) and _BRACES.search(raw):
            return cls(template=Exact(raw))
        columns = raw if isinstance(raw, list) else [raw]
        if not columns or not all(isinstance(name, str) and name for name in columns):
            faults.append(Fault("a column, several, or a rule", raw))
            return MISSING
        return cls(column=tuple(columns))


@record
class Join:
    """A second file whose columns are added to each record that has the same key."""

    file: tuple[Exact, ...] = described("File or files; globs are allowed.", aliases=("files",))
    records: Exact = described("Path of the records inside the file.", default=Exact(""))
    on: Mapping[str, Rule] = _mapping(
        "The key: rule for this source's record -> column of the second file, such as "
        "`{UID: paper_id}`; where both have one name, `on: {UID: UID}`."
    )
    into: str = described(
        "Put all matching records, as a list, under this column instead of adding their columns.",
        default="",
    )
    within: Exact = described(
        "Column that holds a list: the columns are added to each of its items, in which `on` is "
        "looked up (`value` where they are no records).",
        default=Exact(""),
    )
    lookup: bool = described(
        "The second file is a table to look things up in: rows that no record asks for are no "
        "mistake.",
        default=False,
    )
    explode: str = described(
        "Column that holds a list: each of its items is a record of its own.", default=""
    )
    sheet: str = described("Sheet of a workbook.", default="")
    encoding: str = described("Encoding of the file.", default="")
    delimiter: Exact = described("Character between cells.", default=Exact(""))
    header: int = described("Row with the columns' names, from 1.", default=1)
    columns: tuple[Exact, ...] = described("Columns' names, where no row has them.", default=())
    corrections: tuple[Correction, ...] = described("Corrections to the text.", default=())
    where: Mapping[str, tuple[Exact, ...]] = _mapping("Only records that match.")
    prefix: Exact = described("Put before the names of the added columns.", default=Exact(""))


@record
class Source:
    """Where a collection's records come from. A bare text is a file's name."""

    file: tuple[Exact, ...] = described(
        "File or files; globs are allowed: `w*_papers.csv`.", aliases=("files",)
    )
    records: Exact = described(
        "Path of the records inside the file, parts joined by dots: a key, `*` for each item of a "
        "list or mapping, `{id}` for each item of a mapping whose keys become the column `id`.",
        default=Exact(""),
    )
    let: Mapping[str, Rule] = _mapping(
        "Columns to compute first, for other rules to use: "
        "`{ws: {column: '@file', pick: '^w\\d+'}}`."
    )
    fields: Mapping[str, Rule] = _mapping("Field -> rule. A bare text is a column's name.")
    constants: Mapping[str, Raw] = _mapping("Field -> the same value for each record.")
    only: bool = described(
        "Take only the fields named in `fields` and `constants`, not the columns that happen to be "
        "called like a field.",
        default=False,
    )
    drop: tuple[Exact, ...] = described("Columns left out; `*` stands for anything.", default=())
    where: Mapping[str, tuple[Exact, ...]] = _mapping(
        "Only records whose column has one of these values; `*` stands for anything, alone for any "
        "value at all, and an empty text for none."
    )
    unless: Mapping[str, tuple[Exact, ...]] = _mapping("No records that match, as for `where`.")
    explode: Exact = described(
        "Column that holds a list: each of its items is a record, with the record around it as "
        "`parent`.",
        default=Exact(""),
    )
    unpivot: tuple[Exact, ...] = described(
        "Columns, `*` stands for anything, of which each cell is a record: the rooms of a grid. "
        "`value` is the cell, `@column` the column's name; the other columns stay.",
        default=(),
    )
    group: Rule | None = described(
        "Make one record of all that have the same value here; each field takes the first value "
        "there is, and the lists in `collect` all of them.",
        default=None,
    )
    collect: Mapping[str, Rule] = _mapping("With `group`: field -> rule for the items of a list.")
    fill_down: tuple[Exact, ...] = described(
        "Columns whose empty cells repeat the one above, as merged cells do.", default=()
    )
    sort: tuple[Exact, ...] = described(
        "Columns to sort the records by, numbers as numbers, before they are grouped.", default=()
    )
    joins: tuple[Join, ...] = described("Second files.", default=(), aliases=("join",))
    merge: Literal["error", "fill", "override", "skip"] = described(
        "What happens to a record whose id an earlier source gave: `error`; `fill` its empty "
        "fields; `override` its fields; `skip` it. Lists are united by `fill` and `override`.",
        default="error",
    )
    update: bool = described(
        "The records only add to those of earlier sources; one without a counterpart is reported "
        "and left out.",
        default=False,
    )
    corrections: tuple[Correction, ...] = described(
        "Corrections to the text of the file before it is parsed.", default=()
    )
    sheet: str = described(
        "Sheet of a workbook, `*` for all; the first that holds rows where it is left out.",
        default="",
    )
    encoding: str = described("Encoding; otherwise it is recognised.", default="")
    delimiter: Exact = described("Character between cells.", default=Exact(""))
    quote: Exact = described('Character around cells, or "none".', default=Exact('"'))
    header: int = described("Row with the columns' names, from 1.", default=1)
    columns: tuple[Exact, ...] = described("Columns' names, where no row has them.", default=())
    separator: Exact = described("What stands between the items of lists.", default=Exact(""))
    dates: tuple[Exact, ...] = described(
        "Patterns of dates (`%d/%m/%Y %H:%M`), or `epoch` and `epoch-ms`; tried in order.",
        default=(),
    )
    zone: str = described("Time zone of instants without an offset; else the conference's.",
                          default="")  # fmt: skip
    duration: str = described("Length of sessions without an end: `60`, `1:30`.", default="")
    unit: Unit = described("What bare lengths of time count.", default="minutes")
    nothing: tuple[Exact, ...] = described(
        "Further values that mean nothing, whatever their case: `tba by chairs`, `-`.", default=()
    )
    names: Names = described("How people's names stand.", default="as written")
    emails: bool | None = described(
        "Whether e-mail addresses are kept; else as `publish.emails` says.", default=None
    )
    lenient: bool = described(
        "Leave faulty values out with a warning instead of an error, and whole records that then "
        "lack what is required.",
        default=False,
    )

    @classmethod
    def from_short(cls, raw: Any, faults: Faults) -> Any:
        """The source that a bare text or a list of texts means: its files."""
        files = raw if isinstance(raw, list) else [raw]
        if not files or not all(isinstance(name, str) and name for name in files):
            faults.append(Fault("a file, several, or a source", raw))
            return MISSING
        return cls(file=tuple(files))
