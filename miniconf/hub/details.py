"""What decides about a repository, out of the Hub's answers and the text of its card."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from miniconf.model import HubRepo

_HEADINGS = {
    "intended_use": re.compile(r"intended use|direct use|^uses?\b|how to use", re.IGNORECASE),
    "limitations": re.compile(r"limitation|bias|risks", re.IGNORECASE),
}
_EMPTY = re.compile(r"\[?more information needed\]?|tbd|todo|n/?a", re.IGNORECASE)
_LONGEST = 240


def repo(kind: str, info: Any, *, papers: tuple[str, ...], own: bool, asked: datetime) -> HubRepo:
    """The details in one answer of the Hub (`ModelInfo`, `DatasetInfo` or `SpaceInfo`).

    Whatever has not the expected type is left out: the Hub's answers are data from outside.
    """
    card = _card(info)
    runtime = getattr(info, "runtime", None)
    stage = str(getattr(runtime, "stage", "") or "")
    return HubRepo(
        kind=kind,
        id=str(info.id),
        papers=papers,
        by_authors=own,
        task=_text(getattr(info, "pipeline_tag", None)) or _first(card.get("task_categories")),
        library=_text(getattr(info, "library_name", None)) or _text(card.get("library_name")),
        parameters=_parameters(info),
        size=_first(card.get("size_categories")) or _tag(info, "size_categories"),
        downloads=_number(getattr(info, "downloads", None)),
        likes=_number(getattr(info, "likes", None)),
        license=_first(card.get("license")) or _tag(info, "license"),
        gated=bool(getattr(info, "gated", False)),
        languages=_many(card.get("language")),
        last_modified=getattr(info, "last_modified", None),
        revision=_text(getattr(info, "sha", None)),
        summary=_text(card.get("short_description")) or _text(getattr(info, "description", None)),
        trained_on=_many(card.get("datasets")) if kind == "model" else (),
        base_model=_first(card.get("base_model")),
        sdk=_text(getattr(info, "sdk", None)),
        running=stage.startswith("RUNNING") if stage else None,
        asked=asked,
    )


def statements(readme: str) -> dict[str, str]:
    """`summary`, `intended_use` and `limitations` as a card's text states them, each a sentence.

    What the card leaves open ("More Information Needed") is left out.
    """
    found: dict[str, str] = {}
    heading = ""
    for block in re.split(r"\n\s*\n|\n(?=#)", readme[:200_000]):
        lines = block.strip().splitlines()
        if lines and lines[0].startswith("#"):
            heading = lines.pop(0).lstrip("# ").strip()
        text = sentence(" ".join(lines))
        if not text:
            continue
        for name, pattern in _HEADINGS.items():
            if pattern.search(heading):
                found.setdefault(name, text)
                break
        else:
            found.setdefault("summary", text)
    return found


def sentence(text: str) -> str:
    """The first sentence of Markdown `text` as plain words, "" where it says nothing."""
    plain = re.sub(r"<[^<>]{0,2000}>|!\[[^\]]*\]\([^)]*\)|^[-*>|\s]+", " ", text)
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", plain)
    plain = " ".join(re.sub(r"[*`_#]{1,3}", "", plain).split())
    if not plain or plain.startswith(("---", "|")) or _EMPTY.fullmatch(plain.strip(". ")):
        return ""
    first = re.split(r"(?<=[.!?])\s+(?=[A-Z])", plain, maxsplit=1)[0]
    return first if len(first) <= _LONGEST else f"{first[: _LONGEST - 1].rstrip()}…"


def _card(info: Any) -> dict[str, Any]:
    data = getattr(info, "card_data", None)
    values = data.to_dict() if hasattr(data, "to_dict") else data
    return values if isinstance(values, dict) else {}


def _parameters(info: Any) -> int | None:
    tensors = getattr(info, "safetensors", None)
    return _number(getattr(tensors, "total", None) or getattr(info, "numParameters", None))


def _tag(info: Any, name: str) -> str:
    tags = getattr(info, "tags", None) or ()
    return next((str(t).partition(":")[2] for t in tags if str(t).startswith(f"{name}:")), "")


def _text(value: Any) -> str:
    return " ".join(value.split())[:_LONGEST] if isinstance(value, str) else ""


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _many(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list | tuple) else [value]
    return tuple(text for text in map(_text, values) if text)


def _first(value: Any) -> str:
    return next(iter(_many(value)), "")
