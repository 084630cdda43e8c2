"""Sessions: signed tokens that end, and that can be ended.

A token is the id of a row in `sessions`, signed with the server's secret (itsdangerous, HMAC).
A forged one fails at its signature before the file is asked; one used again after logging out, or
after its time, finds no row.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from itsdangerous import BadSignature, URLSafeSerializer

from miniconf.chat.server.ids import new_secret
from miniconf.chat.server.store import Change
from miniconf.chat.server.users import Rows, User, from_row

NEVER = 10**15
"""When personal access tokens end: in the year 33658."""


@dataclass(frozen=True, slots=True)
class Session:
    """A session that holds: its row's id, its person, and when it ends (milliseconds)."""

    id: str
    user: User
    expires: int
    kind: str

    def runs(self, now: int) -> bool:
        """Whether it has not ended and its person may come in, and is not shut out."""
        return self.expires > now and self.user.active and self.user.banned_until <= now


class Tokens:
    """Makes and reads the tokens of `X-Auth-Token`."""

    def __init__(self, secret: bytes) -> None:
        self._signer = URLSafeSerializer(
            secret, salt="miniconf-session", signer_kwargs={"digest_method": hashlib.sha256}
        )

    def begin(
        self, change: Change, user: User, *, expires: int, address: str = "",
        kind: str = "login", name: str = "",
    ) -> str:  # fmt: skip
        """The token of a new session."""
        identity = new_secret()
        change.run(
            "INSERT INTO sessions (id, uid, kind, name, address, created, expires)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (_digest(identity), user.id, kind, name, address, change.rev(), expires),
        )
        token = self._signer.dumps(identity)
        return token if isinstance(token, str) else token.decode()

    def owner(self, source: Rows, token: str, now: int) -> User | None:
        """The person of a token that is genuine and runs."""
        found = self.find(source, token)
        return found.user if found and found.runs(now) else None

    def find(self, source: Rows, token: str) -> Session | None:
        """The session behind a genuine token, whether it still runs or not."""
        identity = self._identity(token)
        if identity is None:
            return None
        row = source.row(
            "SELECT u.*, s.id AS session, s.expires, s.kind AS session_kind"
            " FROM sessions s JOIN users u ON u.id = s.uid WHERE s.id = ?",
            (_digest(identity),),
        )
        if row is None:
            return None
        return Session(row["session"], from_row(row), row["expires"], row["session_kind"])

    def _identity(self, token: str) -> str | None:
        if len(token) > 400:
            return None
        try:
            identity = self._signer.loads(token)
        except BadSignature:
            return None
        return identity if isinstance(identity, str) else None


def _digest(identity: str) -> str:
    """What the file keeps of a token: whoever reads the file cannot sign in with it."""
    return hashlib.sha256(identity.encode()).hexdigest()


def end(change: Change, session: str) -> None:
    """End one session."""
    change.run("DELETE FROM sessions WHERE id = ?", (session,))


def end_all(change: Change, uid: str, but: str = "") -> None:
    """End all sessions of a person, except `but`."""
    change.run("DELETE FROM sessions WHERE uid = ? AND id <> ?", (uid, but))


def sweep(change: Change, now: int) -> None:
    """Forget the sessions that have run out."""
    change.run("DELETE FROM sessions WHERE expires <= ?", (now,))
