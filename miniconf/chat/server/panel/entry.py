"""Coming in: `miniconf.info` and `miniconf.enter`."""

from __future__ import annotations

from typing import Any

from miniconf.chat.server import context, entering, params
from miniconf.chat.server.answer import Answer, Api, success
from miniconf.chat.server.api.auth import begun
from miniconf.chat.server.errors import ApiError, banned
from miniconf.chat.server.instants import iso
from miniconf.chat.server.users import User

api = Api("panel-entry")


def person(who: User) -> dict[str, Any]:
    """The caller's own account for the panel."""
    return {
        "id": who.id, "username": who.username, "name": who.name, "affiliation": who.affiliation,
        "papers": sorted(who.papers), "verified": who.person is not None,
        "moderates": context.chat().rights.may(who.roles, "manage-moderation-actions"),
    }  # fmt: skip


@api.get_("miniconf.info", guests=True)
def info() -> Answer:
    """What a page must know before anybody comes in: how one may write, and the limits."""
    settings = context.chat().settings
    who = context.caller()
    return success(
        title=settings.title, site=settings.site, writing=settings.writing, guests=settings.guests,
        longest=settings.limits.message_characters, now=iso(context.now()),
        me=person(who) if who else None,
    )  # fmt: skip


@api.post_("miniconf.enter", guests=True)
def enter() -> Answer:
    """A session for a personal `link`, or for a chosen `name` (with the conference's `code`)."""
    body = params.body()
    if link := body.text("link", "", limit=500):
        who = entering.by_link(link)
    elif name := body.text("name", "", limit=500):
        who = entering.by_name(name, body.text("code", "", limit=200))
    else:
        raise ApiError("Please give a name", "error-invalid-name")
    if who.banned_until > context.now():
        raise banned(who.banned_until)
    if not who.active:
        raise ApiError("This account is closed", "error-user-banned", 403)
    data = begun(who, kind="link" if who.person else "name")
    return success(userId=data["userId"], authToken=data["authToken"], me=person(who))
