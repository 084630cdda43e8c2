"""The conference without what is not to be published.

Meeting links have their own private fields, but real data also holds them in titles, descriptions
and answers, as e-mail addresses do. Both go before anything is rendered, so that no page, feed or
calendar can show them by mistake; links keep their words and lose their target.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from functools import partial
from itertools import chain, islice
from operator import attrgetter
from typing import Any, NamedTuple

from miniconf.apart import Apart
from miniconf.model import Conference, Link, Publish, Video
from miniconf.site.safety.leaks import LeakKind, Scanner
from miniconf.site.safety.removal import without
from miniconf.site.safety.shapes import may_tell
from miniconf.threads import Rooms, changed, words

_SHORT = 5
"""No text of this length or less holds anything private: `a@b.c` is no address."""
_PLAIN = (bool, int, float, datetime)
_TOGETHER = 50
"""So many records are looked through together: most hold nothing private."""
_BULK = ("repos", "hub_papers", "questions")
"""The fields of a conference with most records: they come last, and mostly hold nothing private."""
_WORTH_A_FORK = {"questions": 1000, "repos": 5000}
"""Fewer rooms, or repositories, are looked through before another process has begun."""
_KEPT = frozenset({"id", "slug", "key"})
"""Names by which records are found; they are never rewritten."""


class Removed(NamedTuple):
    """What was taken out of one field of one record: `count` things of one kind."""

    place: str
    kind: LeakKind
    count: int


_Plan = tuple[tuple[tuple[str, bool, Any], ...], Callable[[Any], tuple[Any, ...]]]
"""Name, whether private, and default of the fields of a class; what gives a record's values."""


class _Dropped:
    """Stands for a value that goes as a whole, as a link to a meeting does."""


_DROP = _Dropped()


def published(
    conference: Conference, *, apart: bool = False
) -> tuple[Conference, tuple[Removed, ...]]:
    """`conference` as it may be shown, and what was taken out of it, in the order of places.

    `config.publish` says what stays: `join` meeting links, `emails` addresses, `allow` single ones.
    With `apart`, another process looks meanwhile whether there is anything in the bulk of it.
    """
    sweep = _Sweep(conference.config.publish)
    many = any(len(getattr(conference, name)) > least for name, least in _WORTH_A_FORK.items())
    clean = Apart(partial(_is_clean, conference)) if apart and many else None
    changes = {}
    for field in fields(conference):
        value = getattr(conference, field.name)
        if clean is None or field.name not in _BULK or not clean.result:
            changes[field.name] = _swept(sweep, field.name, value)
    return replace(conference, **changes), sweep.removed()


def _is_clean(conference: Conference) -> bool:
    """Whether nothing is to be taken out of the bulk of `conference`."""
    sweep = _Sweep(conference.config.publish)
    bulk = ((name, getattr(conference, name)) for name in _BULK)
    return all(_swept(sweep, name, value) is value for name, value in bulk)


def _swept(sweep: _Sweep, name: str, value: Any) -> Any:
    """The field `name` of a conference as it may be shown."""
    sweep.place = [name]
    if name == "config":
        return replace(sweep.clean(value), publish=value.publish)
    if name == "questions":
        return sweep.rooms(value)
    return sweep.mapping(name, value) if isinstance(value, Mapping) else sweep.clean(value)


class _Sweep:
    """One pass over a conference's records."""

    def __init__(self, publish: Publish) -> None:
        self.place: list[str] = []
        # a secret of this machine is no slip of the data: it stays, for the scan to stop at
        self._scanner = Scanner(replace(publish, secrets=()))
        self._publish = publish
        self._found: Counter[tuple[str, LeakKind]] = Counter()
        self._plans: dict[type, _Plan] = {}
        self._whole: Any = None
        """The record, as a conference holds it, that is being cleaned."""
        self._beside: bool | None = None
        """Whether it leads to a meeting, once that is known."""

    def removed(self) -> tuple[Removed, ...]:
        """What was taken out so far."""
        return tuple(Removed(place, kind, n) for (place, kind), n in self._found.items())

    def mapping(self, name: str, records: Mapping[Any, Any]) -> Mapping[Any, Any]:
        """`records` with every record cleaned; the same object where nothing was found."""
        cleaned = {}
        same = True
        items = iter(records.items())
        while some := dict(islice(items, _TOGETHER)):
            cleaned |= some
            if self._sound(some.values()):
                continue
            for key, record in some.items():
                self.place = [f"{name}/{key if isinstance(key, str) else '/'.join(key)}"]
                cleaned[key] = self.clean(record)
                same = same and cleaned[key] is record
        return records if same else cleaned

    def _sound(self, records: Iterable[Any]) -> bool:
        """Whether nothing private is in `records`, looked at together; False where it may be."""
        texts: list[str] = []
        left = [*records]
        while left:
            values = self._values(left)
            if values is None:
                return False
            left = []
            for value in values:
                for part in value if type(value) is tuple else (value,):
                    kind = type(part)
                    if kind is str:
                        texts.append(part)
                    elif part is not None and kind not in _PLAIN:
                        left.append(part)
        return not self._scanner.may_hold("\n".join(texts))

    def _values(self, records: Iterable[Any]) -> set[Any] | None:
        """What the fields of `records` hold, each thing once.

        None where a private field holds something, or there is no telling.
        """
        of: dict[type, list[Any]] = {}
        for record in records:
            of.setdefault(type(record), []).append(record)
        found: set[Any] = set()
        for kind, some in of.items():
            if not is_dataclass(kind):
                return None
            plan, values_in = self._plan(kind)
            if any(any(map(attrgetter(name), some)) for name, private, _ in plan if private):
                return None
            try:
                found.update(chain.from_iterable(map(values_in, some)))
            except TypeError:  # a mapping somewhere
                return None
        return found

    def rooms(self, rooms: Rooms) -> Rooms:
        """`rooms` cleaned: each is looked through at once, for there are 100,000 messages."""
        changes = {}
        for key in rooms:
            if self._scanner.may_hold(words(rooms, key)):
                self.place = [f"questions/{key}"]
                said = rooms[key]
                if (new := self.clean(said)) is not said:
                    changes[key] = new
        return changed(rooms, changes) if changes else rooms

    def clean(self, value: Any) -> Any:
        """`value` without what is private; the same object where nothing was found."""
        if isinstance(value, str):
            return self._text(value) if len(value) > _SHORT else value
        if isinstance(value, tuple):
            return self._tuple(value)
        if is_dataclass(value):
            return self._record(value)
        return value

    def _tuple(self, values: tuple[Any, ...]) -> tuple[Any, ...]:
        if set(map(type, values)) == {str} and not self._scanner.may_hold("\n".join(values)):
            return values
        cleaned = [self.clean(v) for v in values]
        if all(new is old for new, old in zip(cleaned, values, strict=True)):
            return values
        kept = [new for new in cleaned if new is not _DROP]
        return tuple(kept) if type(values) is tuple else type(values)(*kept)

    def _record(self, record: Any) -> Any:
        if len(self.place) == 1:
            self._whole, self._beside = record, None
        changes = {}
        plan, values_in = self._plan(type(record))
        values = values_in(record)
        # a record's texts are looked through at once
        sound = not self._scanner.may_hold("\n".join([v for v in values if type(v) is str]))
        for (name, private, default), value in zip(plan, values, strict=True):
            if not value or type(value) in _PLAIN or (sound and type(value) is str and not private):
                continue
            self.place.append(name)
            new = self.clean(self._private(value) if private else value)
            self.place.pop()
            if new is not value:
                changes[name] = default if new is _DROP or not new else new
        if not changes:
            return record
        if isinstance(record, Link | Video) and not changes.get("url", record.url):
            return _DROP
        return replace(record, **changes)

    def _private(self, value: Any) -> Any:
        """What of a private field may be shown: of meeting links, or of an e-mail address."""
        publish = self._publish
        kind: LeakKind = "meeting link"
        if isinstance(value, str):
            kind, kept = "e-mail address", value if publish.emails or value in publish.allow else ""
            gone = int(not kept)
        else:
            kept = publish.joins(value)
            gone = len(value) - len(kept)
        if not gone:
            return value
        self._count(kind, gone)
        return kept

    def _count(self, kind: LeakKind, number: int) -> None:
        """Note that so many things of one kind were taken out at this place."""
        place = f"{self.place[0]}: {'.'.join(self.place[1:])}".rstrip(": ")
        self._found[place, kind] += number

    def _plan(self, kind: type) -> _Plan:
        plan = self._plans.get(kind)
        if plan is None:
            looked_at = tuple(
                (f.name, f.metadata.get("private", False), _default(f))
                for f in fields(kind)
                if f.name not in _KEPT and not f.metadata.get("refs")
            )
            plan = self._plans[kind] = looked_at, _values_of([name for name, _, _ in looked_at])
        return plan

    def _leads(self, value: Any) -> bool:
        """Whether `value`, a record or a part of it, leads to a meeting."""
        if isinstance(value, str):
            return self._scanner.meets(value)
        if isinstance(value, tuple):
            return any(map(self._leads, value))
        if not is_dataclass(value):
            return False
        plan, values_in = self._plan(type(value))
        parts = zip(plan, values_in(value), strict=True)
        return any(
            (private and part and isinstance(part, tuple)) or self._leads(part)
            for (_, private, _), part in parts
        )

    def _is_beside(self) -> bool:
        """Whether the record that is being cleaned leads to a meeting."""
        if self._beside is None:
            self._beside = self._leads(self._whole)
        return self._beside

    def _text(self, text: str) -> str:
        beside = may_tell(text) and self._is_beside()
        found = list(self._scanner.find(text, beside=beside))
        if not found:
            return text
        links = [part for kind, part in found if kind == "meeting link"]
        for kind, part in found:
            if kind == "meeting password" and any(part in link for link in links):
                continue  # the link was counted with its password
            self._count(kind, 1)
        cleaned = without(text, self._scanner, beside=beside)
        return cleaned if cleaned.strip() else ""


def _values_of(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of the fields `names` of a record, all at one stroke."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda record: tuple(getattr(record, name) for name in names)


def _default(field: Any) -> Any:
    default = field.default
    return default if isinstance(default, str | tuple | type(None)) else ""
