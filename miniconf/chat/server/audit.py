"""The log of what moderators and admins did: who, from where, to whom, and why."""

from __future__ import annotations

import json
from typing import Any

from miniconf.chat.server import context
from miniconf.chat.server.instants import iso
from miniconf.chat.server.store import Change
from miniconf.chat.server.users import Rows


def record(
    change: Change,
    action: str,
    *,
    rid: str | None = None,
    target: str | None = None,
    **details: Any,
) -> None:
    """Log an action of the caller, in the same transaction as the action itself."""
    who = context.caller()
    change.run(
        "INSERT INTO audit (ts, actor, address, action, rid, target, details)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (change.rev(), who.id if who else "", context.address(), action, rid, target,
         json.dumps(details)),
    )  # fmt: skip


def entries(
    source: Rows, offset: int, count: int, rid: str | None = None
) -> tuple[list[dict[str, Any]], int]:
    """`(entries, total)`, newest first; of one room where `rid` is given."""
    where, values = ("WHERE a.rid = ?", [rid]) if rid else ("", [])
    joined = (
        "audit a LEFT JOIN users u ON u.id = a.actor LEFT JOIN rooms r ON r.id = a.rid"
        " LEFT JOIN users t ON t.id = a.target"
    )
    rows = source.rows(
        "SELECT a.*, u.username, u.name, r.name AS room, t.name AS target_name"
        f" FROM {joined} {where} ORDER BY a.id DESC LIMIT ? OFFSET ?",
        (*values, count, offset),
    )
    total = source.row(f"SELECT count(*) FROM audit a {where}", values)
    shown = [
        {
            "id": row["id"], "at": iso(row["ts"]), "action": row["action"],
            "by": {"id": row["actor"], "username": row["username"], "name": row["name"]},
            "address": row["address"], "room": row["room"], "target": row["target"],
            "targetName": row["target_name"], "details": json.loads(row["details"]),
        }
        for row in rows
    ]  # fmt: skip
    return shown, total[0] if total else 0
