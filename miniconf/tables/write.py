"""Values -> the texts of files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

import yaml

_FORMULA = ("=", "+", "-", "@", "\t", "\n")
"""How a cell begins that a spreadsheet reckons with."""


def write_csv(rows: Iterable[Iterable[object]]) -> str:
    """The text of a CSV file for people, who open it in a spreadsheet.

    A text that begins like a formula has an apostrophe before it, which keeps it text: titles and
    names come from outside. None is an empty cell.
    """
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([map(_cell, row) for row in rows])
    return text.getvalue()


def write_yaml(value: Any) -> str:
    """The text of a YAML file: blocks, keys in the order given, many-line texts as they stand."""
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return text


def write_json(value: Any) -> str:
    """The text of a JSON file, indented, with characters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks, and never aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        """Always: two equal values are two values."""
        return True


def _block(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text.strip() else None
    )


_Dumper.add_representer(str, _block)


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = value.replace("\r\n", "\n").replace("\r", "\n")  # csv quotes line feeds alone
    return f"'{text}" if text.startswith(_FORMULA) else text
