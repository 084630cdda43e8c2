"""What would have to happen on the server so that its rooms are those the conference calls for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from miniconf import names
from miniconf.chat.provider import TEXTS, Found
from miniconf.problems import shown
from miniconf.rooms import Room

Kind = Literal["create", "adopt", "change", "archive", "delete", "blocked"]

WORDS: Mapping[Kind, str] = {
    "create": "to create", "adopt": "to take over", "change": "to change",
    "archive": "to archive", "delete": "to DELETE", "blocked": "blocked",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do to one room.

    `fields`: what differs, of `provider.TEXTS` and `archived`, `welcome`.
    """

    kind: Kind
    key: str
    name: str
    room: Room | None = None
    found: Found | None = None
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        """`change  paper-main.1  topic: "Nests" -> "Nests on Ice"`."""
        return f"{self.kind:8}{self.name}{self._details()}"

    def _details(self) -> str:
        if self.kind == "blocked":
            owner = f"{self.found.scope}{self.found.key}" if self.found else ""
            return f"  the name belongs to the room of {owner}"
        if not (self.room and self.found):
            return ""
        room, found = self.room, self.found
        changes = [
            f"{name}: {shown(getattr(found, name))} -> {shown(getattr(room, name))}"
            for name in self.fields
            if name in TEXTS
        ]
        words = {"archived": "open it again", "welcome": "welcome message and moderators"}
        changes += [words[name] for name in self.fields if name in words]
        return "".join(f"\n        {change}" for change in changes)


def plan(
    wanted: Mapping[str, Room], found: Iterable[Found], scope: str = "", delete: bool = False
) -> tuple[Step, ...]:
    """The steps from `found` to `wanted`, creations first; none where all is as wanted.

    Rooms are recognised by their stored key. A room without a key whose name is wanted is taken
    over. Rooms of `scope` that nobody wants any more are archived, or deleted where `delete`.
    """
    rooms = list(found)
    ours = {room.key: room for room in rooms if room.key and room.scope == scope}
    by_name = {names.collision_key(room.name): room for room in rooms}
    steps = [
        step for room in wanted.values() if (step := _step(room, wanted, ours, by_name, scope))
    ]
    order: list[Kind] = ["blocked", "create", "adopt", "change"]
    steps.sort(key=lambda step: order.index(step.kind))
    adopted = {step.found.id for step in steps if step.found}
    for key, room in ours.items():
        if key not in wanted and room.id not in adopted and (delete or not room.archived):
            kind: Kind = "delete" if delete else "archive"
            steps.append(Step(kind=kind, key=key, name=room.name, found=room))
    return tuple(steps)


def stamp(room: Room) -> str:
    """A short sign of the welcome message, moderators and records of `room`, "" without any."""
    if not (room.welcome or room.moderators or room.records):
        return ""
    people = (*sorted(room.moderators), "", *sorted(room.records), "")
    return names.digest("\n".join((*people, room.welcome)))


def summary(steps: Iterable[Step]) -> str:
    """`12 to create, 1 to change`, or `nothing to do`."""
    counts = Counter(step.kind for step in steps)
    parts = [f"{counts[kind]} {word}" for kind, word in WORDS.items() if counts[kind]]
    return ", ".join(parts) or "nothing to do"


def _step(
    room: Room,
    wanted: Mapping[str, Room],
    ours: Mapping[str, Found],
    by_name: Mapping[str, Found],
    scope: str,
) -> Step | None:
    """What one wanted room needs, or None."""
    found = ours.get(room.key)
    if found:
        fields = _differences(room, found)
        if not fields:
            return None
        return Step(
            kind="change", key=room.key, name=room.name, room=room, found=found, fields=fields
        )
    taken = by_name.get(names.collision_key(room.name))
    if taken is None:
        return Step(kind="create", key=room.key, name=room.name, room=room)
    if taken.key and (taken.scope != scope or taken.key in wanted):
        return Step(kind="blocked", key=room.key, name=room.name, room=room, found=taken)
    fields = _differences(room, taken)
    return Step(kind="adopt", key=room.key, name=room.name, room=room, found=taken, fields=fields)


def _differences(room: Room, found: Found) -> tuple[str, ...]:
    """The names of all that differs between a wanted room and the server's."""
    fields = [name for name in TEXTS if getattr(room, name) != getattr(found, name)]
    if found.archived:
        fields.insert(0, "archived")
    if stamp(room) != found.stamp:
        fields.append("welcome")
    return tuple(fields)
