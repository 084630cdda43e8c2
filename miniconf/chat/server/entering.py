"""How attendees come in: with a name of their choice, with the conference's code, by their link."""

from __future__ import annotations

import hmac
import json

from miniconf.chat.server import context, members, people, rooms, users
from miniconf.chat.server.context import Chat
from miniconf.chat.server.errors import ApiError
from miniconf.chat.server.nicknames import displayed, skeleton, username, without_titles
from miniconf.chat.server.people import Person
from miniconf.chat.server.posting import check_address
from miniconf.chat.server.rooms import Room
from miniconf.chat.server.store import Change
from miniconf.chat.server.users import User


def by_link(token: str) -> User:
    """The account of the person a personal link belongs to; a forged one raises ApiError."""
    here = context.chat()
    person = here.people.behind(token)
    if person is None:
        here.limiter.spend("failures", context.address(), here.settings.limits.failures)
        raise ApiError("This personal link is not valid (any more)", "error-invalid-link", 403)
    return here.store.write(lambda change: _account(change, person))


def _account(change: Change, person: Person) -> User:
    """The person's account, made at first, with the role and papers that the CSV says today."""
    roles = frozenset({"user", person.role})
    found = users.find(change, person=person.key)
    if found is None:
        found = users.create(
            change, _free_username(change, person.name), person.name, roles=roles,
            person=person.key, affiliation=person.affiliation, papers=person.papers,
        )  # fmt: skip
    kept = (found.name, found.roles, found.affiliation, found.papers)
    if kept != (person.name, roles, person.affiliation, person.papers):
        found = users.update(
            change, found.id, name=person.name, roles=roles, affiliation=person.affiliation,
            papers=person.papers,
        )  # fmt: skip
    for room in _own_rooms(change, found):
        lead(change, room, found)
    return found


def _own_rooms(change: Change, person: User) -> list[Room]:
    """The rooms of the person's papers."""
    if not person.papers:
        return []
    keys = sorted(record if "/" in record else f"papers/{record}" for record in person.papers)
    rows = change.rows(
        f"SELECT {rooms.FIELDS} WHERE r.record IN (SELECT value FROM json_each(?)) OR EXISTS ("
        " SELECT 1 FROM json_each(r.custom, '$.miniconf_records') k"
        " WHERE k.value IN (SELECT value FROM json_each(?)))",
        (json.dumps(keys),) * 2,
    )
    return [rooms.from_row(row) for row in rows]


def lead(change: Change, room: Room, person: User) -> None:
    """Make an author a leader of the room, which every Rocket.Chat client shows."""
    members.join(change, room, person)
    member = members.find(change, room.id, person.id)
    if member and "leader" not in member.roles:
        members.give(change, room, person, "leader")


def by_name(name: str, code: str) -> User:
    """A new account under a chosen name, where the settings let people in so."""
    here = context.chat()
    settings = here.settings
    if settings.writing == "personal":
        raise ApiError("Here one writes by a personal link only", "error-link-required", 403)
    if settings.writing == "code":
        _check_code(here, code)
    check_address(here)
    shown = displayed(name)
    if len(shown) < 2 or not any(character.isalnum() for character in shown):
        raise ApiError("Please give a name of at least two letters", "error-invalid-name")
    refuse_imitation(shown)
    here.limiter.spend("entries", context.address(), settings.limits.entries)
    return here.store.write(lambda change: _guest(change, shown))


def _check_code(here: Chat, code: str) -> None:
    failures = here.settings.limits.failures
    here.limiter.check("failures", context.address(), failures)
    wanted = here.settings.code
    # Spaces and case are what gets lost when a code is typed off a slide.
    given = "".join(code.split()).casefold()
    if not wanted or not hmac.compare_digest(
        given.encode(), "".join(wanted.split()).casefold().encode()
    ):
        here.limiter.spend("failures", context.address(), failures)
        raise ApiError("The conference's code is not right", "error-invalid-code", 403)


def _guest(change: Change, name: str) -> User:
    """The account of a guest. Who comes second under a name is numbered, so that both differ."""
    shown, count = name, 1
    while _taken(change, shown):
        count += 1
        shown = f"{name} ({count})"
        if count > 999:
            raise ApiError("Please choose another name", "error-name-taken")
    return users.create(
        change, _free_username(change, name), shown, roles=frozenset({"user", "guest"})
    )


def _taken(change: Change, name: str) -> bool:
    return bool(change.row("SELECT 1 FROM users WHERE skeleton = ?", (skeleton(name),)))


def _free_username(change: Change, name: str) -> str:
    base = username(name)
    tried, count = base, 1
    while users.find(change, username=tried):
        count += 1
        tried = f"{base}.{count}"
    return tried


def refuse_imitation(name: str, but: str = "") -> None:
    """Raise ApiError for a name that could be taken for an author's, moderator's or organiser's."""
    here = context.chat()
    bare = without_titles(name)
    shapes = {skeleton(name), skeleton(bare)}
    known = people.guarded(here.people.all().values(), here.settings.reserved)
    if not bare or not shapes.isdisjoint(known) or _staff(here, shapes, but):
        raise ApiError(
            "This name belongs to somebody known here. If it is you, use your personal link; "
            "otherwise please choose another.",
            "error-name-reserved",
        )


def _staff(here: Chat, shapes: set[str], but: str) -> bool:
    """Whether an account with a role, papers or a personal link has one of these skeletons."""
    rows = here.store.rows(
        "SELECT id, roles, person FROM users WHERE skeleton IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(shapes - {""})),),
    )
    return any(
        row["id"] != but
        and (
            row["person"] is not None or not {"user", "guest"}.issuperset(json.loads(row["roles"]))
        )
        for row in rows
    )
