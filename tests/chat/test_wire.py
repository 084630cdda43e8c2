from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import requests

from miniconf.chat.wire import ChatError, Wire, asked_to_wait, host


def raw(status: str, body: str = "", *headers: str, length: int | None = None) -> bytes:
    """An HTTP answer as it goes over the line."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}"]
    return "\r\n".join((*lines, "Connection: close", *headers, "", body)).encode()


OK = raw("200 OK", "{}")


@contextmanager
def server(*answers: bytes) -> Iterator[str]:
    """The address of a server that gives each connection the next answer, the last for ever."""
    listener = socket.create_server(("127.0.0.1", 0))

    def work() -> None:
        queue = list(answers)
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                connection.recv(65536)
                connection.sendall(queue.pop(0) if len(queue) > 1 else queue[0])

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def ask(url: str, clock: Callable[[], float] = lambda: 0.0) -> tuple[str, list[float]]:
    """What a call ends with, and the pauses before."""
    pauses: list[float] = []
    with Wire(sleep=pauses.append, clock=clock) as wire:
        try:
            return wire.get(f"{url}/api/v1/me?secret=1", timeout=2).text, pauses
        except ChatError as error:
            return str(error).replace(url, "URL"), pauses


STANDS = "what was done so far stands, and the same command goes on from there"
HALF = raw("200 OK", '{"a": ', length=900)
BUSY = raw("502 Bad Gateway", "<html>busy")


@pytest.mark.parametrize(
    ("answers", "end", "pauses"),
    [
        ((OK,), "{}", []),
        ((BUSY, BUSY, OK), "{}", [2.0, 4.0]),
        ((HALF, OK), "{}", [2.0]),
        (
            (BUSY,),
            "URL has a fault of its own (status 502), 5 times in a row: look at the server's log,"
            f" then run the command again; {STANDS}",
            [2.0, 4.0, 8.0, 16.0],
        ),
        (
            (HALF,),
            f"the answers of URL break off in the middle: run the command again; {STANDS}",
            [2.0, 4.0, 8.0, 16.0],
        ),
        (
            (raw("302 Found", "", "Location: https://login.example/sso?next=x"),),
            "URL sends on to https://login.example: `chat.url` must be the chat server's own"
            " address, and its API must not lie behind a page for signing on",
            [],
        ),
        (
            (raw("200 OK", "<!DOCTYPE html><title>Log in</title>"),),
            "URL answered with a web page (status 200): is `chat.url` the address of the chat"
            " server, without a path?",
            [],
        ),
        (
            (raw("200 OK", '{"a": '),),
            "URL answered with something that is not JSON, or only half of it (status 200): is"
            " `chat.url` the address of the chat server, without a path?",
            [],
        ),
        ((raw("429 No", "{}", "Retry-After: 9"), OK), "{}", [9.0]),
        ((raw("429 No", '{"retry_after_ms": 1500}', "Retry-After: 2"), OK), "{}", [1.5]),
        ((raw("429 No", "{}", "X-RateLimit-Reset: 61000"), OK), "{}", [61.0]),
        ((raw("400 No", "You must wait 36 seconds [error-too-many-requests]"), OK), "{}", [36.0]),
        (
            (raw("429 No", "{}", "Retry-After: 7200"),),
            "URL asks to wait 7200 seconds before the next call: run the command again later;"
            f" {STANDS}",
            [],
        ),
    ],
)  # fmt: skip
def test_answers_end_in_data_or_in_a_sentence(
    answers: tuple[bytes, ...], end: str, pauses: list[float]
) -> None:
    with server(*answers) as url:
        assert ask(url) == (end, pauses)


def test_nobody_there_is_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    expected = "no answer from URL: is the chat server running, and is `chat.url` right?"
    assert ask(url) == (expected, [2.0, 4.0, 8.0, 16.0])


def test_each_pause_is_told_with_its_reason() -> None:
    told: list[tuple[float, str]] = []

    def note(seconds: float, why: str) -> None:
        told.append((seconds, why.replace(url, "URL")))

    answers = (BUSY, HALF, raw("429 No", "{}", "Retry-After: 9"), OK)
    with Wire(waiting=note, sleep=lambda seconds: None) as wire:
        with server(*answers) as url:
            wire.get(url, timeout=2)
        with pytest.raises(ChatError):
            wire.get(url, timeout=2)
    assert told == [
        (2.0, "URL has a fault of its own (status 502)"),
        (4.0, "no whole answer from URL"),
        (9.0, "URL asks for a pause"),
        *((seconds, "no answer from URL") for seconds in (2.0, 4.0, 8.0, 16.0)),
    ]


def test_slow_server_is_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with Wire(sleep=lambda seconds: None) as wire, pytest.raises(ChatError) as error:
            wire.get(url, timeout=0.05)
    assert str(error.value) == (
        f"{url} takes too long to answer: run the command again later; {STANDS}"
    )


def test_too_fast_is_told_from_exists_already() -> None:
    answer = requests.Response()
    answer.status_code = 400
    answer._content = b'{"errorType": "error-duplicate-channel-name"}'
    assert asked_to_wait(answer, 0.0) is None


def test_host_hides_user_path_and_query() -> None:
    assert host("https://me:pw@chat.example:8443/a?b=c") == "https://chat.example:8443"
