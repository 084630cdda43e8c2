"""The pages: a room, the list of rooms, an author's own rooms, and the moderators' desk."""

from __future__ import annotations

import hashlib
import re
from html import escape
from pathlib import Path

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    redirect,
    render_template,
    request,
    send_from_directory,
)
from flask.typing import ResponseReturnValue
from jinja2 import FileSystemLoader, StrictUndefined
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from miniconf import resources
from miniconf.chat.server import context, history, rooms, views
from miniconf.chat.server.answer import http_error
from miniconf.chat.server.api.room_lists import page_of
from miniconf.chat.server.panel.reading import latest
from miniconf.chat.server.rooms import Room
from miniconf.chat.server.style import stylesheet

pages = Blueprint("pages", __name__)
_ADDRESS = re.compile(r"(https?://[^\s<>\"']+)")
FIRST = 40
"""Messages that stand in the page itself, so that it reads without script."""
_DAY = 86_400


def install(app: Flask) -> None:
    """Give `app` its pages, templates and static files."""
    app.jinja_loader = FileSystemLoader(resources.folder("templates") / "chat")
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["icon"] = _icon
    # `views` gives HTML that miniconf.text has cleaned; this says so to the templates.
    app.jinja_env.filters["clean"] = Markup
    app.jinja_env.filters["linked"] = _linked
    app.register_blueprint(pages)
    app.context_processor(lambda: {"settings": context.chat().settings, "version": _version()})


def _icon(name: str) -> Markup:
    """An icon of the sprite."""
    return Markup(
        '<svg class="i" aria-hidden="true"><use href="/static/icons.svg#i-{}"/></svg>'
    ).format(name)


def _linked(text: str) -> Markup:
    """A text with its addresses as links, everything else escaped."""
    link = Markup('<a href="{0}" rel="noopener">{0}</a>')
    parts = enumerate(_ADDRESS.split(text))
    return Markup().join(link.format(part) if index % 2 else part for index, part in parts)


def _version() -> str:
    """What changes when the style sheet does, so that browsers may keep it for long."""
    return hashlib.sha256(_style().encode()).hexdigest()[:10]


def _style() -> str:
    settings = context.chat().settings
    return settings.style or stylesheet(resources.folder("static"))


@pages.get("/static/site.css")
def style() -> Response:
    """The site's own style sheet, or the default one, with what the chat adds."""
    own = (resources.folder("static") / "chat" / "chat.css").read_text("utf-8")
    answer = Response(f"{_style()}\n@layer components{{{own}}}", mimetype="text/css")
    answer.headers["Cache-Control"] = f"public, max-age={_DAY if 'v' in request.args else 0}"
    answer.add_etag()
    return answer.make_conditional(request)


@pages.get("/static/<path:name>")
def static(name: str) -> Response:
    """A static file of the program."""
    answer = send_from_directory(resources.folder("static"), name)
    fonts = Path(name).suffix == ".woff2"
    answer.headers["Cache-Control"] = "public, max-age=31536000" if fonts else "no-cache"
    return answer


@pages.get("/")
@pages.get("/home")
def home() -> ResponseReturnValue:
    """The public rooms, those with the latest messages first."""
    here = context.chat()
    found: list[Room] = []
    total = 0
    if here.settings.guests:
        found, total, _ = page_of("r.t = 'c' AND r.archived = 0", ())
    return render_template("home.html", rooms=found, total=total)


@pages.get("/channel/<name>")
def channel(name: str) -> ResponseReturnValue:
    """A room; with `?layout=embedded` without the frame around it."""
    here = context.chat()
    found = rooms.find(here.store, name=name)
    if found is None or found.t != "c":
        return _no_room(name)
    embedded = request.args.get("layout") == "embedded"
    shown: list[views.View] = []
    more = False
    pinned: list[views.View] = []
    if here.settings.guests:
        shown, more = latest(found, history.LATEST, FIRST)
        kept = history.select(here.store, history.shown(found.id).both("m.pinned = 1"), count=10)
        pinned = views.Viewer(here.store, found).several(kept)
    return render_template(
        "room.html", room=views.room_view(found) | views.counts(here.store, found),
        messages=shown, pinned=pinned, more=more, embedded=embedded,
    )  # fmt: skip


def _no_room(name: str) -> ResponseReturnValue:
    return render_template("missing.html", name=name), 404


@pages.get("/group/<name>")
@pages.get("/direct/<name>")
def elsewhere(name: str) -> ResponseReturnValue:
    """Private rooms have no page; clients of the API read them."""
    return _no_room(name)


@pages.get("/key/<path:key>")
def by_key(key: str) -> ResponseReturnValue:
    """The room of a record, `/key/papers/main.12`, under whatever name it has."""
    found = rooms.find(context.chat().store, record=key)
    if found is None or found.t != "c":
        return _no_room(key)
    layout = "?layout=embedded" if request.args.get("layout") == "embedded" else ""
    return redirect(f"/channel/{found.name}{layout}")


@pages.get("/enter")
def enter() -> ResponseReturnValue:
    """Where personal links lead; the token stands behind `#`, so no log ever has it."""
    return render_template("enter.html")


@pages.get("/mine")
def mine() -> ResponseReturnValue:
    """An author's own rooms, waiting questions first; filled in by script, for one reader only."""
    return render_template("mine.html")


@pages.get("/moderate")
def moderate() -> ResponseReturnValue:
    """Reports and the log, for moderators; filled in by script."""
    return render_template("moderate.html")


@pages.get("/avatar/<username>")
def avatar(username: str) -> ResponseReturnValue:
    """A person's initials as a picture."""
    row = context.chat().store.row("SELECT name FROM users WHERE username = ?", (username,))
    if row is None:
        abort(404)
    words = [word for word in str(row["name"]).split() if word[0].isalnum()] or ["?"]
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72" width="72" height="72">'
        '<circle cx="36" cy="36" r="36" fill="#def1eb"/><text x="36" y="46" font-size="28"'
        ' font-family="sans-serif" font-weight="600" text-anchor="middle" fill="#0b5d4b">'
        f"{escape(letters.upper())}</text></svg>"
    )
    answer = Response(picture, mimetype="image/svg+xml")
    answer.headers["Cache-Control"] = f"public, max-age={_DAY}"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return answer


@pages.get("/robots.txt")
def robots() -> Response:
    """Search engines find what was said on the conference's own pages."""
    return Response("User-agent: *\nDisallow: /\n", mimetype="text/plain")


@pages.app_errorhandler(404)
def not_found(error: HTTPException) -> ResponseReturnValue:
    """The page for an address that is none; the API answers in its own shape."""
    if request.path.startswith("/api/"):
        return http_error(error)
    return render_template("missing.html", name=""), 404
