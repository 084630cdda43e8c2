"""Roles and permissions: `roles.list`, `roles.getUsersInRole`, `permissions.update`."""

from __future__ import annotations

from typing import Any

from miniconf.chat.server import audit, context, params, users
from miniconf.chat.server.answer import Answer, Api, listing, success
from miniconf.chat.server.api.family import person_of
from miniconf.chat.server.errors import ApiError
from miniconf.chat.server.instants import iso
from miniconf.chat.server.params import Params
from miniconf.chat.server.rights import ROLES
from miniconf.chat.server.store import Change
from miniconf.chat.server.users import User

api = Api("roles")


def _role(name: str) -> dict[str, Any]:
    scope, description = ROLES[name]
    return {"_id": name, "name": name, "scope": scope, "description": description,
            "protected": True, "mandatory2fa": False, "_updatedAt": iso(0)}  # fmt: skip


@api.get_("roles.list")
def every() -> Answer:
    """All roles; they are the program's own and cannot be changed."""
    return success(roles=[_role(name) for name in ROLES])


@api.get_("roles.sync")
def sync() -> Answer:
    """All roles: none ever changes."""
    params.query().instant("updatedSince")
    return success(roles={"update": [_role(name) for name in ROLES], "remove": []})


@api.get_("roles.getUsersInRole")
def in_role() -> Answer:
    """Who holds a role, everywhere or in a room."""
    asked = params.query()
    role = asked.text("role", "")
    if not role:
        raise ApiError('Query param "role" is required', "error-param-not-provided")
    if role not in ROLES:
        raise ApiError("", "error-invalid-roleId")
    offset, count = params.page(context.may("api-bypass-rate-limit"))
    if rid := asked.text("roomId", ""):
        room = context.room(rid)
        source = "members m JOIN users u ON u.id = m.uid, json_each(m.roles) j WHERE m.rid = ? AND"
        values: tuple[str, ...] = (room.id, role)
    else:
        source, values = "users u, json_each(u.roles) j WHERE", (role,)
    store = context.chat().store
    rows = store.rows(
        f"SELECT u.* FROM {source} j.value = ? ORDER BY u.username LIMIT ? OFFSET ?",
        (*values, count, offset),
    )
    total = store.value(f"SELECT count(*) FROM {source} j.value = ?", values)
    shown = [_shown(users.from_row(row)) for row in rows]
    return listing("users", shown, total, offset)


def _shown(person: User) -> dict[str, Any]:
    return users.document(person, context.chat().presence.online(person.id))


@api.get_("roles.getUsersInPublicRoles")
def in_public_roles() -> Answer:
    """Everybody with a role of note."""
    rows = context.chat().store.rows(
        "SELECT DISTINCT u.* FROM users u, json_each(u.roles) j"
        " WHERE j.value IN ('admin', 'moderator', 'bot') ORDER BY u.username"
    )
    people = [users.from_row(row) for row in rows]
    return success(
        users=[{"_id": p.id, "username": p.username, "roles": sorted(p.roles)} for p in people]
    )


@api.post_("roles.addUserToRole")
def add() -> Answer:
    """Give somebody a role of the account."""
    return _changed(take=False)


@api.post_("roles.removeUserFromRole")
def remove() -> Answer:
    """Take a role of the account from somebody."""
    return _changed(take=True)


def _changed(*, take: bool) -> Answer:
    context.require("access-permissions")
    body = params.body()
    role = body.text("roleId", "") or body.text("roleName", "")
    if role not in ROLES:
        raise ApiError("Invalid role", "error-invalid-role")
    person = person_of(body)
    if take == (role not in person.roles):
        state = "not" if take else "already"
        raise ApiError(f"User is {state} in role", f"error-user-{state}-in-role")
    roles = person.roles - {role} if take else person.roles | {role}

    def work(change: Change) -> None:
        audit.record(change, "take-role" if take else "give-role", target=person.id, role=role)
        users.update(change, person.id, roles=roles)

    context.chat().store.write(work)
    return success(role=_role(role))


@api.get_("permissions.listAll")
def permissions() -> Answer:
    """Every permission with the roles that hold it, or those changed since an instant."""
    asked = params.query()
    since = asked.instant("updatedSince", 0)
    listed = context.chat().rights.listed(since)
    return success(
        update=[{"_id": name, "roles": roles, "_updatedAt": iso(at)} for name, roles, at in listed],
        remove=[],
    )


@api.post_("permissions.update")
def update_permissions() -> Answer:
    """Say which roles hold which permissions."""
    body = params.body()
    wanted = body.values.get("permissions")
    if not isinstance(wanted, list) or not all(isinstance(entry, dict) for entry in wanted):
        raise ApiError("Invalid body params", "error-invalid-body-params")
    here = context.chat()
    known = {name for name, _, _ in here.rights.listed()}
    table: dict[str, list[str]] = {}
    for entry in map(Params, wanted):
        name, roles = entry.text("_id"), entry.texts("roles")
        if name not in known:
            raise ApiError(f"Invalid permission {name}", "error-invalid-permission")
        if unknown := [role for role in roles if role not in ROLES]:
            raise ApiError(f"Invalid role {unknown[0]}", "error-invalid-role")
        table[name] = roles
    if not context.may("access-permissions"):
        raise ApiError("Editing permissions is not allowed", "error-edit-permissions-not-allowed")
    here.rights.update(here.store, table)
    here.store.write(lambda change: audit.record(change, "update-permissions", permissions=table))
    listed = here.rights.listed()
    return success(
        permissions=[
            {"_id": name, "roles": roles, "_updatedAt": iso(at)} for name, roles, at in listed
        ]
    )
