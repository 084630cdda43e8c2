"""What machines read: papers as JSON and BibTeX, the sitemap, robots.txt."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from html import escape
from mmap import mmap
from typing import Any

from miniconf import names
from miniconf.model import Paper
from miniconf.site.cite import Cited, bibtex, cited
from miniconf.site.kinds import Inputs, Kind, Patched, path_of
from miniconf.site.lined import lined
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot
from miniconf.text import safe_url

_PLAIN = ("tldr", "track", "program", "type", "arxiv", "doi", "openreview", "anthology", "award",
          "image_alt", "license")  # fmt: skip
_LISTS = ("keywords", "sessions", "languages")
_ADDRESSES = ("pdf", "poster", "slides", "code", "demo", "image")
_REPOS = ("models", "datasets", "spaces")
_ESCAPED = {c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def _citations(snapshot: Snapshot) -> Mapping[str, Cited]:
    return {key: cited(paper) for key, paper in snapshot.conference.papers.items()}


def _bib_inputs(citations: Mapping[str, Cited], key: str) -> Inputs:
    return (citations[key],)


def _bib(shared: Shared, paper: Cited) -> str:
    return bibtex(paper, shared.config, shared.prose.plain) + "\n"


def _papers_inputs(snapshot: Snapshot, _: str) -> Inputs:
    return tuple(_with_similar(snapshot, paper) for paper in snapshot.conference.papers.values())


def _with_similar(snapshot: Snapshot, paper: Paper) -> tuple[Paper, tuple[str, ...]]:
    return paper, paper.similar or tuple(n[0] for n in snapshot.neighbours.get(paper.id, ()))


def _papers(shared: Shared, *papers: tuple[Paper, tuple[str, ...]]) -> str:
    return _listed(papers)


def _listed(papers: Iterable[tuple[Paper, tuple[str, ...]]]) -> str:
    """A list of objects; texts are as in the data, Markdown and TeX included."""
    text = lined(_paper(paper, similar) for paper, similar in papers) + "\n"
    for char, escaped in _ESCAPED.items():
        text = text.replace(char, escaped)
    return text


def _papers_again(
    snapshot: Snapshot, _: str, papers: Collection[str], former: bytes | mmap
) -> Patched | None:
    """`papers.json` with other lines for `papers`."""
    whole, parts, new, old = memoryview(former), [], [], []
    start = done = 0
    for key, paper in snapshot.conference.papers.items():
        end = former.find(b"\n", start)
        if end < 0:
            return None
        if key in papers:
            alone = _listed([_with_similar(snapshot, paper)]).encode().removesuffix(b"]\n")
            first = former[start : start + 1] == b"{"  # else the list's bracket stands before it
            new.append(alone[first:] + former[end - 1 : end])
            old.append(former[start:end])
            parts += [whole[done:start], new[-1]]
            done = end
        start = end + 1
    if start != len(former):
        return None
    return Patched((*parts, whole[done:]), b"\n".join(new), b"\n".join(old))


def _paper(paper: Paper, similar: tuple[str, ...]) -> dict[str, Any]:
    """The names of classic MiniConf, then the canonical ones; of these only what is there."""
    links = {name: _address(getattr(paper, name)) for name in _ADDRESSES}
    row: dict[str, Any] = {
        "UID": paper.id, "forum": paper.id, "title": paper.title,
        "authors": [person.name for person in paper.authors], "keywords": list(paper.keywords),
        "abstract": paper.abstract, "TLDR": paper.tldr, "recs": list(similar),
        "sessions": list(paper.sessions), "pdf_url": links["pdf"], "code_link": links["code"],
        "link": names.page_path("papers", paper.id), "id": paper.id,
        "affiliations": [person.affiliation for person in paper.authors],
    }  # fmt: skip
    row |= {name: getattr(paper, name) for name in _PLAIN if getattr(paper, name)}
    row |= {name: list(getattr(paper, name)) for name in _LISTS if getattr(paper, name)}
    row |= {name: value for name, value in links.items() if value}
    row |= {name: [ref.id for ref in getattr(paper, name)]
            for name in _REPOS if getattr(paper, name)}  # fmt: skip
    if paper.video:
        row["video"] = [_address(video.url) for video in paper.video]
    if paper.links:
        row["links"] = [{"label": link.label, "url": _address(link.url)} for link in paper.links]
    return row


def _address(asset: str | None) -> str:
    """A web address as it is, a file of the site as its path below the root."""
    url = safe_url(asset) if asset else None
    if not url:
        return ""
    own = "://" not in url and not url.startswith("static/")
    return f"static/{url.lstrip('/')}" if own else url


def _sitemap(shared: Shared, *paths: str) -> str:
    base = (shared.config.base_url or "").rstrip("/")
    rows = "".join(
        f"<url><loc>{escape(f'{base}/{path}', quote=False)}</loc></url>\n" for path in paths
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )


def _robots(shared: Shared) -> str:
    base = (shared.config.base_url or "").rstrip("/")
    sitemap = f"Sitemap: {base}/sitemap.xml\n" if base else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"


def _with_papers(snapshot: Snapshot) -> tuple[str, ...]:
    return ("",) if snapshot.conference.papers else ()


def _with_address(snapshot: Snapshot) -> tuple[str, ...]:
    """A sitemap holds absolute addresses alone (sitemaps.org), so it needs the site's own."""
    return ("",) if snapshot.conference.config.base_url else ()


KINDS = (
    Kind(
        endpoint="papers_json",
        rule="/papers.json",
        mimetype="application/json",
        keys=_with_papers,
        inputs=_papers_inputs,
        similar=True,
        abstracts=lambda snapshot, papers: ("",),
        again=_papers_again,
        plain=True,
        render=_papers,
    ),
    Kind(
        endpoint="paper_bib",
        rule="/papers/<stem:key>.bib",
        mimetype="application/x-bibtex",
        keys=lambda snapshot: snapshot.conference.papers,
        common=_citations,
        inputs=_bib_inputs,
        render=_bib,
        plain=True,
    ),
    Kind(
        endpoint="robots",
        rule="/robots.txt",
        mimetype="text/plain",
        inputs=lambda snapshot, _: (),
        render=_robots,
    ),
)


def sitemap(kinds: Sequence[Kind]) -> Kind:
    """The kind of `sitemap.xml`, which lists the pages of `kinds`."""

    def paths(snapshot: Snapshot) -> Iterator[str]:
        for kind in kinds:
            if kind.mimetype == "text/html" and not kind.anywhere:
                for key in kind.keys(snapshot):
                    yield path_of(kind, key)

    return Kind(
        endpoint="sitemap",
        rule="/sitemap.xml",
        mimetype="application/xml",
        keys=_with_address,
        inputs=lambda snapshot, _: tuple(paths(snapshot)),
        render=_sitemap,
    )
