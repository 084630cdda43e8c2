"""People: `users.info`, `users.list`, presence, status and preferences."""

from __future__ import annotations

from typing import Any

from miniconf.chat.server import context, params, users
from miniconf.chat.server.accounts import require_other
from miniconf.chat.server.answer import Answer, Api, listing, success
from miniconf.chat.server.api.auth import avatar_url
from miniconf.chat.server.api.family import person_of
from miniconf.chat.server.errors import ApiError
from miniconf.chat.server.instants import iso
from miniconf.chat.server.params import Params
from miniconf.chat.server.users import User

api = Api("users")
_STATUSES = ("online", "away", "busy", "offline")


@api.get_("users.info")
def info() -> Answer:
    """One account; address and roles only for its owner and for admins."""
    person = _looked_up(params.query())
    return success(user=shown(person))


def _looked_up(asked: Params) -> User:
    store = context.chat().store
    found = None
    if identity := asked.text("userId", ""):
        found = users.find(store, id=identity)
    elif username := asked.text("username", ""):
        found = users.find(store, username=username)
    elif email := asked.text("email", ""):
        context.require("view-full-other-user-info")
        found = users.find(store, email=email)
    elif "importId" not in asked and "freeSwitchExtension" not in asked:
        wanted = ("userId", "username", "importId")
        lines = [f"must have required property '{name}'" for name in wanted]
        raise ApiError("\n ".join([*lines, "must match a schema in anyOf"]), "invalid-params")
    if found is None:
        raise ApiError("User not found.")
    return found


def shown(person: User) -> dict[str, Any]:
    """An account as the caller may see it."""
    here = context.chat()
    own = context.user().id == person.id or context.may("view-full-other-user-info")
    return users.document(person, here.presence.online(person.id), private=own)


@api.get_("users.list")
def every() -> Answer:
    """All accounts, by user name."""
    context.require("view-outside-room")
    here = context.chat()
    offset, count = params.page(context.may("api-bypass-rate-limit"))
    order = params.order(
        {"username": "username", "name": "name", "status": "status", "createdAt": "created",
         "_updatedAt": "updated"}, "username"
    )  # fmt: skip
    rows = here.store.rows(
        f"SELECT * FROM users ORDER BY {order} LIMIT ? OFFSET ?",
        (count, offset),
    )
    total = here.store.value("SELECT count(*) FROM users")
    return listing("users", [shown(users.from_row(row)) for row in rows], total, offset)


@api.get_("users.getPresence")
def get_presence() -> Answer:
    """Whether somebody is there; of oneself also since when."""
    asked, who = params.query(), context.user()
    person = person_of(asked) if "userId" in asked or "username" in asked else who
    status = _status(person)
    if person.id != who.id:
        return success(presence=status)
    return success(
        presence=status, connectionStatus=status, lastLogin=iso(who.last_login or who.created)
    )


@api.get_("users.getStatus")
def get_status() -> Answer:
    """Somebody's status and the words to it."""
    asked = params.query()
    person = person_of(asked) if "userId" in asked or "username" in asked else context.user()
    status = _status(person)
    return success(
        _id=person.id, status=status, connectionStatus=status, message=person.status_text
    )


@api.get_("users.presence")
def presences() -> Answer:
    """The presence of the people in `ids`, or of all who are there."""
    asked = params.query().text("ids", "")
    here = context.chat()
    rows = here.store.rows("SELECT * FROM users WHERE active = 1")
    people = [users.from_row(row) for row in rows]
    wanted = set(asked.split(",")) if asked else None
    shown_ = [
        {"_id": p.id, "username": p.username, "name": p.name, "status": _status(p), "utcOffset": 0}
        for p in people
        if (p.id in wanted if wanted is not None else here.presence.online(p.id))
    ]
    return success(users=shown_, full=wanted is None)


def _status(person: User) -> str:
    return users.presence(person, context.chat().presence.online(person.id))


@api.post_("users.setStatus")
def set_status() -> Answer:
    """Say whether one is there, and a few words to it."""
    body = params.body()
    if "status" not in body and "message" not in body:
        raise ApiError("Match error: Failed Match.OneOf, Match.Maybe or Match.Optional validation")
    person = person_of(body) if "userId" in body else context.user()
    require_other("edit-other-user-info", person)
    values: dict[str, str] = {}
    if "status" in body:
        values["status"] = body.text("status")
        if values["status"] not in _STATUSES:
            raise ApiError("Valid status types include online, away, offline, and busy.",
                           "error-invalid-status")  # fmt: skip
    if "message" in body:
        values["status_text"] = body.text("message", limit=120)
    context.chat().store.write(lambda change: users.update(change, person.id, **values))
    return success()


@api.get_("users.getPreferences")
def get_preferences() -> Answer:
    """What the caller has chosen."""
    return success(preferences=context.user().preferences)


@api.post_("users.setPreferences")
def set_preferences() -> Answer:
    """Choose."""
    body, who = params.body(), context.user()
    person = users.known(context.chat().store, body.text("userId", who.id))
    require_other("edit-other-user-info", person)
    chosen = person.preferences | body.mapping("data")
    if len(str(chosen)) > 10_000:
        raise ApiError("too many preferences", "invalid-params")
    context.chat().store.write(lambda change: users.update(change, person.id, preferences=chosen))
    return success(user={"_id": person.id, "settings": {"preferences": chosen}})


@api.get_("users.getAvatar", guests=True)
def get_avatar() -> Answer:
    """Where a person's picture is."""
    asked = params.query()
    if not asked.text("userId", "") and not asked.text("username", ""):
        raise ApiError("Query param is missing", "error-user-param-not-provided")
    return success(url=avatar_url(person_of(asked)))


@api.post_("users.resetAvatar")
def reset_avatar() -> Answer:
    """Pictures are always the initials, so this changes nothing."""
    require_other("edit-other-user-avatar", person_of(params.body()))
    return success()


@api.get_("users.getUsernameSuggestion")
def suggestion() -> Answer:
    """A user name made of the caller's name."""
    from miniconf.chat.server.nicknames import username

    return success(result=username(context.user().name))


@api.get_("users.checkUsernameAvailability")
def availability() -> Answer:
    """Whether a user name is free."""
    name = params.query().text("username")
    return success(result=users.find(context.chat().store, username=name) is None)


@api.get_("users.autocomplete")
def autocomplete() -> Answer:
    """People whose names hold a term, for completing a mention."""
    import json

    try:
        term = json.loads(params.query().text("selector")).get("term", "")
    except (ValueError, AttributeError):
        raise ApiError("Invalid selector", "invalid-params") from None
    rows = context.chat().store.rows(
        "SELECT * FROM users WHERE active = 1 AND (username LIKE ? OR name LIKE ?)"
        " ORDER BY username LIMIT 10",
        (f"%{term}%", f"%{term}%"),
    )
    found = [users.from_row(row) for row in rows]
    return success(items=[person.brief | {"status": _status(person)} for person in found])
