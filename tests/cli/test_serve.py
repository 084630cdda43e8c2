"""`miniconf serve`: a real server that shows changes and survives faults in the data."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from miniconf.cli import _cli, serve

COMMAND = [sys.executable, "-u", "-c", "from miniconf.cli import main; main()"]


@pytest.fixture
def server(site: Path) -> Iterator[str]:
    """The address of a server of the smallest conference, without a closing slash."""
    with subprocess.Popen(
        [*COMMAND, "serve", str(site), "--port", "0"], cwd=site.parent, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as running:  # fmt: skip
        assert running.stdout is not None
        line = running.stdout.readline()
        assert line.startswith("http://127.0.0.1:"), line
        yield line.split("/ ")[0]
        running.terminate()


def get(address: str) -> tuple[int, str]:
    """Status and text of what stands at an address."""
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def until(ask: Callable[[], tuple[int, str]], wanted: Callable[[int, str], bool]) -> None:
    """Ask again until the answer is as wanted; fail after half a minute."""
    last = (0, "")
    end = time.monotonic() + 30
    while time.monotonic() < end:
        last = ask()
        if wanted(*last):
            return
        time.sleep(0.1)
    pytest.fail(f"still {last[0]}: {last[1][:300]}")


def test_pages_changes_faults_and_mending(server: str, site: Path) -> None:
    def page() -> tuple[int, str]:
        return get(f"{server}/papers/main.1.html")

    status, text = page()
    assert (status, "Nests on Ice" in text, "/-/reload.js" in text) == (200, True, True)
    papers = site / "papers.csv"
    good = papers.read_text()
    papers.write_text(good.replace("Nests on Ice", "Nests in Trees"))
    until(page, lambda status, text: status == 200 and "Nests in Trees" in text)
    papers.write_text(good + "main.1,Twice,Ana\n")
    until(page, lambda status, text: status == 500 and "papers.csv:4" in text)
    papers.write_text(good)
    until(page, lambda status, text: status == 200 and "Nests on Ice" in text)


def test_a_port_that_is_taken_is_told(server: str, site: Path) -> None:
    port = server.rpartition(":")[2]
    done = subprocess.run(
        [*COMMAND, "serve", str(site), "--port", port], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == f"miniconf: port {port} is taken; choose another with --port\n"


def test_an_address_of_another_machine_is_told() -> None:
    assert serve._refused("192.0.2.1", 5000) == (  # an address for documentation (RFC 5737)
        f"cannot listen at 192.0.2.1, port 5000: {os.strerror(errno.EADDRNOTAVAIL)}"
    )


def unknown(host: str, *args: object, **options: object) -> None:
    """As the system answers for the name of no machine."""
    host.encode("idna")
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def test_a_name_of_no_machine_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert serve._refused("nowhere.invalid", 5000) == (
        "cannot listen at nowhere.invalid: no machine is known by that name"
    )


@pytest.mark.parametrize("host", ["a..example", "nowhere.invalid"])
def test_a_host_that_is_none_is_no_fault_of_the_program(
    site: Path, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    done = CliRunner().invoke(_cli, ["serve", str(site), "--host", host])
    assert str(done.exception) == f"cannot listen at {host}: no machine is known by that name"


def test_what_failed_is_told_without_colours(site: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "serve", str(site), "--port", "0"], cwd=site.parent, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        assert running.stdout is not None
        assert running.stderr is not None
        address = running.stdout.readline().split("/ ")[0]
        assert get(f"{address}/none%1B.html")[0] == 404
        assert get(f"{address}/index.html")[0] == 200
        line = running.stderr.readline()
        running.terminate()
        assert line.endswith('] "GET /none%1B.html HTTP/1.1" 404 -\n')
        assert running.stderr.read() == ""


@pytest.mark.parametrize(
    "words",
    [
        ("serve", "--port", "70000"), ("build", "--base-url", "here"),
        ("build", "--base-url", "https://a.example/?v=1"),
    ],
)  # fmt: skip
def test_options_that_cannot_be_meant(words: tuple[str, ...]) -> None:
    done = CliRunner().invoke(_cli, words)
    assert (done.exit_code, f"Invalid value for '{words[1]}'" in done.output) == (2, True)
