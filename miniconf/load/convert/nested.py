"""Records inside records: a mapping, or the short form of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from miniconf.load.convert.faults import MISSING, Convert, Fault, Faults
from miniconf.load.convert.names import is_mail, ranked, spelling
from miniconf.load.convert.reading import NOTHING, Reading


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
    from miniconf.load.convert.records import RecordType  # types and records need each other

    made: list[RecordType] = []
    strings = not hasattr(record, "from_short")
    plans: dict[tuple[str, ...], list[tuple[str, str]]] = {}

    def convert(raw: Any, faults: Faults) -> Any:
        if short and (isinstance(raw, str) or (isinstance(raw, list) and not strings)):
            return short(raw, faults)
        if not isinstance(raw, dict):
            wanted = "a text or a mapping" if short else "a mapping"
            faults.append(Fault(wanted, raw))
            return MISSING
        raw = prepare(raw) if prepare else raw
        if not made:
            made.append(RecordType(record, reading))
        keys = tuple(raw)
        if keys not in plans:
            plans[keys] = ranked(record, keys)
        values: dict[str, Any] = {}
        faulty = set()
        for name, field in plans[keys]:
            if field not in values and not (is_mail(name) and not reading.emails):
                before = len(faults)
                value = made[0].convert(field, name, raw[name], faults)
                if value is not MISSING:
                    values[field] = value
                elif len(faults) > before:
                    faulty.add(field)
                _placed(faults, before, f".{name}", _line(raw, name))
        _unknown(record, raw, {name for name, _ in plans[keys]}, faults)
        for name in made[0].required:
            if name not in values:
                if name not in faulty:
                    faults.append(Fault("a value", None, path=f".{name}", line=_line(raw, name)))
                return MISSING
        found = record(**values)
        return finish(found) if finish else found

    return convert


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
