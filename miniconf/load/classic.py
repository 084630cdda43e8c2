"""What classic MiniConf's `config.yml` and calendars mean here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, unquote

from miniconf.load.convert import MISSING, Reading
from miniconf.load.convert.scalars import day
from miniconf.patterns import regex
from miniconf.tables import Record
from miniconf.text.urls import split

NO_MEANING = frozenset({
    "date", "analytics", "page_title", "site_title", "background_image", "default_presentation_id",
    "default_poster_pdf", "use_auth0", "auth0_domain", "auth0_client_id", "paper_images_path",
    "channels_stats_server", "gather_town", "connected_papers_conference_name", "default_view",
    "site_description", "favicon",
})  # fmt: skip
"""Keys of classic configs that nothing here needs."""
_PAGE = regex(
    r"(?P<kind>paper|poster|speaker|workshop|tutorial|social|sponsor|panel)_(?P<id>.+)\.html"
)
_TAG = regex(r"<[^<>]*>")


def adapted(raw: Record) -> tuple[Record, list[str]]:
    """A config with classic keys put where they belong here, and the keys that mean nothing."""
    found = Record(raw, raw.line, dict(raw.lines))
    ignored = [name for name in found if name in NO_MEANING]
    if isinstance(found.get("analytics"), Record):  # ours; the classic one is a bare id
        ignored.remove("analytics")
    if isinstance(found.get("date"), str) and re.fullmatch(r"\d{4}-\d\d-\d\d", found["date"]):
        found.setdefault("start", found["date"])
    for name in ignored:
        del found[name]
    for name in ("name", "tagline"):
        if isinstance(found.get(name), str):
            found[name] = plain(found[name])
    if "citation_date" in found:
        said = found.pop("citation_date")
        if said and day(Reading())(said, []) is MISSING:  # "4-8 December 2031"
            ignored.append("citation_date")
        else:
            found.setdefault("published", said)
            _line(found, "published", raw.line_of("citation_date"))
    if "logo" in found and "theme" not in found:
        logo = found.pop("logo")
        image = logo.get("image") if isinstance(logo, Record) else logo
        _line(found, "theme", raw.line_of("logo"))
        found["theme"] = Record({"logo": image}, raw.line_of("logo"))
    if "chat_server" in found and "chat" not in found:
        server = found.pop("chat_server")
        url = server if not server or "://" in server else f"https://{server}"
        line = raw.line_of("chat_server")
        _line(found, "chat", line)
        found["chat"] = Record({"engine": "rocketchat" if url else None, "url": url}, line)
    ignored += _calendar(found)
    return found, ignored


def _line(record: Record, name: str, line: int) -> None:
    record.lines = {**record.lines, name: line}


def _calendar(found: Record) -> list[str]:
    """Move the days out of a classic `calendar`; the keys of it that mean nothing."""
    calendar = found.get("calendar")
    if not isinstance(calendar, Record):
        return []
    for name in ("start", "end"):
        if name in calendar and name not in found:
            found[name] = calendar[name]
            _line(found, name, calendar.line_of(name))
    ignored = [n for n in ("colors", "colours", "sunday_saturday", "start", "end") if n in calendar]
    rest = {n: v for n, v in calendar.items() if n not in ignored}
    found["calendar"] = Record(rest, calendar.line, calendar.lines)
    return [f"calendar.{name}" for name in ignored if name not in ("start", "end")]


def plain(text: str) -> str:
    """`text` without tags, on one line."""
    import html

    return " ".join(html.unescape(_TAG.sub(" ", text)).split())


def page_of(link: str, ids: Mapping[str, Mapping[str, Any]]) -> tuple[str, str] | None:
    """The collection and id of the record whose classic page `link` leads to, or None.

    `ids`: collection -> its records by id.
    """
    name = unquote(split(link).path.rsplit("/", 1)[-1])
    match = _PAGE.fullmatch(name)
    if not match:
        return None
    collection = "papers" if match["kind"] in ("paper", "poster") else f"{match['kind']}s"
    return (collection, match["id"]) if match["id"] in ids.get(collection, {}) else None


def session_named(link: str) -> str:
    """The name by which classic papers refer to the session that `link` belongs to, or "".

    Classic calendars link poster sessions to `papers.html?session=Mon+Session+1`.
    """
    parts = split(link)
    if not parts.path.rsplit("/", 1)[-1].startswith("papers"):
        return ""
    return parse_qs(parts.query).get("session", [""])[0]
