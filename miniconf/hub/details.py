"""What decides about a repository, out of the Hub's answers and the text of its card."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from miniconf.model import HubRepo
from miniconf.model.fields import RepoId
from miniconf.model.values import RepoKind
from miniconf.names import is_repo_id
from miniconf.text.chars import tidy

_HEADINGS = {
    "intended_use": re.compile(r"intended use|direct use|^uses?\b", re.IGNORECASE),
    "limitations": re.compile(r"limitation|bias|risks", re.IGNORECASE),
}
_CODE = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
_STOPPED = frozenset(
    {
        "PAUSED",
        "STOPPED",
        "DELETING",
        "NO_APP_FILE",
        "CONFIG_ERROR",
        "BUILD_ERROR",
        "RUNTIME_ERROR",
    }
)
"""Stages of a Space that no visitor can wake it from."""
_EMPTY = re.compile(r"\[?more information needed\]?|tbd|todo|n/?a", re.IGNORECASE)
_LONGEST = 240
_LONGEST_READ = 4_000
_LONGEST_CARD = 200_000
_MOST = 40
"""So many languages, or data sets a model was trained on, are kept."""


def repo(
    kind: RepoKind, info: Any, *, papers: tuple[str, ...], own: bool, asked: datetime
) -> HubRepo | None:
    """The details in one answer of the Hub (`ModelInfo`, `DatasetInfo` or `SpaceInfo`).

    Whatever has not the expected type is left out: the Hub's answers are data from outside. None
    where even the id is none.
    """
    name = getattr(info, "id", None)
    if not isinstance(name, str) or not is_repo_id(name):
        return None
    card = _card(info)
    runtime = getattr(info, "runtime", None)
    stage = str(getattr(runtime, "stage", "") or "")
    return HubRepo(
        kind=kind,
        id=RepoId(name),
        papers=papers,
        by_authors=own,
        task=_text(getattr(info, "pipeline_tag", None)) or _first(card.get("task_categories")),
        library=_text(getattr(info, "library_name", None)) or _text(card.get("library_name")),
        loader=_text(getattr(getattr(info, "transformers_info", None), "auto_model", None)),
        custom_code="custom_code" in (getattr(info, "tags", None) or ()),
        parameters=_parameters(info),
        size=_first(card.get("size_categories")) or _tag(info, "size_categories"),
        downloads=_number(getattr(info, "downloads", None)),
        likes=_number(getattr(info, "likes", None)),
        license=_first(card.get("license")) or _tag(info, "license"),
        gated=bool(getattr(info, "gated", False)),
        languages=_many(card.get("language")),
        last_modified=_instant(getattr(info, "last_modified", None)),
        revision=_revision(getattr(info, "sha", None)),
        summary=_text(card.get("short_description")) or _said(getattr(info, "description", None)),
        trained_on=_many(card.get("datasets")) if kind == "model" else (),
        base_model=_first(card.get("base_model")),
        sdk=_text(getattr(info, "sdk", None)),
        host=_host(info),
        running=stage.startswith("RUNNING") if stage and stage not in _STOPPED else None,
        stopped=stage in _STOPPED,
        asked=asked,
    )


def statements(readme: str) -> dict[str, str]:
    """`summary`, `intended_use` and `limitations` as a card's text states them, each a sentence.

    What the card leaves open ("More Information Needed") is left out.
    """
    found: dict[str, str] = {}
    heading = ""
    prose = _CODE.sub("\n", tidy(readme[:_LONGEST_CARD]))
    for block in re.split(r"\n\s*\n|\n(?=#)", prose):
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
    text = text[:_LONGEST_READ]
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
    tensors, gguf = getattr(info, "safetensors", None), getattr(info, "gguf", None)
    counts = (
        getattr(tensors, "total", None),
        gguf.get("total") if isinstance(gguf, dict) else None,
        getattr(info, "numParameters", None),
    )
    return next((count for count in map(_number, counts) if count), None)


def _instant(value: Any) -> datetime | None:
    aware = isinstance(value, datetime) and value.tzinfo is not None
    return value.astimezone(UTC) if aware else None


def _revision(value: Any) -> str:
    return value if isinstance(value, str) and re.fullmatch(r"[0-9a-f]{4,64}", value) else ""


def _host(info: Any) -> str:
    """Where a Space answers: in full, or made of its subdomain."""
    part = _text(getattr(info, "subdomain", None))
    return _text(getattr(info, "host", None)) or (f"https://{part}.hf.space" if part else "")


def _said(value: Any) -> str:
    """The first sentence of a description, whose paragraphs the Hub indents."""
    return sentence(_tidy(value)) if isinstance(value, str) else ""


def _tag(info: Any, name: str) -> str:
    tags = getattr(info, "tags", None) or ()
    return next(
        (_text(str(t).partition(":")[2]) for t in tags if str(t).startswith(f"{name}:")), ""
    )


def _text(value: Any) -> str:
    return " ".join(_tidy(value).split())[:_LONGEST] if isinstance(value, str) else ""


def _tidy(value: str) -> str:
    """The beginning of `value` without characters that steer a terminal or turn text round."""
    return tidy(value[:_LONGEST_READ])


def _number(value: Any) -> int | None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and 0 <= value < 10**18 else None


def _many(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list | tuple) else [value]
    return tuple(text for text in map(_text, values[:_MOST]) if text)


def _first(value: Any) -> str:
    return next(iter(_many(value)), "")
