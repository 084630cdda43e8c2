"""Where a site may stand on the web."""

from __future__ import annotations

import pytest

from miniconf.webroot import fault


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example", "http://127.0.0.1:8000/", "https://a.example/2031/tern/",
        "https://a.example/my%20conf", "https://a.example/~ana/v1..2", "https://a.example/ñandú/",
        "https://[::1]:8000/x", "HTTPS://A.example/a@b/",
    ],
)  # fmt: skip
def test_an_address_where_a_site_can_stand(address: str) -> None:
    assert fault(address) == ""


@pytest.mark.parametrize(
    "address",
    ["here", "http://[", "http://a.example:x", "http://a.example:0", "ftp://a.example", "https://"],
)
def test_what_is_no_address(address: str) -> None:
    assert fault(address) == f'expected an http(s) address, got "{address}"'


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://a.example/?v=1", 'without "?" and "#"'),
        ("https://a.example/x?", 'without "?" and "#"'),
        ("https://a.example/#top", 'without "?" and "#"'),
        ("https://a.example/my conf/", 'with "%20" in place of " "'),
        ("https://a.example/x\x7f", 'with "%7F" in place of a control character'),
        ('https://a.example/"x"', 'with "%22" in place of """'),
        ("https://a.example/\\x", 'with "%5C" in place of "\\"'),
        ("https://a.example/x/../y", 'without "." and ".." in its path'),
        ("https://a.example/..", 'without "." and ".." in its path'),
        ("https://a.example/%2E%2e/y", 'without "." and ".." in its path'),
        ("https://a.example/./y", 'without "." and ".." in its path'),
        ("https://a.example/%zz/", 'with two digits after each "%"'),
        ("https://a.example/100%", 'with two digits after each "%"'),
    ],
)
def test_what_would_break_links(address: str, said: str) -> None:
    assert fault(address) == f'expected an address {said}, got "{address}"'


@pytest.mark.parametrize(
    "address",
    ["https://ana:tern-77@a.example/", "https://ana@a.example/x?y", "https://@a.example/"],
)
def test_a_password_is_not_repeated(address: str) -> None:
    assert fault(address) == (
        'expected an address without a user or password before "@": every page would publish it'
    )
