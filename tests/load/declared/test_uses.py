from __future__ import annotations

from miniconf.load.collections import COLLECTIONS
from miniconf.load.declared import Join, Rule, Source
from miniconf.load.declared.sources import Declared
from miniconf.load.declared.uses import is_known, means, named_by

SOURCE = Source(
    file=("a.csv",), where={"a.b": ("x",)}, unless={"c": ("x",)}, sort=("d",), fill_down=("e",),
    explode="f", records="of.{g}", group=Rule(column=("h",)),
    collect={"papers": Rule(template="{i}")}, let={"j": Rule(column=("K #",))},
    joins=(Join(file=("b.csv",), on={"{l}": Rule()}, within="m"),),
)  # type: ignore[arg-type]  # fmt: skip


def test_named_by() -> None:
    assert {*named_by(SOURCE)} == {"a.b", "a", *"cdefghijlm", "K #"}


def test_means() -> None:
    sessions = COLLECTIONS["sessions"]
    names = ("title", "Long Name", "length", "Speaker ID", "colour")
    assert [means(sessions, name) for name in names] == [True, True, True, True, False]


def test_is_known() -> None:
    known = is_known(Declared(collection=COLLECTIONS["papers"], source=SOURCE))
    assert [known(name) for name in ("Title", "c", "K 12", "x", "")] == [True] * 3 + [False] * 2
