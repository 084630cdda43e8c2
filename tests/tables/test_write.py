from __future__ import annotations

import csv
import io
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from miniconf.problems import Problems
from miniconf.tables import Options, write_csv, write_json, write_yaml
from miniconf.tables.delimited import read_csv
from miniconf.tables.jsonfile import read_json
from miniconf.tables.yamlfile import read_yaml

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1)
NAMES = st.text(st.characters(codec="ascii", categories=("Ll",)), min_size=1)


def again(reader: Any, text: str) -> Any:
    """What `reader` makes of `text`, which must be sound."""
    problems = Problems()
    found = reader(text.encode(), "a", Options(), problems)
    assert [str(problem) for problem in problems] == []
    return found


def test_write_csv() -> None:
    rows = [("id", "x"), ("1", None), ("2", 'a "b"\nc'), ("3", -1.5)]
    assert write_csv(rows) == 'id,x\n1,\n2,"a ""b""\nc"\n3,-1.5\n'


def test_write_csv_has_no_formulas() -> None:
    cells = ("=1+1", "+49", "-1", "@x", "\t=1", "\r=1", "a=1", "", "'=1")
    kept = ["'=1+1", "'+49", "'-1", "'@x", "'\t=1", "'\n=1", "a=1", "", "'=1"]
    assert next(csv.reader(io.StringIO(write_csv([cells]), newline=""))) == kept


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1))
def test_write_csv_reads_back(rows: list[tuple[str, str]]) -> None:
    table = [("id", "title"), *((f"n{one}", f"n{other}") for one, other in rows)]
    found = again(read_csv, write_csv(table))
    assert [tuple(row.values()) for row in found] == table[1:]


@given(st.dictionaries(NAMES, st.one_of(TEXTS, st.lists(TEXTS, min_size=1)), min_size=1))
def test_write_yaml_and_json_read_back(value: dict[str, Any]) -> None:
    assert again(read_json, write_json(value)) == value
    assert again(read_yaml, write_yaml(value)) == value


def test_write_yaml_blocks() -> None:
    assert write_yaml({"text": "a\nb\n", "id": "007"}) == "text: |\n  a\n  b\nid: '007'\n"
