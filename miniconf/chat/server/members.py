"""Who belongs to a room, with which role, and how far each has read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from miniconf.chat.server.errors import ApiError
from miniconf.chat.server.instants import iso
from miniconf.chat.server.rooms import Room
from miniconf.chat.server.store import Change, Row
from miniconf.chat.server.users import Rows, User

ROOM_ROLES = ("owner", "moderator", "leader")


@dataclass(frozen=True, slots=True)
class Member:
    """One person in one room. `seen` is the instant of the last message read."""

    rid: str
    uid: str
    roles: frozenset[str]
    joined: int
    updated: int
    open: bool
    favorite: bool
    seen: int
    alert: bool
    ignored: tuple[str, ...]


def from_row(row: Row) -> Member:
    """The member of a row of `members`."""
    return Member(
        row["rid"], row["uid"], frozenset(json.loads(row["roles"])), row["joined"], row["updated"],
        bool(row["open"]), bool(row["favorite"]), row["seen"], bool(row["alert"]),
        tuple(json.loads(row["ignored"])),
    )  # fmt: skip


def find(source: Rows, rid: str, uid: str) -> Member | None:
    """The membership of a person in a room, or None."""
    row = source.row("SELECT * FROM members WHERE rid = ? AND uid = ?", (rid, uid))
    return from_row(row) if row else None


def join(change: Change, room: Room, user: User, *roles: str) -> bool:
    """Make `user` a member; whether they were not one before."""
    now = change.rev()
    added = change.run(
        "INSERT OR IGNORE INTO members (rid, uid, roles, joined, updated, seen)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (room.id, user.id, json.dumps(sorted(roles)), now, now, now),
    )
    if added:
        change.run("UPDATE rooms SET people = people + 1 WHERE id = ?", (room.id,))
    return bool(added)


def leave(change: Change, room: Room, user: User) -> None:
    """End a membership; the last owner may not go."""
    member = find(change, room.id, user.id)
    if member is None:
        raise ApiError("User is not in this room", "error-user-not-in-room")
    if "owner" in member.roles and owners(change, room) == 1:
        raise ApiError(
            "You are the last owner. Please set new owner before leaving the room.",
            "error-you-are-last-owner",
        )
    change.run("DELETE FROM members WHERE rid = ? AND uid = ?", (room.id, user.id))
    change.run("UPDATE rooms SET people = people - 1 WHERE id = ?", (room.id,))


def owners(source: Rows, room: Room) -> int:
    """How many owners the room has."""
    rows = source.rows(
        "SELECT 1 FROM members, json_each(members.roles)"
        " WHERE rid = ? AND json_each.value = 'owner'",
        (room.id,),
    )
    return len(rows)


def give(change: Change, room: Room, user: User, role: str, *, take: bool = False) -> None:
    """Give a member a role of the room, or take it; what is so already raises ApiError."""
    member = find(change, room.id, user.id)
    if member is None:
        raise ApiError("User is not in this room", "error-user-not-in-room")
    article = "an" if role == "owner" else "a"
    if not take and role in member.roles:
        raise ApiError(f"User is already {article} {role}", f"error-user-already-{role}")
    if take and role not in member.roles:
        raise ApiError(f"User is not {article} {role}", f"error-user-not-{role}")
    if take and role == "owner" and owners(change, room) == 1:
        raise ApiError(
            "This is the last owner. Please set a new owner before removing this one.",
            "error-remove-last-owner",
        )
    roles = member.roles - {role} if take else member.roles | {role}
    set_member(change, room.id, user.id, roles=json.dumps(sorted(roles)))


def set_member(change: Change, rid: str, uid: str, **values: Any) -> bool:
    """Set columns of a membership; whether there is one."""
    if not values.keys() <= {"roles", "open", "favorite", "seen", "alert", "ignored"}:
        raise ValueError(values)
    assigned = ", ".join(f"{column} = ?" for column in values)
    changed = change.run(
        f"UPDATE members SET {assigned}, updated = ? WHERE rid = ? AND uid = ?",
        (*values.values(), change.rev(), rid, uid),
    )
    return bool(changed)


def unread(source: Rows, member: Member) -> tuple[int, int]:
    """`(messages, mentions)` since the member last read; messages are counted up to 100."""
    messages = source.row(
        "SELECT count(*) FROM (SELECT 1 FROM messages WHERE rid = ? AND ts > ? AND uid <> ?"
        " AND state = 'shown' AND t IS NULL LIMIT 100)",
        (member.rid, member.seen, member.uid),
    )
    mentions = source.row(
        "SELECT count(*) FROM mentions WHERE uid = ? AND rid = ? AND ts > ?",
        (member.uid, member.rid, member.seen),
    )
    return (messages[0] if messages else 0), (mentions[0] if mentions else 0)


def subscription(source: Rows, member: Member, room: Room, user: User) -> dict[str, Any]:
    """The membership as the API shows it."""
    messages, mentions = unread(source, member)
    return {
        "_id": f"{member.rid}{member.uid}", "rid": room.id, "t": room.t, "name": room.name or "",
        "fname": room.fname or room.name or "", "u": user.brief, "open": member.open,
        "alert": member.alert or bool(messages), "unread": messages, "userMentions": mentions,
        "groupMentions": 0, "roles": sorted(member.roles), "f": member.favorite,
        "ts": iso(member.joined), "ls": iso(member.seen or member.joined),
        "_updatedAt": iso(member.updated), "ignored": list(member.ignored),
    }  # fmt: skip
