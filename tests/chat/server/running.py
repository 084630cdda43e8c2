"""The server as its own process on the loopback interface, as an organiser runs it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

USER, PASSWORD = "keeper", "a good password"


class Running:
    """One server process; `end` it, or kill it, and `start` it again on the same file.

    `program`: what Python is to run.
    """

    program: tuple[str, ...] = ("-m", "miniconf.cli.chat_serve")

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.database = folder / "chat.db"
        self._arguments = arguments
        self.url = ""
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start the process and wait until it says where it is."""
        environment = os.environ | {"MINICONF_CHAT_USER": USER, "MINICONF_CHAT_PASSWORD": PASSWORD}
        command = [sys.executable, *self.program, "--database", str(self.database), "--port", "0",
                   *self._arguments]  # fmt: skip
        self.process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        line = self.process.stdout.readline()
        assert "http://" in line, line + self.process.stdout.read()
        self.url = line.split()[-1].rstrip("/")

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End the process; its exit code."""
        self.process.send_signal(how)
        code = self.process.wait(timeout=30)
        self.process.stdout.close()
        return code
