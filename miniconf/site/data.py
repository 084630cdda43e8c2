"""What search engines read: JSON-LD for papers, events, software, data and the way to a page."""

from __future__ import annotations

from collections.abc import Iterable
from operator import or_
from typing import Any

from miniconf import names
from miniconf.model import Config, Paper, RepoView
from miniconf.repos import Shelf, address
from miniconf.site.cite import published
from miniconf.site.refs import SessionRef
from miniconf.site.shared import Shared
from miniconf.site.when import utc

Data = dict[str, Any]
_CONTEXT = "https://schema.org"


def paper_data(paper: Paper, shared: Shared, abstract: str, shelves: Iterable[Shelf] = ()) -> Data:
    """A `ScholarlyArticle` with its code, and with what its authors have on the Hub."""
    config, plain = shared.config, shared.prose.plain
    title = plain(paper.title)
    code = {"@type": "SoftwareSourceCode", "name": title, "codeRepository": paper.code}
    authors = [_person(p.name, p.affiliation, p.orcid) for p in paper.authors]
    repos = (repo for shelf in shelves for repo in shelf.repos)
    own = [repo for repo in repos if repo.by_authors and not repo.missing]
    people = [{"@id": f"#author-{n}"} for n, _ in enumerate(authors if own else (), 1)]
    parts = [*([code] if paper.code else []), *(_repository(repo, title, people) for repo in own)]
    return _present({
        "@context": _CONTEXT, "@type": "ScholarlyArticle",
        "@id": page_address(config, "papers", paper.id), "headline": title,
        "author": [*map(or_, authors, people)] if own else authors,
        "datePublished": published(config).isoformat(), "abstract": abstract,
        "keywords": list(paper.keywords), "url": page_address(config, "papers", paper.id),
        "sameAs": f"https://doi.org/{paper.doi}" if paper.doi else "",
        "license": paper.license or config.license,
        "isPartOf": {"@type": "PublicationVolume", "name": config.proceedings or config.name},
        "hasPart": parts,
    })  # fmt: skip


def _repository(repo: RepoView, title: str, people: list[Data]) -> Data:
    """A `Dataset`, a demo as `WebApplication`, or a model: a work that is neither.

    `people` are references to the paper's authors.

    Search engines want every data set described (https://schema.org/Dataset).
    """
    found = {
        "@type": _KINDS.get(repo.kind, "CreativeWork"), "name": repo.id, "url": address(repo),
        "description": repo.summary or f"{repo.kind.capitalize()}: {title}",
    }  # fmt: skip
    if people:
        found["creator"] = people
    if spdx := _spdx(repo.license):
        found["license"] = f"https://spdx.org/licenses/{spdx}.html"
    if repo.languages:
        found["inLanguage"] = repo.languages
    if repo.revision:
        found["version"] = repo.revision
    if repo.kind == "dataset" and not repo.gated:
        found["isAccessibleForFree"] = True
    return found


_KINDS = {"dataset": "Dataset", "space": "WebApplication"}
_SPDX = {
    "apache-2.0": "Apache-2.0", "mit": "MIT", "bsd-3-clause": "BSD-3-Clause",
    "gpl-3.0": "GPL-3.0-only", "odc-by": "ODC-By-1.0",
}  # fmt: skip


def _spdx(license_id: str) -> str:
    """The id that SPDX gives to a licence of the Hub, "" where it is not sure to have one."""
    if license_id.startswith(("cc-by", "cc0-")):
        return license_id.upper()
    return _SPDX.get(license_id, "")


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
