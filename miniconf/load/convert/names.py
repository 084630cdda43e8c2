"""Which field of a record a name in a data file means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import Field, fields
from functools import cache
from types import MappingProxyType
from typing import Any

from miniconf.model.fields import is_required
from miniconf.patterns import regex
from miniconf.problems import nearest

_MAIL = regex(r"(?:.*_)?e_?mails?(?:_.*)?")


def normal(name: str) -> str:
    """`name` in lower case, with an underscore for anything but letters and digits."""
    return re.sub(r"[\W_]+", "_", name.strip().lower()).strip("_")


def is_mail(name: str) -> bool:
    """Whether a column called `name` holds e-mail addresses."""
    return bool(_MAIL.fullmatch(normal(name)))


@cache
def input_fields(record: type[Any]) -> Mapping[str, Field[Any]]:
    """The fields of `record` that data files may give, by name."""
    found = {f.name: f for f in fields(record) if not f.metadata.get("derived")}
    return MappingProxyType(found)


@cache
def required_fields(record: type[Any]) -> tuple[str, ...]:
    """The names of the fields of `record` that data files must give."""
    return tuple(name for name, field in input_fields(record).items() if is_required(field))


@cache
def accepted(record: type[Any]) -> Mapping[str, tuple[str, int]]:
    """Every accepted name -> (the field it means, rank); a rank of 0 is the field's own name.

    A field's own name wins over another's alias.
    """
    found: dict[str, tuple[str, int]] = {}
    for field in input_fields(record).values():
        for rank, name in enumerate((field.name, *field.metadata.get("aliases", ()))):
            for form in (name, normal(name)):
                if form not in found or rank < found[form][1]:
                    found[form] = (field.name, rank)
    return MappingProxyType(found)


def field_of(record: type[Any], name: str) -> tuple[str, int] | None:
    """The field that `name` means in `record` and the name's rank, or None."""
    known = accepted(record)
    return known.get(name) or known.get(normal(name))


def spelling(record: type[Any], name: str) -> str:
    """A hint for a name that `record` does not know: the nearest one that it does."""
    return nearest(normal(name), accepted(record))


def ranked(record: type[Any], names: Sequence[str]) -> list[tuple[str, str]]:
    """`(name, field)` for those of `names` that mean a field; a field's own name comes first."""
    found = [
        (place[1], order, name, place[0])
        for order, name in enumerate(names)
        if (place := field_of(record, name))
    ]
    return [(name, field) for _, _, name, field in sorted(found)]
