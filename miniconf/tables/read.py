"""Choosing the reader for a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from miniconf.problems import Problems
from miniconf.tables import delimited, jsonfile, sheet, yamlfile
from miniconf.tables.record import Options, Reader

READERS: Mapping[str, Reader] = {
    ".csv": delimited.read_csv,
    ".tsv": delimited.read_tsv,
    ".tab": delimited.read_tsv,
    ".xlsx": sheet.read_xlsx,
    ".xlsm": sheet.read_xlsx,
    ".yml": yamlfile.read_yaml,
    ".yaml": yamlfile.read_yaml,
    ".json": jsonfile.read_json,
    ".jsonl": jsonfile.read_json_lines,
    ".ndjson": jsonfile.read_json_lines,
}
"""File ending -> reader."""
_LARGEST = 256 * 2**20


def read(
    path: Path,
    name: str,
    problems: Problems,
    options: Options | None = None,
    readers: Mapping[str, Reader] = READERS,
) -> Any:
    """What the file at `path` holds: a list of Records, or the tree that YAML or JSON makes.

    `name` is how problems call the file. None where it cannot be read; the reason is then among
    the problems.
    """
    reader = readers.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(readers))
        hint = "save it as .xlsx" if path.suffix.lower() in (".xls", ".ods", ".numbers") else ""
        problems.error(name, 0, "", f'expected a file of {known}, got "{path.name}"', hint)
        return None
    try:
        if path.stat().st_size > _LARGEST:
            problems.error(name, 0, "", f"expected at most {_LARGEST // 2**20} MB, got more")
            return None
        content = path.read_bytes()
    except OSError as error:
        problems.error(name, 0, "", f"expected a readable file, got: {error.strerror}")
        return None
    return reader(content, name, options or Options(), problems)
