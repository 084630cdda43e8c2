from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from miniconf.chat.engines import provider_of
from miniconf.chat.links import LinkProvider
from miniconf.chat.plan import plan
from miniconf.chat.private import key, private_folder, remember, remembered
from miniconf.chat.wire import ChatError, Wire
from miniconf.model import Chat, Config
from miniconf.problems import MiniconfError
from miniconf.rooms import Room

ROOM = Room(key="papers/1", name="paper-1", title="T", topic="T", page="p", welcome="Hi")


def provider(site: Path, **chat: object) -> object:
    """The provider of a config, without any account."""
    config = Config(name="T", start=date(2031, 3, 28), end=date(2031, 3, 28), time_zone="UTC",
                    chat=Chat(**chat))  # fmt: skip
    return provider_of(config, [ROOM], site, {}, None, Wire())


@pytest.mark.parametrize(
    ("chat", "message"),
    [
        ({}, "this conference has no chat: set `chat.engine` in config.yml"),
        ({"engine": "link"}, "`chat.room_url` must be an address with {room} in it"),
        ({"engine": "matrix"}, "`chat.url` must be the chat server's address, with http or https"),
        ({"engine": "rocketchat", "url": "chat.example"},
         "`chat.url` must be the chat server's address, with http or https"),
    ],
)  # fmt: skip
def test_configs_that_do_not_do_are_told(
    tmp_path: Path, chat: dict[str, object], message: str
) -> None:
    with pytest.raises(MiniconfError) as error:
        provider(tmp_path, **chat)
    assert str(error.value) == message


def test_account_is_asked_for_before_the_network(tmp_path: Path) -> None:
    with pytest.raises(MiniconfError, match=r"^no account for the chat server"):
        provider(tmp_path, engine="embedded")


def test_links_are_taken_to_be_there_and_made_by_hand(tmp_path: Path) -> None:
    links = provider(tmp_path, engine="link", room_url="https://z.example/{room}")
    assert isinstance(links, LinkProvider)
    assert plan({ROOM.key: ROOM}, links.found()) == ()
    assert links.activity({}) == ({}, {})
    with pytest.raises(ChatError, match=r"^rooms of the engine `link` are made by hand"):
        links.create(ROOM)


def test_private_folder_lies_beside_the_site_for_its_owner_alone(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    folder = private_folder(site)
    assert folder == tmp_path / "chat" and folder.stat().st_mode & 0o077 == 0
    with pytest.raises(MiniconfError) as error:
        private_folder(site, site / "chat")
    assert str(error.value) == f"{site / 'chat'}: private files must not lie inside the site"


def test_key_is_made_once(tmp_path: Path) -> None:
    first = key(tmp_path)
    assert len(first) == 64 and key(tmp_path) == first
    assert (tmp_path / "names.key").stat().st_mode & 0o077 == 0


def test_memory_is_whole_or_an_error(tmp_path: Path) -> None:
    assert remembered(tmp_path, "x.json") == {}
    remember(tmp_path, "x.json", {"a": 1})
    assert remembered(tmp_path, "x.json") == {"a": 1}
    (tmp_path / "x.json").write_text("[")
    with pytest.raises(MiniconfError) as error:
        remembered(tmp_path, "x.json")
    assert str(error.value) == (
        f"{tmp_path / 'x.json'} is broken: mend it, or remove it to begin anew"
    )
