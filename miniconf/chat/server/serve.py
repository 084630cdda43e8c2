"""Running the server in production: gevent's WSGI server, one process, no other service.

Of gevent 26, waitress 3 (one thread a reader) and gunicorn with gevent workers, gevent alone wakes
500 waiting readers fastest and needs no second process; figures in docs/chat-server.md.
"""

from __future__ import annotations

import fcntl
import gc
import logging
import os
import secrets
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path

from miniconf.chat.server.app import create_chat
from miniconf.chat.server.context import EXTENSION
from miniconf.chat.server.runtime import greenlets
from miniconf.chat.server.settings import ChatSettings
from miniconf.problems import MiniconfError

_BACKLOG = 1024
_GARBAGE = 20_000
"""New objects after which Python looks for those that nobody holds any more."""
_PATIENCE = 60
"""Seconds that a connection may be silent where something is expected of it, or take nothing."""
_LAST_SECONDS = 2
"""How long those who are being answered have when the server ends."""


def serve(settings: ChatSettings, host: str, port: int) -> None:
    """Answer requests until SIGTERM or SIGINT; what was acknowledged by then is on the disk.

    Raises MiniconfError where gevent is not installed, the port is taken, or another server has
    the file.
    """
    try:
        import gevent
        from gevent.event import Event
        from gevent.pywsgi import WSGIHandler, WSGIServer
    except ImportError:
        raise MiniconfError("the chat server needs gevent: pip install 'miniconf[chat]'") from None

    class Handler(WSGIHandler):
        """Leaves those who begin to say something and do not go on."""

        def __init__(self, sock: socket.socket, *about: object) -> None:
            sock.settimeout(_PATIENCE)
            super().__init__(sock, *about)

        def read_request(self, line: str) -> bool:
            try:
                return bool(super().read_request(line))
            except (OSError, HTTPException) as error:
                raise ValueError(str(error)) from None  # which is told in one line

    with _alone(settings.database):
        app = create_chat(settings, greenlets())
        server = WSGIServer(
            _listener(host, port), app, log=None, error_log=logging.getLogger("miniconf.chat"),
            handler_class=Handler,
        )  # fmt: skip
        # What is there by now stays; looking through it again and again would cost a tenth.
        gc.collect()
        gc.freeze()
        gc.set_threshold(_GARBAGE)
        ended = Event()
        gevent.signal_handler(signal.SIGTERM, ended.set)
        gevent.signal_handler(signal.SIGINT, ended.set)
        server.start()
        sys.stdout.write(f"chat server at {_url(host, server.address[1])}\n")
        sys.stdout.flush()
        ended.wait()
        server.stop(_LAST_SECONDS)
        app.extensions[EXTENSION].store.close()


def _url(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def _listener(host: str, port: int) -> socket.socket:
    """A listening socket; connections inherit TCP_NODELAY, else each answer may wait 40 ms."""
    from gevent.socket import socket as green_socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = green_socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise MiniconfError(f"cannot listen on {host}:{port}: {error.strerror}") from None
    bound: socket.socket = listener
    return bound


@contextmanager
def _alone(database: Path) -> Iterator[None]:
    """Hold the right to be the only server of a file; it ends with the process, however it ends."""
    _folder(database)
    with Path(f"{database}.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise MiniconfError(f"another chat server is using {database}") from None
        yield


def _folder(database: Path) -> None:
    """Make the folder of the chat's files where there is none, out of version control's sight."""
    if not database.parent.exists():
        database.parent.mkdir(parents=True)
        (database.parent / ".gitignore").write_text("*\n", "utf-8")


def secret_of(database: Path, given: str = "") -> bytes:
    """The secret that signs sessions and links: `given`, or the one kept beside the file.

    The first call makes it, readable by its owner alone. Whoever loses it ends every session and
    every personal link. Raises MiniconfError for one that is too short.
    """
    if given:
        if len(given) < 32:
            raise MiniconfError("the chat's secret needs at least 32 characters")
        return given.encode()
    path = Path(f"{database}.secret")
    _folder(database)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(32))
    return path.read_bytes().strip()
