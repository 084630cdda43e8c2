"""All that the loader knows about one data class: worked out once, used for every record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field
from functools import lru_cache
from typing import Any, get_args, get_origin, get_type_hints

from miniconf.load.convert.faults import MISSING, Convert, Fault, Faults
from miniconf.load.convert.names import input_fields
from miniconf.load.convert.reading import NOTHING, UNKNOWN, Exact, Raw, Reading
from miniconf.load.convert.types import converter
from miniconf.load.convert.videos import bare_name
from miniconf.model.fields import is_required


class RecordType:
    """The converters of one data class for one way of reading."""

    def __init__(self, record: type[Any], reading: Reading) -> None:
        self.record, self.reading = record, reading
        self.fields: Mapping[str, Field[Any]] = input_fields(record)
        self.required = {name: f for name, f in self.fields.items() if is_required(f)}
        self._hints = get_type_hints(record)
        self.lists = frozenset(
            name for name in self.fields
            if get_origin(self._hints[name]) is tuple and Ellipsis in get_args(self._hints[name])
        )  # fmt: skip
        self._verbatim = {n for n in self.fields if self._hints[n] in (Exact, Raw)}
        self._converters: dict[tuple[str, str], Convert] = {}
        self._unknown = reading.nothing | UNKNOWN

    def convert(self, field: str, column: str, raw: Any, faults: Faults) -> Any:
        """The value of `field` for what stands in `column`, or MISSING."""
        if raw is None or raw == "":
            return MISSING
        if field in self._verbatim:
            return raw
        if type(raw) is str and len(raw) < 20:
            word = raw.strip().lower()
            if not word or word in NOTHING:
                return MISSING
            if word in self._unknown:
                return self._not_yet(field, raw, faults)
        # Only a video's converter depends on the column that names its provider.
        return self._converter(field, bare_name(column))(raw, faults)

    def _not_yet(self, field: str, raw: str, faults: Faults) -> Any:
        """What stands for "to be announced": nothing, but a required text stays."""
        if field not in self.required:
            return MISSING
        if field in self.lists:
            faults.append(Fault("names", raw, "there are none for now", "warning"))
            return ()
        return self._converter(field, "")(raw, faults)

    def _converter(self, field: str, provider: str) -> Convert:
        key = (field, provider)
        found = self._converters.get(key)
        if found is None:
            found = converter(self._hints[field], self.fields[field], self.reading, provider)
            self._converters[key] = found
        return found


@lru_cache(maxsize=256)
def record_type(record: type[Any], reading: Reading) -> RecordType:
    """The converters of `record` for `reading`."""
    return RecordType(record, reading)
