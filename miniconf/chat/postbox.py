"""Where mails go: files in a folder, or a mail server."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import SplitResult, unquote

from miniconf.chat.mailing import UndeliverableError
from miniconf.problems import MiniconfError
from miniconf.text.urls import split

VARIABLE = "MINICONF_SMTP"
"""`smtp://user:password@mail.example.org:587` (STARTTLS) or `smtps://...` in the environment."""


def into(folder: Path) -> Callable[[EmailMessage], None]:
    """A delivery that writes each mail as an `.eml` file into `folder`, for its owner alone."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise MiniconfError(f"cannot make {folder}: {error.strerror}") from None

    def write(message: EmailMessage) -> None:
        name = message["Message-ID"].strip("<>").partition("@")[0]
        path = folder / f"{name}.eml"
        path.touch(0o600)
        path.write_bytes(message.as_bytes())

    return write


@contextmanager
def server(address: str) -> Iterator[Callable[[EmailMessage], None]]:
    """A delivery through the mail server at `address`, with one connection for all mails.

    Passwords only ever travel encrypted. Every fault is a sentence without the password in it.
    """
    parts = split(address)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or not _has_port(parts):
        raise MiniconfError(f"{VARIABLE}: expected smtp://user:password@host:587 or smtps://...")
    where = f"the mail server {parts.hostname}"
    try:
        with _connection(parts.scheme, parts.hostname, parts.port) as connection:
            if parts.username:
                if parts.scheme == "smtp":
                    connection.starttls(context=ssl.create_default_context())
                connection.login(unquote(parts.username), unquote(parts.password or ""))
            yield lambda message: _send(connection, message)
    except smtplib.SMTPAuthenticationError:
        raise MiniconfError(f"{where} does not accept the account in {VARIABLE}") from None
    except smtplib.SMTPNotSupportedError:
        raise MiniconfError(f"{where} offers no encryption: use smtps://") from None
    except (smtplib.SMTPException, OSError) as error:
        raise MiniconfError(f"{where}: {_reason(error)}; what was sent so far is noted") from None


def _has_port(parts: SplitResult) -> bool:
    """Whether the port of an address, if it has one, is a number that ports have."""
    try:
        return parts.port != 0
    except ValueError:
        return False


def _connection(scheme: str, host: str, port: int | None) -> smtplib.SMTP:
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or 465, timeout=30, context=ssl.create_default_context())
    return smtplib.SMTP(host, port or 587, timeout=30)


def _send(connection: smtplib.SMTP, message: EmailMessage) -> None:
    try:
        connection.send_message(message)
    except smtplib.SMTPRecipientsRefused:
        raise UndeliverableError("the mail server refuses this address") from None


def _reason(error: Exception) -> str:
    """Why, in one line, as the server says it."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        return f"answers {error.smtp_code} {' '.join(text.split())}"
    return "cannot be reached" if isinstance(error, OSError) else str(error)
