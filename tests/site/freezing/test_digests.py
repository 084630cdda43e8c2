"""Fingerprints are equal exactly where values are."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from miniconf import resources
from miniconf.load import load
from miniconf.model import Paper, Person
from miniconf.site.app import create_site
from miniconf.site.freezing.digests import digest, fingerprint
from miniconf.site.prepare import prepare

EXAMPLE = resources.folder("sitedata")
PAPER = Paper(
    id="p.1", title="Nests", authors=(Person(name="Ana Vo", orcid="0000-0002-1825-0097"),),
    keywords=("ice", "wind"),
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.tuples(inner, inner) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


class Pair(NamedTuple):
    left: object
    right: object


@given(VALUES)
def test_equal_values_have_one_fingerprint(value: object) -> None:
    assert fingerprint((value,)) == fingerprint((value,))


@given(VALUES, VALUES)
def test_different_values_differ(one: object, other: object) -> None:
    same = repr(one) == repr(other)
    assert (fingerprint((one,)) == fingerprint((other,))) == same


@pytest.mark.parametrize(
    "changed",
    [
        replace(PAPER, title="nests"),
        replace(PAPER, keywords=("ice", "wind", "")),
        replace(PAPER, keywords=("icewind",)),
        replace(PAPER, authors=(Person(name="Ana Vo"),)),
        replace(PAPER, position=(0.5, 0.25)),
    ],
)
def test_a_changed_field_changes_a_record(changed: Paper) -> None:
    assert fingerprint((changed,)) != fingerprint((PAPER,))


def test_an_equal_copy_of_a_record_is_the_same() -> None:
    assert fingerprint((replace(PAPER),)) == fingerprint((PAPER,))


def test_values_of_different_kinds_differ() -> None:
    values = [
        datetime(2033, 5, 9, 12, tzinfo=UTC), "2033-05-09T12:00:00+00:00", date(2033, 5, 9),
        timedelta(days=1), ZoneInfo("UTC"), PurePath("UTC"), b"x", "x", {"x": 1}, ("x", 1),
        {("x", 1): 2}, Pair("x", 2), Markup("<b>"), MappingProxyType({"y": 1}), 1, 1.0,
        True, None, 10**30, 10**30 + 1, "\ud800", "\ud801",
    ]  # fmt: skip
    assert len({fingerprint(value) for value in values}) == len(values)


def test_one_instant_is_one_value_in_every_zone() -> None:
    instant = datetime(2033, 5, 9, 12, tzinfo=UTC)
    assert fingerprint(instant.astimezone(ZoneInfo("Asia/Kolkata"))) == fingerprint(instant)


def test_the_order_of_a_mapping_counts() -> None:
    assert fingerprint({"a": 1, "b": 2}) != fingerprint({"b": 2, "a": 1})


def test_what_has_no_value_is_refused() -> None:
    with pytest.raises(TypeError, match="no fingerprint for a function"):
        fingerprint((lambda: None,))


def test_parts_are_told_apart() -> None:
    assert digest(b"ab", b"c") != digest(b"a", b"bc")


def test_nothing_that_a_page_shows_is_a_set(tmp_path: Path) -> None:
    """A set comes in another order in another process, and all pages would be written again."""
    conference = load(EXAMPLE).conference
    assert conference
    site = create_site(prepare(conference, tmp_path)[0], EXAMPLE)
    shown = {page.path: site.inputs(page) for page in site.pages}
    shown |= {f"all {kind.endpoint}": (site.common(kind),) for kind in site.kinds if kind.common}
    shown["shared"] = (replace(site.shared, prose=None),)
    assert [path for path, value in shown.items() if holds_set(value)] == []


def holds_set(value: object) -> bool:
    """Whether `value` is a set or holds one at any depth."""
    if isinstance(value, Mapping):
        return any(map(holds_set, value.values()))
    if isinstance(value, tuple | list):
        return any(map(holds_set, value))
    if is_dataclass(value):
        return any(holds_set(getattr(value, field.name)) for field in fields(value))
    return isinstance(value, Set)


def test_fingerprints_do_not_depend_on_the_hash_seed() -> None:
    program = (
        "from miniconf.site.freezing.digests import fingerprint;"
        "print(fingerprint(({'b': 1, 'a': 2}, ('x', {'k': 'xyz'}))).hex())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=dict(os.environ, PYTHONHASHSEED=seed), capture_output=True, check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(found) == 1
