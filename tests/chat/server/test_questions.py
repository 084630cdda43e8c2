from typing import Any

import pytest

from miniconf.chat.server.questions import asks


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Does it hold?", True),
        ("成り立ちますか？", True),
        ("هل هذا صحيح؟", True),
        ("It holds.", False),
        ("", False),
    ],
)
def test_asks_knows_the_question_marks(text: str, wanted: bool) -> None:
    assert asks(text) is wanted


@pytest.fixture
def room(server: Any) -> str:
    identity: str = server.room()
    return identity


@pytest.mark.parametrize(
    ("text", "more", "kind"),
    [("Why?", {}, "question"), ("Nice.", {}, "remark"), ("Nice.", {"question": True}, "question"),
     ("Why?", {"question": False}, "remark")],
)  # fmt: skip
def test_attendees_message_is_what_they_say_it_is(
    server: Any, room: str, text: str, more: dict[str, Any], kind: str
) -> None:
    assert server.say(server.guest("Nia"), text, **more)["kind"] == kind


def test_authors_message_is_a_question_only_if_they_say_so(server: Any, room: str) -> None:
    ada = server.person("Ada Okafor")
    assert server.say(ada, "Shall we begin?")["kind"] == "remark"
    assert server.say(ada, "What do you need?", question=True)["kind"] == "question"


def test_question_that_was_declared_is_a_reaction_for_the_archive(server: Any, room: str) -> None:
    view = server.say(server.guest("Nia"), "Tell me more.", question=True)
    message = server.admin.get("chat.getMessage", msgId=view["id"])["message"]
    assert message["reactions"] == {":question:": {"usernames": ["nia"], "names": ["Nia"]}}


def test_authors_answer_settles_the_question(server: Any, room: str) -> None:
    asked = server.say(server.guest("Nia"), "Why?")
    server.say(server.guest("Bo"), "I think so.", thread=asked["id"])
    waiting = server.nobody.get("miniconf.thread", message=asked["id"])["thread"]
    server.say(server.person("Ada Okafor"), "Because.", thread=asked["id"])
    settled = server.nobody.get("miniconf.thread", message=asked["id"])["thread"]
    assert (waiting["answered"], settled["answered"]) == (False, True)
    assert [(a["kind"], a["user"]["badge"]) for a in settled["answers"]] == [
        ("answer", ""),
        ("answer", "author"),
    ]
    message = server.admin.get("chat.getMessage", msgId=asked["id"])["message"]
    assert message["reactions"][":white_check_mark:"]["usernames"] == ["ada.okafor"]


def test_who_asked_may_settle_and_open_again(server: Any, room: str) -> None:
    nia = server.guest("Nia")
    asked = server.say(nia, "Why?")["id"]
    marked = nia.post("miniconf.answered", message=asked, on=True)["message"]["answered"]
    opened = nia.post("miniconf.answered", message=asked, on=False)["message"]["answered"]
    assert (marked, opened) == (True, False)


def test_others_may_not_settle(server: Any, room: str) -> None:
    asked = server.say(server.guest("Nia"), "Why?")["id"]
    bo = server.guest("Bo")
    assert bo.posted("miniconf.answered", message=asked, on=True)[0] == 400
    # A check mark through Rocket.Chat's own call is only a reaction, if a stranger sets it.
    bo.post("chat.react", messageId=asked, emoji=":white_check_mark:")
    assert server.nobody.get("miniconf.thread", message=asked)["thread"]["answered"] is False


def test_check_mark_of_an_author_through_rocketchats_call_settles(server: Any, room: str) -> None:
    asked = server.say(server.guest("Nia"), "Why?")["id"]
    server.person("Ada Okafor").post("chat.react", messageId=asked, emoji="heavy_check_mark")
    assert server.nobody.get("miniconf.thread", message=asked)["thread"]["answered"] is True


def test_author_of_a_workshop_is_known_by_the_whole_key(server: Any) -> None:
    server.room("workshop-w1", "workshops/w1")
    assert (
        server.say(server.person("Eri Tanaka"), "Welcome.", "workshop-w1")["user"]["badge"]
        == "author"
    )


def test_room_of_several_papers_knows_the_authors_of_all(server: Any) -> None:
    server.admin.post("channels.create", name="session-a", customFields={
        "miniconf_key": "sessions/a", "miniconf_records": ["papers/412", "papers/413"],
    })  # fmt: skip
    badges = [server.say(server.person(name), "Hello.", "session-a")["user"]["badge"]
              for name in ("Ada Okafor", "Eri Tanaka", "Cy Moreau")]  # fmt: skip
    assert badges == ["author", "author", ""]
