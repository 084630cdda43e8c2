from typing import Any

import pytest

ENDED = "error-invite-expired"


@pytest.fixture
def closed(server: Any) -> str:
    room: str = server.admin.post("groups.create", name="committee")["group"]["_id"]
    return room


def test_invitation_is_made_once_and_lets_in(server: Any, closed: str) -> None:
    first = server.admin.post("findOrCreateInvite", rid=closed, days=7, maxUses=1)
    again = server.admin.post("findOrCreateInvite", rid=closed, days=7, maxUses=1)
    assert (first["_id"], first["uses"]) == (again["_id"], 0)
    nia, bo = server.guest("Nia"), server.guest("Bo")
    assert nia.got("groups.info", roomId=closed)[0] == 400
    assert nia.post("validateInviteToken", token=first["_id"])["valid"] is True
    assert nia.post("useInviteToken", token=first["_id"])["room"]["rid"] == closed
    assert nia.got("groups.info", roomId=closed)[0] == 200
    assert nia.post("validateInviteToken", token=first["_id"])["valid"] is False
    assert bo.posted("useInviteToken", token=first["_id"])[1]["errorType"] == ENDED
    assert bo.got("groups.info", roomId=closed)[0] == 400


def test_invitation_ends_with_its_days(server: Any, closed: str) -> None:
    made = server.admin.post("findOrCreateInvite", rid=closed, days=1, maxUses=0)
    nia = server.guest("Nia")
    server.chat.store.write(lambda change: change.run("UPDATE invites SET expires = 1"))
    assert nia.posted("useInviteToken", token=made["_id"])[1]["errorType"] == ENDED
    renewed = server.admin.post("findOrCreateInvite", rid=closed, days=1, maxUses=0)
    assert renewed["_id"] != made["_id"]


def test_invitations_are_listed_and_removed_by_those_who_may(server: Any, closed: str) -> None:
    made = server.admin.post("findOrCreateInvite", rid=closed, days=0, maxUses=0)
    nia = server.guest("Nia")
    assert nia.got("listInvites")[0] == 403
    assert nia.posted("findOrCreateInvite", rid="GENERAL", days=1, maxUses=1)[0] == 400
    address = f"/api/v1/removeInvite/{made['_id']}"
    assert server.client.delete(address, headers=nia.headers).status_code == 403
    admin = server.admin
    assert [(i["_id"], i["expires"]) for i in admin.get("listInvites")] == [(made["_id"], None)]
    assert server.client.delete(address, headers=admin.headers).get_json() is True
    assert admin.get("listInvites") == []
    assert server.client.delete(address, headers=admin.headers).status_code == 400
    assert nia.post("validateInviteToken", token=made["_id"])["valid"] is False
