from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniconf.model import Post, Thread
from miniconf.threads import (
    LONGEST,
    Conversations,
    Entry,
    Header,
    asked,
    changed,
    entry_of,
    header_of,
    questions,
    read,
    read_entries,
    threads,
    words,
    written,
)

NINE = datetime(2031, 3, 28, 9, tzinfo=UTC)
HEADER = Header(key="papers/1", room="paper-1", cursor="c")


def entry(identity: str, text: str, minutes: int = 0, **more: object) -> Entry:
    """A message some minutes after nine."""
    return Entry(id=identity, at=NINE + timedelta(minutes=minutes), text=text, **more)


def shape(*entries: Entry, authors: bool = False) -> list[tuple[str, list[str], bool, bool]]:
    """`(question, answers, is_question, answered)` of each conversation."""
    header = Header(key="papers/1", room="paper-1", authors=authors)
    return [
        (t.question.text, [post.text for post in t.answers], t.is_question, t.answered)
        for t in threads(header, entries, str)
    ]


def test_question_with_its_answer_becomes_a_thread() -> None:
    asked = entry("q", "Why?", name="Cy Oz", up=2)
    answer = entry("a", "So.", 5, name="Bo Li", thread="q", author=True, edited=True)
    assert threads(HEADER, [answer, asked], "x-{}".format) == (
        Thread(
            anchor="x-q",
            question=Post(id="q", time=NINE, text="Why?", name="Cy Oz", upvotes=2),
            answers=(
                Post(id="a", time=NINE + timedelta(minutes=5), text="So.", name="Bo Li",
                     is_author=True, edited=True),
            ),
            is_question=True,
            answered=True,
        ),
    )  # fmt: skip


def test_remarks_are_no_questions_and_never_wait() -> None:
    assert shape(entry("a", "Nice talk!"), entry("b", "Any more?", author=True)) == [
        ("Nice talk!", [], False, False),
        ("Any more?", [], False, False),
    ]


@pytest.mark.parametrize("text", ["Why?", "为什么？", "لماذا؟", "Ինչու՞"])
def test_questions_of_several_scripts(text: str) -> None:
    assert shape(entry("a", text)) == [(text, [], True, False)]


def test_what_was_said_about_a_message_wins() -> None:
    assert shape(
        entry("a", "Tell me more.", question=True), entry("b", "Really?", 1, question=False)
    ) == [("Tell me more.", [], True, False), ("Really?", [], False, False)]


def test_who_answers_settles_where_authors_are_known() -> None:
    asked, other = entry("q", "Why?"), entry("o", "Me too", 1, thread="q")
    assert shape(asked, other)[0][3] is True
    assert shape(asked, other, authors=True)[0][3] is False
    author = entry("a", "So.", 2, thread="q", author=True)
    assert shape(asked, other, author, authors=True)[0][3] is True


def test_own_words_of_the_asker_are_no_answer() -> None:
    assert shape(entry("q", "Why?"), entry("m", "I mean how", 1, thread="q", asker=True)) == [
        ("Why?", ["I mean how"], True, False)
    ]


def test_mark_settles() -> None:
    assert shape(entry("q", "Why?", answered=True))[0][3] is True


def test_answers_to_answers_stay_in_the_conversation() -> None:
    assert shape(
        entry("q", "Why?"), entry("a", "So.", 1, thread="q"), entry("b", "Oh", 2, thread="a")
    ) == [("Why?", ["So.", "Oh"], True, True)]


def test_answer_without_its_question_stands_alone_and_does_not_wait() -> None:
    assert shape(entry("a", "Because?", thread="gone")) == [("Because?", [], False, False)]


def test_question_taken_back_stays_above_its_answers_and_waits_for_nothing() -> None:
    gone = entry("q", "", gone=True)
    answers = entry("a", "So.", thread="q", author=True), entry("b", "Oh", 1, thread="q")
    (thread,) = threads(HEADER, [gone, *answers], "x-{}".format)
    assert (thread.anchor, thread.gone, thread.is_question, thread.answered) == (
        "x-q", True, False, False,
    )  # fmt: skip
    assert [post.text for post in thread.answers] == ["So.", "Oh"]
    assert thread.posts == thread.answers
    assert questions([gone, *answers], str) == []


def test_circles_end() -> None:
    assert sorted(shape(entry("a", "A", thread="b"), entry("b", "B", thread="a"))) == [
        ("A", [], False, False),
        ("B", [], False, False),
    ]


def test_lines_are_ascii_and_read_back() -> None:
    entries = [
        entry("b", "line\u2028break \u202e mark", 1, thread="a", asker=True, edited=True, up=3),
        entry("a", "Why?", name="Ana Łi", by="ABC", author=True, question=False, answered=True),
    ]
    header = Header(
        key="papers/1", room="paper-1", names="none", cursor="7", authors=True, id="r1", former=True
    )
    text = written(header, entries)
    first, *rest = text.splitlines()
    assert text.isascii()
    assert header_of(read(first)) == header
    assert [entry_of(read(line)) for line in rest] == entries[::-1]


def test_file_of_a_room_is_as_documented() -> None:
    assert written(HEADER, [entry("a", "Hi", name="Bo")]) == (
        '{"key": "papers/1", "room": "paper-1", "names": "shown", "cursor": "c"}\n'
        '{"id": "a", "at": "2031-03-28T09:00:00.000Z", "name": "Bo", "text": "Hi"}\n'
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[]", "expected an object in braces"),
        ('{"id": "a"}', "expected a message with `id` and `text`"),
        ('{"id": 7, "text": "x", "at": "2031-03-28T09:00:00Z"}',
         "expected a message with `id` and `text`"),
        ('{"id": "a", "text": "x", "at": "2031-03-28T09:00:00"}',
         "expected `at` as an instant with its zone"),
        ('{"id": "a", "text": "x"}', "expected `at` as an instant with its zone"),
    ],
)  # fmt: skip
def test_broken_lines_are_told(line: str, message: str) -> None:
    with pytest.raises(ValueError) as error:
        entry_of(read(line))
    assert str(error.value) == message


def test_hostile_values_become_plain_ones() -> None:
    found = entry_of(
        {"id": "a", "at": "2031-03-28T09:00:00Z", "text": "x" * 3_000_000, "up": "many",
         "author": "yes", "name": ["<script>"], "thread": None, "unknown": {}}
    )  # fmt: skip
    assert (len(found.text), found.up, found.author) == (LONGEST + 1, 0, False)
    assert (found.name, found.thread) == ("", "")


@given(st.text(), st.text(min_size=1))
def test_any_text_survives(text: str, name: str) -> None:
    line = written(HEADER, [entry("a", text, name=name)]).splitlines()[1]
    assert (entry_of(read(line)).text, entry_of(read(line)).name) == (text, name)


WHOLE = entry("1", "Why?\u2028é", 1, name="Bo", thread="0", by="k", author=True, asker=True,
              edited=True, up=3, question=False, answered=True, gone=True)  # fmt: skip


def lines_of(*entries: Entry) -> bytes:
    return written(HEADER, entries).partition("\n")[2].encode()


def test_what_was_written_is_read_at_once() -> None:
    lines = lines_of(WHOLE, entry("2", "So.", 2))
    assert read_entries(lines) == [entry_of(read(line)) for line in lines.decode().splitlines()]
    assert read_entries(lines) == [WHOLE, entry("2", "So.", 2)]
    assert read_entries(b"") == []


AT = b'"at": "2031-03-28T09:00:00.000Z"'


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"[]",
        b'{"id": "1", "text": "a"}',
        b'{"id": "", %s, "text": "a"}' % AT,
        b'{"id": "1", %s, "text": "a", "up": "3"}' % AT,
        b'{"id": "1", %s, "text": "a", "author": 1}' % AT,
        b'{"id": "1", "at": "2031-03-28T09:00:00", "text": "a"}',
        b'{"id": "1", "at": "2031-03-28T10:00:00+01:00", "text": "a"}',
        b'{"id": "1", %s, "text": "\\ud800"}' % AT,
        b'{"id": "1", %s, "text": "\xc3\xa9"}' % AT,
        b'{"id": "1", %s, "text": "%s"}' % (AT, b"a" * (LONGEST + 1)),
        b'{"id": "1", %s, "text": "a"} {"id": "2", %s, "text": "a"}' % (AT, AT),
    ],
)
def test_other_lines_are_looked_at_one_by_one(line: bytes) -> None:
    assert read_entries(lines_of(WHOLE) + line + b"\n") is None


def test_rooms_are_made_into_conversations_when_they_are_asked_for() -> None:
    room = [entry("q", "Why?", name="Cy", up=2), entry("a", "So.", 5, thread="q"),
            entry("r", "Nice.", 9)]  # fmt: skip
    rooms = Conversations({"papers/1": (HEADER, room), "papers/2": (HEADER, [])}, "x-{}".format)
    made = {"papers/1": threads(HEADER, room, "x-{}".format), "papers/2": ()}
    for _ in range(2):  # before and after they are made
        assert words(rooms, "papers/1") == "Cy\nWhy?\n\nSo.\n\nNice."
        assert asked(rooms, "papers/1") == asked(made, "papers/1") == [(2, "x-q", "Why?")]
        assert rooms == made
    assert sorted(words(made, "papers/1").split()) == sorted(words(rooms, "papers/1").split())
    other = {"papers/1": made["papers/1"][1:]}
    assert changed(rooms, other) == changed(made, other) == made | other
    assert list(changed(rooms, other)) == ["papers/1", "papers/2"]
    assert words(changed(rooms, other), "papers/1") == "\nNice."
    assert asked(changed(rooms, other), "papers/1") == []


def test_rooms_are_made_of_their_lines() -> None:
    room = [entry("q", "Why?", name="Cy", up=2), entry("a", "So.", 5, thread="q")]
    rooms = Conversations({"papers/1": (HEADER, lines_of(*room))}, str)
    made = Conversations({"papers/1": (HEADER, room)}, str)
    assert rooms == made
    assert asked(rooms, "papers/1") == asked(made, "papers/1")
    assert words(rooms, "papers/1") == lines_of(*room)


def test_letters_that_lines_spell_by_number_are_found_among_the_words() -> None:
    spelt = lines_of(entry("q", "mail me")).replace(b" me", b"\\u0040me.example")
    rooms = Conversations({"papers/1": (HEADER, spelt)}, str)
    assert words(rooms, "papers/1") == "\nmail@me.example"


def test_marked_answers_are_asked_only_where_they_begin_a_conversation() -> None:
    room = [entry("q", "Why?"), entry("a", "How?", 1, thread="q", question=True),
            entry("o", "Where?", 2, thread="gone", question=True),
            entry("p", "When?", 3, thread="gone")]  # fmt: skip
    rooms = Conversations({"papers/1": (HEADER, room)}, str)
    found = asked(rooms, "papers/1")
    assert found == [(0, "q", "Why?"), (0, "o", "Where?")] == asked(dict(rooms), "papers/1")
    assert found == questions(room, str)


def test_questions_that_are_known_are_looked_for_no_more() -> None:
    room = HEADER, lines_of(entry("q", "Why?"))
    known = {"papers/1": [(2, "x", "How?")], "papers/2": None}
    rooms = Conversations({"papers/1": room, "papers/2": room, "papers/3": room}, str, known)
    assert asked(rooms, "papers/1") == [(2, "x", "How?")]
    assert asked(rooms, "papers/2") == asked(rooms, "papers/3") == [(0, "q", "Why?")]
    assert asked(changed(rooms, {"papers/1": ()}), "papers/1") == []
