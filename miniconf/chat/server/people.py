"""Attendees from a private CSV, and the personal links they come by.

Columns: `name`; `id`, `email`, `role`, `papers`, `affiliation`. `role` is `attendee` (or nothing),
`author`, `moderator` or `admin`; `papers` are ids separated by `|`. No column is a password: a link
carries the row's key, signed. A row that is gone, or whose `revoked` column says yes, opens
nothing.
"""

from __future__ import annotations

import csv
import hashlib
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from itsdangerous import BadSignature, URLSafeSerializer

from miniconf.chat.attendees import revoked
from miniconf.chat.server.nicknames import displayed, skeleton
from miniconf.problems import MiniconfError

ROLES = {
    "": "user", "attendee": "user", "user": "user", "author": "user", "speaker": "user",
    "moderator": "moderator", "chair": "moderator", "volunteer": "moderator",
    "organizer": "admin", "organiser": "admin", "admin": "admin",
}  # fmt: skip
"""What the CSV may call a role -> the account's role."""


@dataclass(frozen=True, slots=True)
class Person:
    """One attendee. `key` is a digest, so that links and the chat file hold no address."""

    key: str
    name: str
    email: str
    role: str
    papers: frozenset[str]
    affiliation: str
    generation: str


class People:
    """The attendees' file: read when it changes, and the signer of its links."""

    def __init__(self, secret: bytes, path: Path | None) -> None:
        self._path, self._secret = path, secret
        self._signer = URLSafeSerializer(
            secret, salt="miniconf-link", signer_kwargs={"digest_method": hashlib.sha256}
        )
        self._stamp: tuple[int, int] | None = None
        self._people: dict[str, Person] = {}

    def all(self) -> dict[str, Person]:
        """Key -> attendee, as the file is now; the same rows give the same keys."""
        if self._path is None:
            return {}
        try:
            state = self._path.stat()
            stamp = (state.st_mtime_ns, state.st_size)
            if stamp != self._stamp:
                self._people = {person.key: person for person in self._read(self._path)}
                self._stamp = stamp
        except OSError as error:
            if self._stamp is None:
                raise MiniconfError(f"cannot read the attendees {self._path}: {error}") from None
        return self._people

    def _read(self, path: Path) -> Iterator[Person]:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                fields = {(key or "").strip().lower(): (value or "").strip()
                          for key, value in row.items() if isinstance(value, str)}  # fmt: skip
                if fields.get("name") and not revoked(fields.get("revoked", "")):
                    yield self._person(fields, f"{path.name}:{number}")

    def _person(self, row: dict[str, str], place: str) -> Person:
        role = row.get("role", "").lower()
        if role not in ROLES:
            known = ", ".join(word for word in ROLES if word)
            raise MiniconfError(f'{place}: role: expected one of {known}, got "{role}"')
        identity = row.get("id") or row.get("email", "").lower() or row["name"]
        papers = frozenset(
            part.strip() for part in row.get("papers", "").split("|") if part.strip()
        )
        return Person(
            self._digest("person", identity), displayed(row["name"]), row.get("email", ""),
            ROLES[role], papers, displayed(row.get("affiliation", "")), row.get("link", ""),
        )  # fmt: skip

    def _digest(self, purpose: str, value: str) -> str:
        message = f"{purpose}:{value}".encode()
        return hmac.new(self._secret, message, hashlib.sha256).hexdigest()[:24]

    def token(self, person: Person) -> str:
        """The signed part of a person's link; a new word in the column `link` ends old ones."""
        token = self._signer.dumps([person.key, person.generation])
        return token if isinstance(token, str) else token.decode()

    def behind(self, token: str) -> Person | None:
        """The person a link belongs to, or None for a forged or withdrawn one."""
        if len(token) > 400:
            return None
        try:
            content = self._signer.loads(token)
        except BadSignature:
            return None
        if not isinstance(content, list) or len(content) != 2:
            return None
        person = self.all().get(content[0])
        return person if person and person.generation == content[1] else None

    def links(self, url: str) -> list[tuple[Person, str]]:
        """Every person with their link, in the file's order.

        The token stands behind `#`, which browsers send to nobody.
        """
        return [(p, f"{url.rstrip('/')}/enter#{self.token(p)}") for p in self.all().values()]


def guarded(people: Iterable[Person], reserved: Iterable[str]) -> frozenset[str]:
    """The skeletons of names that only their owners may carry: authors, staff, and `reserved`."""
    names = [p.name for p in people if p.papers or p.role != "user"]
    return frozenset(skeleton(name) for name in [*names, *reserved]) - {""}
