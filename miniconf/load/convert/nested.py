"""Records inside records: a mapping, or the short form of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from miniconf.load.convert.faults import MISSING, Convert, Fault, Faults
from miniconf.load.convert.names import is_mail, spelling
from miniconf.load.convert.reading import NOTHING, Reading

if TYPE_CHECKING:
    from miniconf.load.convert.records import RecordType


def nested(
    record: type[Any],
    reading: Reading,
    short: Convert | None = None,
    finish: Callable[[Any], Any] | None = None,
    prepare: Callable[[Any], Any] | None = None,
) -> Convert:
    """The converter for a `record` given as a mapping, or as a text where `short` converts one.

    `prepare` changes a mapping first; `finish` turns the record made of it into the final one. A
    record's own `from_short` takes lists too.
    """
    from miniconf.load.convert.records import record_type  # types and records need each other

    strings = not hasattr(record, "from_short")

    def convert(raw: Any, faults: Faults) -> Any:
        if short and (isinstance(raw, str) or (isinstance(raw, list) and not strings)):
            return short(raw, faults)
        if not isinstance(raw, dict):
            wanted = "a text or a mapping" if short else "a mapping"
            faults.append(Fault(wanted, raw))
            return MISSING
        raw = prepare(raw) if prepare else raw
        values = _values(record_type(record, reading), raw, faults)
        if values is None:
            return MISSING
        return finish(record(**values)) if finish else record(**values)

    return convert


def _values(made: RecordType, raw: Any, faults: Faults) -> dict[str, Any] | None:
    """The values of the mapping `raw` by field; None where a required one is missing."""
    values: dict[str, Any] = {}
    faulty = set()
    plan = made.plan(tuple(raw))
    for name, field in plan:
        if field in values or (is_mail(name) and not made.reading.emails):
            continue
        before = len(faults)
        value = made.convert(field, name, raw[name], faults)
        if value is not MISSING:
            values[field] = value
        elif len(faults) > before:
            faulty.add(field)
        _placed(faults, before, f".{name}", _line(raw, name))
    _unknown(made.record, raw, {name for name, _ in plan}, faults)
    for name in made.required:
        if name not in values:
            if name not in faulty:
                faults.append(Fault("a value", None, path=f".{name}", line=_line(raw, name)))
            return None
    return values


def _line(raw: Any, name: str) -> int:
    return raw.line_of(name) if hasattr(raw, "line_of") else 0


def _placed(faults: Faults, first: int, path: str, line: int) -> None:
    for at in range(first, len(faults)):
        fault = faults[at]
        faults[at] = Fault(
            fault.expected, fault.got, fault.hint, fault.level, path + fault.path,
            fault.line or line,
        )  # fmt: skip


def _unknown(record: type[Any], raw: Any, known: set[str], faults: Faults) -> None:
    for name, value in raw.items():
        if name in known or is_mail(name) or value in (None, "", [], {}):
            continue
        if isinstance(value, str) and value.lower() in NOTHING:
            continue
        hint = spelling(record, name) or "it is left out"
        what = f"a field of a {record.__name__.lower()}"
        faults.append(Fault(what, name, hint, "warning", f".{name}", _line(raw, name)))
