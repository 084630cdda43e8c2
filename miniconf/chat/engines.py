"""The engine that a config names -> its provider."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from miniconf.chat.credentials import credentials
from miniconf.chat.provider import Provider
from miniconf.chat.wire import Wire
from miniconf.model import Config
from miniconf.problems import MiniconfError
from miniconf.rooms import Room, matrix_domain

EMBEDDED_URL = "http://127.0.0.1:3000"
"""Where `miniconf chat serve` listens unless told otherwise."""


def provider_of(
    config: Config,
    rooms: Iterable[Room],
    site: Path,
    environment: Mapping[str, str],
    file: Path | None,
    wire: Wire,
) -> Provider:
    """The provider for `config.chat`, logged in with the account of `environment` or `file`.

    Raises MiniconfError where the config names no engine or no address, or where the account is
    missing or not accepted.
    """
    chat = config.chat
    if chat.engine == "none":
        raise MiniconfError("this conference has no chat: set `chat.engine` in config.yml")
    if chat.engine == "link":
        if "{room}" not in chat.room_url:
            raise MiniconfError("`chat.room_url` must be an address with {room} in it")
        from miniconf.chat.links import LinkProvider

        return LinkProvider(rooms, chat.prefix)
    url = chat.url or (EMBEDDED_URL if chat.engine == "embedded" else "")
    if not url.startswith(("http://", "https://")):
        raise MiniconfError("`chat.url` must be the chat server's address, with http or https")
    account = credentials(environment, site, file)
    if chat.engine == "matrix":
        from miniconf.chat.matrix import MatrixProvider
        from miniconf.chat.matrix_client import MatrixClient

        client = MatrixClient(url, account, wire)
        return MatrixProvider(
            client, matrix_domain(chat) or client.user.partition(":")[2], config.name, chat.prefix,
            chat.guests, chat.writing == "open",
        )  # fmt: skip
    from miniconf.chat.rocketchat import RocketChatProvider

    # The embedded server is one process with one clock; a cluster's clocks may differ.
    overlap = 0.0 if chat.engine == "embedded" else 5.0
    return RocketChatProvider(url, account, chat.prefix, wire, overlap)
