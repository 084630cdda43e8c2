"""Questions and answers, as the archive of a chat room keeps them."""

from __future__ import annotations

from datetime import datetime

from miniconf.model.fields import described
from miniconf.model.record import record


@record
class Post:
    """One message that somebody wrote."""

    id: str = described("The server's id, stable for ever.")
    time: datetime = described("When it was sent: aware, UTC.")
    text: str = described("Markdown as it was typed: clean it when it is rendered.")
    name: str = described("The writer's name or pseudonym; empty where names are not shown.",
                          default="")  # fmt: skip
    is_author: bool = described("Whether the writer is an author of the room's record.",
                                default=False)  # fmt: skip
    edited: bool = described("Whether the text was changed later.", default=False)
    upvotes: int = described("How many want to know, or agree.", default=0)


@record
class Thread:
    """A message that began a conversation, and what was said to it."""

    anchor: str = described("The thread's `id` attribute on a page, the same for ever.")
    question: Post = described("The message that began it.")
    answers: tuple[Post, ...] = described("What was said to it, oldest first.", default=())
    is_question: bool = described("Whether somebody waits, or waited, for an answer.",
                                  default=True)  # fmt: skip
    answered: bool = described("Marked as answered, or answered by somebody else.", default=False)
    gone: bool = described("Taken back: of what began it nothing is left but its place.",
                           default=False)  # fmt: skip

    @property
    def posts(self) -> tuple[Post, ...]:
        """The question, unless it is gone, then its answers."""
        return self.answers if self.gone else (self.question, *self.answers)

    @property
    def upvotes(self) -> int:
        """How many want to know."""
        return self.question.upvotes
