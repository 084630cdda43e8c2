"""What of `hub.yml` stands there as a program writes it, made at once.

The loader turns rows into texts that know their lines, and these into values, so that it can tell
each fault with its place. Of the 26,000 rows that a large conference has nearly all are plain JSON
with values of the right kinds, which the loader would leave as they are: those become records here.
All others stay in the text, on their lines, for the loader.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple, get_args

from miniconf.load.convert.reading import NOTHING, UNKNOWN
from miniconf.load.plaincolumns import LONGEST, SHORT, Columns, Sorts, is_any, is_short
from miniconf.model import HubPaper, HubRepo
from miniconf.model.values import RepoKind
from miniconf.names import is_repo_id
from miniconf.patterns import regex

_REPOS, _PAPERS = "\nrepos:\n", "\npapers:\n"
_KINDS = frozenset(get_args(RepoKind))
_STAMP = regex(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")
_SORTS: Sorts = {
    bool: ("by_authors", "custom_code", "gated", "running", "stopped", "missing"),
    int: ("parameters", "downloads", "likes"),
    list: ("papers", "languages", "trained_on"),
    datetime: ("last_modified", "asked"),
    str: (
        "kind", "id", "task", "library", "loader", "size", "license", "revision", "summary",
        "intended_use", "limitations", "base_model", "sdk", "host", "moved_to",
    ),
}  # fmt: skip
"""What a field holds -> the fields of a repository."""
_SORT_OF = {name: sort for sort, names in _SORTS.items() for name in names}


_OF_PAPERS: Sorts = {
    bool: ("indexed",), int: ("models", "datasets", "spaces", "upvotes"), datetime: ("asked",),
    str: ("id", "arxiv"),
}  # fmt: skip
_READ_REPOS = Columns(HubRepo, _SORTS, ("id", "moved_to"), is_repo_id)
_READ_PAPERS = Columns(HubPaper, _OF_PAPERS, ("id",), is_any)


class PlainRows(NamedTuple):
    """The records made, in the file's order, and the text with all that they leave.

    `whole`: whether that is no row.
    """

    repos: tuple[HubRepo, ...]
    papers: tuple[HubPaper, ...]
    text: str
    whole: bool


def whole_rows(content: bytes, papers: Collection[str]) -> PlainRows | None:
    """What `plain_rows` gives where all rows are known to be plain; None where a paper lacks.

    Of other contents what it gives is worth nothing.
    """
    end = content.find(_REPOS.encode())
    above = content.find(_PAPERS.encode(), 0, max(end, 0))
    lines = memoryview(content.replace(b"\n- {", b"\n  {"))  # as long, and each line is JSON
    repos = _READ_REPOS.by_line(lines[end + len(_REPOS) :])
    known = _READ_PAPERS.by_line(lines[above + len(_PAPERS) : end]) if above >= 0 else []
    if repos is None or known is None or any(paper.id not in papers for paper in known):
        return None
    head = content[: above if above >= 0 else max(end, 0)].decode()
    left = f"{head}\npapers: []\nrepos: []\n" if above >= 0 else f"{head}\nrepos: []\n"
    return PlainRows(tuple(repos), tuple(known), left, True)


def plain_rows(text: str, papers: Collection[str] | None = None) -> PlainRows | None:
    """What of the text of a `hub.yml` is plain; None where nothing is, or all must be looked at.

    The repositories have to be the last thing in the file, the papers to come before them, each on
    a line. `papers` are the ids of those that there are, None for any: others are left to the
    loader, which tells of them.
    """
    head, found, rows = text.partition(_REPOS)
    lines = rows.split("\n")
    if not found or lines.pop() or not all(map(_is_row, lines)):
        return None
    made = _read(_listed(lines))
    if made is None or len(made) != len(lines):
        return None
    repos = tuple([repo for repo in made if repo is not None])
    known, above, whole = _papers(head, papers)
    if len(repos) == len(lines):
        return PlainRows(repos, known, f"{above.rstrip()}\nrepos: []\n", whole)
    left = ["" if repo else line for repo, line in zip(made, lines, strict=True)]
    if _clash(repos, filter(None, left)):
        return None
    return PlainRows(repos, known, "\n".join([f"{above}\nrepos:", *left, ""]), False)


def _papers(head: str, there: Collection[str] | None) -> tuple[tuple[HubPaper, ...], str, bool]:
    """The plain papers in `head`, what is left of it on its lines, and whether that is no row."""
    before, found, rows = head.partition(_PAPERS)
    lines = rows.split("\n")
    if not found or not all(map(_is_row, lines)):
        return (), head, "\npapers: []" in f"{head}\n"
    papers = _READ_PAPERS.plain(_listed(lines))
    if papers is None or not len(lines) == len(papers) == len({paper.id for paper in papers}):
        return (), head, False
    known = tuple([paper for paper in papers if there is None or paper.id in there])
    if len(known) == len(papers):
        blank = "\n" * len(lines)
        return known, f"{before}\npapers: []{blank}", True
    taken = {paper.id for paper in known}
    left = ["" if p.id in taken else line for p, line in zip(papers, lines, strict=True)]
    return known, "\n".join([f"{before}\npapers:", *left]), False


def _is_row(line: str) -> bool:
    return line[:4] == '- {"' and line[-1] == "}"


def _listed(rows: list[str]) -> str:
    """`rows` of a list as JSON."""
    return f"[{','.join([row[2:] for row in rows])}]"


def _read(text: str) -> list[HubRepo | None] | None:
    """The repositories of a JSON list, None for each that is not plain; None for no JSON."""
    whole = _READ_REPOS.plain(text)
    if whole is not None:
        return [*whole]
    makes = _Makes()
    try:
        found: list[HubRepo | None] = json.loads(text, object_pairs_hook=makes)
    except (ValueError, RecursionError):
        return None
    return found


def _clash(repos: Collection[HubRepo], lines: Any) -> bool:
    """Whether one of `lines` is no object of its own, or about one of `repos`."""
    known = {repo.id for repo in repos}
    try:
        return any(json.loads(line[2:]).get("id") in known for line in lines)
    except (ValueError, TypeError, RecursionError):
        return True


class _Makes:
    """Makes a repository of the pairs of one JSON object; None where the loader has to look."""

    def __init__(self) -> None:
        self._plain: set[str] = set()
        self._instants: dict[str, datetime | None] = {}

    def __call__(self, pairs: list[tuple[str, Any]]) -> HubRepo | None:
        values = {}
        plain = self._plain
        for name, raw in pairs:
            sort = _SORT_OF.get(name)
            if sort is str and type(raw) is str:
                if raw not in plain and not self.is_plain(raw):
                    return None
                values[name] = raw
            else:
                values[name] = value = self._other(sort, raw)
                if value is None:
                    return None
        named = values.get("kind") in _KINDS and is_repo_id(values.get("id", ""))
        moved = values.get("moved_to")
        if not named or len(values) < len(pairs) or (moved and not is_repo_id(moved)):
            return None
        return HubRepo(**values)

    def _other(self, sort: Any, raw: Any) -> Any:
        """`raw` as a value of its sort; None where it is another, or the loader would change it."""
        kind = type(raw)
        if kind is str and sort is datetime:
            return self._instant(raw)
        if kind is not sort or (kind is int and not is_short(raw)):
            return None
        if kind is not list:
            return raw
        for item in raw:
            if type(item) is not str or not item or not self.is_plain(item):
                return None
        return tuple(raw)

    def is_plain(self, text: str) -> bool:
        """Whether `text` is one line, and no word for no value."""
        if text in self._plain:
            return True
        if not text.isprintable() or "  " in text or text != text.strip():
            return False
        if len(text) >= SHORT:
            return len(text) < LONGEST
        if text.lower() in NOTHING or text.lower() in UNKNOWN:
            return False
        self._plain.add(text)
        return True

    def _instant(self, text: str) -> datetime | None:
        """The instant that `text` is, where it is written as a program writes one; in UTC."""
        if text not in self._instants:
            try:
                found = datetime.fromisoformat(text) if _STAMP.fullmatch(text) else None
            except ValueError:
                found = None
            self._instants[text] = found
        return self._instants[text]
