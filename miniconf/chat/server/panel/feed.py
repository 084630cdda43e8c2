"""The live feed: `miniconf.live`, a call that waits until there is news."""

from __future__ import annotations

from typing import Any

from miniconf.chat.server import context, history, params, rooms, views
from miniconf.chat.server.answer import Answer, Api, success
from miniconf.chat.server.live import LONGEST_WAIT
from miniconf.chat.server.panel.rooms import room_of
from miniconf.chat.server.rooms import Room

api = Api("panel-feed")
MOST_NEWS = 200
"""Messages in one answer; the rest comes with the next call, which does not wait."""


@api.get_("miniconf.live", guests=True)
def live() -> Answer:
    """What changed in `room` after `since`; waits up to `wait` seconds for the first change.

    With a session, `rooms` says in which other of the caller's rooms something was written.
    """
    asked = params.query()
    room, since = room_of(asked), asked.number("since", 0)
    wait = min(asked.number("wait", 25), LONGEST_WAIT)
    here, who = context.chat(), context.caller()
    others: list[str] = []
    if who and asked.flag("others", False):
        rows = here.store.rows("SELECT rid FROM members WHERE uid = ? AND open = 1", (who.id,))
        others = [row["rid"] for row in rows if row["rid"] != room.id]
    with here.live.listening([room.id, *others]) as waiter:
        news = _news(room, since, others)
        if news is None and wait:
            waiter.wait(wait)
            # A session may have ended, and a room may be gone, while this was waiting.
            context.refresh()
            news = _news(context.room(room.id), since, others)
    return success(**(news or {"messages": [], "rev": since}))


def _news(room: Room, since: int, others: list[str]) -> dict[str, Any] | None:
    """What is new, or None."""
    store = context.chat().store
    found = history.changed(store, room.id, since, MOST_NEWS)
    fresh = rooms.known(store, room.id) if room.rev <= since or found else room
    elsewhere = _elsewhere(others, since) if others else []
    if not found and fresh.rev <= since and not elsewhere:
        return None
    viewer = views.Viewer(store, fresh, context.may("miniconf-hide-message", fresh))
    rev = found[-1].rev if found else since
    if len(found) < MOST_NEWS:
        rev = max([rev, fresh.rev, *(other["last"] for other in elsewhere)])
    # An answer changes its question after it: who hears of both needs the question first.
    told = sorted(found, key=lambda message: (message.tmid is not None, message.rev))
    news: dict[str, Any] = {"messages": viewer.several(told), "rev": rev}
    if fresh.rev > since:
        news["room"] = views.room_view(fresh)
        news["me"] = views.standing(fresh)
    if elsewhere:
        news["rooms"] = elsewhere
    return news


def _elsewhere(others: list[str], since: int) -> list[dict[str, Any]]:
    marks = ",".join("?" * len(others))
    rows = context.chat().store.rows(
        f"SELECT id, name, last FROM rooms WHERE last > ? AND id IN ({marks})",
        (since, *others),
    )
    return [{"id": row["id"], "name": row["name"], "last": row["last"]} for row in rows]
