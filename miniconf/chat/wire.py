"""The HTTP session that every provider speaks through: patient, and plain about what went wrong.

It retries what may be retried, waits as long as the server itself says when it is asked too fast,
and turns everything that is not an answer of a chat server into a sentence. Every call that goes
through it may arrive twice, so providers make only calls that do no harm when repeated.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests

from miniconf.problems import MiniconfError

_TIMEOUT = (10.0, 60.0)
_TRIES = 5
_LONGEST = 900.0
"""Seconds: a server that wants a longer pause is left alone."""
_PLEASE_WAIT = re.compile(r"wait (\d+) seconds")
_STANDS = "what was done so far stands, and the same command goes on from there"


class ChatError(MiniconfError):
    """The chat server cannot be worked with: one sentence that says what to do."""


class RefusedError(ChatError):
    """The chat server refused one call: `code` in its own word, `status` in HTTP's."""

    def __init__(self, message: str, code: str = "", status: int = 0) -> None:
        super().__init__(message)
        self.code = code
        self.status = status


class Wire(requests.Session):
    """A session that waits, retries and complains in sentences.

    `waiting` is told before each pause how many seconds it lasts, and why: `no answer from
    https://chat.example.org`. `sleep` and `clock` stand in for the time module in tests.
    """

    def __init__(
        self,
        waiting: Callable[[float, str], None] = lambda seconds, why: None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__()
        self._waiting, self._sleep, self._clock = waiting, sleep, clock

    def request(  # type: ignore[override]
        self, method: str, url: str, **options: Any
    ) -> requests.Response:
        """The server's answer: always JSON, of any status but a redirect, 429 or 5xx."""
        options.update(allow_redirects=False)
        options["timeout"] = options.get("timeout") or _TIMEOUT
        tries = 0
        while True:
            try:
                answer = super().request(method, url, **options)
            except requests.RequestException as error:
                tries += 1
                if tries == _TRIES:
                    raise ChatError(_unreachable(url, error)) from None
                self._pause(2.0**tries, _silent(url, error))
                continue
            if (wait := asked_to_wait(answer, self._clock())) is not None:
                self._obey(url, wait)
            elif answer.status_code >= 500 and tries < _TRIES - 1:
                tries += 1
                self._pause(2.0**tries, _faulty(url, answer))
            else:
                return _checked(url, answer)

    def _pause(self, seconds: float, why: str) -> None:
        self._waiting(seconds, why)
        self._sleep(seconds)

    def _obey(self, url: str, seconds: float) -> None:
        """Wait as long as the server says, unless that is out of all proportion."""
        if seconds > _LONGEST:
            raise ChatError(
                f"{host(url)} asks to wait {seconds:.0f} seconds before the next call:"
                f" run the command again later; {_STANDS}"
            )
        self._pause(max(seconds, 0.1), f"{host(url)} asks for a pause")


def host(url: str) -> str:
    """The part of an address that may be shown: scheme and host, never path or query."""
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname}{port}"


def asked_to_wait(answer: requests.Response, now: float) -> float | None:
    """Seconds until the server wants to hear the next call, or None where it was not too fast.

    Rocket.Chat says it in `X-RateLimit-Reset` (milliseconds since 1970) and in words, Matrix in
    `retry_after_ms`, proxies in `Retry-After`; old Rocket.Chat servers answer with status 400.
    """
    if answer.status_code != 429 and "error-too-many-requests" not in answer.text[:500]:
        return None
    if answer.status_code == 200:
        return None
    if found := re.search(r'"retry_after_ms":\s*(\d+)', answer.text):
        return int(found[1]) / 1000
    if (after := answer.headers.get("Retry-After", "")).isdigit():
        return float(after)
    if (reset := answer.headers.get("X-RateLimit-Reset", "")).isdigit():
        return max(int(reset) / 1000 - now, 0.0)
    if found := _PLEASE_WAIT.search(answer.text):
        return float(found[1])
    return 30.0


def _checked(url: str, answer: requests.Response) -> requests.Response:
    """The answer, if it is one that a chat server's API gives."""
    where = host(url)
    if 300 <= answer.status_code < 400:
        target = host(urljoin(url, answer.headers.get("Location", "")))
        raise ChatError(
            f"{where} sends on to {target}: `chat.url` must be the chat server's own address, and"
            " its API must not lie behind a page for signing on"
        )
    if answer.status_code >= 500:
        raise ChatError(
            f"{_faulty(url, answer)}, {_TRIES} times in a row: look at the server's log,"
            f" then run the command again; {_STANDS}"
        )
    try:
        answer.json()
    except requests.JSONDecodeError:
        page = answer.text.lstrip()[:200].lower().startswith(("<!doctype", "<html"))
        kind = "with a web page" if page else "with something that is not JSON, or only half of it"
        raise ChatError(
            f"{where} answered {kind} (status {answer.status_code}): is `chat.url` the address of"
            " the chat server, without a path?"
        ) from None
    return answer


def _faulty(url: str, answer: requests.Response) -> str:
    return f"{host(url)} has a fault of its own (status {answer.status_code})"


def _silent(url: str, error: requests.RequestException) -> str:
    whole = "whole " if isinstance(error, requests.exceptions.ChunkedEncodingError) else ""
    return f"no {whole}answer from {host(url)}"


def _unreachable(url: str, error: requests.RequestException) -> str:
    """What to do about a server that does not answer."""
    where = host(url)
    if isinstance(error, requests.Timeout):
        return f"{where} takes too long to answer: run the command again later; {_STANDS}"
    if isinstance(error, requests.exceptions.SSLError):
        return f"the certificate of {where} is not valid: renew it, or set `chat.url` right"
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return f"the answers of {where} break off in the middle: run the command again; {_STANDS}"
    return f"no answer from {where}: is the chat server running, and is `chat.url` right?"
