"""Fetching a calendar from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from miniconf.cli import _cli
from miniconf.ical.read import Row, rows
from miniconf.importers import calendar as module
from miniconf.problems import Problems

ICS = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a@x\r\nSUMMARY:Tea\r\n"
    "DTSTART:20310328T090000Z\r\nDTEND:20310328T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def run(monkeypatch: pytest.MonkeyPatch, text: str, file: Path) -> tuple[int, str]:
    def fetch(url: str, name: str, problems: Problems) -> tuple[str, list[Row]]:
        return text, rows(text, name, problems)

    monkeypatch.setattr(module, "fetch", fetch)
    result = CliRunner().invoke(_cli, ["calendar", "fetch", "webcal://x.example/a.ics", str(file)])
    return result.exit_code, result.output


def test_a_calendar_is_saved_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "sessions.ics"
    assert run(monkeypatch, ICS, file) == (0, f"{file}: 1 session, saved\n")
    assert run(monkeypatch, ICS, file) == (0, f"{file}: 1 session, unchanged\n")


def test_a_calendar_with_faults_is_not_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "sessions.ics"
    assert run(monkeypatch, ICS.replace("20310328T09", "20311328T09"), file)[0] == 1
    assert not file.exists()
