"""Records back into files that `read` gives again."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml


def write_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str] = ()) -> str:
    """The text of a CSV file with one row a mapping; lists are joined by "|".

    Columns are `columns`, or else every name that occurs, in the order met.
    """
    rows = list(rows)
    names = list(columns) or list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
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


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "|".join(map(str, value))
    return str(value)
