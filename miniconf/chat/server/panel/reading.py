"""Reading: `miniconf.messages`, `miniconf.questions`, `miniconf.thread`, `miniconf.search`."""

from __future__ import annotations

from miniconf.chat.server import context, history, messages, params, rooms, views
from miniconf.chat.server.answer import Answer, Api, listing, success
from miniconf.chat.server.errors import ApiError, UnauthorizedError
from miniconf.chat.server.history import Query
from miniconf.chat.server.panel.rooms import room_of
from miniconf.chat.server.rooms import Room

api = Api("panel-reading")
ORDERS = {
    "newest": "m.ts DESC",
    "oldest": "m.ts",
    "votes": "m.votes DESC, m.ts DESC",
    "waiting": "m.answered > 0, m.votes DESC, m.ts DESC",
}
"""What `order` may say -> the order."""


def _viewer(room: Room) -> views.Viewer:
    staff = context.may("miniconf-hide-message", room)
    return views.Viewer(context.chat().store, room, staff)


def top(room: Room, staff: bool) -> Query:
    """Questions and remarks of a room. A deleted or hidden one stays while it has answers; those
    who moderate see every hidden one."""
    states = "m.state IN ('shown', 'hidden')" if staff else "m.state = 'shown'"
    return Query(f"m.rid = ? AND m.tmid IS NULL AND (m.t IS NULL OR m.t = 'rm') AND "
                 f"({states} OR m.replies > 0)", (room.id,))  # fmt: skip


def latest(room: Room, before: int, count: int) -> tuple[list[views.View], bool]:
    """`(messages, more)`: the last `count` before an instant with their answers, oldest first."""
    staff = context.may("miniconf-hide-message", room)
    query = top(room, staff).both("m.ts < ?", before)
    found = history.select(context.chat().store, query, count=count + 1)
    return _viewer(room).threads(reversed(found[:count])), len(found) > count


@api.get_("miniconf.messages", guests=True)
def page() -> Answer:
    """What stands at the top level before `before` (milliseconds), each with its answers.

    Without `before` also what is `gone`, for pages that may still show it.
    """
    asked = params.query()
    room = room_of(asked)
    _, count = params.page()
    # What is written after `rev` comes through the live feed, so it is read first.
    rev = context.chat().store.last
    before = asked.number("before", history.LATEST)
    shown, more = latest(room, before, count)
    answer = success(messages=shown, more=more, rev=rev)
    if before == history.LATEST:
        answer["gone"] = history.gone(context.chat().store, room.id)
    return answer


@api.get_("miniconf.questions", guests=True)
def questions() -> Answer:
    """The questions of a room with their answers, by `order`: newest, oldest, votes or waiting."""
    asked = params.query()
    room = room_of(asked)
    order = asked.text("order", "newest")
    if order not in ORDERS:
        raise ApiError(f"must be one of {', '.join(ORDERS)}: order", "invalid-params")
    offset, count = params.page()
    store = context.chat().store
    query = history.shown(room.id).both("m.question = 1")
    rev = store.last
    found = history.select(store, query, order=ORDERS[order], offset=offset, count=count)
    answer = listing("questions", _viewer(room).threads(found), history.total(store, query), offset)
    return answer | {"rev": rev}


@api.get_("miniconf.thread", guests=True)
def thread() -> Answer:
    """One message with its answers."""
    message = messages.find(context.chat().store, params.query().text("message"))
    if message is None:
        raise ApiError("Invalid message", "error-invalid-message")
    room = context.room(message.rid)
    begins = messages.find(context.chat().store, message.tmid) if message.tmid else message
    if begins is None:
        raise ApiError("Invalid message", "error-invalid-message")
    return success(thread=_viewer(room).threads([begins])[0], room=views.room_view(room))


@api.get_("miniconf.search", guests=True)
def search() -> Answer:
    """Messages with all the words, in one room or in all public ones, newest first."""
    asked = params.query()
    text = asked.text("text", limit=200)
    here = context.chat()
    if context.caller() is None and not here.settings.guests:
        raise UnauthorizedError
    if len(text.strip()) < 2:
        return listing("messages", [], 0, 0)
    offset, count = params.page()
    query = history.searched("", text)
    if "room" in asked:
        room = room_of(asked)
        query = Query(query.where, (room.id, *query.values[1:]))
        where = query
    else:
        where = Query(query.where.replace("m.rid = ?", "r.t = 'c'", 1), query.values[1:])
    found = history.select(
        here.store, where, offset=offset, count=count, join="JOIN rooms r ON r.id = m.rid"
    )
    shown = []
    for message in found:
        room = rooms.known(here.store, message.rid)
        shown.append(_viewer(room).one(message) | {"roomName": room.name, "roomTitle": room.title})
    return listing("messages", shown, len(shown), offset)
