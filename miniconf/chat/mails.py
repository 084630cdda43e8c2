"""A digest as a mail: plain text, times in the reader's zone, nothing that could be a header."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, tzinfo
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from miniconf.chat.waiting import Recipient, Waiting
from miniconf.model import Config
from miniconf.text.chars import tidy

_EXCERPT = 600


def mail(
    person: Recipient,
    items: Sequence[Waiting],
    config: Config,
    sender: str,
    now: datetime,
    zone: tzinfo,
) -> EmailMessage:
    """The mail to `person` about `items`, their times in `zone`.

    Its Message-ID follows from recipient and questions, so a mail system drops a second copy.
    """
    message = EmailMessage(policy=SMTP)
    count = len(items)
    what = "A question waits" if count == 1 else f"{count} questions wait"
    message["Subject"] = f"{_line(config.name)}: {what} for your answer"
    message["From"] = sender
    message["To"] = formataddr((_line(person.name), _line(person.email)))
    message["Date"] = format_datetime(now)
    digest = hashlib.sha256("\0".join([person.email, *(item.id for item in items)]).encode())
    domain = sender.rpartition("@")[2].strip("<> ") or "localhost"
    message["Message-ID"] = f"<{digest.hexdigest()[:32]}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Precedence"] = "bulk"
    message.set_content(_body(person, items, config, zone), cte="quoted-printable")
    return message


def _body(person: Recipient, items: Sequence[Waiting], config: Config, zone: tzinfo) -> str:
    lines = [f"Dear {_line(person.name)},", ""]
    lines.append("these questions were asked about your work and nobody has answered yet:")
    for item in items:
        lines += ["", *_question(item, config, zone)]
    if person.link:
        lines += [
            "",
            "Answer as an author (this link is yours alone, please keep it):",
            person.link,
        ]
    lines += ["", "--", f"{config.name}. You get each question once, and at most one mail a day."]
    return "\n".join(lines) + "\n"


def _question(item: Waiting, config: Config, zone: tzinfo) -> list[str]:
    post = item.thread.question
    name = f" by {_line(post.name)}" if post.name else ""
    asked = post.time.astimezone(zone)
    votes = f", {post.upvotes} want to know" if post.upvotes else ""
    text = tidy(post.text)
    text = text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…"
    # Quoted as the mails of old, so that no line can be taken for one of ours.
    quoted = [f"> {line}".rstrip() for line in text.strip().splitlines()]
    base = (config.base_url or "").rstrip("/")
    where = [f"{base}/{item.room.page}#{item.thread.anchor}"] if base else []
    head = f"{_line(item.room.title)} (asked {asked:%a %d %b, %H:%M} {asked.tzname()}{name}{votes})"
    return [head, *quoted, *where]


def _line(text: str) -> str:
    """`text` on one line, nothing in it turned around: no name or title can slip in a header."""
    return " ".join(tidy(text).split())
