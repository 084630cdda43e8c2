from __future__ import annotations

import errno
import subprocess
import sys

import pytest
from click.testing import CliRunner

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


@pytest.mark.parametrize(
    ("fault", "where"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), ""),
        (OSError(errno.ENOSPC, "No space left on device", "build/x.html"), "build/x.html: "),
    ],
)
def test_a_full_disk_is_no_fault_of_the_program(
    fault: OSError, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MINICONF_DEBUG", raising=False)
    words = "No space left on device; make room, then run the command again"
    assert run(monkeypatch, fault) == f"miniconf: {where}{words}"


def test_a_file_that_may_not_grow_is_no_fault_of_the_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("MINICONF_DEBUG", raising=False)
    assert run(monkeypatch, OSError(errno.EFBIG, "File too large")) == (
        "miniconf: File too large; the system lets files grow only so far (see `ulimit -f`): "
        "raise that limit, then run the command again"
    )


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


def test_a_command_that_is_not_there() -> None:
    told = CliRunner().invoke(cli._cli, ["chekc"], prog_name="miniconf")
    assert told.exit_code == 2
    assert told.output.splitlines()[-1] == (
        "Error: No such command 'chekc' (hint: did you mean \"check\"?)"
    )


def test_as_a_module() -> None:
    command = [sys.executable, "-m", "miniconf", "--version"]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.startswith("miniconf, version ")
