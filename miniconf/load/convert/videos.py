"""Recognising who plays a video, from its address or a provider's bare id."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from miniconf.load.convert.addresses import are_several
from miniconf.load.convert.faults import MISSING, Convert, Fault, Faults
from miniconf.load.convert.scalars import line
from miniconf.model import Video
from miniconf.model.values import VideoProvider
from miniconf.patterns import regex
from miniconf.tables import Record

_PATTERNS: tuple[tuple[VideoProvider, re.Pattern[str]], ...] = (
    ("youtube", regex(
        r"https?://(?:www\.|m\.|music\.)?(?:youtube(?:-nocookie)?\.com/"
        r"(?:watch\?(?:[^#]*&)?v=|embed/|live/|shorts/|v/)|youtu\.be/)"
        r"(?P<key>[\w-]{11})(?:[?&#/].*)?")),
    ("vimeo", regex(
        r"https?://(?:www\.|player\.)?vimeo\.com/(?:video/|event/|channels/[\w-]+/)?"
        r"(?P<key>\d{5,12}(?:/[0-9a-f]{8,12})?)(?:[?#/].*)?")),
    ("slideslive", regex(
        r"https?://(?:www\.)?slideslive\.(?:com|de)/(?:embed/(?:presentation/)?)?"
        r"(?P<key>\d{6,10})(?:[/?#].*)?")),
    ("bilibili", regex(
        r"https?://(?:www\.|m\.|player\.)?bilibili\.com/(?:video/|player\.html\?(?:.*&)?bvid=)"
        r"(?P<key>BV[0-9A-Za-z]{10}|av\d+)(?:[/?&#].*)?")),
    ("peertube", regex(
        r"https?://[^/]+/(?:videos/(?:watch|embed)|w)/"
        r"(?P<key>[0-9a-f-]{36}|[1-9A-HJ-NP-Za-km-z]{22})(?:[?#/].*)?")),
)  # fmt: skip
_FILE = regex(r"[^?#]+\.(?:mp4|webm|ogv|m4v|mov|m3u8)(?:[?#].*)?", re.IGNORECASE)
_BARE: Mapping[str, tuple[VideoProvider, re.Pattern[str], str]] = {
    "slideslive": ("slideslive", regex(r"\d{6,10}"), "https://slideslive.com/{}"),
    "presentation_id": ("slideslive", regex(r"\d{6,10}"), "https://slideslive.com/{}"),
    "youtube": ("youtube", regex(r"[\w-]{11}"), "https://www.youtube.com/watch?v={}"),
    "vimeo": ("vimeo", regex(r"\d{5,12}"), "https://vimeo.com/{}"),
    "bilibili": (
        "bilibili", regex(r"BV[0-9A-Za-z]{10}|av\d+"), "https://www.bilibili.com/video/{}"
    ),
}  # fmt: skip
"""Name of a column -> provider, shape of its ids, address of a video."""


def bare_name(column: str) -> str:
    """The provider whose bare ids a column of that name holds, or ""."""
    name = column.lower()
    if name in _BARE:
        return name
    return next((known for known in _BARE if name.startswith(known)), "")


def video_from(asset: Convert, column: str = "") -> Convert:
    """The converter from an address, a file below `static/`, or a bare id in `column`."""
    provider = bare_name(column)
    # A bare number can only be SlidesLive's where the column does not say whose it is.
    known = [_BARE[provider]] if provider else [_BARE["slideslive"]]

    def convert(raw: Any, faults: Faults) -> Any:
        text = line(raw, faults)
        if text is MISSING:
            return MISSING
        for who, shape, address in known:
            key = text.removesuffix(".0")
            if shape.fullmatch(key):
                return Video(url=address.format(key), provider=who, key=key)
        for who, pattern in () if are_several(text) else _PATTERNS:
            if match := pattern.fullmatch(text):
                return Video(url=text, provider=who, key=match["key"])
        if "/" not in text and "." not in text:
            by_id = _BARE["youtube"][1].fullmatch(text)
            hint = "a YouTube id is read from a column called youtube" if by_id else ""
            faults.append(Fault("the address of a video", text, hint))
            return MISSING
        found = asset(text, faults)
        if found is MISSING:
            return MISSING
        return Video(url=found, provider="file" if _FILE.fullmatch(found) else "link")

    return convert


def addressed(raw: Any) -> Any:
    """The mapping `raw` with an address for a provider's bare id: `{slideslive: 38942830}`."""
    for name, (_, shape, address) in _BARE.items():
        key = raw.get(name)
        if isinstance(key, str) and "url" not in raw:
            url = address.format(key) if shape.fullmatch(key) else key
            rest = {n: v for n, v in raw.items() if n != name}
            lines = {**getattr(raw, "lines", {}), "url": raw.line_of(name)}
            return Record({**rest, "url": url}, raw.line, lines)
    return raw


def recognised(video: Video) -> Video:
    """`video`, given as a mapping, with its provider and key."""
    faults: Faults = []
    found = video_from(lambda raw, _: raw)(video.url, faults)
    if not isinstance(found, Video):
        return video
    return Video(
        url=found.url, provider=found.provider, key=found.key, captions=video.captions,
        poster=video.poster, duration=video.duration, label=video.label,
    )  # fmt: skip
