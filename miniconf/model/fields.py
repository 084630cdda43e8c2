"""The kinds of value that a field holds, and how a field describes itself.

A record's fields are the one table from which the loader converts, `miniconf check` reports and the
data reference is generated: a new input field is one line in a data class.
"""

from __future__ import annotations

from dataclasses import MISSING, Field
from dataclasses import field as _dataclass_field
from typing import Any, NewType

Markdown = NewType("Markdown", str)
"""Markdown with TeX between dollars; cleaned when it is rendered."""
Url = NewType("Url", str)
"""An absolute http(s) address."""
SecureUrl = NewType("SecureUrl", str)
"""An absolute https address, its host in plain letters."""
DataName = NewType("DataName", str)
"""The name of an attribute that carries data: `data-domain`."""
Asset = NewType("Asset", str)
"""An http(s) address, or the path of a file below the site folder's `static/`."""
Zone = NewType("Zone", str)
"""The IANA name of a time zone: `Europe/Lisbon`."""
Colour = NewType("Colour", str)
"""A colour as `#0b5d4b`, or `#abc` in short."""
ArxivId = NewType("ArxivId", str)
"""An arXiv id without version: `2001.00001`."""
Doi = NewType("Doi", str)
"""A DOI without `https://doi.org/`: `10.5555/12345`."""
OpenReviewId = NewType("OpenReviewId", str)
"""The id of an OpenReview forum."""
AnthologyId = NewType("AnthologyId", str)
"""An ACL Anthology id: `2020.acl-main.1`."""
Orcid = NewType("Orcid", str)
"""An ORCID iD: `0000-0002-1825-0097`."""
RepoId = NewType("RepoId", str)
"""The id of a repository on the Hugging Face Hub: `organisation/name`."""


def described(
    doc: str,
    *,
    default: Any = MISSING,
    aliases: tuple[str, ...] = (),
    refs: str = "",
    private: bool = False,
    derived: bool = False,
) -> Any:
    """A data class field that carries its description.

    `aliases`: other names accepted in data files (classic MiniConf's and common ones);
    `refs`: the collection whose ids the value holds;
    `private`: not published unless the config says so;
    `derived`: filled in by the loader, never read from a file.
    """
    metadata = {
        "doc": doc, "aliases": aliases, "refs": refs, "private": private, "derived": derived,
    }  # fmt: skip
    if default is MISSING:
        return _dataclass_field(metadata=metadata)
    return _dataclass_field(default=default, metadata=metadata)


def is_required(field: Field[Any]) -> bool:
    """Whether a data file must give this field."""
    given = field.default is not MISSING or field.default_factory is not MISSING
    return not given and not field.metadata.get("derived", False)


ID = "Stable id; links, rooms and calendar entries hang on it."
CHAT = "Name of the chat room, where it is not to be derived from the id."
SESSIONS = "Sessions: ids, or (in YAML and JSON) whole sessions in place."
ID_ALIASES = ("UID", "uid", "paper_id", "number")
CHAT_ALIASES = ("rocketchat_channel", "rocketchat_id", "channel", "chat_room", "chat_channel")
VIDEO_ALIASES = (
    "videos", "presentation_id", "slideslive", "youtube", "vimeo", "bilibili", "peertube",
    "video_url", "slideslive_id", "youtube_id", "vimeo_id", "bilibili_id",
)  # fmt: skip
"""Descriptions and names that several records share."""
