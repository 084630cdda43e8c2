"""A published calendar -> a file beside the data."""

from __future__ import annotations

import re
from pathlib import Path
from time import monotonic

import requests

from miniconf.ical.read import Row, rows
from miniconf.problems import MiniconfError, Problems

MOST_BYTES = 20 * 2**20
_PATIENCE = (10, 60)
"""Seconds to connect, and to wait for each part of the answer."""
MOST_SECONDS = 120
"""For the whole answer."""
_REASONS: tuple[tuple[type[requests.RequestException], str], ...] = (
    (requests.exceptions.SSLError, "its certificate is not one to trust"),
    (requests.exceptions.ProxyError, "the proxy does not let it through"),
    (requests.exceptions.Timeout, "it does not answer in time"),
    (requests.exceptions.TooManyRedirects, "it leads round in a circle"),
    (requests.exceptions.ChunkedEncodingError, "its answer breaks off"),
    (requests.exceptions.ContentDecodingError, "its answer is not packed as it says"),
    (requests.exceptions.ConnectionError, "there is no connection"),
    (requests.exceptions.InvalidURL, "it is not an address"),
)
"""Kind of failure -> words; narrower kinds first."""


def fetch(url: str, file: str, problems: Problems) -> tuple[str, list[Row]]:
    """The text of the calendar at `url`, and the sessions that it gives.

    What cannot be read in it is added to `problems` under the name `file`. Raises MiniconfError
    where the address does not answer with a calendar of reasonable size.
    """
    text, place = _get(_address(url))
    if "BEGIN:VCALENDAR" not in text[:10_000].upper():
        away = "" if _shown(place) == _shown(url) else f", but leads to {_shown(place)}"
        hint = "is it public, and the .ics address?"
        raise MiniconfError(f"{_shown(url)} gives no calendar{away}; {hint}")
    return text, rows(text, file, problems)


def save(path: Path, text: str) -> bool:
    """Put `text` into the file at `path`, whole or not at all; whether that changed it.

    A pipe or a device takes it as it comes. DTSTAMP is left out of the comparison: some programs
    write the time of asking into it.
    """
    try:
        if path.is_file() and _timeless(path.read_bytes().decode("utf-8", "replace")) == _timeless(
            text
        ):
            return False
        if path.exists() and not path.is_file():
            path.write_bytes(text.encode("utf-8"))
            return True
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f".{target.name}.partial")
        partial.write_bytes(text.encode("utf-8"))
        partial.replace(target)
    except OSError as error:
        raise MiniconfError(f"{path}: cannot be written: {error.strerror}") from None
    return True


def _address(url: str) -> str:
    """`url` as one that can be asked: `webcal:` is https."""
    found = re.sub(r"^webcals?://", "https://", url, flags=re.IGNORECASE)
    if not re.match(r"https?://[^/]", found, flags=re.IGNORECASE):
        raise MiniconfError(f'expected an address as "https://..." or "webcal://...", got "{url}"')
    return found


def _get(url: str) -> tuple[str, str]:
    """The body at `url`, read up to a limit of size and time, and the address that gave it."""
    until = monotonic() + MOST_SECONDS
    try:
        with requests.get(url, stream=True, timeout=_PATIENCE) as answer:
            if answer.status_code != 200:
                raise MiniconfError(f"{_shown(url)} answers {answer.status_code} {answer.reason}")
            body = b""
            for part in answer.iter_content(2**16):
                body += part
                if len(body) > MOST_BYTES:
                    limit = MOST_BYTES // 2**20
                    raise MiniconfError(f"{_shown(url)} gives more than {limit} MB")
                if monotonic() > until:
                    raise requests.Timeout
            return body.decode("utf-8-sig", "replace"), answer.url
    except requests.RequestException as error:
        # Ours in place of the library's: that repeats the address, which may be a key
        raise MiniconfError(f"{_shown(url)} cannot be reached: {_reason(error)}") from None


def _reason(error: requests.RequestException) -> str:
    """What went wrong, in words; the first kind that fits."""
    return next((words for kind, words in _REASONS if isinstance(error, kind)), "it is at fault")


def _shown(url: str) -> str:
    """`url` without its query and long path, which may be the key to a private calendar."""
    match = re.match(r"(https?://[^/?#]+)", _address(url))
    return f"{match[1]}/…" if match else "the address"


def _timeless(text: str) -> str:
    return re.sub(r"^DTSTAMP:.*\r?\n", "", text, flags=re.MULTILINE)
