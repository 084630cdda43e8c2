"""What the scan finds, and what it lets pass."""

from __future__ import annotations

import pytest

from miniconf.model import Publish
from miniconf.site.safety.leaks import Leak, LeakKind, Scanner
from tests.site.safety.bounded import bounded

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
        ("ana@example.xn--p1ai", [("e-mail address", "ana@example.xn--p1ai")]),
        ("discord.gg/abcDEF12 or whereby.com/secret-room", [
            ("meeting link", "discord.gg/abcDEF12"), ("meeting link", "whereby.com/secret-room"),
        ]),
        ("acme.webex.com/meet/ana.vo", [("meeting link", "acme.webex.com/meet/ana.vo")]),
        (r'{"u":"https:\/\/zoom.us\/j\/99887766554"}',
         [("meeting link", "https://zoom.us/j/99887766554")]),
        (r'{"u": "https://x.example/m?id=1\u0026pwd=Q2"}',
         [("meeting password", "https://x.example/m?id=1&pwd=Q2")]),
        (r'"Bring tea\nhf_abcdefghijklmnopqrstuvwx"', [("token", "hf_abcdefghijklmnopqrstuvwx")]),
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
    "link",
    [
        "https://Zoom.us/j/99887766554",
        "HTTPS://ZOOM.US/J/99887766554",
        "https://ZoomGov.com/j/99887766554",
        "https://Acme.Webex.com/meet/ana.vo",
        "Teams.Microsoft.com/l/meetup-join/19%3ameeting",
        "Meet.Google.com/abc-defg-hij",
        "https://Meet.Jit.si/TernsRoom",
        "Discord.gg/abcDEF12",
        "WhereBy.com/secret-room",
        "https://BlueJeans.com/123456789",
        "https://GoToMeet.me/anavo",
        "https://Join.Slack.com/t/terns/shared_invite/zt-1",
        "https://Gather.Town/app/x1/room",
        "https://BBB.c.example/b/ana-vo1-x2y",
        "https://zoom.us/join?confno=99887766554",
        "https://zoom.us:443/j/99887766554",
        "https://zoom.us//j/99887766554",
        "https://zoom.us./j/99887766554",
        "https://teams.microsoft.com/dl/launcher/launcher.html?url=%2F_%23%2Fl%2Fmeetup-join%2F19",
    ],
)
def test_a_meeting_link_is_found_however_its_host_is_written(link: str) -> None:
    assert found(f"Join ({link}), please") == [("meeting link", link)]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://nam12.safelinks.protection.outlook.com/?url=https%3A%2F%2Fus02web.zoom.us%2Fj"
         "%2F87650001122%3Fpwd%3Dabc&data=05", "https://us02web.zoom.us/j/87650001122?pwd=abc&data=05"),
        ("www.google.com/url?q=https%3A%2F%2Fmeet.google.com%2Fabc-defg-hij",
         "https://meet.google.com/abc-defg-hij"),
        ("https://x.example/?u=https%253A%252F%252Fzoom.us%252Fj%252F99887766554",
         "https://zoom.us/j/99887766554"),
        ("https://x.example/?u=https%3A%2F%2Fbig.example%2Fb%2Fana-vo1-x2y",
         "https://big.example/b/ana-vo1-x2y"),
        ("zoom&#46;us/j/99887766554", "zoom.us/j/99887766554"),
        ("zoom.us&#x2F;j&#x2f;99887766554", "zoom.us/j/99887766554"),
        ("zoom&period;us&sol;j&sol;99887766554", "zoom.us/j/99887766554"),
    ],
)  # fmt: skip
def test_a_meeting_link_is_found_within_what_wraps_it(text: str, link: str) -> None:
    assert ("meeting link", link) in found(f"<p>Join {text} now</p>")


@pytest.mark.parametrize(
    ("text", "password"),
    [
        ("PassCode: 123456", "PassCode: 123456"),
        ("Passcode：123456", "Passcode：123456"),
        ("**Passcode:** 421337", "Passcode:** 421337"),
        ("**Passcode**: 421337", "Passcode**: 421337"),
        ("**Passcode** 421337", "Passcode** 421337"),
        ("<b>Passcode:</b> <code>421337</code>", "Passcode:</b> <code>421337"),
        ("<tr><th>Passcode</th><td>421337</td></tr>", "Passcode</th><td>421337"),
        ("| Passcode | 421337 |", "Passcode | 421337"),
        ("Pass code: 421337", "Pass code: 421337"),
        ("Meeting ID:\n876 5000 1122", "Meeting ID:\n876 5000 1122"),
        ("**Passcode:**\n\n421337", "Passcode:**\n\n421337"),
        ("<dt>Passcode</dt>\n<dd>421337</dd>", "Passcode</dt>\n<dd>421337"),
        (r"Bring tea\nPasscode:\n421337\nWelcome", "Passcode:\n421337"),
        ("Passcode is: `421337`", "Passcode is: `421337"),
        ("Passcode – 421337", "Passcode – 421337"),
        ("Passcode (421337)", "Passcode (421337"),
        ("Passcode: 421 337", "Passcode: 421 337"),
        ("Meeting number (access code): 2345 678 9012", "access code): 2345 678 9012"),
        ("+351 21 000 0000,,123456789#", "+351 21 000 0000,,123456789#"),
        ("Passwort: tern31", "Passwort: tern31"),
        ("Mot de passe : tern31", "Mot de passe : tern31"),
        ("Contraseña: tern31", "Contraseña: tern31"),
        ("密码：421337", "密码：421337"),
        ("会议密码: 421337", "密码: 421337"),
        ("パスワード：421337", "パスワード：421337"),
        ("Meeting Id: 876 5000 1122", "Meeting Id: 876 5000 1122"),
        ("Meeting-ID: 876 5000 1122", "Meeting-ID: 876 5000 1122"),
        ("**Webinar ID:** 876 5000 1122", "Webinar ID:** 876 5000 1122"),
        ("Conference ID: 123 456 789#", "Conference ID: 123 456 789"),
        ('{"meetingId": "87650001122"}', 'meetingId": "87650001122'),
        ("Access code: 2345 678 9012", "Access code: 2345 678 9012"),
        ("+13017158592,,99887766554#,,,,*421337# US", "+13017158592,,99887766554#,,,,*421337#"),
    ],
)
def test_a_password_is_found_however_it_is_told(text: str, password: str) -> None:
    assert found(text) == [("meeting password", password)]


@pytest.mark.parametrize("rule", ["", "|---|---|\n", "| :-- | --: |\n"])
def test_a_password_is_found_in_a_column(rule: str) -> None:
    table = f"| Meeting | **Zoom passcode** |\n{rule}| Opening | 421337 |\n| Posters | `tern-31` |"
    assert found(f"Rooms:\n\n{table}\n\n| Paper | 31415 |") == [
        ("meeting password", "421337"), ("meeting password", "tern-31"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("calendar.ics", rb"DESCRIPTION:Bring tea\nPasscode: 421337\nWelcome"),
        ("schedule.json", rb'{"abstract": "Bring tea\nPasscode: 421337\nWelcome"}'),
        ("static/notes.txt", "Passcode: 421337".encode("utf-16")),
        ("static/notes.txt", "Passcode: 421337".encode("utf-16-le")),
        ("static/notes.txt", "Passcode: 421337".encode("utf-16-be")),
        ("static/notes.txt", "Passcode: 421337".encode("utf-8-sig")),
    ],
)
def test_a_password_is_found_however_its_file_is_encoded(path: str, content: bytes) -> None:
    assert Scanner(Publish()).leaks(path, content) == [
        Leak(path, "meeting password", "Passcode: 421337")
    ]


@pytest.mark.parametrize(
    ("text", "password"),
    [
        ("Passcode: heron", "Passcode: heron"),
        ("**Password:** `night-heron`", "Password:** `night-heron"),
        ("Password: heron. Bring tea", "Password: heron"),
        ("Passwort: Reiher, bitte", "Passwort: Reiher"),
        ("Passcode: heron Meeting ID: 42", "Passcode: heron"),
        ("<li>Passcode: <b>heron</b></li>", "Passcode: <b>heron"),
        ("| Passcode: heron | x |", "Passcode: heron"),
    ],
)
def test_a_word_is_a_password_beside_a_meeting(text: str, password: str) -> None:
    scanner = Scanner(Publish())
    assert list(scanner.find(text)) == []
    assert list(scanner.find(text, beside=True)) == [("meeting password", password)]


@pytest.mark.parametrize(
    "text",
    [
        "Password: see your e-mail",
        "Password: will be sent to you",
        "Password: none",
        "the password problem: heron",
        "a passcode heron",
    ],
)
def test_prose_is_no_password_beside_a_meeting(text: str) -> None:
    assert list(Scanner(Publish()).find(text, beside=True)) == []


@pytest.mark.parametrize(
    ("text", "meets"),
    [
        (ZOOM, True), ("Meeting ID: 876 5000 1122", True), ("https://x.example/", False),
        ("Passcode: 421337", False), ("https%3A%2F%2Fzoom.us%2Fj%2F1", True),
    ],
)  # fmt: skip
def test_a_text_leads_to_a_meeting(text: str, meets: bool) -> None:
    assert Scanner(Publish(join=True, allow=(ZOOM,))).meets(text) is meets


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
        "Zoom In, a paper on image crops; ZOOM: zooming. Zoom.",
        "https://zoom.us/join and https://Zoom.us/download#client",
        "the password problem; Password: see your e-mail",
        "Password hashing in 2031, passwords of 2031, a pass code 2031x",
        'Password <input type="password" maxlength="64" id="p1">',
        '<label for="password1">Password</label> <input id="password1" maxlength="64">',
        "Meeting ID cards; a meeting id 42; conference ID: 2031-03-28",
        '{"password": auth[1], "PASSWORD": token_of(24)}',
        "Password: https://x.example/recover1",
        "Password (2031) - a study; the last password - 2031-03-28; password: 12 of 345",
        "Access code and data: https://code.example/terns31",
        "doi 10.1000/182.2031, arXiv:2031.01234v2, ISBN 978-3-16-148410-0",
        "call +351 210 000 000 or 555-0100-0100; 1,000,,2,000",
        "https://discord.example/invite/x, https://c.example/?u=https%3A%2F%2Fdiscord.com",
        "https://x.example/?q=100%25%20zoom%20lens",
        "Microsoft Teams. Webex and Slack.com are tools",
        r"the gradient $\\nabla \\neq \\nu$ of terns",
        "Passcode:\n\n\n\n421337 terns",
        "the study of a password\n2031x terns",
        "| Paper | Score |\n|---|---|\n| Password study | 421337 |",
        "Passcode: to be told\n\n| Room | Seats |\n|---|---|\n| Hall 1 | 1200 |",
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


@pytest.mark.parametrize(
    "text",
    [
        "https://discord.com/invite/terns",
        "https://Discord.com/invite/terns%20x",
        "https://x.example/?u=https%3A%2F%2Fdiscord.com%2Finvite%2Fterns",
    ],
)
def test_a_link_that_is_let_out_passes_in_each_form(text: str) -> None:
    allowed = ("https://discord.com/invite/terns", "https://Discord.com/invite/terns%20x")
    assert found(text, Publish(allow=allowed)) == []


def test_an_address_that_is_let_out_passes_in_a_calendar() -> None:
    content = rb"DESCRIPTION:Bring tea\ninfo@example.org\, please"
    assert Scanner(Publish(allow=("info@example.org",))).leaks("calendar.ics", content) == []


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


def test_no_text_takes_long() -> None:
    """Each is so long that a pattern whose work grows with the square would end the process."""
    hostile = {
        "links": "http://x?pw " + "http://" * 30_000 + "&pwd zoom.",
        "token links": "token= " + "http://" * 30_000,
        "words": "password:" * 25_000,
        "spaces": "password" + " " * 200_000 + "x",
        "marks": "password" + "**" * 100_000,
        "signs": "eyJ-" * 50_000,
        "signed": "eyJaaaaaaaa.eyJaaaaaaaa-" * 10_000,
        "hosts": "meet." * 40_000,
        "bbb": "bbb." * 50_000,
        "webex": "?webex.com/" * 20_000,
        "zoom": "?zoom.us/join?" * 15_000,
        "teams": "?teams.microsoft.com/" * 10_000,
        "parts": "zoom." + "a." * 100_000,
        "rooms": "https://a/" + "b/" * 100_000,
        "encoded": "zoom.%25" * 25_000,
        "entities": "&#x" * 70_000,
        "columns": "| passcode |\n" * 15_000,
        "labels": "passcode:\n" * 20_000,
        "cells": "| passcode |\n" + "|" * 200_000,
        "numbers": "meeting id " + "1 " * 100_000,
        "calls": "+1" + ",,1" * 70_000,
        "addresses": ("a" * 70 + "@") * 2_800,
    }
    assert bounded("list(Scanner(Publish()).find(text, beside=True))", hostile) == [*hostile]
