"""What the scan finds, and what it lets pass."""

from __future__ import annotations

import pytest

from miniconf.model import Publish
from miniconf.site.safety.leaks import Leak, LeakKind, Scanner

ZOOM = "https://zoom.us/j/9000000001?pwd=example1"


def found(text: str, publish: Publish | None = None) -> list[tuple[str, str]]:
    return list(Scanner(publish or Publish()).find(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("write to a.b+c@example.org, please", [("e-mail address", "a.b+c@example.org")]),
        ('<a href="mailto:x&#64;example.org">', [("e-mail address", "x@example.org")]),
        ("x%40example.org", [("e-mail address", "x@example.org")]),
        (r'"x\u0040example.org"', [("e-mail address", "x@example.org")]),
        ("&#97;&#64;example.org", [("e-mail address", "a@example.org")]),
        ("josé@exämple.org", [("e-mail address", "josé@exämple.org")]),
        ("zoom.us/j/900000001 now", [("meeting link", "zoom.us/j/900000001")]),
        ("Passcode: 123456.", [("meeting password", "Passcode: 123456.")]),
        ("password is <b>x9yz7</b>", [("meeting password", "password is <b>x9yz7")]),
        ("Meeting ID: 900 0000 0001", [("meeting password", "Meeting ID: 900 0000 0001")]),
        ("hf_abcdefghijklmnopqrstuvwx", [("token", "hf_abcdefghijklmnopqrstuvwx")]),
        ("xoxb-123456789012-abc", [("token", "xoxb-123456789012-abc")]),
        ("ghp_" + "a1" * 18, [("token", "ghp_" + "a1" * 18)]),
        ("eyJhbGciOiJI.eyJzdWIiOiIx.sig", [("token", "eyJhbGciOiJI.eyJzdWIiOiIx.sig")]),
        ('<a href="x">\n<p pwd=abc123def>', [("meeting password", "pwd=abc123def")]),
        ("<p>\n a=\"b\" /x?key=1 api_key=12345678 &amp;api_key=12345678",
         [("token", "&amp;api_key=12345678")]),
        ("-----BEGIN RSA PRIVATE KEY-----", [("token", "-----BEGIN RSA PRIVATE KEY-----")]),
        ('{"@type": "Person"} <b>@</b> a.b@c.example', [("e-mail address", "a.b@c.example")]),
    ],
)  # fmt: skip
def test_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("meeting link", "https://meet.google.com/ugx-seds-jpt"),
        ("meeting link", "//teams.microsoft.com/l/meetup-join/19%3a"),
        ("meeting link", "https://a.webex.com/a/j.php?MTID=m1"),
        ("meeting link", "https://gather.town/app/x1/room"),
        ("meeting password", "https://x.example/m?id=1&amp;pwd=Q"),
        ("token", "https://chat.example/enter#token=abcdefghij"),
    ],
)
def test_a_link_is_found_whole(kind: str, text: str) -> None:
    assert found(f"before {text}) after") == [(kind, text)]


@pytest.mark.parametrize(
    "text",
    [
        '{"@context": "https://schema.org", "@type": "Event"}',
        "precision@k, NDCG@3 and acc@5. Then",
        "git clone git@example.org:x/y",
        "UID:123e4567-e89b-12d3-a456-426614174000@meridian.example",
        "https://video.example/@user.name/x",
        "https://cdn.example/lib@v1.2.js",
        "GraphZoom zooms in; teams meet. They discord.",
        "a password is a study of memory; the passcode problem",
        "https://zoom.us/download",
        "https://example.org/zoom/j/1",
        "task-oriented desk-work with risk-aware mask-based models of any length",
        "Kasia keyed the key=value pairs",
    ],
)
def test_not_found(text: str) -> None:
    assert found(text) == []


def test_the_config_lets_kinds_out() -> None:
    text = f"x@example.org {ZOOM} Passcode: 1234 hf_abcdefghijklmnopqrstuvwx"
    assert [kind for kind, _ in found(text, Publish(emails=True))] == [
        "meeting link", "meeting password", "meeting password", "token",
    ]  # fmt: skip
    assert [kind for kind, _ in found(text, Publish(join=True))] == ["e-mail address", "token"]


def test_the_config_lets_single_ones_out() -> None:
    publish = Publish(allow=("info@example.org", "https://meet.google.com/abc-defg-hij"))
    text = "info@example.org other@example.org https://meet.google.com/abc-defg-hij"
    assert found(text, publish) == [("e-mail address", "other@example.org")]


def test_an_escaped_link_is_compared_as_it_is_meant() -> None:
    publish = Publish(allow=("https://zoom.us/j/1?a=b&pwd=c",))
    assert found('<a href="https://zoom.us/j/1?a=b&amp;pwd=c">', publish) == []


def test_a_line_that_was_clean_is_clean_again() -> None:
    scanner = Scanner(Publish())
    assert list(scanner.find("hello\nx@example.org")) == [("e-mail address", "x@example.org")]
    assert list(scanner.find("hello\nx@example.org")) == [("e-mail address", "x@example.org")]


def test_a_folded_calendar_line_is_read_whole() -> None:
    text = b"DESCRIPTION:Join https://zoo\r\n m.us/j/9000000001\r\nEND:VEVENT\r\n"
    assert Scanner(Publish()).leaks("calendar.ics", text) == [
        Leak("calendar.ics", "meeting link", "https://zoom.us/j/9000000001")
    ]


def test_a_leak_is_told_with_its_file() -> None:
    assert str(Leak("papers/a.html", "token", "hf_x")) == "papers/a.html: token hf_x"


def test_a_whole_link_that_is_let_out_may_hold_a_password() -> None:
    link = "https://zoom.us/j/900000001?pwd=abc1&uname=x"
    publish = Publish(allow=(link,))
    assert found(f'<a href="{link.replace("&", "&amp;")}">Join</a>', publish) == []
    assert found(f"{link}, {link}2 pwd=abc1", publish) == [
        ("meeting link", f"{link}2"), ("meeting password", f"{link[:-8]}"),
        ("meeting password", "pwd=abc1"),
    ]  # fmt: skip


def test_secrets_of_the_machine_are_found_and_not_repeated() -> None:
    publish = Publish(secrets=('s3cret"&word', "short"), join=True, emails=True)
    secret = [("chat secret", "(a password, token or code of the chat)")]
    assert found('a s3cret"&word here', publish) == secret
    assert found("s3cret&quot;&amp;word", publish) == secret
    assert found(r'{"a": "s3cret\"&word"}', publish) == secret
    assert found("https://x.example/?p=s3cret%22%26word", publish) == secret
    assert found("a short talk", publish) == []


@pytest.mark.parametrize(
    ("kind", "hint"),
    [
        ("meeting link", "publish.join or publish.allow lets it out"),
        ("token", "publish.allow lets it out"),
        ("chat secret", "take it out of the data, or choose another"),
    ],
)
def test_a_leak_says_what_lets_it_out(kind: LeakKind, hint: str) -> None:
    assert Leak("a.html", kind, "x").hint == hint


def test_lines_with_several_signs_are_told_once_and_in_order() -> None:
    text = (
        "A risk-free task-list, risk-free again\n"
        "no sign here\n"
        "write to b@example.org about https://zoom.us/j/9000000001 or c@example.org\n"
        "task-list of d@example.org\n"
    )
    assert [found for _, found in Scanner(Publish()).find(text)] == [
        "b@example.org", "c@example.org", "https://zoom.us/j/9000000001", "d@example.org",
    ]  # fmt: skip
