from __future__ import annotations

import pytest

from miniconf import cli
from miniconf.problems import MiniconfError


def run(monkeypatch: pytest.MonkeyPatch, fault: Exception) -> str:
    def command() -> None:
        raise fault

    monkeypatch.setattr(cli, "_cli", command)
    with pytest.raises(SystemExit) as caught:
        cli.main()
    return str(caught.value)


def test_fault_of_the_outside_world_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, MiniconfError("no such folder")) == "miniconf: no such folder"


def test_a_file_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MINICONF_DEBUG", raising=False)
    fault = PermissionError(13, "Permission denied", "/srv/a.csv")
    assert run(monkeypatch, fault) == "miniconf: /srv/a.csv: Permission denied"


def test_fault_of_the_program_is_told_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MINICONF_DEBUG", raising=False)
    assert run(monkeypatch, KeyError("x")) == (
        "miniconf: a fault in the program, not in your data: KeyError: 'x'\n"
        "Set MINICONF_DEBUG=1 to see where, and please report it."
    )


def test_fault_of_the_program_is_raised_for_those_who_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINICONF_DEBUG", "1")

    def command() -> None:
        raise KeyError("x")

    monkeypatch.setattr(cli, "_cli", command)
    with pytest.raises(KeyError):
        cli.main()
