from typing import Any

from miniconf.chat.server.rights import Rights


def test_changed_permissions_hold_and_are_kept(server: Any) -> None:
    nia = server.guest("Nia")
    assert nia.posted("channels.create", name="mine")[0] == 403
    server.admin.post("permissions.update", permissions=[{"_id": "create-c", "roles": ["user"]}])
    assert nia.posted("channels.create", name="mine")[0] == 200
    again = Rights(server.chat.store)
    assert [again.may([role], "create-c") for role in ("user", "admin")] == [True, False]


def test_permissions_since_an_instant_are_the_changed_ones(server: Any) -> None:
    admin = server.admin
    admin.post("permissions.update", permissions=[{"_id": "create-c", "roles": ["user"]}])
    changed = admin.get("permissions.listAll", updatedSince="2020-01-01T00:00:00Z")["update"]
    assert [(entry["_id"], entry["roles"]) for entry in changed] == [("create-c", ["user"])]


def test_unknown_permissions_and_roles_are_refused(server: Any) -> None:
    for entry in ({"_id": "fly", "roles": ["user"]}, {"_id": "create-c", "roles": ["wizard"]}):
        assert server.admin.posted("permissions.update", permissions=[entry])[0] == 400


def test_attendees_may_not_change_permissions(server: Any) -> None:
    nia = server.guest("Nia")
    status, answer = nia.posted(
        "permissions.update", permissions=[{"_id": "create-c", "roles": ["user"]}]
    )
    assert (status, answer["errorType"]) == (400, "error-edit-permissions-not-allowed")
    assert nia.posted("roles.addUserToRole", roleId="admin", username="nia")[0] == 403
