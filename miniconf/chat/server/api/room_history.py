"""What was said in a room: `history`, `messages`, `anonymousread`, mentions."""

from __future__ import annotations

import json

from miniconf.chat.server import context, history, members, messages, params
from miniconf.chat.server.answer import Answer, Api, listing, success
from miniconf.chat.server.api.family import Family
from miniconf.chat.server.errors import ApiError, forbidden
from miniconf.chat.server.history import Query
from miniconf.chat.server.rooms import Room

SORTS = {"ts": "m.ts", "_updatedAt": "m.rev"}


def register(api: Api, family: Family) -> None:
    """Add the family's histories to `api`."""
    prefix = family.prefix

    @api.get_(f"{prefix}.history")
    def room_history() -> Answer:
        return _history(family.room(params.query()))

    @api.get_(f"{prefix}.messages")
    def room_messages() -> Answer:
        room = family.room(params.query())
        return page(_filtered(room))

    if family.t == "c":

        @api.get_(f"{prefix}.anonymousread", guests=True)
        def anonymous() -> Answer:
            room = family.room(params.query())
            if not context.chat().settings.guests:
                raise ApiError('Enable "Allow Anonymous Read"', "error-not-allowed")
            return page(history.shown(room.id))

        @api.get_(f"{prefix}.getAllUserMentionsByChannel")
        def mentions() -> Answer:
            room = family.room(params.query())
            return page(_mentioning(room), "mentions", "JOIN mentions x ON x.mid = m.id")

    if family.t == "d":

        @api.get_(f"{prefix}.messages.others")
        def others() -> Answer:
            params.query().text("roomId")
            raise ApiError(
                "This endpoint is disabled", "error-endpoint-disabled",
                details={"route": f"/api/v1/{prefix}.messages.others"},
            )  # fmt: skip


def page(query: Query, key: str = "messages", join: str = "") -> Answer:
    """The page of messages that the request asks for, newest first unless it says otherwise."""
    store = context.chat().store
    offset, count = params.page(context.may("api-bypass-rate-limit"))
    order = params.order(SORTS, "m.ts DESC")
    found = history.select(store, query, order=order, offset=offset, count=count, join=join)
    total = history.total(store, query, join)
    return listing(key, [messages.document(message) for message in found], total, offset)


def _history(room: Room) -> Answer:
    """Messages between `oldest` and `latest`, newest first."""
    asked = params.query()
    if not asked.flag("showThreadMessages", True):
        base = history.shown(room.id).both("m.tmid IS NULL")
    else:
        base = history.shown(room.id)
    equal = "=" if asked.flag("inclusive", False) else ""
    latest = asked.instant("latest", history.LATEST)
    oldest = asked.instant("oldest", 0)
    query = base.both(f"m.ts <{equal} ?", latest).both(f"m.ts >{equal} ?", oldest)
    offset, count = params.page(context.may("api-bypass-rate-limit"))
    store = context.chat().store
    found = history.select(store, query, offset=offset, count=count)
    shown = {"messages": [messages.document(message) for message in found]}
    if asked.flag("unreads", False):
        member = members.find(store, room.id, context.user().id)
        unread = [m for m in found if member and m.ts > member.seen]
        return success(**shown, unreadNotLoaded=0, firstUnread=_first(unread))
    return success(**shown)


def _first(unread: list[messages.Message]) -> dict[str, object]:
    return messages.document(unread[-1]) if unread else {}


def _filtered(room: Room) -> Query:
    asked = params.query()
    query = history.shown(room.id)
    if "pinned" in asked:
        query = query.both("m.pinned = ?", int(asked.flag("pinned")))
    if ids := asked.text("mentionIds", ""):
        asked_for = "SELECT mid FROM mentions WHERE uid IN (SELECT value FROM json_each(?))"
        query = query.both(f"m.id IN ({asked_for})", json.dumps(ids.split(",")))
    if ids := asked.text("starredIds", ""):
        if set(ids.split(",")) != {context.user().id}:
            raise forbidden()
        query = query.both("m.id IN (SELECT mid FROM stars WHERE uid = ?)", ids)
    return query


def _mentioning(room: Room) -> Query:
    return history.shown(room.id).both("x.uid = ?", context.user().id)
