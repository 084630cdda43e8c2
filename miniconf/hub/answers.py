"""What an answer means that is none: not there, not now, or no answer of the Hub at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from huggingface_hub.errors import (
    DisabledRepoError,
    EntryNotFoundError,
    HfHubHTTPError,
    OfflineModeIsEnabled,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)
from huggingface_hub.utils import parse_ratelimit_headers

from miniconf.problems import MiniconfError

_ABSENT = (
    DisabledRepoError, EntryNotFoundError, RepositoryNotFoundError, RevisionNotFoundError,
)  # fmt: skip
_REFUSING = (401, 403, 404, 410)
_TOKEN = "the Hub does not accept the token in HF_TOKEN: renew or unset it"  # noqa: S105 no token
_NONSENSE = (OSError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError)


class HubError(MiniconfError):
    """The Hub did not give a usable answer; the message says which and what to do."""


class NonsenseError(HubError):
    """The Hub answered something that is no answer to the question."""


class TooLongError(ValueError):
    """An answer is longer than any that the Hub gives."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer yet, and how many seconds to wait before asking again."""

    reason: str
    pause: float
    nonsense: bool = False


def refusal(error: Exception, what: str, tries: int, token: bool) -> Refusal | None:
    """What the library's `error` means for the question `what`; None for "there is no such thing".

    Raises HubError where asking again is of no use, and `error` itself where it is a fault of ours.
    """
    if isinstance(error, OfflineModeIsEnabled):
        raise HubError("HF_HUB_OFFLINE is set: unset it to ask the Hub") from None
    if isinstance(error, HfHubHTTPError):
        return _by_status(error, what, tries, token)
    name = type(error).__name__
    if isinstance(error, _NONSENSE):
        return Refusal(f"gives no usable answer ({name})", 2.0**tries, nonsense=True)
    # The library's HTTP client has error classes of its own, which differ by version.
    if type(error).__module__.startswith("httpx"):
        return Refusal(f"cannot be reached ({name})", 2.0**tries)
    raise error


def _by_status(error: HfHubHTTPError, what: str, tries: int, token: bool) -> Refusal | None:
    status, headers = error.response.status_code, error.response.headers
    if status in _REFUSING:
        if not _is_the_hubs(error.response):
            return Refusal(f"gives no usable answer ({status})", 2.0**tries, nonsense=True)
        if status == 401 and token and not isinstance(error, _ABSENT):
            raise HubError(_TOKEN) from None
        return None
    if status == 429:
        return Refusal("asks for fewer calls", _pause(headers, tries))
    if status >= 500:
        return Refusal(f"answers {status}", _pause(headers, tries))
    raise HubError(f"the Hub refused {what} with status {status}") from None


def _is_the_hubs(response: Any) -> bool:
    """Whether the Hub itself says no, and not a portal or a proxy in between.

    It says why in headers of its own; of a paper that it does not have, in the body alone.
    """
    headers = response.headers
    if "x-error-code" in headers or "x-error-message" in headers:
        return True
    if response.status_code != 404 or "json" not in headers.get("content-type", ""):
        return False
    try:
        body = response.json()
    except ValueError:
        return False
    return isinstance(body, dict) and isinstance(body.get("error"), str)


def _pause(headers: Mapping[str, str], tries: int) -> float:
    """Seconds to wait, as the Hub itself says, else doubling from one."""
    limit = parse_ratelimit_headers(headers)
    if limit is not None and limit.remaining == 0:
        return float(max(1, limit.reset_in_seconds))
    after = headers.get("retry-after", "")
    if after.isdecimal():
        return float(after)
    try:
        return max(1.0, (parsedate_to_datetime(after) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 2.0**tries
