"""The double of Rocket.Chat, as the provider's contract wants to look into it."""

from __future__ import annotations

from miniconf.chat.credentials import Credentials
from miniconf.chat.provider import Provider
from miniconf.chat.rocketchat import RocketChatProvider
from miniconf.chat.wire import Wire
from tests.chat.rocket_double import PASSWORD, URL, USER, RocketDouble


class RocketHarness:
    """The double, and a look into it."""

    scope = "t31-"
    moderator = "ada"

    def __init__(self) -> None:
        self.server = RocketDouble()

    def provider(self, wire: Wire | None = None) -> Provider:
        wire = wire or Wire(sleep=lambda seconds: None)
        wire.mount(URL, self.server)
        return RocketChatProvider(URL, Credentials(USER, PASSWORD), self.scope, wire, overlap=0)

    def _room(self, name: str) -> str:
        return self.server.room({"roomName": name})["_id"]

    def pinned(self, name: str) -> list[str]:
        messages = self.server.messages.values()
        return [m["msg"] for m in messages if m["rid"] == self._room(name) and m.get("pinned")]

    def moderators(self, name: str) -> set[str]:
        roles = self.server.roles[self._room(name)]
        return {user for user, held in roles.items() if "moderator" in held}

    def say(self, name: str, text: str, thread: str = "", author: bool = False) -> str:
        room = self._room(name)
        more = {"tmid": thread} if thread else {}
        if author:
            self.server.roles[room].setdefault("bo", ["leader"])
        return self.server.say(room, text, "bo" if author else "ada", **more)["_id"]

    def vote(self, message: str, name: str) -> None:
        self._react(message, ":thumbsup:", ["bo"])

    def settle(self, message: str, name: str) -> None:
        self._react(message, ":white_check_mark:", ["ada"])

    def _react(self, message: str, code: str, who: list[str]) -> None:
        before = self.server.messages[message].get("reactions", {})
        self.server.alter(message, reactions=before | {code: {"usernames": who}})

    def edit(self, message: str, name: str, text: str) -> None:
        self.server.alter(message, msg=text, editedAt="2031-03-28T10:00:00.000Z")

    def take_back(self, message: str, name: str) -> None:
        self.server.remove(message)
