"""What was published in the last build, kept so that an edited abstract needs no loading.

It stands beside the manifest and is read only while all else that a build reads is as it was
(`quick.edited`), so it has no version of its own. Papers and authors, of which there are thousands,
are MessagePack, which msgspec decodes into records in a tenth of the time that a pickle takes.
"""

from __future__ import annotations

import os
import pickle
from dataclasses import dataclass, replace
from pathlib import Path

from msgspec import MsgspecError, msgpack

from miniconf.model import Author, Conference, Paper
from miniconf.site.freezing import state, tree
from miniconf.site.looks.assets import Assets
from miniconf.site.safety.privacy import Removed

FILE, NEXT = "published", "published.next"
_Whole = tuple[list[Paper], list[Author], bytes]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What was published, what was kept back, and the files beside the pages."""

    conference: Conference
    private: tuple[Removed, ...]
    assets: Assets

    def save(self, output: Path) -> None:
        """Write it beside `output`, until `settle` is called for nobody to read.

        No secret is kept, since the environment has them.
        """
        conference = self.conference
        config = replace(conference.config, publish=replace(conference.config.publish, secrets=()))
        rest = replace(self, conference=replace(conference, config=config, papers={}, authors={}))
        bulk = [*conference.papers.values()], [*conference.authors.values()]
        whole = msgpack.encode((*bulk, pickle.dumps(rest, pickle.HIGHEST_PROTOCOL)))
        tree.write(os.fspath(state.state_folder(output) / NEXT), whole)


def settle(output: Path) -> None:
    """Let what was saved last be what the next build reads."""
    folder = state.state_folder(output)
    (folder / NEXT).replace(folder / FILE)


def read(output: Path) -> Checkpoint | None:
    """What the last build of `output` kept; None where there is nothing, or not all of it."""
    try:
        data = (state.state_folder(output) / FILE).read_bytes()
        papers, authors, kept = _DECODER.decode(data)
        rest = pickle.loads(kept)  # noqa: S301 our own bytes, in a folder that only we write
    except (OSError, MsgspecError, UnicodeDecodeError, pickle.UnpicklingError, EOFError):
        return None
    conference = replace(
        rest.conference,
        papers={paper.id: paper for paper in papers},
        authors={author.slug: author for author in authors},
    )
    return replace(rest, conference=conference)


_DECODER = msgpack.Decoder(_Whole)
