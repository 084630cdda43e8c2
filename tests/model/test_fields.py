from __future__ import annotations

import dataclasses
import typing

import pytest

from miniconf import model
from miniconf.model import is_required

RECORDS = [
    getattr(model, name) for name in model.__all__ if dataclasses.is_dataclass(getattr(model, name))
]
TABLED = [record for record in RECORDS if record is not model.Conference]


@pytest.mark.parametrize("record", TABLED, ids=lambda record: record.__name__)
def test_every_field_describes_itself(record: type) -> None:
    undescribed = [f.name for f in dataclasses.fields(record) if not f.metadata.get("doc")]
    assert undescribed == []


@pytest.mark.parametrize("record", TABLED, ids=lambda record: record.__name__)
def test_no_alias_means_two_fields(record: type) -> None:
    seen: dict[str, str] = {}
    for field in dataclasses.fields(record):
        for name in (field.name, *field.metadata["aliases"]):
            assert seen.setdefault(name, field.name) == field.name


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_records_are_frozen(record: type) -> None:
    assert record.__struct_config__.frozen
    typing.get_type_hints(record)


def test_required_fields_of_a_paper() -> None:
    required = [f.name for f in dataclasses.fields(model.Paper) if is_required(f)]
    assert required == ["id", "title", "authors"]
