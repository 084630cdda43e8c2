"""What search engines read: JSON-LD for papers, events, software, data and the way to a page."""

from __future__ import annotations

from typing import Any

from miniconf import names
from miniconf.model import Config, Paper
from miniconf.site.cite import published
from miniconf.site.refs import SessionRef
from miniconf.site.shared import Shared
from miniconf.site.when import utc

Data = dict[str, Any]
_CONTEXT = "https://schema.org"


def paper_data(paper: Paper, shared: Shared, abstract: str) -> Data:
    """A `ScholarlyArticle` with its code and data sets."""
    config, plain = shared.config, shared.prose.plain
    parts = [
        {"@type": "SoftwareSourceCode", "codeRepository": paper.code} if paper.code else None,
        *(
            {"@type": "Dataset", "name": ref.id, "url": f"https://huggingface.co/datasets/{ref.id}"}
            for ref in paper.datasets
        ),
    ]
    return _present({
        "@context": _CONTEXT, "@type": "ScholarlyArticle",
        "@id": page_address(config, "papers", paper.id), "headline": plain(paper.title),
        "author": [_person(p.name, p.affiliation, p.orcid) for p in paper.authors],
        "datePublished": published(config).isoformat(), "abstract": abstract,
        "keywords": list(paper.keywords), "url": page_address(config, "papers", paper.id),
        "sameAs": f"https://doi.org/{paper.doi}" if paper.doi else "",
        "license": paper.license or config.license,
        "isPartOf": {"@type": "PublicationVolume", "name": config.proceedings or config.name},
        "hasPart": [part for part in parts if part],
    })  # fmt: skip


def event_data(session: SessionRef, config: Config, title: str) -> Data:
    """An `Event` for a session, online unless the conference says where."""
    online = config.location.casefold() == "online"
    place: Data = (
        {"@type": "VirtualLocation", "url": page_address(config, "sessions", session.id)}
        if online
        else {"@type": "Place", "name": session.room or config.location,
              "address": config.location}
    )  # fmt: skip
    mode = "OnlineEventAttendanceMode" if online else "MixedEventAttendanceMode"
    return _present({
        "@context": _CONTEXT, "@type": "Event", "name": title, "startDate": utc(session.start),
        "endDate": utc(session.end), "eventAttendanceMode": f"{_CONTEXT}/{mode}",
        "location": _present(place), "performer": [_person(name) for name in session.who],
        "superEvent": {"@type": "Event", "name": config.name,
                       "startDate": config.start.isoformat(), "endDate": config.end.isoformat()},
    })  # fmt: skip


def conference_data(config: Config) -> Data:
    """An `Event` for the conference as a whole."""
    return _present({
        "@context": _CONTEXT, "@type": "Event", "name": config.name,
        "description": config.tagline, "startDate": config.start.isoformat(),
        "endDate": config.end.isoformat(), "url": config.base_url or "",
        "location": {"@type": "VirtualLocation", "url": config.base_url}
        if config.location.casefold() == "online" and config.base_url
        else {"@type": "Place", "name": config.location, "address": config.location},
        "organizer": {"@type": "Organization", "name": config.organization}
        if config.organization else None,
    })  # fmt: skip


def breadcrumbs(config: Config, steps: list[tuple[str, str]]) -> list[Data]:
    """A `BreadcrumbList` of names and paths; empty where the site's address is not known."""
    if not config.base_url:
        return []
    base = config.base_url.rstrip("/")
    items = [
        {"@type": "ListItem", "position": n, "name": name, "item": f"{base}/{path}"}
        for n, (name, path) in enumerate(steps, 1)
    ]
    return [{"@context": _CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}]


def _person(name: str, affiliation: str = "", orcid: str = "") -> Data:
    return _present({
        "@type": "Person", "name": name,
        "affiliation": {"@type": "Organization", "name": affiliation} if affiliation else None,
        "identifier": f"https://orcid.org/{orcid}" if orcid else "",
    })  # fmt: skip


def page_address(config: Config, collection: str, key: str) -> str:
    """The full address of a record's page; "" where the site's is not known."""
    if not config.base_url:
        return ""
    return f"{config.base_url.rstrip('/')}/{names.page_path(collection, key)}"


def _present(data: Data) -> Data:
    """`data` without what is empty."""
    return {name: value for name, value in data.items() if value not in ("", None, [])}
