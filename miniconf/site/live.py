"""The site of a folder as it is now, answered request by request, anew when a file changes.

The same application that is frozen answers here; what is added, the script that reloads the page
and a page of patterns, lives below `/-/`, which no page of a site has.
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request, Response

from miniconf.model import Conference
from miniconf.problems import MiniconfError, Problem
from miniconf.site.app import Site, create_site
from miniconf.site.freezing.quick import inputs
from miniconf.site.patterns import PATTERNS
from miniconf.site.snapshot import Snapshot
from miniconf.site.views import KINDS

PREFIX = "/-/"
SCRIPT = f"{PREFIX}reload.js"
STATE = f"{PREFIX}state"
_TAG = f'<script src="{SCRIPT}" defer></script>'.encode()
_RELOAD = b"""\
// Asks once a second which version of the site is served, and reloads the page for a new one.
let version;
async function look() {
  try {
    const answer = await fetch("/-/state", { cache: "no-store" });
    const now = await answer.text();
    if (version !== undefined && now !== version) location.reload();
    version = now;
  } catch {
    // the server is gone for the moment
  }
  setTimeout(look, 1000);
}
look();
"""
_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'"

Loaded = tuple[Conference | None, tuple[Problem, ...], tuple[Path, ...]]
"""What a loader gives: the conference if there is one, problems, files outside the folder."""
Wsgi = Callable[..., Iterable[bytes]]


@dataclass
class _Now:
    """What is served: a site, or what stands in the way of one."""

    version: int = 0
    site: Site | None = None
    faults: tuple[str, ...] = ()
    outside: tuple[Path, ...] = ()


@dataclass
class Live:
    """A WSGI application for the folder `folder`.

    `load` reads the folder, `prepare` makes the snapshot of what it gives; `mounts` are further
    applications by path prefix (`/chat`), as the chat server.
    """

    folder: Path
    output: Path
    load: Callable[[Path], Loaded]
    prepare: Callable[[Conference], Snapshot]
    mounts: Mapping[str, Wsgi] = field(default_factory=dict)
    _now: _Now = field(default_factory=_Now)
    _seen: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def __call__(self, environ: dict[str, object], start: Callable[..., object]) -> Iterable[bytes]:
        """Answer one request."""
        path = str(environ.get("PATH_INFO", "/"))
        for prefix, mount in self.mounts.items():
            if path == prefix or path.startswith(f"{prefix}/"):
                environ["SCRIPT_NAME"] = f"{environ.get('SCRIPT_NAME', '')}{prefix}"
                environ["PATH_INFO"] = path[len(prefix) :] or "/"
                return mount(environ, start)
        return self._answer(Request(environ))(environ, start)

    def refresh(self) -> bool:
        """Look at the files, and read all anew if one changed; whether that was so."""
        seen = inputs(self.folder, self.output, self._now.outside).stamps
        if seen == self._seen:
            return False
        self._seen = seen
        before = self._now
        site, faults, outside = self._read()
        self._now = _Now(before.version + 1, site, faults, outside)
        if outside != before.outside:
            self._seen = inputs(self.folder, self.output, outside).stamps
        return True

    @property
    def faults(self) -> tuple[str, ...]:
        """What stands in the way of the site, a line each; empty where all is well."""
        return self._now.faults

    def _read(self) -> tuple[Site | None, tuple[str, ...], tuple[Path, ...]]:
        try:
            conference, problems, outside = self.load(self.folder)
            faults = tuple(str(problem) for problem in problems if problem.level == "error")
            if conference is None or faults:
                return None, faults or ("there is no conference",), outside
            kinds = (*KINDS, PATTERNS)
            return create_site(self.prepare(conference), self.folder, kinds), (), outside
        except MiniconfError as error:
            return None, (str(error),), self._now.outside
        except Exception:  # a fault of the program's own must not end the server either
            return None, tuple(traceback.format_exc().splitlines()), self._now.outside

    def _answer(self, request: Request) -> Response:
        now = self._now
        if request.path == SCRIPT:
            return Response(_RELOAD, mimetype="text/javascript")
        if request.path == STATE:
            return Response(str(now.version), mimetype="text/plain")
        if now.site is None:
            return _problem_page(now.faults)
        try:
            return _page(now.site, request)
        except MiniconfError as error:  # a fault in a template shows when its page is asked for
            return _problem_page((str(error),))


def watch(live: Live, seconds: float, stop: threading.Event, tell: Callable[[], None]) -> None:
    """Refresh `live` every so many seconds until `stop`; `tell` is called after each change."""
    while not stop.wait(seconds):
        if live.refresh():
            tell()


def _page(site: Site, request: Request) -> Response:
    """The application's answer with the reloading script in it, or the site's own page for none."""
    response = Response.from_app(site.app, request.environ)
    if response.status_code == 404 and "404.html" in site.by_path:
        environ = EnvironBuilder(path="/404.html").get_environ()
        response = Response.from_app(site.app, environ)
        response.status_code = 404
    response.headers["Cache-Control"] = "no-store"
    if response.mimetype == "text/html":
        response.data = response.get_data().replace(b"</body>", _TAG + b"</body>", 1)
    return response


def _problem_page(faults: Iterable[str]) -> Response:
    rows = "".join(f"<li><code>{escape(fault)}</code></li>\n" for fault in faults)
    html = (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<title>Problems in the data</title>\n</head>\n<body>\n<h1>Problems in the data</h1>\n"
        "<p>The site comes back by itself when they are gone.</p>\n"
        f"<ol>\n{rows}</ol>\n{_TAG.decode()}\n</body>\n</html>\n"
    )
    return Response(html, status=500, mimetype="text/html")
