"""Who gets a mail now, and that nobody gets the same twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from email.message import EmailMessage
from typing import Any

from miniconf.chat.waiting import Recipient, Waiting, for_person
from miniconf.problems import MiniconfError

FIRST_HOUR, LAST_HOUR = 8, 20
"""The hours, in the recipient's zone, between which mail may come."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What one person is to be told."""

    person: Recipient
    items: tuple[Waiting, ...]
    zone: tzinfo


class Ledger:
    """What was mailed to whom: `{"mailed": {address: {question: state}}, "last": {address: time}}`.

    A question is noted before its mail goes out (`sending`) and again afterwards (`sent`), so that
    a command which ends in between repeats nothing; `doubtful` lists what may not have gone out.
    """

    def __init__(self, value: dict[str, Any], save: Callable[[dict[str, Any]], None]) -> None:
        self._mailed: dict[str, dict[str, str]] = value.get("mailed", {})
        self._last: dict[str, str] = value.get("last", {})
        self._save = save

    def new(self, person: Recipient, items: Iterable[Waiting]) -> tuple[Waiting, ...]:
        """Those of `items` that this person was not told of."""
        known = self._mailed.get(person.email.lower(), {})
        return tuple(item for item in items if item.id not in known)

    def rested(self, person: Recipient, now: datetime, every: timedelta) -> bool:
        """Whether the person's last mail is long enough ago."""
        last = self._last.get(person.email.lower())
        return last is None or now - datetime.fromisoformat(last) >= every

    def note(self, letter: Letter, now: datetime, state: str) -> None:
        """Write down that a letter is being sent, or was."""
        address = letter.person.email.lower()
        self._mailed.setdefault(address, {}).update(dict.fromkeys(_ids(letter), state))
        self._last[address] = now.isoformat()
        self._store()

    def forget(self, letter: Letter) -> None:
        """A letter was certainly not sent: it may be tried again at once."""
        address = letter.person.email.lower()
        for identity in _ids(letter):
            self._mailed.get(address, {}).pop(identity, None)
        self._last.pop(address, None)
        self._store()

    def doubtful(self) -> int:
        """How many questions may or may not have been mailed when a command was ended."""
        states = (state for known in self._mailed.values() for state in known.values())
        return sum(state == "sending" for state in states)

    def _store(self) -> None:
        self._save({"mailed": self._mailed, "last": self._last})


def _ids(letter: Letter) -> list[str]:
    return [item.id for item in letter.items]


def due(
    people: Iterable[Recipient],
    items: tuple[Waiting, ...],
    ledger: Ledger,
    now: datetime,
    fallback: tzinfo,
    every: timedelta,
) -> Iterator[Letter]:
    """The letters that may go out now: new questions, day where the reader is, not too often.

    Who is revoked gets none, as the link that answers opens nothing. `fallback` is the zone of
    those whose own is not known.
    """
    for person in people:
        zone = person.zone or fallback
        new = ledger.new(person, for_person(items, person))
        awake = FIRST_HOUR <= now.astimezone(zone).hour < LAST_HOUR
        if new and awake and not person.revoked and ledger.rested(person, now, every):
            yield Letter(person, new, zone)


class UndeliverableError(MiniconfError):
    """One mail cannot be delivered; the next may."""


def deliver(
    letters: Iterable[Letter],
    write: Callable[[Letter], EmailMessage],
    hand_over: Callable[[EmailMessage], None],
    ledger: Ledger,
    now: datetime,
) -> tuple[int, list[str]]:
    """`(letters that went out, why others did not)`; what did not go out stays due."""
    count = 0
    refused = []
    for letter in letters:
        message = write(letter)
        ledger.note(letter, now, "sending")
        try:
            hand_over(message)
        except UndeliverableError as error:
            ledger.forget(letter)
            refused.append(f"{letter.person.email}: {error}")
            continue
        except Exception:
            ledger.forget(letter)
            raise
        ledger.note(letter, now, "sent")
        count += 1
    return count, refused
