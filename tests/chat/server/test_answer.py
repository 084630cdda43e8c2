from dataclasses import replace
from typing import Any

from miniconf.chat.server import Limits


def headers(server: Any, who: Any, call: str = "me") -> dict[str, str]:
    answer = server.client.get(f"/api/v1/{call}", headers=who.headers)
    return {name: value for name, value in answer.headers.items() if name.startswith("X-RateLimit")}


def test_rate_limits_are_told_as_rocketchat_tells_them(make: Any, few: Limits) -> None:
    server = make(limits=few)
    nia = server.guest("Nia")
    told = [headers(server, nia) for _ in range(2)]
    assert [(h["X-RateLimit-Limit"], h["X-RateLimit-Remaining"]) for h in told] == [
        ("4", "3"),
        ("4", "2"),
    ]
    assert len(told[0]["X-RateLimit-Reset"]) == 13


def test_over_the_limit_is_429_with_the_time_to_wait(make: Any, few: Limits) -> None:
    server = make(limits=few)
    nia = server.guest("Nia")
    answers = [server.client.get("/api/v1/me", headers=nia.headers) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200] * 4 + [429]
    assert answers[-1].json["errorType"] == "error-too-many-requests"
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60
    # Another route has its own count.
    assert nia.got("rooms.get")[0] == 200


def test_admin_and_bot_pass_the_limits(make: Any, few: Limits) -> None:
    server = make(limits=few)
    admin = server.admin
    assert [admin.got("me")[0] for _ in range(9)] == [200] * 9
    assert headers(server, admin) == {}


def test_reading_guests_share_an_address_and_have_a_wide_limit(make: Any, few: Limits) -> None:
    server = make(limits=replace(few, calls=replace(few.calls, calls=1)))
    assert [server.nobody.got("miniconf.info")[0] for _ in range(20)] == [200] * 20


def test_unknown_call_and_wrong_method_answer_in_the_apis_shape(server: Any) -> None:
    missing = server.client.get("/api/v1/livechat.room")
    wrong = server.client.get("/api/v1/chat.postMessage")
    assert (missing.status_code, missing.json) == (404, {
        "success": False, "errorType": "error-not-found",
        "error": "API endpoint '/api/v1/livechat.room' does not exist [error-not-found]",
    })  # fmt: skip
    assert (wrong.status_code, wrong.json["errorType"]) == (405, "error-http-405")
    assert "POST" in wrong.headers["Allow"]
