"""What was published in the last build, kept so that an edited abstract needs no loading.

It stands beside the manifest and is read only while all else that a build reads is as it was
(`quick.edited`), so it has no version of its own. Records of which there are thousands are
MessagePack, which msgspec decodes in a tenth of the time that a pickle takes. Abstracts edited
since then stand in a file of their own: to write all down again costs a tenth of a second.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import MsgspecError, msgpack

from miniconf.model import Author, Conference, HubPaper, HubRepo, Markdown, Paper
from miniconf.site.freezing import state, tree

if TYPE_CHECKING:
    from miniconf.site.looks.assets import Assets
    from miniconf.site.safety.privacy import Removed

FILE, NEXT, EDITED = "published", "published.next", "published.edited"
_MOST_ROOMS = 500
"""A larger archive is not kept once more: writing it down would cost more than an edit gains."""
_Whole = tuple[list[Paper], list[Author], list[HubRepo], list[HubPaper], bytes]
_Edited = tuple[tree.Stamp, dict[str, str]]
"""The stamp of the file that was amended; id -> abstract of papers."""


class Checkpoint(NamedTuple):
    """What was published, what was kept back, and the files beside the pages.

    `by_title` are the papers' ids (`Index.papers_by_title`), `edition` that of kept texts
    (`Abstracts`).
    """

    conference: Conference
    private: tuple[Removed, ...]
    assets: Assets
    by_title: tuple[str, ...] = ()
    edition: str = ""

    @property
    def worth_keeping(self) -> bool:
        """Whether keeping it costs little beside what it may spare."""
        return len(self.conference.questions) <= _MOST_ROOMS

    def save(self, output: Path) -> None:
        """Write it beside `output`, until `settle` is called for nobody to read.

        No secret is kept, since the environment has them.
        """
        conference = self.conference
        config = replace(conference.config, publish=replace(conference.config.publish, secrets=()))
        bulk = [[*getattr(conference, name).values()] for name in _BULK]
        rest = replace(conference, config=config, **{name: {} for name in _BULK})
        small = pickle.dumps(self._replace(conference=rest), pickle.HIGHEST_PROTOCOL)
        whole = msgpack.encode((*bulk, small))
        tree.write(os.fspath(state.state_folder(output) / NEXT), whole)


def settle(output: Path) -> None:
    """Let what was saved last be what the next build reads."""
    folder = state.state_folder(output)
    (folder / NEXT).replace(folder / FILE)


def amend(output: Path, abstracts: Mapping[str, str]) -> None:
    """Let these abstracts, by paper, be what the next build reads in place of those kept."""
    folder = state.state_folder(output)
    whole = msgpack.encode((tree.stamp(folder / FILE), _edited(folder) | {**abstracts}))
    tree.write(os.fspath(folder / EDITED), whole)


def _edited(folder: Path) -> dict[str, str]:
    """The abstracts edited since all was kept."""
    try:
        stamp, abstracts = _EDITED.decode((folder / EDITED).read_bytes())
    except (OSError, MsgspecError, UnicodeDecodeError):
        return {}
    return abstracts if stamp == tree.stamp(folder / FILE) else {}


def read(output: Path) -> Checkpoint | None:
    """What the last build of `output` kept; None where there is nothing, or not all of it."""
    folder = state.state_folder(output)
    try:
        papers, authors, repos, known, kept = _DECODER.decode(tree.mapped(folder / FILE))
        rest = pickle.loads(kept)  # noqa: S301 our own bytes, in a folder that only we write
    except (OSError, MsgspecError, UnicodeDecodeError, pickle.UnpicklingError, EOFError):
        return None
    by_id = {paper.id: paper for paper in papers}
    for key, abstract in _edited(folder).items():
        by_id[key] = replace(by_id[key], abstract=Markdown(abstract))
    conference = replace(
        rest.conference,
        papers=by_id,
        authors={author.slug: author for author in authors},
        repos={(repo.kind, repo.id): repo for repo in repos},
        hub_papers={paper.id: paper for paper in known},
    )
    return rest._replace(conference=conference)


_BULK = ("papers", "authors", "repos", "hub_papers")
_DECODER = msgpack.Decoder(_Whole)
_EDITED = msgpack.Decoder(_Edited)
