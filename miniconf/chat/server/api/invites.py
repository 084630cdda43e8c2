"""Links that let people into a room: `findOrCreateInvite`, `useInviteToken` and their like."""

from __future__ import annotations

import secrets
from typing import Any

from miniconf.chat.server import context, members, params, rooms
from miniconf.chat.server.answer import Answer, Api, success
from miniconf.chat.server.api.room_people import joined
from miniconf.chat.server.errors import ApiError
from miniconf.chat.server.ids import ALPHABET
from miniconf.chat.server.instants import iso
from miniconf.chat.server.store import Change, Row

api = Api("invites")
_DAY = 86_400_000
_LENGTH = 12
_MOST_DAYS = 366


def _document(row: Row) -> dict[str, Any]:
    """An invitation as the API shows it; 0 days or uses mean without end."""
    return {
        "_id": row["id"], "rid": row["rid"], "userId": row["uid"], "days": row["days"],
        "maxUses": row["most"], "uses": row["uses"], "createdAt": iso(row["created"]),
        "expires": iso(row["expires"]) if row["expires"] else None,
        "_updatedAt": iso(row["updated"]),
    }  # fmt: skip


@api.post_("findOrCreateInvite")
def find_or_create() -> Answer:
    """The caller's invitation into a room for so many days and uses, made where there is none."""
    body, who = params.body(), context.user()
    if "rid" not in body:
        raise ApiError('The "rid" parameter must be provided.', "error-invalid-params")
    room = context.room(body.text("rid"))
    if room.t == "d":
        raise ApiError("Not allowed", "error-not-allowed")
    context.require("create-invite-links", room, 400)
    days, most = min(body.number("days", 1), _MOST_DAYS), body.number("maxUses", 0)

    def work(change: Change) -> Row | None:
        wanted = (room.id, who.id, days, most)
        same = "SELECT * FROM invites WHERE rid = ? AND uid = ? AND days = ? AND most = ?"
        now = change.rev()
        usable = " AND (expires = 0 OR expires > ?) AND (most = 0 OR uses < most)"
        if found := change.row(same + usable, (*wanted, now)):
            return found
        identity = "".join(secrets.choice(ALPHABET) for _ in range(_LENGTH))
        change.run(
            "INSERT INTO invites (id, rid, uid, days, most, created, updated, expires)"
            " VALUES (?,?,?,?,?,?,?,?)",
            (identity, *wanted, now, now, now + days * _DAY if days else 0),
        )
        return change.row("SELECT * FROM invites WHERE id = ?", (identity,))

    row = context.chat().store.write(work)
    return success(**_document(row)) if row else success()


@api.get_("listInvites")
def listed() -> Any:
    """All invitations, as a bare list: the contract has it so."""
    context.require("create-invite-links")
    return [_document(row) for row in context.chat().store.rows("SELECT * FROM invites")]


@api.delete_("removeInvite/<identity>")
def remove(identity: str) -> Any:
    """End an invitation."""
    context.require("create-invite-links")
    _usable(identity, ended=True)
    context.chat().store.write(
        lambda change: change.run("DELETE FROM invites WHERE id = ?", (identity,))
    )
    return True


@api.post_("validateInviteToken")
def validate() -> Answer:
    """Whether an invitation still lets people in."""
    try:
        _usable(params.body().text("token", limit=100))
    except ApiError:
        return success(valid=False)
    return success(valid=True)


@api.post_("useInviteToken")
def use() -> Answer:
    """The caller as a member of the room that an invitation is for."""
    who, here = context.user(), context.chat()
    row = _usable(params.body().text("token", limit=100))
    room = rooms.known(here.store, row["rid"])
    if members.find(here.store, room.id, who.id) is None:
        here.store.write(lambda change: _spend(change, row["id"]))
        room = joined(room, [who])
    shown = {"_id": room.id, "rid": room.id, "name": room.name or "", "topic": room.topic,
             "fname": room.title, "t": room.t}  # fmt: skip
    return success(room=shown)


def _spend(change: Change, identity: str) -> None:
    """Count one use; of two at once the last place goes to one."""
    spent = change.run(
        "UPDATE invites SET uses = uses + 1, updated = ? WHERE id = ?"
        " AND (most = 0 OR uses < most)", (change.rev(), identity),
    )  # fmt: skip
    if not spent:
        raise ApiError("Invite token is invalid or not valid anymore.", "error-invite-expired")


def _usable(identity: str, ended: bool = False) -> Row:
    """The invitation, where it is there and has not `ended`."""
    row = context.chat().store.row("SELECT * FROM invites WHERE id = ?", (identity,))
    if row is None:
        raise ApiError("Invalid Invitation ID", "invalid-invitation-id")
    over = row["expires"] and row["expires"] <= context.now()
    if not ended and (over or (row["most"] and row["uses"] >= row["most"])):
        raise ApiError("Invite token is invalid or not valid anymore.", "error-invite-expired")
    return row
