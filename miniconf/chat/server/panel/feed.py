"""The live feed: `miniconf.live`, a call that waits until there is news."""

from __future__ import annotations

from typing import Any

from miniconf.chat.server import context, history, params, rooms, views
from miniconf.chat.server.answer import Answer, Api, success
from miniconf.chat.server.live import LONGEST_WAIT
from miniconf.chat.server.messages import Message
from miniconf.chat.server.panel.rooms import room_of
from miniconf.chat.server.rooms import Room

api = Api("panel-feed")
MOST_NEWS = 200
"""Messages in one answer; the rest comes with the next call, which does not wait."""
_NOTICED = 0.02
"""Seconds: fewer readers than are told within so short a time are no crowd."""


@api.get_("miniconf.live", guests=True)
def live() -> Answer:
    """What changed in `room` after `since`; waits up to `wait` seconds for the first change.

    With a session, `me` is told where the caller was muted or may speak again, and `rooms` says in
    which other of the caller's rooms something was written; one that has ended is refused.
    """
    context.check_session()
    asked = params.query()
    room, since = room_of(asked), asked.number("since", 0)
    wait = min(asked.number("wait", 25), LONGEST_WAIT)
    here, who = context.chat(), context.caller()
    others: list[str] = []
    own = [who.id] if who else []
    if who and asked.flag("others", False):
        rows = here.store.rows("SELECT rid FROM members WHERE uid = ? AND open = 1", (who.id,))
        others = [row["rid"] for row in rows if row["rid"] != room.id]
    most = here.settings.limits.readers
    with here.live.listening([room.id, *others, *own], context.address(), most) as waiter:
        news = _news(room, since, others)
        if news is None and wait:
            waiter.wait(wait)
            if (pause := here.live.gathering(room.id)) > _NOTICED:
                here.runtime.sleep(pause)
            # A session may have ended, and a room may be gone, while this was waiting.
            context.refresh()
            context.check_session()
            news = _news(context.room(room.id), since, others)
    return success(**(news or {"messages": [], "rev": since}))


def _news(room: Room, since: int, others: list[str]) -> dict[str, Any] | None:
    """What is new, or None."""
    here, who = context.chat(), context.caller()
    own = who.updated if who else 0
    if own <= since and here.live.quiet([room.id, *others], since):
        return None
    store = here.store
    # What `rev` says is read before the messages, or one written between would never be told.
    fresh = rooms.known(store, room.id)
    elsewhere = _elsewhere(others, since) if others else []
    found = history.changed(store, room.id, since, MOST_NEWS)
    if not found and max(fresh.rev, own) <= since and not elsewhere:
        return None
    rev = found[-1].rev if found else since
    if len(found) < MOST_NEWS:
        rev = max([rev, fresh.rev, own, *(other["last"] for other in elsewhere)])
    # An answer changes its question after it: who hears of both needs the question first.
    told = sorted(found, key=lambda message: (message.tmid is not None, message.rev))
    news: dict[str, Any] = {"messages": _shown(fresh, told), "rev": rev}
    if fresh.rev > since:
        news["room"] = views.room_view(fresh)
    if max(fresh.rev, own) > since:
        news["me"] = views.standing(fresh)
    if elsewhere:
        news["rooms"] = elsewhere
    return news


def _shown(room: Room, told: list[Message]) -> list[views.View]:
    """The messages as their readers see them, worked out once for all readers of the same news."""
    here, staff = context.chat(), context.may("miniconf-hide-message", room)
    key = (room.id, room.rev, staff, *((message.id, message.rev) for message in told))
    return here.shown.get(key, lambda: views.Viewer(here.store, room, staff).several(told))


def _elsewhere(others: list[str], since: int) -> list[dict[str, Any]]:
    marks = ",".join("?" * len(others))
    rows = context.chat().store.rows(
        f"SELECT id, name, last FROM rooms WHERE last > ? AND id IN ({marks})",
        (since, *others),
    )
    return [{"id": row["id"], "name": row["name"], "last": row["last"]} for row in rows]
