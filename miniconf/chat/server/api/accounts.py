"""Accounts made, changed and closed: `users.create`, `register`, `update`, `delete`."""

from __future__ import annotations

from typing import Any

from miniconf.chat.server import accounts, audit, context, members, params, sessions, users
from miniconf.chat.server.answer import Answer, Api, success
from miniconf.chat.server.api.family import person_of
from miniconf.chat.server.api.users import shown
from miniconf.chat.server.errors import ApiError
from miniconf.chat.server.nicknames import displayed
from miniconf.chat.server.params import Params
from miniconf.chat.server.rooms import Room, known
from miniconf.chat.server.store import Change
from miniconf.chat.server.users import User

api = Api("accounts")


@api.post_("users.register", guests=True)
def register() -> Answer:
    """A new account with a password, where the settings let everybody make one."""
    here, body = context.chat(), params.body()
    fields = {name: body.text(name) for name in ("username", "email", "pass", "name")}
    if not here.settings.registration:
        raise ApiError("User registration is disabled", "error-user-registration-disabled")
    here.limiter.spend("entries", context.address(), here.settings.limits.entries)
    roles = {"user", "admin"} if accounts.first(here) else {"user"}
    person = accounts.registered(
        here, username=fields["username"], name=fields["name"], email=fields["email"],
        password=fields["pass"], roles=frozenset(roles),
    )  # fmt: skip
    return success(user=users.document(person, online=False))


def _refused(what: str, action: str) -> ApiError:
    details = {"method": "insertOrUpdateUser", "action": action}
    return ApiError(f"{what} is not allowed", "error-action-not-allowed", details=details)


@api.post_("users.create")
def create() -> Answer:
    """A new account, made by an admin."""
    if not context.may("create-user"):
        raise _refused("Adding user", "Adding_user")
    body = params.body()
    fields = {name: body.text(name) for name in ("username", "email", "password", "name")}
    roles = frozenset(body.texts("roles")) or frozenset({"user"})
    person = accounts.registered(
        context.chat(), roles=roles, defaults=body.flag("joinDefaultChannels", True), **fields
    )
    context.chat().store.write(
        lambda change: audit.record(change, "create-user", target=person.id, roles=sorted(roles))
    )
    return success(user=shown(person))


@api.post_("users.update")
def update() -> Answer:
    """Another's account, changed by an admin."""
    body = params.body()
    person = users.known(context.chat().store, body.text("userId"))
    data = Params(body.mapping("data"))
    if not context.may("edit-other-user-info"):
        raise _refused("Editing user", "Editing_user")
    changed = _updated(person, data, admin=True)
    return success(user=shown(changed))


@api.post_("users.updateOwnBasicInfo")
def update_own() -> Answer:
    """One's own name and status text. User names are not changed, so that mentions hold."""
    data = Params(params.body().mapping("data"))
    return success(user=shown(_updated(context.user(), data, admin=False)))


def _updated(person: User, data: Params, *, admin: bool) -> User:
    from miniconf.chat.server.entering import refuse_imitation

    here = context.chat()
    values: dict[str, Any] = {}
    if "name" in data:
        values["name"] = displayed(data.text("name"))
        if not admin:
            if person.person:
                raise ApiError("Your name comes from your personal link", "error-not-allowed")
            refuse_imitation(values["name"], but=person.id)
    if "statusText" in data:
        values["status_text"] = data.text("statusText", limit=120)
    if admin:
        values |= _admin_values(person, data)
    if "password" in data and admin:
        values["password"] = accounts.hashed(here, data.text("password"))

    def work(change: Change) -> User:
        if admin:
            audit.record(change, "update-user", target=person.id, fields=sorted(data.values))
        return users.update(change, person.id, **values)

    return here.store.write(work)


def _admin_values(person: User, data: Params) -> dict[str, Any]:
    """What only an admin may set: user name, address, roles, whether it is active."""
    here = context.chat()
    values: dict[str, Any] = {}
    for name in ("username", "email"):
        if name in data:
            value = data.text(name)
            other = users.find(here.store, **{name: value})
            if other and other.id != person.id:
                raise ApiError(f"{value} is already in use", "error-field-unavailable")
            values[name] = value
    if "username" in values and not users.USERNAME.fullmatch(values["username"]):
        raise ApiError(f"{values['username']} is not a valid username", "error-invalid-username")
    if "roles" in data:
        values["roles"] = data.texts("roles")
    if "active" in data:
        values["active"] = int(data.flag("active"))
    return values


@api.post_("users.setActiveStatus")
def set_active() -> Answer:
    """Close an account, or open it again; its messages stay."""
    context.require("edit-other-user-active-status")
    body = params.body()
    on, person = body.flag("activeStatus"), users.known(context.chat().store, body.text("userId"))

    def work(change: Change) -> None:
        audit.record(change, "activate-user" if on else "deactivate-user", target=person.id)
        users.update(change, person.id, active=int(on))
        if not on:
            sessions.end_all(change, person.id)

    context.chat().store.write(work)
    return success(user={"_id": person.id, "active": on})


@api.post_("users.delete")
def delete() -> Answer:
    """Remove an account; its messages stay under its name."""
    context.require("delete-user")
    body = params.body()
    person = person_of(body)
    confirmed = body.flag("confirmRelinquish", False)

    def work(change: Change) -> None:
        for room in _only_owned(change, person):
            if not confirmed:
                raise ApiError(
                    f"To delete this user you'll need to set a new owner of {room.title}",
                    "user-last-owner",
                )
        audit.record(change, "delete-user", target=person.id, username=person.username)
        change.run(
            "UPDATE rooms SET people = people - 1"
            " WHERE id IN (SELECT rid FROM members WHERE uid = ?)",
            (person.id,),
        )
        change.run("DELETE FROM users WHERE id = ?", (person.id,))

    context.chat().store.write(work)
    return success(deletedRooms=[])


def _only_owned(change: Change, person: User) -> list[Room]:
    """The rooms that would be without an owner if this person were gone."""
    rows = change.rows(
        "SELECT rid FROM members, json_each(members.roles)"
        " WHERE uid = ? AND json_each.value = 'owner'",
        (person.id,),
    )
    owned = [known(change, row["rid"]) for row in rows]
    return [room for room in owned if members.owners(change, room) == 1 and room.people > 1]
