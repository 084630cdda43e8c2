"""`miniconf serve`: the site live, anew with every change of a file."""

from __future__ import annotations

import errno
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from miniconf.cli.ports import chosen
from miniconf.cli.sites import find_site, site_argument
from miniconf.problems import MiniconfError

if TYPE_CHECKING:
    from miniconf.model import Conference
    from miniconf.site.live import Live, Loaded
    from miniconf.site.snapshot import Snapshot

_EVERY = 0.5
"""Seconds between two looks at the files."""
_PORT = click.IntRange(0, 65535)


@click.command()
@site_argument
@click.option(
    "--port", type=_PORT, default=5000, show_default=True, help="Port; 0 takes any free one."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--chat-port", type=_PORT, default=3000, show_default=True, help="Port of the embedded chat."
)
def serve(site: Path | None, port: int, host: str, chat_port: int) -> None:
    """Show the conference in SITE in a browser; the page reloads when a file changes.

    A fault in the data shows as a page with the list of problems, until it is mended. Where the
    chat's engine is `embedded`, its server runs along. Ports that nobody asked for give way to the
    next that are free.
    """
    folder = find_site(site)
    port, chat_port = chosen("port", host, port), chosen("chat_port", host, chat_port)
    with _chat(folder, host, port, chat_port) as address:
        _serve(live_site(folder, address), port, host)


@contextmanager
def _chat(folder: Path, host: str, port: int, chat_port: int) -> Iterator[str]:
    """The address of the embedded chat while it runs along, or "" for other engines."""
    from miniconf.load import load

    conference = load(folder).conference
    if conference is None or conference.config.chat.engine != "embedded":
        yield ""
        return
    from importlib.util import find_spec

    from miniconf.cli.chat_beside import beside

    if not (find_spec("gevent") and find_spec("confusable_homoglyphs")):
        click.echo("without the chat, which needs: pip install 'miniconf[chat]'", err=True)
        yield ""
        return
    with beside(folder, host, chat_port, f"http://{host}:{port}") as address:
        click.echo(f"chat at {address}/")
        yield address


def _serve(live: Live, port: int, host: str) -> None:
    from werkzeug.serving import WSGIRequestHandler, make_server

    from miniconf.site.live import watch

    class Quiet(WSGIRequestHandler):
        """Tells only of what failed: problems in the data must not scroll away."""

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            if str(code) >= "400":
                asked = self.requestline.encode("unicode_escape").decode()
                self.log("info", '"%s" %s %s', asked, code, size)

    live.refresh()
    _tell(live)
    try:
        with redirect_stderr(StringIO()):  # where the library tells of a port in its own words
            server = make_server(host, port, live, threaded=True, request_handler=Quiet)
    except (OSError, UnicodeError, SystemExit):
        raise MiniconfError(_refused(host, port)) from None
    stop = threading.Event()
    watcher = threading.Thread(
        target=watch, args=(live, _EVERY, stop, lambda: _tell(live)), daemon=True
    )
    watcher.start()
    click.echo(f"http://{host}:{server.server_port}/ (Ctrl-C ends it)")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("")
    finally:
        stop.set()
        server.server_close()


def _refused(host: str, port: int) -> str:
    """Why nothing can listen at `host` and `port`."""
    try:
        socket.getaddrinfo(host, port)
        socket.create_server((host, port)).close()
    except (socket.gaierror, UnicodeError):
        return f"cannot listen at {host}: no machine is known by that name"
    except OSError as error:
        if error.errno and error.errno != errno.EADDRINUSE:
            return f"cannot listen at {host}, port {port}: {os.strerror(error.errno)}"
    return f"port {port} is taken; choose another with --port"


def live_site(folder: Path, chat: str = "") -> Live:
    """The live site of `folder`, not yet read; `chat` is where its chat server runs, if it does."""
    from miniconf.load import load
    from miniconf.site.live import Live

    output = Path("build")

    def read(place: Path) -> Loaded:
        loaded = load(place)
        conference = loaded.conference
        if chat and conference:
            config = conference.config
            here = replace(config, chat=replace(config.chat, url=chat))
            conference = replace(conference, config=here)
        return conference, loaded.problems, loaded.files

    return Live(folder, output, read, lambda conference: _snapshot(conference, folder, output))


def _snapshot(conference: Conference, folder: Path, output: Path) -> Snapshot:
    from miniconf.cli.remember import recall
    from miniconf.site.freezing import state
    from miniconf.site.prepare import prepare

    return recall(folder, prepare(conference, state.cache_folder(output))[0])


def _tell(live: Live) -> None:
    for fault in live.faults:
        click.echo(fault, err=True)
    if live.faults:
        from miniconf.site.freezing.report import plural

        click.echo(f"{plural(len(live.faults), 'problem')}; waiting for a change", err=True)
