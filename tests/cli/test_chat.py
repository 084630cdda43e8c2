"""The `chat` group, from the command line to the embedded server and back."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from werkzeug.serving import make_server

from miniconf.chat.server import ChatSettings, create_chat
from miniconf.chat.wire import Wire
from miniconf.cli.chat import chat
from miniconf.cli.lazy import LazyGroup

PASSWORD = "correct horse battery"


def run(*arguments: str, answer: str = "") -> Result:
    """A command of the group, with what is typed when it asks."""
    return CliRunner().invoke(chat, arguments, input=answer)


@pytest.fixture
def talking(site: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The smallest conference with an embedded server that runs."""
    monkeypatch.setenv("MINICONF_CHAT_USER", "bot")
    monkeypatch.setenv("MINICONF_CHAT_PASSWORD", PASSWORD)
    app = create_chat(
        ChatSettings(database=site.parent / "chat.db", secret=b"s" * 32, admin="bot",
                     admin_password=PASSWORD)
    )  # fmt: skip
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.port}"
    with (site / "config.yml").open("a") as config:
        config.write(f"chat: {{engine: embedded, url: '{url}', general: [Help], welcome: Hi!}}\n")
    yield site
    server.shutdown()
    thread.join()


def test_plan_changes_nothing_and_apply_ends_in_an_empty_plan(talking: Path) -> None:
    plan = run("plan", str(talking))
    assert plan.output.splitlines() == [
        "create  help",
        "create  paper-main.1",
        "create  paper-main.2",
        "3 rooms wanted: 3 to create",
    ]
    assert run("plan", str(talking)).output == plan.output
    assert run("apply", str(talking)).output.splitlines()[-1] == "3 created"
    assert run("plan", str(talking)).output == "3 rooms wanted: nothing to do\n"


def test_deleting_is_told_and_asked_for(talking: Path) -> None:
    run("apply", str(talking))
    papers = talking / "papers.csv"
    papers.write_text(papers.read_text("utf-8").replace("main.2,Tides,Bo Li,\n", ""), "utf-8")
    refused = run("apply", str(talking), "--delete", answer="n\n")
    assert refused.exit_code == 1
    assert "Delete these 1 rooms and all that was said in them?" in refused.output
    assert run("plan", str(talking)).output.splitlines()[-1] == "2 rooms wanted: 1 to archive"
    done = run("apply", str(talking), "--delete", "--yes")
    assert done.output.splitlines()[-1] == "1 deleted"


def test_archive_digest_and_report_of_a_quiet_conference(talking: Path) -> None:
    run("apply", str(talking))
    archived = run("archive", str(talking)).output.splitlines()[-1]
    assert archived == "2 rooms: 0 messages new or changed, 0 taken out, 0 files written"
    assert run("digest", str(talking)).output == "no question waits for an answer\n"
    assert run("report", str(talking)).output.splitlines()[1].split() == [
        "all", "0", "0", "0", "0", "-", "-",
    ]  # fmt: skip


def test_digest_shows_and_writes_each_question_once(site: Path, tmp_path: Path) -> None:
    with (site / "config.yml").open("a") as config:
        config.write("chat: {engine: embedded}\n")
    (site / "questions").mkdir()
    (site / "questions" / "r.jsonl").write_text(
        '{"key": "papers/main.1", "room": "paper-main.1"}\n'
        '{"id": "a", "at": "2031-03-28T09:00:00.000Z", "text": "Why?"}\n'
    )
    people = tmp_path / "people.csv"
    hour = 12 - datetime.now(UTC).hour
    noon = f"Etc/GMT{-hour:+d}" if hour else "UTC"
    people.write_text(f"name,email,papers,zone\nBo Li,bo@x.example,main.1,{noon}\n")
    base = ("digest", str(site), "--attendees", str(people))
    shown = run(*base).output.splitlines()
    assert shown[-2].endswith("paper-main.1                              Why?")
    assert shown[-1] == "would write to bo@x.example about 1 question"
    assert "--sender" in str(run(*base, "--mails", str(tmp_path / "out")).exception)
    write = (*base, "--mails", str(tmp_path / "out"), "--sender", "c@x.example")
    for count in ("1 mail", "0 mails"):
        assert run(*write).output.splitlines()[-1] == f"{count} in {tmp_path / 'out'}"
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_digest_tells_who_is_revoked_and_does_not_write_to_them(site: Path, tmp_path: Path) -> None:
    with (site / "config.yml").open("a") as config:
        config.write("chat: {engine: embedded}\n")
    (site / "questions").mkdir()
    (site / "questions" / "r.jsonl").write_text(
        '{"key": "papers/main.1", "room": "paper-main.1"}\n'
        '{"id": "a", "at": "2031-03-28T09:00:00.000Z", "text": "Why?"}\n'
        '{"id": "b", "at": "2031-03-28T09:00:01.000Z", "text": "How?"}\n'
    )
    people = tmp_path / "people.csv"
    people.write_text(
        "name,email,papers,revoked\nChi,chi@example.org,main.1,yes\nDo,do@example.org,main.2,x\n"
    )
    told = "not written to, as the row says revoked: chi@example.org (2 questions wait)"
    base = ("digest", str(site), "--attendees", str(people))
    assert run(*base).output.splitlines()[3:] == [told]
    mails = tmp_path / "out"
    written = run(*base, "--mails", str(mails), "--sender", "c@x.example").output
    assert written.splitlines()[3:] == [told, f"0 mails in {mails}"]


def test_server_that_does_not_answer_is_told_while_it_is_tried(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINICONF_CHAT_USER", "bot")
    monkeypatch.setenv("MINICONF_CHAT_PASSWORD", PASSWORD)
    monkeypatch.setattr("miniconf.chat.wire.Wire", partial(Wire, sleep=lambda seconds: None))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
    with (site / "config.yml").open("a") as config:
        config.write(f"chat: {{engine: embedded, url: '{url}'}}\n")
    result = run("plan", str(site))
    assert result.stderr.splitlines() == [
        f"no answer from {url}; trying again in {seconds} seconds" for seconds in (4, 8, 16)
    ]
    assert str(result.exception) == (
        f"no answer from {url}: is the chat server running, and is `chat.url` right?"
    )


def test_stats_write_the_file_that_pages_read(talking: Path, tmp_path: Path) -> None:
    run("apply", str(talking))
    output = tmp_path / "build" / "active.json"
    for _ in range(2):
        result = run("stats", str(talking), "--output", str(output))
        assert result.output == f"0 new messages; {output} written\n"
    assert json.loads(output.read_text())["rooms"] == []


def test_missing_account_is_a_sentence(talking: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MINICONF_CHAT_PASSWORD")
    assert str(run("plan", str(talking)).exception).startswith("no account for the chat server:")


def test_links_are_listed_with_their_addresses(site: Path) -> None:
    with (site / "config.yml").open("a") as config:
        config.write("chat: {engine: link, room_url: 'https://z.example/#{room}', general: []}\n")
    assert run("plan", str(site)).output.splitlines() == [
        "paper-main.1  https://z.example/#paper-main.1  Nests on Ice (Ana Vo, Bo Li)",
        "paper-main.2  https://z.example/#paper-main.2  Tides (Bo Li)",
        "2 rooms wanted: nothing to do",
    ]


def test_every_command_of_the_table_is_there() -> None:
    assert isinstance(chat, LazyGroup)
    for name in chat.list_commands(None):  # type: ignore[arg-type]
        assert run(name, "--help").exit_code == 0, name
