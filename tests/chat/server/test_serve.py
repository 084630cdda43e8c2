"""The running server: production WSGI, the client library's own calls, kill -9."""

from __future__ import annotations

import resource
import signal
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import requests
from rocketchat_API.APIExceptions.RocketExceptions import RocketApiException
from rocketchat_API.rocketchat import RocketChat

from miniconf.chat.server.serve import secret_of
from miniconf.problems import MiniconfError
from tests.chat.server.running import PASSWORD, USER, Running


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    server = Running(tmp_path)
    server.start()
    yield server
    if server.process.poll() is None:
        server.end()


def test_clients_own_calls_work_unchanged(running: Running) -> None:
    with requests.Session() as session:
        client = RocketChat(USER, PASSWORD, server_url=running.url, session=session)
        room = client.channels_create("paper-1", customFields={"miniconf_key": "papers/1"})
        rid = room["channel"]["_id"]
        assert client.channels_set_topic(rid, "Tides")["topic"] == "Tides"
        question = client.chat_post_message("Why?", room_id=rid)["message"]["_id"]
        client.chat_post_message("Because.", room_id=rid, tmid=question)
        client.chat_react(question, emoji="white_check_mark")
        answers = [m["msg"] for m in client.chat_get_thread_messages(question)]
        assert answers == ["Because."]
        names = [c["name"] for c in client.channels_list(count=1)]
        assert names == ["general", "paper-1"]
        with pytest.raises(RocketApiException) as refused:
            client.channels_create("paper-1")
        assert (refused.value.status_code, refused.value.error_type) == (
            400, "error-duplicate-channel-name",
        )  # fmt: skip
        assert client.info()["version"] == "8.5.0"


def test_what_was_acknowledged_survives_kill_9(running: Running) -> None:
    acknowledged: list[str] = []

    def write(name: int) -> None:
        # the end may come at any moment, at signing in too
        gone = (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)
        with requests.Session() as session, suppress(*gone):
            client = RocketChat(USER, PASSWORD, server_url=running.url, session=session)
            for number in range(10_000):
                identity = f"m{name}x{number}"
                client.chat_send_message({"rid": "GENERAL", "msg": "x", "_id": identity})
                acknowledged.append(identity)

    writers = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for writer in writers:
        writer.start()
    while len(acknowledged) < 40:
        time.sleep(0.01)
    running.end(signal.SIGKILL)
    for writer in writers:
        writer.join()
    running.start()
    with requests.Session() as session:
        client = RocketChat(USER, PASSWORD, server_url=running.url, session=session)
        there = {m["_id"] for m in client.channels_history("GENERAL", count=100)}
    assert set(acknowledged) <= there


def test_full_disk_and_locked_file_are_told_and_lose_nothing(running: Running) -> None:
    def said(number: int, size: int = 1) -> tuple[int, str]:
        message = {"rid": "GENERAL", "msg": "x" * size, "_id": f"m{number}"}
        answer = session.post(f"{running.url}/api/v1/chat.sendMessage", json={"message": message})
        return answer.status_code, answer.json().get("errorType", "")

    with requests.Session() as session:
        client = RocketChat(USER, PASSWORD, server_url=running.url, session=session)
        session.headers.update(client.headers)
        assert said(0) == (200, "")
        # No file of this process may grow any more: what a full disk is to SQLite.
        log = Path(f"{running.database}-wal").stat().st_size
        _, hard = resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, (log, hard))
        assert said(1, 4000) == (503, "error-storage")
        resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, (hard, hard))
        assert said(2) == (200, "")
        other = sqlite3.connect(running.database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert said(3) == (503, "error-storage")
        other.execute("ROLLBACK")
        other.close()
        assert said(4) == (200, "")
        assert [m["_id"] for m in client.channels_history("GENERAL")] == ["m4", "m2", "m0"]
    running.end(signal.SIGKILL)
    running.start()
    kept = sqlite3.connect(running.database)
    assert kept.execute("SELECT id FROM messages ORDER BY ts").fetchall() == [
        ("m0",), ("m2",), ("m4",)
    ]  # fmt: skip
    kept.close()


def test_waiting_readers_are_many_and_are_woken(running: Running) -> None:
    heard: list[str] = []
    with requests.Session() as session:
        client = RocketChat(USER, PASSWORD, server_url=running.url, session=session)
        rev = session.get(f"{running.url}/api/v1/miniconf.room?room=general").json()["rev"]

        def wait() -> None:
            query = {"room": "general", "since": rev, "wait": 30}
            with requests.get(
                f"{running.url}/api/v1/miniconf.live", params=query, timeout=40
            ) as answer:
                heard.extend(m["text"] for m in answer.json()["messages"])

        readers = [threading.Thread(target=wait) for _ in range(30)]
        for reader in readers:
            reader.start()
        while client.statistics()["liveReaders"] < 30:
            time.sleep(0.05)
        client.chat_post_message("Hello.", channel="general")
        for reader in readers:
            reader.join()
    assert heard == ["Hello."] * 30


def test_who_begins_and_does_not_go_on_is_left(running: Running) -> None:
    running.end()
    running.program = (
        "-c", "from miniconf.chat.server import serve; serve._PATIENCE = 0.3\n"
              "from miniconf.cli import chat_serve; chat_serve.serve()",
    )  # fmt: skip
    running.start()
    port = int(running.url.rpartition(":")[2])
    head = b"POST /api/v1/login HTTP/1.1\r\nHost: x\r\n"
    body = b"Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
    answers = []
    for begun in (b"", head, head + body, head + b"A: b\r\n" * 200 + b"\r\n"):
        with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
            connection.sendall(begun)
            answers.append(connection.recv(100).partition(b"\r\n")[0].upper())
    refused = b"HTTP/1.1 400 BAD REQUEST"
    assert answers == [b"", refused, refused, refused]
    assert requests.get(f"{running.url}/api/v1/info", timeout=30).ok
    running.process.send_signal(signal.SIGTERM)
    output = running.process.stdout.read()
    assert "Invalid request" in output
    assert "Traceback" not in output, output
    running.process.wait(timeout=30)
    running.process.stdout.close()


def test_second_server_on_the_same_file_is_refused(running: Running) -> None:
    second = Running(running.database.parent)
    with pytest.raises(AssertionError, match="another chat server is using"):
        second.start()
    second.process.wait()
    second.process.stdout.close()


def test_sigterm_ends_in_order(running: Running) -> None:
    assert running.end() == 0


def test_secret_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    database = tmp_path / "chat" / "chat.db"
    first = secret_of(database)
    assert (len(first), secret_of(database)) == (64, first)
    assert (tmp_path / "chat" / "chat.db.secret").stat().st_mode & 0o777 == 0o600
    assert secret_of(database, "x" * 32) == b"x" * 32


def test_short_secret_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MiniconfError, match=r"^the chat's secret needs at least 32 characters$"):
        secret_of(tmp_path / "chat.db", "short")
