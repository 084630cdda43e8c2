from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from miniconf.load.collections import COLLECTIONS
from miniconf.load.convert import MISSING, Faults, Reading, record_type
from miniconf.load.convert.names import input_fields
from miniconf.model import Config, Link, Paper, Person, Session, Talk, Workshop
from miniconf.model.fields import described
from miniconf.tables import Record


def value(record: type[Any], field: str, raw: Any, **options: Any) -> tuple[Any, list[str]]:
    faults: Faults = []
    found = record_type(record, Reading(**options)).convert(field, field, raw, faults)
    return found, [f"{f.path}:{f.line}: {f.level}: {f.message}" for f in faults]


@pytest.mark.parametrize("record", [*(c.record for c in COLLECTIONS.values()), Config])
def test_every_field_of_the_model_has_a_converter(record: type[Any]) -> None:
    for name in input_fields(record):
        value(record, name, "some thing")


def test_a_type_without_converter_is_a_fault_of_the_model() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Odd:
        odd: complex = described("None.", default=0j)

    Odd.__annotations__["odd"] = complex
    with pytest.raises(TypeError, match="no data file can hold odd"):
        value(Odd, "odd", "1")


@pytest.mark.parametrize(
    "raw", [None, "", " ", "nan", "None", "NULL", "NaT", "[]", "\x00\x1f", [""]]
)
def test_nothing(raw: Any) -> None:
    assert value(Paper, "title", raw) == (MISSING, [])
    assert value(Paper, "pdf", raw) == (MISSING, [])
    assert value(Paper, "track", raw) == (MISSING, [])


def test_not_yet() -> None:
    assert value(Paper, "pdf", "TBD") == (MISSING, [])
    assert value(Paper, "title", "TBD") == ("TBD", [])
    assert value(Paper, "authors", "TBD") == ((), [':0: warning: expected names, got "TBD"'])
    assert value(Session, "room", "unknown", nothing=frozenset({"unknown"})) == (MISSING, [])


def test_nested_records() -> None:
    raw = [
        Record({"name": "Ana Vo", "aff": "Shore", "email": "a@x.example"}, 3),
        "Bo Li (Reef)",
        Record({"name": "Cy Do", "zone": "Nowhere", "colour": "red"}, 6, {"zone": 7, "colour": 8}),
        Record({"affiliation": "Dune"}, 9),
    ]
    assert value(Paper, "authors", raw) == (
        (
            Person(name="Ana Vo", affiliation="Shore"),
            Person(name="Bo Li", affiliation="Reef"),
            Person(name="Cy Do"),
        ),
        [
            '[3].zone:7: error: expected the IANA name of a time zone, got "Nowhere"',
            '[3].colour:8: warning: expected a field of a person, got "colour"',
            "[4].name:9: error: expected a value, got nothing",
        ],
    )


def test_nested_addresses_are_kept_when_asked_for() -> None:
    raw = [Record({"name": "Ana Vo", "email": "a@x.example"}, 1)]
    assert value(Paper, "authors", raw, emails=True)[0] == (
        Person(name="Ana Vo", email="a@x.example"),
    )


def test_nested_in_nested() -> None:
    link = Record({"label": "Slides", "website": "https://x.example"}, 4)
    raw = [Record({"title": "Ice", "speaker": "Ana Vo and Bo Li", "links": [link]}, 2)]
    assert value(Workshop, "talks", raw)[0] == (
        Talk(
            title="Ice",
            speakers=(Person(name="Ana Vo"), Person(name="Bo Li")),
            links=(Link(label="Slides", url="https://x.example"),),  # type: ignore[arg-type]
        ),
    )
    assert value(Workshop, "talks", "Ice") == ((), [':0: error: expected a mapping, got "Ice"'])


def test_lists_that_split_at_commas_and_lists_of_ids_that_do_not() -> None:
    assert value(Paper, "keywords", "ice, snow")[0] == ("ice", "snow")
    assert value(Paper, "similar", "a, b")[0] == ("a, b",)
    assert value(Paper, "keywords", "ice / snow", separator="/")[0] == ("ice", "snow")


def test_converters_are_kept_with_their_reading() -> None:
    reading = Reading()
    assert record_type(Paper, reading) is record_type(Paper, reading)
    assert record_type(Paper, reading) is not record_type(Paper, Reading())
