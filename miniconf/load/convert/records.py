"""All that the loader knows about one data class: worked out once, used for every record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field
from typing import Any, get_args, get_origin, get_type_hints

from miniconf.load.convert.faults import MISSING, Convert, Fault, Faults
from miniconf.load.convert.names import input_fields, ranked, required_fields
from miniconf.load.convert.reading import NOTHING, UNKNOWN, Exact, Raw, Reading
from miniconf.load.convert.types import converter
from miniconf.load.convert.videos import bare_name

_LONGEST_WORD = 40


class RecordType:
    """The converters of one data class for one way of reading."""

    def __init__(self, record: type[Any], reading: Reading) -> None:
        self.record, self.reading = record, reading
        self.fields: Mapping[str, Field[Any]] = input_fields(record)
        self.required = required_fields(record)
        self._hints = get_type_hints(record)
        self.lists = frozenset(
            name for name in self.fields
            if get_origin(self._hints[name]) is tuple and Ellipsis in get_args(self._hints[name])
        )  # fmt: skip
        self._verbatim = {n for n in self.fields if self._hints[n] in (Exact, Raw)}
        self._converters: dict[tuple[str, str], Convert] = {}
        self._plans: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        self._unknown = reading.nothing | UNKNOWN

    def plan(self, names: tuple[str, ...]) -> list[tuple[str, str]]:
        """`(name, field)` for those of `names` that mean a field; own names come first."""
        found = self._plans.get(names)
        if found is None:
            found = self._plans[names] = ranked(self.record, names)
        return found

    def convert(self, field: str, column: str, raw: Any, faults: Faults) -> Any:
        """The value of `field` for what stands in `column`, or MISSING."""
        if raw is None or raw == "":
            return MISSING
        return self.converter(field, column)(raw, faults)

    def converter(self, field: str, column: str) -> Convert:
        """What turns that which stands in `column`, and is not empty, into a value of `field`."""
        found = self._converters.get((field, column))
        if found is None:
            # Only a video's converter depends on the column, which may name the provider.
            key = (field, bare_name(column))
            found = self._converters.get(key)
            if found is None:
                plain = converter(self._hints[field], self.fields[field], self.reading, key[1])
                found = plain if field in self._verbatim else self._guarded(field, plain)
                self._converters[key] = found
            self._converters[field, column] = found
        return found

    def _guarded(self, field: str, plain: Convert) -> Convert:
        """`plain` for what means something; it is asked once about each short text."""
        listed, unknown = field in self.lists, self._unknown
        kept: dict[str, Any] = {}

        def guarded(raw: Any, faults: Faults) -> Any:
            if type(raw) is str:
                if len(raw) >= _LONGEST_WORD:
                    return plain(raw, faults)
                if raw in kept:
                    return kept[raw]
                word, before = raw.strip().lower(), len(faults)
                if not word or word in NOTHING:
                    value: Any = MISSING
                elif word in unknown:
                    return self._not_yet(field, raw, plain, faults)
                else:
                    value = plain(raw, faults)
                if len(faults) == before:
                    kept[raw] = value
                return value
            if type(raw) is list and len(raw) < 2 and not listed:
                # Programs write one text as a list of one.
                return guarded(raw[0], faults) if raw and raw[0] is not None else MISSING
            return plain(raw, faults)

        return guarded

    def _not_yet(self, field: str, raw: str, plain: Convert, faults: Faults) -> Any:
        """What stands for "to be announced": nothing, but a required text stays."""
        if field not in self.required:
            return MISSING
        if field in self.lists:
            faults.append(Fault("names", raw, "there are none for now", "warning"))
            return ()
        return plain(raw, faults)


def record_type(record: type[Any], reading: Reading) -> RecordType:
    """The converters of `record` for `reading`, which keeps them."""
    found: RecordType | None = reading.kept.get(record)
    if found is None:
        found = reading.kept[record] = RecordType(record, reading)
    return found
