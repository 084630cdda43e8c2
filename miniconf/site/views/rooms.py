"""What a room on a page reads when it opens: its words; and which rooms are busy now."""

from __future__ import annotations

from collections.abc import Iterable

from miniconf.site.jinja import island
from miniconf.site.kinds import Inputs, Kind
from miniconf.site.roomwords import room_words
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot


def _open(snapshot: Snapshot) -> Iterable[str]:
    """One file while rooms are open on pages, none before and after."""
    config = snapshot.conference.config
    here = config.chat.engine in ("embedded", "matrix", "rocketchat") and config.chat.url
    return ("",) if here and not config.archive and snapshot.index.rooms.rooms else ()


def _nothing(snapshot: Snapshot, key: str) -> Inputs:
    return ()


def _words(shared: Shared) -> str:
    return f"{island(room_words(shared.words))}\n"


def _quiet(shared: Shared) -> str:
    """No room is busy, until `miniconf chat stats` writes the file that knows better."""
    return '{"at": null, "rooms": []}\n'


KINDS = (
    Kind(
        endpoint="room_words", rule="/room.json", keys=_open, inputs=_nothing, render=_words,
        mimetype="application/json",
    ),
    Kind(
        endpoint="active", rule="/active.json", keys=_open, inputs=_nothing, render=_quiet,
        mimetype="application/json",
    ),
)  # fmt: skip
