"""Converters for identifiers of the outside world: bare, or as the addresses people paste."""

from __future__ import annotations

import re
from typing import Any, get_args
from urllib.parse import parse_qs

from miniconf.load.convert.faults import MISSING, Convert, Fault, Faults
from miniconf.load.convert.scalars import line
from miniconf.model import RepoRef
from miniconf.model.values import RepoKind
from miniconf.names import is_repo_id
from miniconf.patterns import regex
from miniconf.text.urls import split

_ARXIV = regex(
    r"(?:arxiv:)?(?:https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/)?"
    r"(?P<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?",
    re.IGNORECASE,
)
_DOI = regex(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(?P<id>10\.\d{4,9}/\S+)", re.IGNORECASE)
_ORCID = regex(r"(?:https?://orcid\.org/)?(?P<id>(?:\d{4}-){3}\d{3}[\dX])", re.IGNORECASE)
_ANTHOLOGY = regex(
    r"(?:https?://(?:www\.)?(?:aclanthology\.org|aclweb\.org/anthology|aclanthology\.info/papers)/)?"
    r"(?P<id>[A-Za-z0-9][A-Za-z0-9.-]+\d)(?:\.pdf|/)?"
)
_NOTE = regex(r"[A-Za-z0-9_-]{5,40}")
_HUB = regex(
    r"(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co)/"
    r"(?:(?P<kind>datasets|spaces|models)/)?(?P<id>[^/?#\s]+/[^/?#\s]+)(?:[/?#].*)?"
)
_PLACE = regex(r"(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co)/(?P<path>[^?#\s]*).*")
_RUNNING = regex(r"(?:https?://)?[a-z0-9-]+(?:\.static)?\.hf\.space(?:/.*)?")
_NO_OWNERS = frozenset(
    {
        "api",
        "blog",
        "chat",
        "collections",
        "datasets",
        "docs",
        "join",
        "learn",
        "login",
        "models",
        "new",
        "organizations",
        "papers",
        "posts",
        "settings",
        "spaces",
        "tasks",
    }
)
"""First parts of addresses on the Hub that are no person or organisation."""


def _matched(pattern: re.Pattern[str], expected: str) -> Convert:
    def convert(raw: Any, faults: Faults) -> Any:
        text = line(raw, faults)
        if text is MISSING:
            return MISSING
        if match := pattern.fullmatch(text):
            return match["id"]
        faults.append(Fault(expected, text))
        return MISSING

    return convert


arxiv = _matched(_ARXIV, "an arXiv id such as 2001.00001")
doi = _matched(_DOI, "a DOI such as 10.5555/12345")
anthology = _matched(_ANTHOLOGY, "an ACL Anthology id such as 2020.acl-main.1")
_orcid = _matched(_ORCID, "an ORCID iD such as 0000-0002-1825-0097")


def orcid(raw: Any, faults: Faults) -> Any:
    """`raw` as an ORCID iD whose check digit is right (ISO 7064, 11-2)."""
    found = _orcid(raw, faults)
    if found is MISSING:
        return MISSING
    digits = found.replace("-", "").upper()
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    if digits[-1] != ("X" if check == 10 else str(check)):
        faults.append(Fault("an ORCID iD", found, "its check digit is wrong"))
        return MISSING
    return found.upper()


def openreview(raw: Any, faults: Faults) -> Any:
    """`raw` as an OpenReview forum id, bare or in an address."""
    text = line(raw, faults)
    if text is MISSING:
        return MISSING
    if text.startswith(("http://", "https://")):
        found = parse_qs(split(text).query).get("id", [""])[0]
    else:
        found = text
    if _NOTE.fullmatch(found):
        return found
    faults.append(Fault("an OpenReview forum id", text))
    return MISSING


def repo_id(raw: Any, faults: Faults) -> Any:
    """`raw` as the id of a repository on the Hub."""
    text = line(raw, faults)
    if text is MISSING or is_repo_id(text):
        return text
    faults.append(Fault("the id of a repository, organisation/name", text))
    return MISSING


def repository(kind: RepoKind) -> Convert:
    """The converter for a Hub repository of one kind: `organisation/name` or its address."""

    def convert(raw: Any, faults: Faults) -> Any:
        text = line(raw.get("id") if isinstance(raw, dict) else raw, faults)
        if text is MISSING:
            return MISSING
        said, name = _told(text, kind)
        if said != kind:
            hint = f"it belongs under {said}s"
            faults.append(Fault(f"a {kind} on the Hub", text, hint))
            return MISSING
        if not is_repo_id(name) or name.partition("/")[0] in _NO_OWNERS:
            wanted = f"a {kind} as organisation/name or its address on the Hub"
            faults.append(Fault(wanted, text, _hint(text)))
            return MISSING
        return RepoRef(kind=kind, id=name)

    return convert


def _told(text: str, kind: RepoKind) -> tuple[RepoKind, str]:
    """The kind and the id that `text` says, `kind` where it says none."""
    if match := _HUB.fullmatch(text):
        if match["kind"]:
            return next(k for k in get_args(RepoKind) if match["kind"] == f"{k}s"), match["id"]
        # A model's page says no kind, but no repository's page begins with such a part.
        return kind if match["id"].partition("/")[0] in _NO_OWNERS else "model", match["id"]
    name = text.strip("/")
    for known in get_args(RepoKind):
        if name.startswith(f"{known}s/") and name.count("/") == 2:
            return known, name.split("/", 1)[1]
    return kind, name


def _hint(text: str) -> str:
    """What is probably wrong with `text`, which names no repository."""
    if _RUNNING.fullmatch(text):
        return "that is where a Space answers; give its id or its page on the Hub"
    place = _PLACE.fullmatch(text)
    first, _, rest = (place["path"] if place else "").strip("/").partition("/")
    if first == "collections":
        return "that is a collection; name the repositories in it"
    if first == "papers":
        return "that is a paper's page; its arXiv id belongs under arxiv"
    if first in ("datasets", "spaces", "models", "organizations") and rest and "/" not in rest:
        first, rest = rest, ""
    if first and not rest and first not in _NO_OWNERS:
        return f"that is all that {first} has; name one repository, {first}/NAME"
    return ""
