"""The proceedings as a dataset: Parquet tables and a card, ready to upload."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from miniconf import names
from miniconf.model import Conference, Paper, Session
from miniconf.repos import named

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


_TEXTS = (
    "id", "title", "abstract", "tldr", "track", "program", "type", "arxiv", "doi", "openreview",
    "anthology", "award", "license",
)  # fmt: skip
_LINKS = ("pdf", "poster", "slides", "code", "demo")


@dataclass(frozen=True)
class Table:
    """A table of the dataset: its name and its rows, all with the same columns."""

    name: str
    rows: tuple[dict[str, Any], ...]


def tables(conference: Conference, *, questions: bool) -> tuple[Table, ...]:
    """`papers`, `sessions` and, where asked for and present, `questions`; no e-mail addresses."""
    papers = tuple(_paper(paper, conference) for paper in conference.papers.values())
    sessions = tuple(_session(session) for session in conference.sessions.values())
    found = [Table("papers", papers), Table("sessions", sessions)]
    if questions:
        found.append(Table("questions", _questions(conference)))
    return tuple(table for table in found if table.rows)


def write(conference: Conference, folder: Path, *, questions: bool = False) -> list[Path]:
    """Write `README.md` and one `NAME.parquet` a table into `folder`; the files written."""
    import pyarrow as pa
    from pyarrow import parquet

    folder.mkdir(parents=True, exist_ok=True)
    made = tables(conference, questions=questions)
    files = []
    for table in made:
        path = folder / f"{table.name}.parquet"
        rows = pa.Table.from_pylist(list(table.rows), schema=_schema(table.name))
        parquet.write_table(rows, path)
        files.append(path)
    readme = folder / "README.md"
    readme.write_text(card(conference, made), "utf-8")
    return [readme, *files]


def _schema(name: str) -> Any:
    """The columns of a table, so that one without a value has its type all the same."""
    import pyarrow as pa

    text, texts = pa.string(), pa.list_(pa.string())
    at = pa.timestamp("us", tz="UTC")

    def records(*names: str) -> Any:
        return pa.list_(pa.struct([(field, text) for field in names]))

    if name == "sessions":
        return pa.schema([
            ("id", text), ("title", text), ("kind", text), ("track", text), ("start", at),
            ("end", at), ("room", text), ("papers", texts),
        ])  # fmt: skip
    if name == "questions":
        return pa.schema([
            ("record", text), ("thread", text), ("answer", pa.bool_()), ("time", at),
            ("name", text), ("by_author", pa.bool_()), ("text", text), ("upvotes", pa.int64()),
        ])  # fmt: skip
    return pa.schema([
        *((field, text) for field in _TEXTS), ("authors", records("name", "affiliation", "orcid")),
        ("keywords", texts), ("languages", texts), ("sessions", texts),
        *((field, text) for field in _LINKS), ("links", records("label", "url")),
        ("videos", texts), ("repositories", records("kind", "id")), ("page", text),
    ])  # fmt: skip


def card(conference: Conference, made: tuple[Table, ...]) -> str:
    """The dataset card: metadata for the Hub, then what the tables hold."""
    config = conference.config
    head: dict[str, Any] = {
        "pretty_name": f"{config.name}: proceedings",
        "license": config.license.lower().replace(" ", "-") or "unknown",
        "language": [config.language],
        "size_categories": [_size(len(conference.papers))],
        "tags": ["conference", "scientific-papers", "miniconf"],
        "configs": [{"config_name": t.name, "data_files": f"{t.name}.parquet"} for t in made],
    }
    counts = "\n".join(f"- `{t.name}`: {len(t.rows)} rows" for t in made)
    about = _clean(config.description) or _clean(config.tagline)
    days = f"{config.start.isoformat()} to {config.end.isoformat()}"
    where = f"\nSite: {config.base_url}\n" if config.base_url else ""
    front = yaml.safe_dump(head, sort_keys=False, allow_unicode=True)
    return (
        f"---\n{front}---\n\n# {config.name}: proceedings\n\n{about}\n\n{days}, {config.location}."
        f"\n{where}\n## Tables\n\n{counts}\n\nTimes are in UTC. E-mail addresses and meeting links "
        "are left out.\n"
    )


def _paper(paper: Paper, conference: Conference) -> dict[str, Any]:
    return {
        **{name: _clean(getattr(paper, name)) for name in _TEXTS},
        "authors": [
            {"name": _clean(p.name), "affiliation": _clean(p.affiliation), "orcid": p.orcid}
            for p in paper.authors
        ],
        "keywords": list(map(_clean, paper.keywords)),
        "languages": list(map(_clean, paper.languages)),
        "sessions": list(paper.sessions),
        **{name: getattr(paper, name) or "" for name in _LINKS},
        "links": [{"label": _clean(link.label), "url": link.url} for link in paper.links],
        "videos": [video.url for video in paper.video],
        "repositories": [{"kind": ref.kind, "id": ref.id} for ref in _repos(paper, conference)],
        "page": _page(conference, names.page_path("papers", paper.id)),
    }


def _repos(paper: Paper, conference: Conference) -> list[Any]:
    """What the paper names, then what its authors own on the Hub besides."""
    own = named(paper)
    ids = {(ref.kind, ref.id) for ref in own}
    more = [
        repo for repo in conference.repos.values()
        if repo.by_authors and paper.id in repo.papers and (repo.kind, repo.id) not in ids
    ]  # fmt: skip
    return [*own, *more]


def _session(session: Session) -> dict[str, Any]:
    return {
        "id": session.id,
        "title": _clean(session.title),
        "kind": session.kind,
        "track": _clean(session.track),
        "start": session.start,
        "end": session.end,
        "room": _clean(session.room),
        "papers": list(session.papers),
    }


def _questions(conference: Conference) -> tuple[dict[str, Any], ...]:
    """The archived questions and answers, names as the archive shows them."""
    return tuple(
        {
            "record": record, "thread": thread.anchor, "answer": post is not thread.question,
            "time": post.time, "name": _clean(post.name), "by_author": post.is_author,
            "text": _clean(post.text), "upvotes": post.upvotes,
        }
        for record, threads in conference.questions.items()
        for thread in threads
        for post in thread.posts
    )  # fmt: skip


def _clean(text: str) -> str:
    """`text` without e-mail addresses."""
    return _ADDRESS.sub("", text)


def _page(conference: Conference, path: str) -> str:
    base = conference.config.base_url
    return f"{base.rstrip('/')}/{path}" if base else path


def _size(papers: int) -> str:
    """The Hub's size category for this many rows."""
    steps = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"))
    return next((name for most, name in steps if papers < most), "100K<n<1M")
