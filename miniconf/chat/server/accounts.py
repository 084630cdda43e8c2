"""Accounts with a password: for those who provision and for tests of the API, not for attendees."""

from __future__ import annotations

from miniconf.chat.server import context, members, messages, rooms, users
from miniconf.chat.server.context import Chat
from miniconf.chat.server.errors import ApiError
from miniconf.chat.server.nicknames import displayed
from miniconf.chat.server.store import Change
from miniconf.chat.server.users import User

SHORTEST_PASSWORD = 8


def hashed(here: Chat, password: str) -> str:
    """The scrypt hash of a password, worked out where it holds up nobody."""
    from werkzeug.security import generate_password_hash

    if len(password) < SHORTEST_PASSWORD:
        raise ApiError(
            f"The password needs at least {SHORTEST_PASSWORD} characters",
            "error-password-policy-not-met",
        )
    result: str = here.runtime.offload(lambda: generate_password_hash(password, "scrypt"))
    return result


def checked(here: Chat, name: str, password: str) -> User | None:
    """The account with this user name or mail address, where the password is right."""
    from werkzeug.security import check_password_hash

    found = users.find(here.store, username=name) or users.find(here.store, email=name)
    # An unknown name costs as much time as a wrong password, so that names cannot be guessed.
    stored = found.password if found and found.password else _NOBODY
    right = here.runtime.offload(lambda: check_password_hash(stored, password))
    return found if found and right and found.active and stored is not _NOBODY else None


_NOBODY = "scrypt:32768:8:1$nobodynobodynobo$" + "00" * 64  # the hash of no password


def registered(
    here: Chat, *, username: str, name: str, email: str, password: str,
    roles: frozenset[str] = frozenset({"user"}), defaults: bool = True,
) -> User:  # fmt: skip
    """A new account with a password, a member of the default rooms."""
    stored = hashed(here, password)

    def work(change: Change) -> User:
        person = users.create(
            change, username, displayed(name) or username, roles=roles, email=email or None,
            password=stored,
        )  # fmt: skip
        if defaults:
            _join_defaults(change, person)
        return person

    return here.store.write(work)


def _join_defaults(change: Change, person: User) -> None:
    for row in change.rows(f"SELECT {rooms.FIELDS} WHERE r.standard = 1 AND r.t = 'c'"):
        room = rooms.from_row(row)
        if members.join(change, room, person):
            messages.write(change, room, person, person.username, t="uj")


def first(here: Chat) -> bool:
    """Whether no admin has signed up yet: the next one to register becomes it, as on a new
    Rocket.Chat."""
    row = here.store.row(
        "SELECT 1 FROM users, json_each(users.roles) WHERE json_each.value = 'admin'"
    )
    return row is None


def provision(here: Chat) -> None:
    """Make the configured admin account, or give it the configured password."""
    settings = here.settings
    if not settings.admin:
        return
    found = users.find(here.store, username=settings.admin)
    if found is None:
        registered(
            here, username=settings.admin, name=settings.admin, email="", defaults=False,
            password=settings.admin_password, roles=frozenset({"admin", "bot"}),
        )  # fmt: skip
    elif checked(here, settings.admin, settings.admin_password) is None:
        stored = hashed(here, settings.admin_password)
        roles = found.roles | {"admin", "bot"}
        here.store.write(
            lambda change: users.update(change, found.id, password=stored, roles=roles, active=1)
        )


def require_other(permission: str, person: User) -> None:
    """Raise ApiError unless the caller is this person or holds `permission`."""
    if context.user().id != person.id and not context.may(permission):
        raise ApiError("Not allowed", "error-not-allowed")
