from typing import Any

import pytest

FIELDS = {
    "name": "Nia",
    "email": "nia@example.org",
    "username": "nia",
    "password": "a good password",
}


def test_registration_is_closed_unless_opened(server: Any, make: Any) -> None:
    body = {"username": "nia", "email": "n@example.org", "pass": "a good password", "name": "Nia"}
    assert server.nobody.posted("users.register", **body)[1]["errorType"] == (
        "error-user-registration-disabled"
    )


def test_first_to_register_on_an_empty_server_is_its_admin(make: Any, tmp_path: Any) -> None:
    server = make(registration=True, admin="", database=tmp_path / "empty.db")
    for name in ("nia", "bo"):
        fields = {"username": name, "email": f"{name}@example.org", "name": name}
        server.nobody.post("users.register", **fields, **{"pass": "a good password"})
    roles = [server.login(name).get("me")["roles"] for name in ("nia", "bo")]
    assert roles == [["admin", "user"], ["user"]]


def test_admin_follows_the_environment(make: Any) -> None:
    make()
    again = make(admin_password="another password")
    assert again.nobody.posted("login", user="admin", password="a good password")[0] == 401
    assert again.login("admin", "another password").get("me")["username"] == "admin"


def test_login_by_address_and_by_token(server: Any) -> None:
    server.admin.post("users.create", **FIELDS)
    data = server.nobody.post("login", user="nia@example.org", password=FIELDS["password"])["data"]
    again = server.nobody.post("login", resume=data["authToken"])["data"]
    assert again["userId"] == data["userId"]


@pytest.mark.parametrize(
    "changed", [{"username": "admin"}, {"username": "a b"}, {"password": "short"}]
)
def test_impossible_accounts_are_refused(server: Any, changed: dict[str, str]) -> None:
    assert server.admin.posted("users.create", **(FIELDS | changed))[0] == 400


def test_attendees_make_and_change_nobody_else(server: Any) -> None:
    bo = server.guest("Bo")
    other = server.admin.post("users.create", **FIELDS)["user"]["_id"]
    refused = [
        bo.posted("users.create", **FIELDS)[0], bo.posted("users.delete", userId=other)[0],
        bo.posted("users.update", userId=other, data={"name": "x"})[0],
        bo.posted("users.setActiveStatus", userId=other, activeStatus=False)[0],
        bo.posted("users.createToken", userId=other, secret="x")[0],
        bo.posted("users.generatePersonalAccessToken", tokenName="x")[0],
        bo.posted("users.setStatus", userId=other, message="x")[0],
    ]  # fmt: skip
    assert refused == [400, 403, 400, 403, 400, 403, 400] or set(refused) <= {400, 403}
    assert server.admin.get("users.info", userId=other)["user"]["name"] == "Nia"


def test_new_name_must_not_imitate_anybody(server: Any) -> None:
    bo = server.guest("Bo")
    taken = bo.posted("users.updateOwnBasicInfo", data={"name": "Adа Okafor"})
    assert (taken[0], taken[1]["errorType"]) == (400, "error-name-reserved")
    assert bo.post("users.updateOwnBasicInfo", data={"name": "Bob"})["user"]["name"] == "Bob"
    ada = server.person("Ada Okafor")
    assert ada.posted("users.updateOwnBasicInfo", data={"name": "Somebody"})[0] == 400


def test_personal_token_holds_until_it_is_removed(server: Any) -> None:
    admin = server.admin
    token = admin.post("users.generatePersonalAccessToken", tokenName="bot")["token"]
    bot = {"X-Auth-Token": token, "X-User-Id": admin.id}
    assert server.client.get("/api/v1/me", headers=bot).status_code == 200
    assert admin.posted("users.generatePersonalAccessToken", tokenName="bot")[0] == 400
    admin.post("users.removePersonalAccessToken", tokenName="bot")
    assert server.client.get("/api/v1/me", headers=bot).status_code == 401


def test_deleted_persons_messages_stay_under_their_name(server: Any) -> None:
    server.room()
    nia = server.guest("Nia")
    said = server.say(nia, "I was here.")["id"]
    server.admin.post("users.delete", userId=nia.id)
    view = server.nobody.get("miniconf.thread", message=said)["thread"]
    assert (view["user"]["name"], view["user"]["badge"], view["text"]) == ("Nia", "", "I was here.")
    assert nia.got("me")[0] == 401
