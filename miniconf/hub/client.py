"""Polite calls to the Hugging Face Hub through huggingface_hub."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from itertools import islice
from typing import Any

from huggingface_hub import HfApi
from huggingface_hub.errors import HfHubHTTPError, OfflineModeIsEnabled, RepositoryNotFoundError
from huggingface_hub.utils import parse_ratelimit_headers

from miniconf.problems import MiniconfError

_GONE = (401, 403, 404, 410)
_MOST = 100


class HubError(MiniconfError):
    """The Hub did not give a usable answer; the message says which and what to do."""


class HubClient:
    """Looks papers and repositories up; waits where the Hub asks for it, repeats where it helps.

    `endpoint` is `HF_ENDPOINT` or the public Hub; a token is used if `HF_TOKEN` holds one;
    `patience` is how long one call may wait in all, in seconds.
    """

    def __init__(
        self,
        endpoint: str | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        patience: float = 900,
        attempts: int = 4,
    ) -> None:
        self.endpoint = endpoint or os.environ.get("HF_ENDPOINT") or "https://huggingface.co"
        self._api = HfApi(endpoint=self.endpoint, token=os.environ.get("HF_TOKEN") or False)
        self._sleep = sleep
        self._patience = patience
        self._attempts = attempts

    def paper(self, arxiv: str) -> Any | None:
        """The Hub's page of the paper (`PaperInfo`), or None where it is not indexed."""
        return self._ask(f"paper {arxiv}", lambda: self._api.paper_info(arxiv))

    def repo(self, kind: str, name: str) -> Any | None:
        """Details of one repository, or None where there is no such public one."""
        calls = {
            "model": self._api.model_info,
            "dataset": self._api.dataset_info,
            "space": self._api.space_info,
        }
        return self._ask(f"{kind} {name}", lambda: calls[kind](name))

    def linked(self, kind: str, arxiv: str) -> list[Any]:
        """Repositories whose card cites the paper, the most used first, at most 100."""
        tag = f"arxiv:{arxiv}"
        calls: dict[str, Callable[[], Any]] = {
            "model": lambda: self._api.list_models(
                filter=tag, sort="downloads", limit=_MOST, full=True, cardData=True
            ),
            "dataset": lambda: self._api.list_datasets(
                filter=tag, sort="downloads", limit=_MOST, full=True
            ),
            "space": lambda: self._api.list_spaces(
                filter=tag, sort="likes", limit=_MOST, full=True
            ),
        }
        found = self._ask(f"{kind}s of {arxiv}", lambda: list(islice(calls[kind](), _MOST)))
        return found or []

    def readme(self, kind: str, name: str, revision: str) -> str:
        """The text of a repository's card, "" where there is none or it may not be read."""
        from huggingface_hub import RepoCard
        from huggingface_hub.errors import EntryNotFoundError

        def fetch() -> str:
            try:
                path = self._api.hf_hub_download(
                    name, "README.md", repo_type=kind, revision=revision or None
                )
            except EntryNotFoundError:
                return ""
            return str(RepoCard.load(path, ignore_metadata_errors=True).text)

        return self._ask(f"card of {kind} {name}", fetch) or ""

    def _ask(self, what: str, call: Callable[[], Any]) -> Any | None:
        """The answer of `call`, None for "not there"; raises HubError at the end of patience."""
        waited, tries = 0.0, 0
        while True:
            try:
                return call()
            except RepositoryNotFoundError:
                return None
            except OfflineModeIsEnabled:
                raise HubError("HF_HUB_OFFLINE is set: unset it to ask the Hub") from None
            except HfHubHTTPError as error:
                status = error.response.status_code
                if status in _GONE:
                    return None
                if status != 429 and status < 500:
                    raise HubError(f"the Hub refused {what} with status {status}") from None
                pause = _pause(error, tries)
                reason = "asks for fewer calls" if status == 429 else f"answers {status}"
            except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
                pause, reason = 2.0**tries, f"gives no usable answer ({type(error).__name__})"
            except Exception as error:
                # The library's HTTP client has error classes of its own, which differ by version.
                if not type(error).__module__.startswith("httpx"):
                    raise
                pause, reason = 2.0**tries, f"cannot be reached ({type(error).__name__})"
            tries += 1
            waited += pause
            if tries >= self._attempts or waited > self._patience:
                hint = "what was learnt so far is kept; run `miniconf hub sync` again later"
                raise HubError(f"{self.endpoint} {reason} for {what}: {hint}")
            self._sleep(pause)


def _pause(error: HfHubHTTPError, tries: int) -> float:
    """Seconds to wait, as the Hub itself says, else doubling from one."""
    headers = error.response.headers
    limit = parse_ratelimit_headers(headers)
    if limit is not None:
        return float(max(1, limit.reset_in_seconds))
    after = headers.get("retry-after", "")
    return float(after) if after.isdigit() else 2.0**tries
