"""Fingerprints are equal exactly where values are."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from miniconf.model import Paper, Person
from miniconf.site.freezing.digests import Digester, digest

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
    assert Digester().of((value,)) == Digester().of((value,))


@given(VALUES, VALUES)
def test_different_values_differ(one: object, other: object) -> None:
    same = repr(one) == repr(other)
    assert (Digester().of((one,)) == Digester().of((other,))) == same


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
    assert Digester().of((changed,)) != Digester().of((PAPER,))


def test_an_equal_copy_of_a_record_is_the_same() -> None:
    assert Digester().of((replace(PAPER),)) == Digester().of((PAPER,))


def test_a_record_is_remembered_by_identity_while_it_lives() -> None:
    digester = Digester()
    found = {digester.of((replace(PAPER, title=str(n)),)) for n in range(500)}
    assert len(found) == 500


def test_times_keep_their_zone() -> None:
    instant = datetime(2033, 5, 9, 12, tzinfo=UTC)
    values = [
        instant, instant.astimezone(ZoneInfo("Asia/Kolkata")), instant.isoformat(),
        date(2033, 5, 9), timedelta(days=1), ZoneInfo("UTC"), b"x", "x", {"x"}, frozenset("xy"),
        {"x": 1}, ("x", 1), Pair("x", 2), Markup("<b>"), 1, 1.0, True, None,
    ]  # fmt: skip
    assert len({Digester().of(value) for value in values}) == len(values)


def test_what_has_no_value_is_refused() -> None:
    with pytest.raises(TypeError, match="no fingerprint for a function"):
        Digester().of((lambda: None,))


def test_parts_are_told_apart() -> None:
    assert digest(b"ab", b"c") != digest(b"a", b"bc")


def test_fingerprints_do_not_depend_on_the_hash_seed() -> None:
    program = (
        "from miniconf.site.freezing.digests import Digester;"
        "print(Digester().of(({'b', 'a', 'c'}, {'k': frozenset('xyz')})).hex())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=dict(os.environ, PYTHONHASHSEED=seed), capture_output=True, check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(found) == 1
