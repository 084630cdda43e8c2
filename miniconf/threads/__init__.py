"""Archived rooms: JSON Lines to questions and answers, and back."""

from miniconf.threads.conversations import Conversations, Rooms, asked, changed, words
from miniconf.threads.entries import (
    FOLDER,
    LONGEST,
    Entry,
    Header,
    entry_of,
    header_of,
    read,
    read_entries,
    written,
)
from miniconf.threads.making import Questions, questions, root_of, threads

__all__ = [
    "FOLDER", "LONGEST", "Conversations", "Entry", "Header", "Questions", "Rooms", "asked",
    "changed", "entry_of", "header_of", "questions", "read", "read_entries", "root_of", "threads",
    "words", "written",
]  # fmt: skip
