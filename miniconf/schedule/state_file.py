"""The programme's state as a text file: one event a line, so that version control can merge it."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from miniconf.problems import MiniconfError
from miniconf.schedule.state import FIRST_STAMP, Change, Facts, Kept, Release, State

FILE = "schedule-state.json"
"""The file's name in the site folder."""
FORMAT = 1
T = TypeVar("T")
_HINT = "take the file from version control again, or delete it to begin anew"


def to_text(state: State) -> str:
    """`state` as JSON, sorted, one event and one release a line, ending in a newline."""
    events = [f'    "{key}": {_line(_kept(kept))}' for key, kept in sorted(_quoted(state))]
    releases = [f"    {_line(_release(release))}" for release in state.releases]
    return (
        "{\n"
        f'  "format": {FORMAT},\n'
        f'  "domain": {json.dumps(state.domain, ensure_ascii=False)},\n'
        f'  "events": {{{_block(events)}}},\n'
        f'  "releases": [{_block(releases)}]\n'
        "}\n"
    )


def from_text(text: str) -> State:
    """The state that `to_text` wrote.

    Raises MiniconfError, with the line where one is known, for anything else.
    """
    try:
        values = json.loads(text)
    except json.JSONDecodeError as error:
        raise MiniconfError(
            f"{FILE}:{error.lineno}: expected JSON, got something else: {error.msg} (hint: {_HINT})"
        ) from None
    found = values.get("format") if isinstance(values, dict) else None
    if isinstance(found, int) and found > FORMAT:
        line = _line_of(text, '"format"')
        raise MiniconfError(
            f"{FILE}:{line}: format: expected {FORMAT} at most, got {found} "
            "(hint: a newer miniconf wrote it; use that one here, too)"
        )
    if found != FORMAT:
        raise MiniconfError(f"{FILE}:1: expected the state that a build wrote (hint: {_HINT})")
    try:
        events = {
            key: _sound(_read_kept, value, text, key)
            for key, value in sorted(values["events"].items())
        }
        releases = tuple(
            _sound(_read_release, value, text, "releases") for value in values["releases"]
        )
        return State(domain=str(values["domain"]), events=events, releases=releases)
    except (KeyError, TypeError, AttributeError):
        raise MiniconfError(
            f"{FILE}:1: expected domain, events and releases, as a build wrote them (hint: {_HINT})"
        ) from None


def _sound(reads: Callable[[Any], T], value: Any, text: str, key: str) -> T:
    """What `reads` makes of `value`, which `key` names in `text`.

    Raises MiniconfError with the line where it cannot.
    """
    try:
        return reads(value)
    except KeyError as error:
        what = f"expected {error.args[0]}, found none"
    except (TypeError, ValueError, AttributeError, IndexError):
        what = "expected what a build wrote, found another value"
    line = _line_of(text, f"{json.dumps(key, ensure_ascii=False)}: ")
    raise MiniconfError(f"{FILE}:{line}: {key}: {what} (hint: {_HINT})")


def _line_of(text: str, part: str) -> int:
    """The line on which `part` first stands, 1 where it does not."""
    return text.count("\n", 0, max(0, text.find(part))) + 1


def read(site: Path) -> State:
    """The state kept in the folder `site`, or an empty one where there is no file.

    Raises MiniconfError where the file cannot be read.
    """
    path = site / FILE
    try:
        return from_text(path.read_text("utf-8"))
    except FileNotFoundError:
        return State()
    except UnicodeDecodeError:
        raise MiniconfError(f"{path}: expected text in UTF-8 (hint: {_HINT})") from None
    except OSError as error:
        raise MiniconfError(f"{path}: cannot be read: {error.strerror}") from None


def write(site: Path, state: State) -> bool:
    """Keep `state` in the folder `site`; whether that could be done.

    The file is there whole or not at all; a folder that may not be written to is no error.
    """
    path = site / FILE
    try:
        handle, name = tempfile.mkstemp(dir=site, prefix=f".{FILE}.")
    except OSError:
        return False
    try:
        with os.fdopen(
            handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n"
        ) as file:
            file.write(to_text(state))
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        return False
    return True


def clock(environment: Callable[[str], str | None]) -> datetime:
    """Now, or the instant that `SOURCE_DATE_EPOCH` fixes for repeatable builds (whole seconds).

    Raises MiniconfError where that is not a number of seconds.
    """
    fixed = environment("SOURCE_DATE_EPOCH")
    if not fixed:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return datetime.fromtimestamp(int(fixed), UTC)
    except (ValueError, OverflowError, OSError):
        raise MiniconfError(
            f'SOURCE_DATE_EPOCH: expected seconds since 1970, got "{fixed}"'
        ) from None


def latest(state: State) -> datetime:
    """The newest stamp in `state`: the clock of a build that cannot keep its state."""
    return max((kept.stamp for kept in state.events.values()), default=FIRST_STAMP)


def _quoted(state: State) -> list[tuple[str, Kept]]:
    return [(json.dumps(key, ensure_ascii=False)[1:-1], kept) for key, kept in state.events.items()]


def _block(lines: list[str]) -> str:
    return "\n" + ",\n".join(lines) + "\n  " if lines else ""


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _facts(facts: Facts) -> dict[str, Any]:
    """The facts without those that are empty."""
    values = {
        "title": facts.title, "start": _instant(facts.start), "end": _instant(facts.end),
        "kind": facts.kind, "room": facts.room, "track": facts.track,
        "papers": list(facts.papers), "owner": list(facts.owner or ()),
    }  # fmt: skip
    return {name: value for name, value in values.items() if value}


def _kept(kept: Kept) -> dict[str, Any]:
    """An event; what equals the present facts is said in a word."""
    released: Any = None
    if kept.released is not None:
        released = "same" if kept.released == kept.facts else _facts(kept.released)
    values = {
        "sequence": kept.sequence, "stamp": _instant(kept.stamp), "digest": kept.digest,
        "cancelled": kept.cancelled, "released": released,
    }  # fmt: skip
    values = {name: value for name, value in values.items() if value not in (False, None)}
    return {**_facts(kept.facts), "sequence": kept.sequence, **values}


def _release(release: Release) -> dict[str, Any]:
    changes = [
        {
            "what": change.what,
            "key": change.key,
            "at": _instant(change.at),
            "before": change.before and _facts(change.before),
            "after": change.after and _facts(change.after),
        }
        for change in release.changes
    ]
    return {"version": release.version, "at": _instant(release.at), "changes": changes}


def _read_instant(value: str) -> datetime:
    found = datetime.fromisoformat(value)
    if found.tzinfo is None:
        raise ValueError(f'expected an instant with its zone, got "{value}"')
    return found.astimezone(UTC)


def _read_facts(value: dict[str, Any]) -> Facts:
    owner = value.get("owner")
    return Facts(
        title=value.get("title", ""),
        start=_read_instant(value["start"]),
        end=_read_instant(value["end"]),
        kind=value.get("kind", "other"),
        room=value.get("room", ""),
        track=value.get("track", ""),
        papers=tuple(value.get("papers", ())),
        owner=(owner[0], owner[1]) if owner else None,
    )


def _read_kept(value: dict[str, Any]) -> Kept:
    now = _read_facts(value)
    released = value.get("released")
    if released is not None:
        released = now if released == "same" else _read_facts(released)
    return Kept(
        facts=now,
        digest=value["digest"],
        sequence=int(value["sequence"]),
        stamp=_read_instant(value["stamp"]),
        cancelled=bool(value.get("cancelled")),
        released=released,
    )


def _read_release(value: dict[str, Any]) -> Release:
    changes = tuple(
        Change(
            what=change["what"],
            key=change["key"],
            at=_read_instant(change["at"]),
            before=change["before"] and _read_facts(change["before"]),
            after=change["after"] and _read_facts(change["after"]),
        )
        for change in value["changes"]
    )
    return replace(
        Release(version=int(value["version"]), at=_read_instant(value["at"])), changes=changes
    )
