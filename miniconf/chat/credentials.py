"""The account that commands use on the chat server: from the environment, or from a private file.

Never from the site folder, never printed: `repr` hides the secrets, messages name only the source.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from miniconf.problems import MiniconfError, nearest, shown

PREFIX = "MINICONF_CHAT_"
NAMES = ("user", "password", "token")
"""`MINICONF_CHAT_USER` ... in the environment; `user = ...` in a file."""
FILE = f"{PREFIX}CREDENTIALS"
"""Names the file."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """An account: `user` with a password, or (Rocket.Chat: the user's id) with a token.

    `source`: where they came from, in words fit for a message.
    """

    user: str
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    source: str = f"{PREFIX}USER and {PREFIX}PASSWORD"


def credentials(
    environment: Mapping[str, str], site: Path, file: Path | None = None
) -> Credentials:
    """The account from `file`, the file that the environment names, or the environment itself.

    Raises MiniconfError where there is none, or where the file lies inside `site`: what lies there
    is copied, shown and committed.
    """
    path = file or (Path(environment[FILE]) if environment.get(FILE) else None)
    if path:
        values, source = _read(path, site), str(path)
    else:
        values = {name: environment.get(f"{PREFIX}{name.upper()}", "") for name in NAMES}
        source = f"{PREFIX}USER and {PREFIX}PASSWORD"
    if not values.get("user") or not (values.get("password") or values.get("token")):
        raise MiniconfError(
            f"no account for the chat server: set {PREFIX}USER and {PREFIX}PASSWORD (or"
            f" {PREFIX}TOKEN), or write `user = ...` and `password = ...` into a file outside the"
            f" site and set {FILE} to its path"
        )
    return Credentials(values["user"], values.get("password", ""), values.get("token", ""), source)


def secrets(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Every secret that must never stand in a published file, from environment and file.

    Beside the account's there are the conference's code and what signs the server's sessions.
    """
    names = ("password", "token", "code", "secret")
    found = [environment.get(f"{PREFIX}{name.upper()}", "") for name in names]
    if environment.get(FILE) and Path(environment[FILE]).is_file():
        values = dict(_pairs(Path(environment[FILE])))
        found += [values.get("password", ""), values.get("token", "")]
    return tuple(dict.fromkeys(secret for secret in found if secret))


def mark(known: tuple[str, ...], salt: str) -> str:
    """What tells whether `known`, the secrets, are others than before, and tells them to nobody."""
    if not known:
        return ""
    text = "\n".join(known).encode("utf-8")
    return hashlib.pbkdf2_hmac("sha256", text, salt.encode("utf-8"), 100_000).hex()


def _read(path: Path, site: Path) -> dict[str, str]:
    """The values of a credentials file."""
    if path.resolve().is_relative_to(site.resolve()):
        raise MiniconfError(f"{path}: an account must not lie inside the site: move it elsewhere")
    if not path.is_file():
        raise MiniconfError(f"{path}: no such file")
    if path.stat().st_mode & 0o077:
        raise MiniconfError(f"{path}: others on this machine can read it: chmod 600 {path}")
    return dict(_pairs(path))


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    """`name, value` of each line `name = value`; empty lines and `#` comments are skipped."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise MiniconfError(f"{path}: expected a text that this account may read") from None
    for number, line in enumerate(lines, 1):
        name, sign, value = line.partition("=")
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not sign or name.strip() not in NAMES:
            hint = nearest(name.strip(), NAMES)
            # The line may hold the secret itself: only the name before the sign is quoted.
            got = shown(name.strip()) if sign else "a line without `=`"
            raise MiniconfError(
                f"{path}:{number}: expected user, password or token, got {got}"
                + (f" (hint: {hint})" if hint else "")
            )
        yield name.strip(), value.strip()
