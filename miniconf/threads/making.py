"""The messages of an archived room made into conversations: questions with their answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter

from miniconf.model import Post, Thread
from miniconf.patterns import regex
from miniconf.threads.entries import Entry, Header

_ASKS = regex("[?？؟⸮՞፧꘏]")
"""Question marks of the scripts people ask in; the Greek one is a semicolon and says nothing."""
Questions = list[tuple[int, str, str]]
"""`(upvotes, anchor, text)` of every question of a room."""
_by_time = attrgetter("at", "id")


def threads(
    header: Header, entries: Iterable[Entry], anchor: Callable[[str], str]
) -> tuple[Thread, ...]:
    """The conversations of a room, oldest first; `anchor` gives a message's `id` on a page.

    An answer whose question is gone begins a conversation of its own, as does one of a circle.
    """
    roots, answers = rooted(entries)
    return tuple(
        [_thread(root, answers.get(root.id, []), header.authors, anchor) for root in roots]
    )


def rooted(entries: Iterable[Entry]) -> tuple[list[Entry], dict[str, list[Entry]]]:
    """The messages that begin a conversation, and `id of one -> its answers`, oldest first."""
    ordered = sorted(entries, key=_by_time)
    by_id = {entry.id: entry for entry in ordered}
    answers: dict[str, list[Entry]] = defaultdict(list)
    roots: list[Entry] = []
    for entry in ordered:
        root = by_id.get(entry.thread, entry) if entry.thread else entry
        if root.thread:
            root = root_of(entry, by_id)
        if root is entry:
            roots.append(entry)
        else:
            answers[root.id].append(entry)
    return roots, answers


def root_of(entry: Entry, by_id: Mapping[str, Entry]) -> Entry:
    """The message that began the conversation of `entry`."""
    seen = {entry.id}
    found = entry
    while (parent := by_id.get(found.thread)) is not None:
        if parent.id in seen:
            return entry
        seen.add(parent.id)
        found = parent
    return found


def _thread(
    root: Entry, answers: list[Entry], authors: bool, anchor: Callable[[str], str]
) -> Thread:
    """One conversation. Without known authors, anybody else's answer answers."""
    question = asks(root)
    settled = root.answered
    for entry in answers:
        settled = settled or (entry.author if authors else not entry.asker)
    return Thread(
        anchor=anchor(root.id),
        question=_post(root),
        answers=tuple([_post(entry) for entry in answers]),
        is_question=question,
        answered=question and settled,
        gone=root.gone,
    )


def asks(root: Entry) -> bool:
    """Whether the message that began a conversation is a question."""
    if root.question is not None:
        return root.question
    if root.author or root.thread:
        return False
    text = root.text
    # a search for one sign costs a tenth of one for all
    return "?" in text or (not text.isascii() and bool(_ASKS.search(text)))


def questions(entries: Sequence[Entry], anchor: Callable[[str], str]) -> Questions:
    """The questions in a room, found without making its conversations."""
    if [entry for entry in entries if entry.question and entry.thread]:
        entries = rooted(entries)[0]
    # what stands in a thread, and is not said to be a question, is none
    return [(entry.up, anchor(entry.id), entry.text) for entry in entries if asks(entry)]


def _post(entry: Entry) -> Post:
    return Post(
        id=entry.id, time=entry.at, text=entry.text, name=entry.name, is_author=entry.author,
        edited=entry.edited, upvotes=entry.up,
    )  # fmt: skip
