from __future__ import annotations

from pathlib import Path

from miniconf.problems import Problems
from miniconf.tables import Record, read


def test_read_by_ending(tmp_path: Path) -> None:
    contents = {
        "a.csv": "id\n1\n", "a.TSV": "id\n1\n", "a.yml": "- id: 1\n", "a.yaml": "- id: 1\n",
        "a.json": '[{"id": 1}]', "a.jsonl": '{"id": 1}',
    }  # fmt: skip
    for name, text in contents.items():
        (tmp_path / name).write_text(text, "utf-8")
    problems = Problems()
    found = [read(tmp_path / name, name, problems) for name in contents]
    assert found == [[{"id": "1"}]] * len(contents)
    assert list(problems) == []


def test_read_unknown_endings(tmp_path: Path) -> None:
    problems = Problems()
    assert read(tmp_path / "a.xls", "a.xls", problems) is None
    assert [str(problem) for problem in problems] == [
        "a.xls: expected a file of .csv, .json, .jsonl, .ndjson, .tab, .tsv, .xlsm, .xlsx, .yaml, "
        '.yml, got "a.xls" (hint: save it as .xlsx)'
    ]


def test_read_no_file(tmp_path: Path) -> None:
    problems = Problems()
    assert read(tmp_path / "a.csv", "a.csv", problems) is None
    assert [str(p) for p in problems] == [
        "a.csv: expected a readable file, got: No such file or directory"
    ]


def test_read_other_readers(tmp_path: Path) -> None:
    (tmp_path / "a.x").write_bytes(b"hello")
    readers = {".x": lambda content, *_: [Record({"x": content.decode()}, 1)]}
    assert read(tmp_path / "a.x", "a.x", Problems(), readers=readers) == [{"x": "hello"}]
