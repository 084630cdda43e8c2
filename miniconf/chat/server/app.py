"""The embedded chat server as a Flask application."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from miniconf.chat.server import accounts, answer, guard, pages, rooms, users
from miniconf.chat.server.answer import Api
from miniconf.chat.server.api import (
    accounts as account_calls,
)
from miniconf.chat.server.api import (
    auth,
    chat,
    direct,
    discussions,
    family,
    invites,
    marks,
    moderation,
    room_changes,
    room_history,
    room_lists,
    room_people,
    server,
    subscriptions,
    threads,
)  # fmt: skip
from miniconf.chat.server.api import roles as role_calls
from miniconf.chat.server.api import rooms as room_calls
from miniconf.chat.server.api import users as user_calls
from miniconf.chat.server.context import EXTENSION, Chat
from miniconf.chat.server.limits import Limiter
from miniconf.chat.server.live import Live, Presence
from miniconf.chat.server.memory import Remembered
from miniconf.chat.server.panel import blueprints as panel_blueprints
from miniconf.chat.server.people import People
from miniconf.chat.server.rights import Rights
from miniconf.chat.server.runtime import THREADS, Runtime
from miniconf.chat.server.sessions import Tokens
from miniconf.chat.server.settings import ChatSettings
from miniconf.chat.server.store import Change, Store

GENERAL = "GENERAL"
"""The id of the room that every Rocket.Chat begins with."""
_BLUEPRINTS = (auth, chat, discussions, invites, marks, moderation, server, subscriptions,
               threads, account_calls, role_calls, room_calls, user_calls)  # fmt: skip


def create_chat(settings: ChatSettings, runtime: Runtime = THREADS) -> Flask:
    """The application; the chat's file is opened, and made where there is none.

    `runtime` must fit the WSGI server: `THREADS`, or `greenlets()` under gevent. Raises
    MiniconfError where the file or the attendees cannot be read.
    """
    store = Store(settings.database, runtime)
    live = Live(runtime)
    store.announce = live.announce
    here = Chat(
        settings, runtime, store, live, Presence(), Limiter(), Rights(store),
        Tokens(settings.secret), People(settings.secret, settings.attendees),
        Remembered(store, "sessions", "users"), Remembered(store, "members"),
        Remembered(store, "users", "members"),
    )  # fmt: skip
    here.people.all()
    _first_rows(here)
    app = Flask("miniconf.chat.server", static_folder=None, template_folder=None)
    app.extensions[EXTENSION] = here
    app.config["MAX_CONTENT_LENGTH"] = settings.limits.body_bytes
    app.config["MAX_FORM_MEMORY_SIZE"] = settings.limits.body_bytes
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    guard.install(app)
    answer.install(app)
    for module in _BLUEPRINTS:
        app.register_blueprint(module.api)
    app.register_blueprint(server.info_page)
    for blueprint in [*_rooms(), *panel_blueprints()]:
        app.register_blueprint(blueprint)
    pages.install(app)
    return app


def _rooms() -> list[Api]:
    """One blueprint a family of rooms."""
    made = []
    for kind in (family.CHANNELS, family.GROUPS):
        api = Api(kind.prefix)
        for module in (room_lists, room_changes, room_people, room_history):
            module.register(api, kind)
        made.append(api)
    for kind in (family.DIRECT, family.IM):
        api = Api(kind.prefix)
        for module in (room_lists, room_history, direct):
            module.register(api, kind)
        made.append(api)
    return made


def _first_rows(here: Chat) -> None:
    """The server's own account, the general room, and the admin, where they are not there yet."""

    def work(change: Change) -> None:
        bot = users.find(change, username="rocket.cat")
        if bot is None:
            bot = users.create(
                change, "rocket.cat", here.settings.title, roles=frozenset({"bot"}), kind="bot"
            )
            # Programs know this account by its id.
            change.run("UPDATE users SET id = 'rocket.cat' WHERE id = ?", (bot.id,))
            bot = users.known(change, "rocket.cat")
        if rooms.find(change, GENERAL) is None and rooms.find(change, name="general") is None:
            rooms.create(change, "general", bot, identity=GENERAL, standard=True)

    here.store.write(work)
    accounts.provision(here)
