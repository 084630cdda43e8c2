"""Polite calls to the Hugging Face Hub through huggingface_hub."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from huggingface_hub import HfApi, get_session, hf_hub_url
from huggingface_hub.errors import HFValidationError
from huggingface_hub.utils import build_hf_headers, hf_raise_for_status

from miniconf.hub.answers import HubError, NonsenseError, TooLongError, refusal

__all__ = ["HubClient", "HubError", "NonsenseError"]

_MOST = 100
_LONGEST_CARD = 200_000
_LONGEST_ANSWER = 20 * 2**20
_FRONT = re.compile(r"\A\s*---[ \t]*\r?\n.*?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_ALWAYS = ["author", "cardData", "disabled", "lastModified", "likes", "sha", "tags"]
_WANTED: dict[str, Any] = {
    "model": [
        *_ALWAYS, "downloads", "gated", "gguf", "library_name", "pipeline_tag", "safetensors",
        "transformersInfo",
    ],
    "dataset": [*_ALWAYS, "description", "downloads", "gated"],
    "space": [*_ALWAYS, "runtime", "sdk", "subdomain"],
}  # fmt: skip
"""Kind -> what is asked for; names as the Hub has them (`expand`)."""


class HubClient:
    """Looks papers and repositories up; waits where the Hub asks for it, repeats where it helps.

    `endpoint` is `HF_ENDPOINT` or the public Hub; a token is used if `HF_TOKEN` holds one.
    `patience` is how long one call may wait in all, and `timeout` how long the Hub may be silent,
    both in seconds; `tell` hears of longer waits.
    """

    def __init__(
        self,
        endpoint: str | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        tell: Callable[[str], None] = lambda _: None,
        patience: float = 900,
        timeout: float = 30,
        attempts: int = 4,
    ) -> None:
        known = endpoint or os.environ.get("HF_ENDPOINT") or "https://huggingface.co"
        self.endpoint = known.rstrip("/")
        self._token = os.environ.get("HF_TOKEN") or False
        self._api = HfApi(endpoint=self.endpoint, token=self._token)
        self._sleep, self._tell = sleep, tell
        self._patience, self._attempts = patience, attempts
        self._timeout = dict.fromkeys(("connect", "read", "write", "pool"), timeout)

    def paper(self, arxiv: str) -> Any | None:
        """The Hub's page of the paper (`PaperInfo`), or None where it is not indexed."""
        return self._ask(f"paper {arxiv}", lambda: self._api.paper_info(arxiv))

    def repo(self, kind: str, name: str) -> Any | None:
        """Details of one repository, or None where there is no such public one."""
        calls: dict[str, Callable[..., Any]] = {
            "model": self._api.model_info,
            "dataset": self._api.dataset_info,
            "space": self._api.space_info,
        }
        return self._ask(f"{kind} {name}", lambda: calls[kind](name, expand=_WANTED[kind]))

    def linked(self, kind: str, arxiv: str) -> list[Any]:
        """Repositories whose card cites the paper, the most used first, at most 100."""
        calls: dict[str, Callable[..., Any]] = {
            "model": self._api.list_models,
            "dataset": self._api.list_datasets,
            "space": self._api.list_spaces,
        }

        def fetch() -> list[Any]:
            found = calls[kind](
                filter=f"arxiv:{arxiv}", limit=_MOST, expand=_WANTED[kind],
                sort="likes" if kind == "space" else "downloads",
            )  # fmt: skip
            return list(islice(found, _MOST))

        # The library repeats calls for lists by itself.
        return self._ask(f"{kind}s of {arxiv}", fetch, attempts=1) or []

    def readme(self, kind: str, name: str, revision: str) -> str:
        """The text of a repository's card, "" where there is none or it may not be read.

        Of a card longer than any that a person writes only the beginning is fetched.
        """
        url = hf_hub_url(
            name, "README.md", repo_type=kind, revision=revision or None, endpoint=self.endpoint
        )

        def fetch() -> str:
            headers = build_hf_headers(token=self._token)
            with get_session().stream("GET", url, headers=headers) as answer:
                if answer.status_code >= 400:
                    answer.read()
                hf_raise_for_status(answer)
                content = b""
                for part in answer.iter_bytes(chunk_size=65_536):
                    content += part
                    if len(content) > _LONGEST_CARD:
                        break
            return _FRONT.sub("", content.decode("utf-8", "replace"))

        return self._ask(f"card of {kind} {name}", fetch) or ""

    def _ask(self, what: str, call: Callable[[], Any], attempts: int = 0) -> Any | None:
        """The answer of `call`, None for "not there"; raises HubError at the end of patience."""
        attempts = attempts or self._attempts
        waited, tries = 0.0, 0
        while True:
            self._limit()
            try:
                return call()
            except HFValidationError:
                return None
            except Exception as error:
                refused = refusal(error, what, tries, bool(self._token))
                if refused is None:
                    return None
            tries += 1
            waited += refused.pause
            if tries >= attempts or waited > self._patience:
                hint = "what was learnt so far is kept; run `miniconf hub sync` again later"
                kind = NonsenseError if refused.nonsense else HubError
                raise kind(f"{self.endpoint} {refused.reason} for {what}: {hint}")
            if refused.pause > 5:
                self._tell(f"the Hub {refused.reason}: waiting {refused.pause:.0f} s")
            self._sleep(refused.pause)

    def _limit(self) -> None:
        """Give up on a Hub that says nothing or does not end; the library itself never would."""
        hooks = get_session().event_hooks
        if self._limit_silence not in hooks["request"]:
            hooks["request"].append(self._limit_silence)
        if _limit_length not in hooks["response"]:
            hooks["response"].append(_limit_length)

    def _limit_silence(self, request: Any) -> None:
        request.extensions["timeout"] = self._timeout


def _limit_length(response: Any) -> None:
    """Let `response`, of which only the head has come, raise TooLongError where it is too long."""
    parts = response.iter_bytes

    def limited(*args: Any, **options: Any) -> Iterator[bytes]:
        length = 0
        for part in parts(*args, **options):
            length += len(part)
            if length > _LONGEST_ANSWER:
                raise TooLongError
            yield part

    response.iter_bytes = limited
