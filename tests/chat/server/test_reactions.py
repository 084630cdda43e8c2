from typing import Any

import pytest

from miniconf.chat.server.errors import ApiError
from miniconf.chat.server.reactions import code


@pytest.mark.parametrize(
    ("emoji", "spelled"),
    [("smile", ":smile:"), (":smile:", ":smile:"), ("+1", ":thumbsup:"), (":+1:", ":thumbsup:"),
     ("👍", ":thumbsup:"), ("✅", ":white_check_mark:")],
)  # fmt: skip
def test_code_has_one_spelling(emoji: str, spelled: str) -> None:
    assert code(emoji) == spelled


@pytest.mark.parametrize("emoji", ["", "<b>", ": :", "x" * 50])
def test_code_of_nonsense_is_refused(emoji: str) -> None:
    with pytest.raises(ApiError, match=r"^Invalid emoji provided\.$"):
        code(emoji)


@pytest.fixture
def asked(server: Any) -> str:
    server.room()
    identity: str = server.say(server.guest("Nia"), "Why?")["id"]
    return identity


def test_votes_are_counted_once_and_taken_back(server: Any, asked: str) -> None:
    bo, cy = server.guest("Bo"), server.person("Cy Moreau")
    for who in (bo, bo, cy):
        view = who.post("miniconf.upvote", message=asked, on=True)["message"]
    assert (view["votes"], view["voters"]) == (2, ["bo", "cy.moreau"])
    view = bo.post("miniconf.upvote", message=asked, on=False)["message"]
    assert (view["votes"], view["voters"]) == (1, ["cy.moreau"])
    message = server.admin.get("chat.getMessage", msgId=asked)["message"]
    assert message["reactions"] == {
        ":thumbsup:": {"usernames": ["cy.moreau"], "names": ["Cy Moreau"]}
    }


def test_own_question_takes_no_vote(server: Any, asked: str) -> None:
    nia = server.chat.store.value("SELECT uid FROM messages WHERE id = ?", (asked,))
    assert nia
    who = server.guest("Zed")
    own = server.say(who, "And why not?")["id"]
    assert who.posted("miniconf.upvote", message=own, on=True)[0] == 400
    who.post("chat.react", messageId=own, emoji="thumbsup")
    assert server.nobody.get("miniconf.thread", message=own)["thread"]["votes"] == 0


def test_react_turns_over_without_a_word(server: Any, asked: str) -> None:
    bo = server.guest("Bo")
    seen = []
    for _ in range(3):
        bo.post("chat.react", messageId=asked, emoji="heart")
        seen.append(bo.get("chat.getMessage", msgId=asked)["message"].get("reactions", {}))
    there = {":heart:": {"usernames": ["bo"], "names": ["Bo"]}}
    assert seen == [there, {}, there]


def test_one_message_takes_only_so_many_different_reactions(server: Any, asked: str) -> None:
    admin = server.admin
    statuses = [admin.posted("chat.react", messageId=asked, emoji=f"e{n}")[0] for n in range(41)]
    assert statuses == [200] * 40 + [400]
