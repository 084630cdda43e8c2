"""The news as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from html import escape
from uuid import NAMESPACE_URL, uuid5

from miniconf.model import News
from miniconf.site.kinds import Kind
from miniconf.site.prose import Prose
from miniconf.site.shared import Shared
from miniconf.site.views.changes import announced
from miniconf.text import safe_url


def _feed(shared: Shared, *news: News) -> str:
    config, prose = shared.config, shared.prose
    base = (config.base_url or "").rstrip("/")
    # without news the feed is as old as the conference: the day of the build must not show
    first = datetime.combine(config.start, time(), UTC)
    updated = max((item.date for item in news), default=first)
    links = place = ""
    if base:
        place = f" xml:base={_quoted(f'{base}/')}"  # links in texts are from the site's root
        links = (
            f'<link rel="self" href={_quoted(f"{base}/news.xml")}/>'
            f"<link href={_quoted(f'{base}/index.html')}/>\n"
        )
    entries = "".join("\n".join(_entry(item, config.name, base, prose)) for item in news)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_quoted(config.language)}{place}>\n'
        f"<title>{_text(config.name)}</title>\n<id>{_id(base, config.name)}</id>\n{links}"
        f"<author><name>{_text(config.organization or config.name)}</name></author>\n"
        f"<updated>{_instant(updated)}</updated>\n{entries}</feed>\n"
    )


def _entry(item: News, conference: str, base: str, prose: Prose) -> Iterator[str]:
    """The lines of one entry; its id stays the same when its text is corrected."""
    yield "<entry>"
    yield f"<title>{_text(prose.plain(item.title))}</title>"
    yield f"<id>{_id(base, conference, _instant(item.date), item.title)}</id>"
    yield f"<updated>{_instant(item.date)}</updated>"
    link = _link(item.link, base)
    if link:
        yield f"<link href={_quoted(link)}/>"
    html = str(prose.text(item.text))
    yield f'<content type="html">{_text(html)}</content>'
    yield "</entry>\n"


def _link(asset: str | None, base: str) -> str:
    url = safe_url(asset) if asset else None
    if not url or "://" in url:
        return url or ""
    return f"{base}/{url.lstrip('/')}" if base else ""


def _id(*parts: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, '|'.join(parts))}"


def _quoted(value: str) -> str:
    """`value` as an attribute has it."""
    return f'"{escape(value)}"'


def _instant(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(text: str) -> str:
    """`text` escaped, without the characters that XML forbids (XML 1.0, 2.2)."""
    kept = (c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
    return escape("".join(c for c in kept if not "\ud800" <= c <= "\udfff"), quote=False)


KINDS = (
    Kind(
        endpoint="news",
        rule="/news.xml",
        mimetype="application/atom+xml",
        keys=lambda snapshot: ("",) if announced(snapshot) else (),
        inputs=lambda snapshot, _: announced(snapshot),
        render=_feed,
    ),
)
