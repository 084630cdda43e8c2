"""`hub.yml`: what the Hub said, sorted and stable, so that version control shows what changed."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from miniconf.model import HubPaper, HubRepo
from miniconf.problems import MiniconfError

_HEAD = "# Written by `miniconf hub sync`; the build reads only this file. Corrections belong in\n"
_HEAD += "# overrides.yml or in the fields `models`, `datasets` and `spaces` of a paper."
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, kw_only=True)
class Book:
    """Everything learnt so far: `paper id -> HubPaper` and `(kind, id) -> HubRepo`."""

    source: str
    synced: datetime
    papers: Mapping[str, HubPaper] = field(default_factory=dict)
    repos: Mapping[tuple[str, str], HubRepo] = field(default_factory=dict)


def dump(book: Book) -> str:
    """The text of `hub.yml`: papers by id, repositories by kind and id, each on a line of its own.

    Unset fields are left out. The lines are JSON, which is YAML too and many times quicker to read.
    """
    lines = [
        _HEAD,
        f"source: {json.dumps(book.source)}",
        f"synced: {json.dumps(book.synced.isoformat(timespec='seconds'))}",
        *_rows("papers", book.papers),
        *_rows("repos", book.repos),
    ]
    return "\n".join([*lines, ""])


def _rows(name: str, records: Mapping[Any, HubPaper | HubRepo]) -> list[str]:
    if not records:
        return [f"{name}: []"]
    rows = (json.dumps(_plain(records[key]), ensure_ascii=False) for key in sorted(records))
    return [f"{name}:", *(f"- {_escaped(row)}" for row in rows)]


def _escaped(row: str) -> str:
    """`row` without characters that YAML does not allow to stand as they are."""
    return _UNPRINTABLE.sub(lambda match: json.dumps(match[0])[1:-1], row)


def write(book: Book, path: Path) -> bool:
    """Write `hub.yml` whole or not at all; False where it says the same already.

    Raises MiniconfError where the file cannot be written.
    """
    text = dump(book)
    try:
        if path.exists() and path.read_text("utf-8") == text:
            return False
        target = path.resolve()
        temporary = target.with_name(f".{target.name}.{os.getpid()}")
        temporary.write_text(text, "utf-8")
        temporary.replace(target)
    except OSError as error:
        raise MiniconfError(f"cannot write {path}: {error.strerror}") from None
    return True


def _plain(record: HubPaper | HubRepo) -> dict[str, Any]:
    """A record's fields that are set, as YAML's own kinds."""
    values: dict[str, Any] = {}
    for spec in fields(record):
        value = getattr(record, spec.name)
        if spec.default is not MISSING and value == spec.default:
            continue
        if isinstance(value, tuple):
            value = list(value)
        elif isinstance(value, datetime):
            value = value.isoformat(timespec="seconds")
        values[spec.name] = value
    return values
