"""Which arXiv ids exist, asked of arXiv itself (https://info.arxiv.org/help/api/user-manual.html).

arXiv answers in no order, leaves out what it does not have or gives an entry without an id for it,
and tells of an id that it cannot read by one entry called "Error", in place of all others.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Sequence
from xml.etree import ElementTree as ET

import requests

from miniconf.problems import MiniconfError

_FEED = "{http://www.w3.org/2005/Atom}feed"
_ENTRY = "{http://www.w3.org/2005/Atom}entry"
_ID = "{http://www.w3.org/2005/Atom}id"
_PAGE = re.compile(r"https?://arxiv\.org/abs/(?P<id>.+?)(?:v\d+)?")
_ERRORS = re.compile(r"https?://(?:export\.)?arxiv\.org/api/errors.*")
_MOST_BYTES = 20 * 2**20
_BATCH = 100
_PAUSE = 3.0
"""Seconds between two calls, which arXiv's terms of use ask for."""
_TIMEOUT = (10, 60)


class ArxivError(MiniconfError):
    """arXiv did not give a usable answer; the message says which and what to do."""


class _NotNowError(Exception):
    """arXiv asks for patience; the message is its reason, `pause` the seconds it names, or 0."""

    def __init__(self, reason: str, pause: float = 0) -> None:
        super().__init__(reason)
        self.pause = pause


class ArxivClient:
    """Asks which papers exist, a hundred at a time and never faster than arXiv wants.

    `endpoint` is `ARXIV_ENDPOINT` or arXiv's own; `tell` hears of longer waits.
    """

    def __init__(
        self,
        endpoint: str | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        tell: Callable[[str], None] = lambda _: None,
        attempts: int = 4,
    ) -> None:
        known = endpoint or os.environ.get("ARXIV_ENDPOINT") or "https://export.arxiv.org"
        self.endpoint = known.rstrip("/")
        self._sleep, self._tell, self._attempts = sleep, tell, attempts
        self._session = requests.Session()
        self._session.headers["User-Agent"] = "miniconf"
        self._asked = False

    def missing(self, ids: Iterable[str], done: Callable[[int], None] = lambda _: None) -> set[str]:
        """Those of `ids` (`2702.01001`, `math.GT/0309136`) that arXiv does not have.

        `done` hears how many more are settled. Raises ArxivError.
        """
        wanted = sorted(set(ids))
        found: set[str] = set()
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            found |= self._missing(batch)
            done(len(batch))
        return found

    def _missing(self, ids: Sequence[str]) -> set[str]:
        there = self._known(ids)
        if there is not None:
            return {name for name in ids if _canonical(name) not in there}
        if len(ids) == 1:
            return set(ids)
        half = len(ids) // 2  # one of them is none, and spoils the answer for all
        return self._missing(ids[:half]) | self._missing(ids[half:])

    def _known(self, ids: Sequence[str]) -> set[str] | None:
        """The ids of the papers that arXiv knows; None where it cannot read one of `ids`."""
        for tries in range(self._attempts):
            if self._asked:
                self._sleep(_PAUSE)
            self._asked = True
            try:
                return _ids(*self._get(ids))
            except _NotNowError as error:
                reason, pause = str(error), max(error.pause, 10 * 2.0**tries)
            if tries + 1 < self._attempts:
                self._tell(f"arXiv {reason}: waiting {pause:.0f} s")
                self._sleep(pause)
        raise ArxivError(f"{self.endpoint} {reason}: try again later, or leave out --ask-arxiv")

    def _get(self, ids: Sequence[str]) -> tuple[int, bytes]:
        """The status and the content of one answer."""
        query: dict[str, str | int] = {"id_list": ",".join(ids), "max_results": len(ids)}
        try:
            with self._session.get(
                f"{self.endpoint}/api/query", params=query, timeout=_TIMEOUT, stream=True
            ) as answer:
                content = b""
                for part in answer.iter_content(65_536):
                    content += part
                    if len(content) > _MOST_BYTES:
                        raise _NotNowError("gives no usable answer (it does not end)")
        except requests.RequestException as error:
            raise _NotNowError(f"cannot be reached ({type(error).__name__})") from None
        if answer.status_code == 429 or content.startswith(b"Rate exceeded"):
            raise _NotNowError("asks for fewer calls", _seconds(answer.headers.get("Retry-After")))
        if answer.status_code >= 500:
            pause = _seconds(answer.headers.get("Retry-After"))
            raise _NotNowError(f"answers {answer.status_code}", pause)
        return answer.status_code, content


def _ids(status: int, content: bytes) -> set[str] | None:
    """The ids in a feed, without versions; None where it is arXiv's word for an id it cannot read.

    Raises _NotNowError for what is no feed of arXiv's.
    """
    usual = f"gives no usable answer ({status})"
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise _NotNowError(usual)
    try:
        feed = ET.fromstring(content)  # noqa: S314 no entities, see above
    except ET.ParseError:
        raise _NotNowError(usual) from None
    if feed.tag != _FEED:
        raise _NotNowError(usual)
    found = set()
    for entry in feed.iter(_ENTRY):
        name = (entry.findtext(_ID) or "").strip()
        if _ERRORS.fullmatch(name):
            return None
        if match := _PAGE.fullmatch(name):
            found.add(_canonical(match["id"]))
    if status != 200:
        raise _NotNowError(usual)
    return found


def _canonical(name: str) -> str:
    """An id as arXiv spells it in answers: old ones without the subject class."""
    archive, slash, number = name.partition("/")
    return f"{archive.partition('.')[0]}/{number}" if slash else name


def _seconds(text: str | None) -> float:
    """What `Retry-After` says in seconds; 0 where it says nothing of the kind."""
    return float(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else 0
