"""What was published in the last build, kept so that an edited abstract needs no loading.

It stands beside the manifest and is read only while all else that a build reads is as it was
(`quick.edited`), so it has no version of its own. Papers and authors, of which there are thousands,
are MessagePack, which msgspec decodes into records in a tenth of the time that a pickle takes.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from msgspec import MsgspecError, msgpack

from miniconf.model import Author, Conference, Paper
from miniconf.site.freezing import state, tree
from miniconf.site.safety.privacy import Removed

PUBLISHED, TABLES = "published", "tables"
"""Files in the folder of the output's notes."""
_Whole = tuple[list[Paper], list[Author], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """One build's outcome.

    `conference`: what was published; `private`: what was kept back; `pages`: endpoint -> number of
    pages, in the order of the kinds; `similar`: the key of the comparison of all papers, "" where
    there was none.
    """

    conference: Conference
    private: tuple[Removed, ...]
    pages: Mapping[str, int]
    similar: str = ""

    def save(self, output: Path) -> None:
        """Keep it beside `output`; no secret is kept, since the environment has them."""
        conference = self.conference
        config = replace(conference.config, publish=replace(conference.config.publish, secrets=()))
        rest = replace(self, conference=replace(conference, config=config, papers={}, authors={}))
        bulk = [*conference.papers.values()], [*conference.authors.values()]
        _write(output, PUBLISHED, (*bulk, pickle.dumps(rest, pickle.HIGHEST_PROTOCOL)))


def read(output: Path) -> Checkpoint | None:
    """What the last build of `output` kept; None where there is nothing, or not all of it."""
    try:
        papers, authors, kept = _PUBLISHED.decode(_path(output, PUBLISHED).read_bytes())
        rest = pickle.loads(kept)  # noqa: S301 our own bytes, in a folder that only we write
    except (OSError, MsgspecError, UnicodeDecodeError, pickle.UnpicklingError, EOFError):
        return None
    conference = replace(
        rest.conference,
        papers={paper.id: paper for paper in papers},
        authors={author.slug: author for author in authors},
    )
    return replace(rest, conference=conference)


def save_tables(output: Path, tables: Mapping[str, bytes]) -> None:
    """Keep what each table of papers held, by its path."""
    _write(output, TABLES, tables)


def read_tables(output: Path) -> dict[str, bytes]:
    """What was kept of tables; nothing where that is lost."""
    try:
        return _TABLES.decode(_path(output, TABLES).read_bytes())
    except (OSError, MsgspecError, UnicodeDecodeError):
        return {}


def _path(output: Path, name: str) -> Path:
    return state.state_folder(output) / name


def _write(output: Path, name: str, value: object) -> None:
    tree.write(os.fspath(_path(output, name)), msgpack.encode(value))


_PUBLISHED = msgpack.Decoder(_Whole)
_TABLES = msgpack.Decoder(dict[str, bytes])
