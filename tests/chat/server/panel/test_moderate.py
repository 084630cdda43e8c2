from typing import Any

import pytest

from miniconf.chat.server.instants import milliseconds, spoken


@pytest.fixture
def nia(server: Any) -> Any:
    server.room()
    return server.guest("Nia")


@pytest.fixture
def bo(server: Any) -> Any:
    return server.person("Bo Lindqvist")


def log(bo: Any) -> list[tuple[str, str | None]]:
    entries = bo.get("miniconf.audit")["entries"]
    return [(entry["action"], entry["by"]["username"]) for entry in entries]


@pytest.mark.parametrize(
    ("call", "fields"),
    [("hide", {"message": "m1"}), ("pin", {"message": "m1"}), ("mute", {"user": "rocket.cat"}),
     ("ban", {"user": "rocket.cat"}), ("lock", {"room": "paper-412"}),
     ("slow", {"room": "paper-412"}),
     ("announce", {"room": "paper-412", "text": "x", "id": "x"})],
)  # fmt: skip
def test_attendees_may_not_moderate(
    server: Any, nia: Any, call: str, fields: dict[str, str]
) -> None:
    server.say(nia, "Hello.")
    status, answer = nia.posted(f"miniconf.{call}", **fields)
    assert (status, answer["errorType"]) == (403, "error-unauthorized")
    assert server.nobody.posted(f"miniconf.{call}", **fields)[0] == 401


def test_attendees_see_neither_log_nor_reports(server: Any, nia: Any) -> None:
    assert [nia.got(f"miniconf.{call}")[0] for call in ("audit", "reports")] == [403, 403]


def test_hidden_message_is_out_of_the_archives_reach_and_comes_back(
    server: Any, nia: Any, bo: Any
) -> None:
    room = server.nobody.get("miniconf.room", room="paper-412")["room"]["id"]
    spam = server.say(nia, "Buy!")["id"]
    since = "2020-01-01T00:00:00.000Z"
    bo.post("miniconf.hide", message=spam, on=True, reason="spam")
    hidden = server.admin.get("chat.syncMessages", roomId=room, lastUpdate=since)["result"]
    assert spam not in [m["_id"] for m in hidden["updated"]]
    assert [m["_id"] for m in hidden["deleted"]] == [spam]
    assert server.admin.got("chat.getMessage", msgId=spam)[0] == 400
    bo.post("miniconf.hide", message=spam, on=False)
    shown = server.admin.get("chat.syncMessages", roomId=room, lastUpdate=since)["result"]
    assert spam in [m["_id"] for m in shown["updated"]]
    assert log(bo)[:2] == [("show-message", "bo.lindqvist"), ("hide-message", "bo.lindqvist")]


def test_mute_silences_everywhere_and_ends(server: Any, nia: Any, bo: Any) -> None:
    bo.post("miniconf.mute", user=nia.id, minutes=5)
    status, answer = nia.posted("miniconf.post", room="paper-412", text="x", id="x")
    assert (status, answer["errorType"]) == (400, "error-user-muted")
    assert nia.posted("miniconf.upvote", message="none")[0] == 400
    bo.post("miniconf.mute", user=nia.id, minutes=0)
    assert nia.posted("miniconf.post", room="paper-412", text="x", id="x")[0] == 200
    assert [action for action, _ in log(bo)] == ["unmute", "mute"]


def test_muted_and_banned_are_told_until_when(server: Any, nia: Any, bo: Any) -> None:
    until = bo.post("miniconf.mute", user=nia.id, minutes=5)["until"]
    words = f"A moderator has muted you until {spoken(milliseconds(until))}"
    assert nia.posted("miniconf.post", room="paper-412", text="x", id="x") == (400, {
        "success": False, "errorType": "error-user-muted", "details": {"until": until},
        "error": f"{words} [error-user-muted]",
    })  # fmt: skip
    assert nia.get("miniconf.room", room="paper-412")["me"]["until"] == until
    until = bo.post("miniconf.ban", user=nia.id, minutes=5, address=True)["until"]
    words = f"A moderator has shut you out until {spoken(milliseconds(until))}"
    for call in ("miniconf.post", "chat.postMessage"):
        assert nia.posted(call) == (401, {
            "status": "error", "message": words, "success": False,
            "errorType": "error-user-banned", "details": {"until": until},
            "error": f"{words} [error-user-banned]",
        })  # fmt: skip
    words = f"Nobody may come in or write from this address until {spoken(milliseconds(until))}"
    assert server.nobody.posted("miniconf.enter", name="Nia again") == (403, {
        "success": False, "errorType": "error-user-banned",
        "details": {"until": until, "address": True}, "error": f"{words} [error-user-banned]",
    })  # fmt: skip


def test_room_muted_for_one_says_so_without_an_end(server: Any, nia: Any) -> None:
    room = server.nobody.get("miniconf.room", room="paper-412")["room"]["id"]
    server.admin.post("channels.join", roomId=room)
    server.say(nia, "Hello.")
    server.admin.post("rooms.muteUser", roomId=room, username=nia.username)
    me = nia.get("miniconf.room", room="paper-412")["me"]
    assert (me["muted"], me["until"]) == (True, None)


def test_ban_that_ends_lets_people_go_on(server: Any, nia: Any, bo: Any) -> None:
    bo.post("miniconf.ban", user=nia.id, minutes=5)
    assert nia.got("me")[0] == 401
    bo.post("miniconf.ban", user=nia.id, minutes=0)
    assert nia.got("me")[0] == 200


def test_banned_address_is_found_for_who_was_banned_before(server: Any, nia: Any, bo: Any) -> None:
    assert bo.post("miniconf.ban", user=nia.id, minutes=5)["addresses"] == 0
    assert bo.post("miniconf.ban", user=nia.id, minutes=5, address=True)["addresses"] == 1


def test_banned_address_holds_for_chosen_names_alone(server: Any, nia: Any, bo: Any) -> None:
    zed, ada = server.guest("Zed"), server.person("Ada Okafor")
    bo.post("miniconf.ban", user=nia.id, minutes=5, address=True)
    cy = server.person("Cy Moreau")
    writers = (zed, ada, cy, bo, server.admin)
    wrote = [
        who.posted("miniconf.post", room="paper-412", text="x", id=f"x{number}")
        for number, who in enumerate(writers)
    ]
    assert [status for status, _ in wrote] == [403, 200, 200, 200, 200]
    assert wrote[0][1]["details"]["address"] is True


def test_ban_ends_sessions_and_shuts_out_the_address(server: Any, nia: Any, bo: Any) -> None:
    bo.post("miniconf.ban", user=nia.id, minutes=5, address=True)
    assert nia.got("me")[0] == 401
    status, answer = server.nobody.posted("miniconf.enter", name="Nia again")
    assert (status, answer["errorType"]) == (403, "error-user-banned")
    bo.post("miniconf.ban", user=nia.id, minutes=0)
    assert server.nobody.posted("miniconf.enter", name="Nia again")[0] == 200


def test_banned_person_does_not_come_back_by_their_link(server: Any, nia: Any, bo: Any) -> None:
    cy = server.person("Cy Moreau")
    bo.post("miniconf.ban", user=cy.id, minutes=5)
    status, answer = server.nobody.posted("miniconf.enter", link=server.link("Cy Moreau"))
    assert (status, answer["errorType"]) == (403, "error-user-banned")


def test_moderators_cannot_be_silenced(server: Any, bo: Any) -> None:
    admin = server.admin
    for call in ("mute", "ban"):
        assert bo.posted(f"miniconf.{call}", user=admin.id)[0] == 400


def test_report_is_seen_and_closed(server: Any, nia: Any, bo: Any) -> None:
    rude = server.say(nia, "Rude.")["id"]
    server.guest("Zed").post("miniconf.report", message=rude, reason="rude")
    report = bo.get("miniconf.reports")["reports"][0]
    assert (report["by"], report["reason"], report["message"]["text"]) == ("Zed", "rude", "Rude.")
    bo.post("moderation.dismissReports", msgId=rude)
    assert bo.get("miniconf.reports")["reports"] == []


def test_deleting_anothers_message_is_logged_with_its_words(server: Any, nia: Any, bo: Any) -> None:
    rude = server.say(nia, "Rude.")["id"]
    bo.post("miniconf.delete", message=rude)
    entry = bo.get("miniconf.audit", room="paper-412")["entries"][0]
    assert (entry["action"], entry["targetName"], entry["details"]) == (
        "delete-message", "Nia", {"message": rude, "before": "Rude."},
    )  # fmt: skip


def test_deleting_ones_own_message_is_nobodys_business(server: Any, nia: Any, bo: Any) -> None:
    before = log(bo)
    nia.post("miniconf.delete", message=server.say(nia, "Oh.")["id"])
    assert log(bo) == before


def test_others_messages_are_neither_edited_nor_deleted(server: Any, nia: Any) -> None:
    own = server.say(nia, "Mine.")["id"]
    zed = server.guest("Zed")
    room = server.nobody.get("miniconf.room", room="paper-412")["room"]["id"]
    answers = [
        zed.posted("miniconf.edit", message=own, text="x"),
        zed.posted("miniconf.delete", message=own),
        zed.posted("chat.update", roomId=room, msgId=own, text="x"),
        zed.posted("chat.delete", roomId=room, msgId=own),
    ]  # fmt: skip
    assert [(status, body["errorType"]) for status, body in answers] == [
        (400, "error-action-not-allowed")
    ] * 4


def test_announcement_is_pinned(server: Any, bo: Any) -> None:
    server.room()
    bo.post("miniconf.announce", room="paper-412", text="We begin at ten.", id="a1")
    pinned = server.nobody.get("miniconf.room", room="paper-412")["pinned"]
    assert [(m["text"], m["kind"], m["user"]["badge"]) for m in pinned] == [
        ("We begin at ten.", "remark", "moderator")
    ]
