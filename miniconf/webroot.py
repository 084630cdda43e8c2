"""The address where a site stands, of which all its absolute links are made."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from miniconf.patterns import regex
from miniconf.problems import shown

_UNSAFE = regex(r"[\x00-\x20\x7f\"<>\\^`{|}]")
"""What no address may hold as it is (RFC 3986, section 2)."""
_PERCENT = regex(r"%(?![0-9A-Fa-f]{2})")


def fault(address: str) -> str:
    """What is wrong with `address` as the place of a site, as a sentence; "" where nothing is."""
    try:
        parts = urlsplit(address)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        return f"expected an http(s) address, got {shown(address)}"
    if "@" in parts.netloc:
        return (
            'expected an address without a user or password before "@": every page would publish it'
        )
    wanted = _wanted(address, parts.path)
    return f"expected an address {wanted}, got {shown(address)}" if wanted else ""


def _wanted(address: str, path: str) -> str:
    """What links below `address` need, where it is not so."""
    if unsafe := _UNSAFE.search(address):
        character = f'"{unsafe[0]}"' if unsafe[0].isprintable() else "a control character"
        return f'with "%{ord(unsafe[0]):02X}" in place of {character}'
    if re.search("[?#]", address):
        return 'without "?" and "#"'
    if _PERCENT.search(address):
        return 'with two digits after each "%"'
    if any(unquote(part) in (".", "..") for part in path.split("/")):
        return 'without "." and ".." in its path'
    return ""
