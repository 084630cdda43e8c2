from typing import Any

import pytest


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
