from typing import Any

import pytest

OWN = {"Content-Type": "application/json"}


def enter(server: Any, **headers: str) -> Any:
    return server.client.post("/api/v1/miniconf.enter", json={"name": "Nia"}, headers=headers)


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "https://example.org.evil.example",
        "http://example.org",
        "http://[",
    ],
)
def test_cross_site_writes_are_refused(server: Any, origin: str) -> None:
    answer = enter(server, Origin=origin)
    assert (answer.status_code, answer.json["errorType"]) == (403, "error-cross-site")
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_cross_site_form_without_an_origin_is_refused(server: Any) -> None:
    answer = enter(server, **{"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "origin", ["https://example.org", "https://chat.example.org", "http://localhost"]
)
def test_the_site_and_the_server_itself_may_write(server: Any, origin: str) -> None:
    answer = enter(server, Origin=origin)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == origin
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_programs_without_an_origin_may_write(server: Any) -> None:
    assert enter(server).status_code == 200


def test_preflight_is_for_the_site_alone(server: Any) -> None:
    asked = {"Access-Control-Request-Method": "POST"}
    site = server.client.options(
        "/api/v1/miniconf.post", headers={"Origin": "https://example.org"} | asked
    )
    evil = server.client.options(
        "/api/v1/miniconf.post", headers={"Origin": "https://evil.example"} | asked
    )
    assert site.headers["Access-Control-Allow-Headers"] == "Content-Type, X-Auth-Token, X-User-Id"
    assert site.headers["Access-Control-Allow-Methods"] == "GET, POST"
    assert "Access-Control-Allow-Origin" not in evil.headers


def test_form_posts_are_refused(server: Any) -> None:
    answer = server.client.post("/api/v1/miniconf.enter", data={"name": "Nia"})
    assert (answer.status_code, answer.json["error"]) == (
        415, "the body must be application/json [invalid-params]",
    )  # fmt: skip


def test_no_cookie_is_ever_set(server: Any) -> None:
    answers = enter(server), server.client.get("/"), server.client.get("/channel/general")
    assert [answer.headers.get("Set-Cookie") for answer in answers] == [None, None, None]


def test_pages_forbid_what_they_do_not_use(server: Any) -> None:
    headers = server.client.get("/").headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
        " img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none';"
        " manifest-src 'self'; frame-ancestors 'self' https://example.org"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_secure_server_says_so(make: Any) -> None:
    answer = make(secure=True).client.get("/api/info")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_too_long_a_body_is_refused(server: Any) -> None:
    answer = server.client.post(
        "/api/v1/miniconf.enter", data=b"x" * 300_000, content_type="application/json"
    )
    assert (answer.status_code, answer.json["errorType"]) == (413, "error-http-413")


@pytest.mark.parametrize("body", ["{", "[]", "7", '"x"', "[" * 100_000, "null"])
def test_bodies_that_are_no_object_are_refused(server: Any, body: str) -> None:
    answer = server.client.post("/api/v1/login", data=body, headers=OWN)
    assert (answer.status_code, answer.json["errorType"]) == (400, "invalid-params")
