"""Threads, and what is new since an instant: `getThreadsList`, `syncMessages` and their like."""

from __future__ import annotations

from typing import Any

from miniconf.chat.server import context, history, messages, params
from miniconf.chat.server.answer import Answer, Api, listing, success
from miniconf.chat.server.errors import ApiError
from miniconf.chat.server.history import Query
from miniconf.chat.server.instants import iso
from miniconf.chat.server.messages import Message
from miniconf.chat.server.params import Params
from miniconf.chat.server.rooms import Room

api = Api("threads")


@api.get_("chat.getThreadsList")
def threads() -> Answer:
    """The messages of a room that have answers, latest answer first."""
    asked = params.query()
    room = _room(asked)
    query = history.shown(room.id).both("m.replies > 0")
    if asked.text("type", "") == "following":
        query = query.both(
            "EXISTS (SELECT 1 FROM json_each(m.doc, '$.replies') f WHERE f.value = ?)",
            context.user().id,
        )
    for word in asked.text("text", "").split()[:8]:
        query = query.both("json_extract(m.doc, '$.msg') LIKE ?", f"%{word}%")
    store = context.chat().store
    offset, count = params.page(context.may("api-bypass-rate-limit"))
    order = params.order({"tlm": "json_extract(m.doc, '$.tlm')", "ts": "m.ts"},
                         "json_extract(m.doc, '$.tlm') DESC")  # fmt: skip
    found = history.select(store, query, order=order, offset=offset, count=count)
    return listing("threads", _documents(found), history.total(store, query), offset)


@api.get_("chat.getThreadMessages")
def thread_messages() -> Answer:
    """The answers of a thread, oldest first."""
    parent = _thread(params.query())
    query = _answers(parent)
    store = context.chat().store
    offset, count = params.page(context.may("api-bypass-rate-limit"))
    found = history.select(store, query, order="m.ts", offset=offset, count=count)
    return listing("messages", _documents(found), history.total(store, query), offset)


@api.get_("chat.syncThreadsList")
def sync_threads() -> Answer:
    """The threads of a room that changed since an instant."""
    asked = params.query()
    since = _since(asked)
    room = _room(asked)
    query = history.shown(room.id).both("m.replies > 0").both("m.rev > ?", since)
    return success(threads=_news(query, Query(
        "m.rid = ? AND m.tmid IS NULL AND m.state <> 'shown' AND m.rev > ?", (room.id, since)
    )))  # fmt: skip


@api.get_("chat.syncThreadMessages")
def sync_thread() -> Answer:
    """The answers of a thread that changed since an instant."""
    asked = params.query()
    parent, since = _thread(asked), _since(asked)
    gone = Query("m.tmid = ? AND m.state <> 'shown' AND m.rev > ?", (parent.id, since))
    return success(messages=_news(_answers(parent).both("m.rev > ?", since), gone))


@api.get_("chat.syncMessages")
def sync_messages() -> Answer:
    """All that changed in a room since `lastUpdate`; with `next` or `previous`, by pages."""
    asked = params.query()
    for name in ("roomId",) if "next" in asked or "previous" in asked else ("roomId", "lastUpdate"):
        if name not in asked:
            raise ApiError(
                f'The required "{name}" query param is missing.',
                f"error-{name}-param-not-provided",
            )
    room = context.room(asked.text("roomId"))
    if "next" in asked or "previous" in asked:
        return _by_cursor(room, asked)
    since = asked.instant("lastUpdate")
    updated = history.shown(room.id).both("m.rev > ?", since)
    gone = Query("m.rid = ? AND m.state <> 'shown' AND m.rev > ?", (room.id, since))
    news = _news(updated, gone)
    return success(result={"updated": news["update"], "deleted": news["remove"]})


def _by_cursor(room: Room, asked: Params) -> Answer:
    """One page after `next` or before `previous`, both instants in milliseconds."""
    _, count = params.page(context.may("api-bypass-rate-limit"))
    forward = "next" in asked
    edge = asked.number("next" if forward else "previous", 0)
    state = "<> 'shown'" if asked.text("type", "") == "DELETED" else "= 'shown'"
    compared = ">" if forward else "<"
    query = Query(f"m.rid = ? AND m.state {state} AND m.rev {compared} ?", (room.id, edge))
    found = history.select(
        context.chat().store, query, order=f"m.rev {'ASC' if forward else 'DESC'}", count=count + 1
    )
    page = found[:count]
    cursor = {
        "next": str(page[-1].rev) if len(found) > count and forward else None,
        "previous": str(page[0].rev) if page and forward else None,
    }
    deleted = state != "= 'shown'"
    return success(result={
        "updated": [] if deleted else _documents(page),
        "deleted": _gone(page) if deleted else [], "cursor": cursor,
    })  # fmt: skip


def _news(updated: Query, gone: Query) -> dict[str, list[dict[str, Any]]]:
    store = context.chat().store
    most = 1_000_000
    return {
        "update": _documents(history.select(store, updated, order="m.rev", count=most)),
        "remove": _gone(history.select(store, gone, order="m.rev", count=most)),
    }


def _documents(found: list[Message]) -> list[dict[str, Any]]:
    return [messages.document(message) for message in found]


def _gone(found: list[Message]) -> list[dict[str, Any]]:
    return [{"_id": message.id, "_deletedAt": iso(message.rev)} for message in found]


def _answers(parent: Message) -> Query:
    return Query("m.tmid = ? AND m.state = 'shown'", (parent.id,))


def _room(asked: Params) -> Room:
    if "rid" not in asked:
        raise ApiError(
            'The required "rid" query param is missing.', "error-room-id-param-not-provided"
        )
    return context.room(asked.text("rid"))


def _thread(asked: Params) -> Message:
    if "tmid" not in asked:
        raise ApiError('The required "tmid" query param is missing.', "error-invalid-params")
    parent = messages.find(context.chat().store, asked.text("tmid"))
    if parent is None or parent.tmid:
        raise ApiError("Invalid Message", "error-invalid-message")
    context.room(parent.rid)
    return parent


def _since(asked: Params) -> int:
    if "updatedSince" not in asked:
        raise ApiError(
            'The required param "updatedSince" is missing.', "error-updatedSince-param-invalid"
        )
    return asked.instant("updatedSince")
