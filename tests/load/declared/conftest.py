"""Helpers for tests that read invented conferences through a declaration."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from miniconf.load import load
from miniconf.model import Conference

HEAD = "name: Tern 2031\nstart: 2031-03-28\nend: 2031-03-30\ntime_zone: America/Los_Angeles\n"
Read = Callable[..., tuple[Conference, list[str]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Load a site of these files: texts, bytes, or values to be written as JSON."""

    def read(sources: str, files: dict[str, Any], head: str = HEAD) -> tuple[Conference, list[str]]:
        (tmp_path / "config.yml").write_text(head + sources, "utf-8")
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not isinstance(content, str | bytes):
                content = json.dumps(content)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        loaded = load(tmp_path)
        told = [str(problem) for problem in loaded.problems]
        assert loaded.conference is not None, "\n".join(told)
        assert all(account.balanced for account in loaded.summary.accounts)
        return loaded.conference, told

    return read


def workbook(**sheets: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def times(conference: Conference) -> dict[str, tuple[str, str]]:
    """Session -> start and end, in UTC."""
    return {
        key: (f"{session.start:%d %H:%M}", f"{session.end:%d %H:%M}")
        for key, session in conference.sessions.items()
    }
