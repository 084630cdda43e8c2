"""Questions and answers, as the archive of a chat room keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One message that somebody wrote.

    `id`: the server's id, stable for ever;
    `name`: the writer's name or pseudonym, "" where names are not shown;
    `is_author`: whether the server knows the writer as an author of what the room is about;
    `time`: aware, UTC;
    `text`: Markdown as it was typed: clean it when it is rendered.
    """

    id: str
    time: datetime
    text: str
    name: str = ""
    is_author: bool = False
    edited: bool = False
    upvotes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A message that began a conversation, and what was said to it, oldest first.

    `anchor`: the thread's own `id` attribute on a page, the same for ever;
    `is_question`: whether somebody waits, or waited, for an answer;
    `answered`: marked as answered, or answered by somebody other than the one who asked.
    """

    anchor: str
    question: Post
    answers: tuple[Post, ...] = ()
    is_question: bool = True
    answered: bool = False

    @property
    def posts(self) -> tuple[Post, ...]:
        """The question, then its answers."""
        return (self.question, *self.answers)

    @property
    def upvotes(self) -> int:
        """How many want to know."""
        return self.question.upvotes
