"""Identifiers and secrets."""

from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz"
"""Meteor's: no letters or digits that are easily mistaken."""


def new_id() -> str:
    """A random identifier of 17 letters and digits, as Rocket.Chat makes them."""
    return "".join(secrets.choice(ALPHABET) for _ in range(17))


def new_secret() -> str:
    """43 random characters that cannot be guessed."""
    return secrets.token_urlsafe(32)
