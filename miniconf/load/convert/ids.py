"""Converters for identifiers of the outside world: bare, or as the addresses people paste."""

from __future__ import annotations

import re
from typing import Any, get_args
from urllib.parse import parse_qs, urlsplit

from miniconf.load.convert.faults import MISSING, Convert, Fault, Faults
from miniconf.load.convert.scalars import line
from miniconf.model import RepoRef
from miniconf.model.values import RepoKind

_ARXIV = re.compile(
    r"(?:arxiv:)?(?:https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/)?"
    r"(?P<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?",
    re.IGNORECASE,
)
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(?P<id>10\.\d{4,9}/\S+)", re.IGNORECASE)
_ORCID = re.compile(r"(?:https?://orcid\.org/)?(?P<id>(?:\d{4}-){3}\d{3}[\dX])", re.IGNORECASE)
_ANTHOLOGY = re.compile(
    r"(?:https?://(?:www\.)?(?:aclanthology\.org|aclweb\.org/anthology|aclanthology\.info/papers)/)?"
    r"(?P<id>[A-Za-z0-9][A-Za-z0-9.-]+\d)(?:\.pdf|/)?"
)
_NOTE = re.compile(r"[A-Za-z0-9_-]{5,40}")
_REPO = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9_][\w.-]*")
_HUB = re.compile(
    r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/"
    r"(?:(?P<kind>datasets|spaces|models)/)?(?P<id>[^/?#\s]+/[^/?#\s]+)(?:[/?#].*)?"
)


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
        found = parse_qs(urlsplit(text).query).get("id", [""])[0]
    else:
        found = text
    if _NOTE.fullmatch(found):
        return found
    faults.append(Fault("an OpenReview forum id", text))
    return MISSING


def repository(kind: RepoKind) -> Convert:
    """The converter for a Hub repository of one kind: `organisation/name` or its address."""

    def convert(raw: Any, faults: Faults) -> Any:
        text = line(raw.get("id") if isinstance(raw, dict) else raw, faults)
        if text is MISSING:
            return MISSING
        said, name = kind, text.strip("/")
        if match := _HUB.fullmatch(text):
            said = next(k for k in get_args(RepoKind) if (match["kind"] or "model").startswith(k))
            name = match["id"]
        else:
            for known in get_args(RepoKind):
                if name.startswith(f"{known}s/") and name.count("/") == 2:
                    said, name = known, name.split("/", 1)[1]
        if said != kind:
            hint = f"it belongs under {said}s"
            faults.append(Fault(f"a {kind} on the Hub", text, hint))
            return MISSING
        if not _REPO.fullmatch(name) or ".." in name or len(name) > 200:
            faults.append(Fault(f"a {kind} as organisation/name or its address on the Hub", text))
            return MISSING
        return RepoRef(kind=kind, id=name)

    return convert
