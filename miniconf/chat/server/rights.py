"""Who may do what: Rocket.Chat's permissions, held by roles.

Roles come from the account (`admin`, `bot`, `moderator`, `user`, `guest`) and from the room
(`owner`, `moderator`, `leader`). The table may be changed with `permissions.update`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from miniconf.chat.server.store import Change, Store

ROLES = {
    "admin": ("Users", "Admin"),
    "bot": ("Users", "Bot"),
    "moderator": ("Subscriptions", "Moderator"),
    "owner": ("Subscriptions", "Owner"),
    "leader": ("Subscriptions", "Leader"),
    "user": ("Users", ""),
    "guest": ("Users", ""),
    "anonymous": ("Users", ""),
    "app": ("Users", "App"),
}
"""Role -> its scope and description."""

_STAFF = "admin owner moderator"
_DEFAULT = {
    "access-permissions": "admin",
    "add-all-to-room": "admin",
    "add-user-to-any-c-room": "admin bot",
    "add-user-to-any-p-room": "admin bot",
    "add-user-to-joined-room": _STAFF + " bot",
    "api-bypass-rate-limit": "admin bot",
    "archive-room": "admin bot owner",
    "assign-admin-role": "admin",
    "bypass-time-limit-edit-and-delete": "bot app",
    "clean-channel-history": "admin",
    "create-c": "admin bot",
    "create-invite-links": "admin owner moderator",
    "create-d": "admin bot moderator",
    "create-p": "admin bot",
    "create-personal-access-tokens": "admin bot",
    "create-user": "admin",
    "delete-c": "admin bot owner",
    "delete-d": "admin",
    "delete-message": _STAFF + " bot",
    "delete-own-message": "admin bot moderator user guest",
    "delete-p": "admin bot owner",
    "delete-user": "admin",
    "edit-message": "admin bot owner",
    "edit-other-user-active-status": "admin",
    "edit-other-user-avatar": "admin",
    "edit-other-user-info": "admin",
    "edit-other-user-password": "admin",
    "edit-privileged-setting": "admin",
    "edit-room": _STAFF + " bot",
    "force-delete-message": "admin owner",
    "join-without-join-code": "admin bot",
    "leave-c": "admin bot moderator user guest",
    "leave-p": "admin bot moderator user guest",
    "manage-moderation-actions": "admin moderator",
    "mention-all": _STAFF,
    "message-impersonate": "bot app",
    "mute-user": _STAFF,
    "pin-message": _STAFF + " bot",
    "post-readonly": _STAFF + " bot",
    "remove-user": _STAFF + " bot",
    "set-leader": "admin bot owner",
    "set-moderator": "admin bot owner",
    "set-owner": "admin bot owner",
    "set-readonly": "admin bot owner moderator",
    "start-discussion": "admin bot",
    "unarchive-room": "admin bot",
    "user-generate-access-token": "admin",
    "view-full-other-user-info": "admin",
    "view-moderation-console": "admin moderator",
    "view-other-user-channels": "admin",
    "view-outside-room": "admin bot moderator user guest",
    "view-privileged-setting": "admin",
    "view-room-administration": "admin bot",
    "view-statistics": "admin",
    # Not Rocket.Chat's: what only this server knows.
    "miniconf-ban-user": "admin moderator",
    "miniconf-bypass-slow-mode": _STAFF + " bot",
    "miniconf-hide-message": _STAFF,
    "miniconf-mark-answered": _STAFF + " bot",
    "miniconf-view-audit": "admin moderator",
}


class Rights:
    """The table of permissions, read once and kept up to date with what is written."""

    def __init__(self, store: Store) -> None:
        self._table = {name: frozenset(roles.split()) for name, roles in _DEFAULT.items()}
        self._updated = dict.fromkeys(self._table, 0)
        for row in store.rows("SELECT id, roles, updated FROM permissions"):
            self._set(row["id"], frozenset(json.loads(row["roles"])), row["updated"])

    def _set(self, name: str, roles: frozenset[str], updated: int) -> None:
        self._table[name], self._updated[name] = roles, updated

    def may(self, roles: Iterable[str], permission: str) -> bool:
        """Whether one of `roles` holds `permission`."""
        return not self._table.get(permission, frozenset()).isdisjoint(roles)

    def listed(self, since: int = 0) -> list[tuple[str, list[str], int]]:
        """`(permission, roles, changed at)` for all changed after `since`, by name."""
        return [
            (name, sorted(roles), self._updated[name])
            for name, roles in sorted(self._table.items())
            if self._updated[name] > since or not since
        ]

    def update(self, store: Store, wanted: dict[str, list[str]]) -> None:
        """Keep `permission -> roles`, in the file and in memory."""

        def save(change: Change) -> int:
            now = change.rev()
            for name, roles in wanted.items():
                change.run(
                    "INSERT OR REPLACE INTO permissions VALUES (?, ?, ?)",
                    (name, json.dumps(sorted(roles)), now),
                )
            return now

        now = store.write(save)
        for name, roles in wanted.items():
            self._set(name, frozenset(roles), now)
