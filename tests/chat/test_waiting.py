"""The questions that wait, who is told of them, when, and never twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from miniconf.chat.mailing import Ledger, UndeliverableError, deliver, due
from miniconf.chat.mails import mail
from miniconf.chat.postbox import into
from miniconf.chat.waiting import (
    Recipient,
    Waiting,
    for_person,
    links_of,
    recipients,
    table,
    waiting,
)
from miniconf.model import Chat, Conference, Config, Paper, Person, Post, Thread
from miniconf.problems import MiniconfError
from miniconf.rooms import rooms_of

NOW = datetime(2031, 3, 28, 12, tzinfo=UTC)
CONFIG = Config(
    name="Tern 2031", start=date(2031, 3, 28), end=date(2031, 3, 30), time_zone="Atlantic/Azores",
    base_url="https://tern.example/", chat=Chat(engine="embedded", general=()),
)  # fmt: skip


def thread(identity: str, text: str, hours: float = 1, **more: object) -> Thread:
    """A question asked some hours ago."""
    asked = Post(id=identity, time=NOW - timedelta(hours=hours), text=text, name="Cy Oz", upvotes=2)
    return Thread(anchor=f"q-{identity}", question=asked, **more)


CONFERENCE = Conference(
    config=CONFIG,
    papers={
        key: Paper(id=key, title=f"Paper {key}", authors=(Person(name="Bo Li"),))
        for key in ("1", "2")
    },
    questions={
        "papers/1": (
            thread("a", "Why?", 30),
            thread("b", "Settled?", answered=True),
            thread("c", "Nice.", is_question=False),
        ),
        "papers/2": (thread("d", "How?\nReally.", 2),),
        "papers/gone": (thread("e", "Who?"),),
    },
)
ROOMS = rooms_of(CONFERENCE)
ITEMS = waiting(CONFERENCE, ROOMS)
BO = Recipient(name="Bo Li", email="Bo@x.example", papers=frozenset({"1"}))
AZORES = ZoneInfo("Atlantic/Azores")


def ledger(value: dict[str, object] | None = None) -> tuple[Ledger, list[dict[str, object]]]:
    """A ledger, and all that it saved."""
    saved: list[dict[str, object]] = []
    return Ledger(dict(value or {}), lambda state: saved.append(state)), saved


def letters(people: tuple[Recipient, ...], book: Ledger, now: datetime = NOW) -> list[list[str]]:
    """Who would get which questions."""
    found = due(people, ITEMS, book, now, AZORES, timedelta(hours=20))
    return [[letter.person.email, *(item.id for item in letter.items)] for letter in found]


def test_only_open_questions_of_known_rooms_wait_longest_first() -> None:
    assert [(item.room.key, item.id, item.since(NOW)) for item in ITEMS] == [
        ("papers/1", "a", 30),
        ("papers/2", "d", 2),
    ]


def test_table_has_a_line_a_question() -> None:
    assert table(ITEMS, NOW) == [
        "hours  votes  room                                      question",
        "   30      2  paper-1                                   Why?",
        "    2      2  paper-2                                   How? Really.",
    ]


TURNED = "\u202eWhy\u2066, \x1b[2Jso\u2069?"
"""A question with marks that turn text around, and an order to the terminal."""


def test_table_is_free_of_marks_that_turn_text_around() -> None:
    (line,) = table([Waiting(ROOMS.rooms["papers/1"], thread("x", TURNED))], NOW)[1:]
    assert line == "    1      2  paper-1                                   Why, [2Jso?"


def test_mail_is_free_of_marks_that_turn_text_around() -> None:
    asked = Post(id="x", time=NOW, text=TURNED, name="Cy\u202e Oz")
    room = replace(ROOMS.rooms["papers/1"], title="Paper\u2067 1")
    person = Recipient(name="Bo\u202e Li", email="bo@x.example", papers=frozenset())
    evil = Waiting(room, Thread(anchor="q-x", question=asked))
    message = mail(person, (evil,), CONFIG, "chat@tern.example", NOW, UTC)
    assert message["To"] == "Bo Li <bo@x.example>"
    assert message.get_content().splitlines()[:6] == [
        "Dear Bo Li,", "",
        "these questions were asked about your work and nobody has answered yet:", "",
        "Paper 1 (asked Fri 28 Mar, 12:00 UTC by Cy Oz)", "> Why, [2Jso?",
    ]  # fmt: skip


def test_people_get_the_questions_of_their_papers() -> None:
    both = Recipient(name="X", email="x@x", papers=frozenset({"2", "papers/1"}))
    assert [i.id for i in for_person(ITEMS, BO)] == ["a"]
    assert [i.id for i in for_person(ITEMS, both)] == ["a", "d"]


def test_people_are_read_with_zone_and_link(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text(
        "name,Email,papers,zone\nBo Li,bo@x.example,1|2,Asia/Tokyo\nNo Mail,,1,\nNo Paper,n@x,,\n"
    )
    links = tmp_path / "links.csv"
    links.write_text("name,email,link\nBo Li,BO@x.example,https://c.example/enter#t\n")
    assert recipients(people, links_of(links)) == (
        Recipient(name="Bo Li", email="bo@x.example", papers=frozenset({"1", "2"}),
                  zone=ZoneInfo("Asia/Tokyo"), link="https://c.example/enter#t"),
    )  # fmt: skip


def test_revoked_people_are_read_as_revoked_and_get_no_letter(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("name,email,papers,revoked\nBo Li,bo@x,1,YES\nAl,al@x,2,no\n")
    bo, al = recipients(people, {})
    assert (bo.revoked, al.revoked) == (True, False)
    assert letters((bo, al), ledger()[0]) == [["al@x", "d"]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,mail\n", "people.csv: no column email, papers"),
        (
            "name,email,papers,zone\nA,a@x,1,Mars\n",
            'people.csv:2: zone: expected a zone such as Africa/Nairobi, got "Mars"',
        ),
    ],
)
def test_unfit_files_are_told(tmp_path: Path, text: str, message: str) -> None:
    people = tmp_path / "people.csv"
    people.write_text(text)
    with pytest.raises(MiniconfError) as error:
        recipients(people, {})
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("zone", "hour", "told"),
    [("UTC", 7, False), ("UTC", 8, True), ("UTC", 20, False), ("Asia/Tokyo", 0, True),
     ("Asia/Tokyo", 12, False), ("America/Lima", 12, False), ("America/Lima", 13, True)],
)  # fmt: skip
def test_mail_comes_by_day_where_the_reader_is(zone: str, hour: int, told: bool) -> None:
    person = Recipient(name="Bo", email="b@x", papers=frozenset({"1"}), zone=ZoneInfo(zone))
    assert bool(letters((person,), ledger()[0], NOW.replace(hour=hour))) is told


def test_nobody_is_told_twice_and_at_most_once_a_day() -> None:
    book, saved = ledger()
    (letter,) = due((BO,), ITEMS, book, NOW, AZORES, timedelta(hours=20))
    book.note(letter, NOW, "sent")
    assert letters((BO,), book, NOW + timedelta(days=1)) == []
    again, _ = ledger(saved[-1])
    both = Recipient(name="Bo Li", email="bo@X.example", papers=frozenset({"1", "2"}))
    assert letters((both,), again, NOW + timedelta(hours=5)) == []
    assert letters((both,), again, NOW + timedelta(hours=24)) == [["bo@X.example", "d"]]


def test_an_end_in_between_repeats_nothing_and_is_told() -> None:
    book, saved = ledger()

    def killed(message: EmailMessage) -> None:
        raise KeyboardInterrupt

    found = due((BO,), ITEMS, book, NOW, AZORES, timedelta(0))
    with pytest.raises(KeyboardInterrupt):
        deliver(found, lambda letter: EmailMessage(), killed, book, NOW)
    assert saved[-1]["mailed"] == {"bo@x.example": {"a": "sending"}}
    after, _ = ledger(saved[-1])
    assert (after.doubtful(), letters((BO,), after, NOW + timedelta(days=2))) == (1, [])


def test_what_was_refused_stays_due_and_the_rest_goes_out() -> None:
    book, _ = ledger()
    other = Recipient(name="Al", email="al@x", papers=frozenset({"2"}))
    sent: list[EmailMessage] = []

    def hand_over(message: EmailMessage) -> None:
        if message["To"].startswith("Bo"):
            raise UndeliverableError("no such box")
        sent.append(message)

    found = list(due((BO, other), ITEMS, book, NOW, AZORES, timedelta(0)))
    write = [mail(f.person, f.items, CONFIG, "chat@tern.example", NOW, f.zone) for f in found]
    result = deliver(found, lambda f: write[found.index(f)], hand_over, book, NOW)
    assert result == (1, ["Bo@x.example: no such box"])
    assert [message["To"] for message in sent] == ["Al <al@x>"]
    assert letters((BO, other), book) == [["Bo@x.example", "a"]]


def test_mail_says_all_in_the_readers_zone() -> None:
    person = Recipient(name="Bo Li", email="bo@x.example", papers=frozenset({"1"}),
                       link="https://c.example/enter#t")  # fmt: skip
    message = mail(person, ITEMS[:1], CONFIG, "chat@tern.example", NOW, ZoneInfo("Asia/Tokyo"))
    assert message["Subject"] == "Tern 2031: A question waits for your answer"
    assert message["To"] == "Bo Li <bo@x.example>"
    assert message.get_content() == (
        "Dear Bo Li,\r\n\r\n"
        "these questions were asked about your work and nobody has answered yet:\r\n\r\n"
        "Paper 1 (asked Thu 27 Mar, 15:00 JST by Cy Oz, 2 want to know)\r\n> Why?\r\n"
        "https://tern.example/papers/1.html#q-a\r\n\r\n"
        "Answer as an author (this link is yours alone, please keep it):\r\n"
        "https://c.example/enter#t\r\n\r\n--\r\n"
        "Tern 2031. You get each question once, and at most one mail a day.\r\n"
    ).replace("\r\n", "\n")


def test_hostile_words_stay_words() -> None:
    evil = Waiting(ROOMS.rooms["papers/1"], thread("x", "Hi\r\n\r\nBcc: all@x\n.\nFrom me" * 99))
    person = Recipient(name="Bo\r\nBcc: all@x", email="bo@x.example", papers=frozenset())
    parsed = message_from_bytes(
        mail(person, (evil,), CONFIG, "chat@tern.example", NOW, UTC).as_bytes(), policy=default
    )
    assert parsed["Bcc"] is None
    lines = parsed.get_content().splitlines()
    assert "Bcc: all@x" not in lines and "> Bcc: all@x" in lines
    assert len(parsed.get_content()) < 1500


def test_mails_become_private_files_with_names_that_stay(tmp_path: Path) -> None:
    message = mail(BO, ITEMS[:1], CONFIG, "chat@tern.example", NOW, UTC)
    write = into(tmp_path / "mails")
    write(message)
    write(message)
    (path,) = (tmp_path / "mails").iterdir()
    assert path.suffix == ".eml" and path.stat().st_mode & 0o077 == 0
    assert message_from_bytes(path.read_bytes(), policy=default)["To"] == "Bo Li <Bo@x.example>"


@pytest.fixture
def mail_server() -> Iterator[tuple[str, list[bytes]]]:
    """A mail server of a few lines, and the mails it took."""
    import socketserver
    import threading

    taken: list[bytes] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 hello\r\n")
            while line := self.rfile.readline():
                word = line.split()[0].upper()
                if word == b"DATA":
                    self.wfile.write(b"354 go\r\n")
                    body = b""
                    while (part := self.rfile.readline()) != b".\r\n":
                        body += part
                    taken.append(body)
                if word == b"RCPT" and b"al@x" in line:
                    self.wfile.write(b"550 no such box\r\n")
                    continue
                if word == b"QUIT":
                    self.wfile.write(b"221 bye\r\n")
                    return
                self.wfile.write(b"250 fine\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"smtp://127.0.0.1:{server.server_address[1]}", taken
        server.shutdown()


def test_mails_go_through_a_server(mail_server: tuple[str, list[bytes]]) -> None:
    from miniconf.chat.postbox import server

    address, taken = mail_server
    other = Recipient(name="Al", email="al@x", papers=frozenset({"2"}))
    found = list(due((BO, other), ITEMS, ledger()[0], NOW, AZORES, timedelta(0)))
    with server(address) as hand_over:
        result = deliver(
            found,
            lambda f: mail(f.person, f.items, CONFIG, "chat@tern.example", NOW, f.zone),
            hand_over, ledger()[0], NOW,
        )  # fmt: skip
    assert result == (1, ["al@x: the mail server refuses this address"])
    assert len(taken) == 1 and b"To: Bo Li <Bo@x.example>" in taken[0]


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("", "MINICONF_SMTP: expected smtp://user:password@host:587 or smtps://..."),
        ("smtp://[", "MINICONF_SMTP: expected smtp://user:password@host:587 or smtps://..."),
        ("smtp://a:x", "MINICONF_SMTP: expected smtp://user:password@host:587 or smtps://..."),
        ("http://x", "MINICONF_SMTP: expected smtp://user:password@host:587 or smtps://..."),
        ("smtp://me:secret@127.0.0.1:1",
         "the mail server 127.0.0.1: cannot be reached; what was sent so far is noted"),
    ],
)  # fmt: skip
def test_mail_servers_faults_are_sentences_without_the_password(address: str, message: str) -> None:
    from miniconf.chat.postbox import server

    with pytest.raises(MiniconfError) as error, server(address):
        pass
    assert str(error.value) == message


def test_password_never_travels_in_the_open(mail_server: tuple[str, list[bytes]]) -> None:
    from miniconf.chat.postbox import server

    address = mail_server[0].replace("smtp://", "smtp://me:secret@")
    with pytest.raises(MiniconfError) as error, server(address):
        pass
    assert str(error.value) == "the mail server 127.0.0.1 offers no encryption: use smtps://"
