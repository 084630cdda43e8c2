"""What is wrong with the chat that a config asks for, seen before any server is."""

from __future__ import annotations

from urllib.parse import urlsplit

from miniconf.model import Conference, Config
from miniconf.problems import Problems
from miniconf.rooms import rooms_of

CONFIG = "config.yml"
_SHARED = (
    "github.io", "gitlab.io", "pages.dev", "netlify.app", "vercel.app", "hf.space", "web.app",
    "surge.sh", "readthedocs.io", "onrender.com", "fly.dev", "herokuapp.com",
)  # fmt: skip
"""Hosts below which each name is a site of its own."""


def check_chat(conference: Conference, problems: Problems) -> None:
    """Add what would keep rooms from being made, or from working on the pages."""
    for problem in rooms_of(conference).problems:
        problems.warning(CONFIG, 0, "chat", f"{problem.file}: {problem.message}", problem.hint)
    _check_address(conference.config, problems)


def _check_address(config: Config, problems: Problems) -> None:
    chat = config.chat
    if chat.engine in ("rocketchat", "matrix") and not chat.url:
        problems.warning(CONFIG, 0, "chat.url", "expected the chat server's address, got nothing")
    if chat.engine == "link" and "{room}" not in chat.room_url:
        problems.warning(CONFIG, 0, "chat.room_url", "expected an address with {room} in it")
    if not chat.url or not config.base_url:
        return
    site, server = urlsplit(config.base_url), urlsplit(chat.url)
    if (site.scheme, server.scheme) == ("https", "http"):
        message = "a page under https may not call a chat server under http"
        problems.warning(CONFIG, 0, "chat.url", message, "give the server a certificate")
    if chat.engine == "rocketchat" and not same_site(site.hostname or "", server.hostname or ""):
        message = f"{server.hostname} is another site than {site.hostname}"
        hint = "browsers keep cookies from a frame of another site: rooms open in their own window"
        problems.warning(CONFIG, 0, "chat.url", message, hint)


def same_site(one: str, other: str) -> bool:
    """Whether browsers take two hosts for one site: `chat.x.org` and `www.x.org` are.

    An approximation without the list of public suffixes: two labels, three below `ac.uk` and its
    like, and a name of its own below hosts that many share.
    """
    return _site(one) == _site(other)


def _site(host: str) -> str:
    labels = host.lower().rstrip(".").split(".")
    short = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    shared = any(host.lower().endswith(f".{suffix}") for suffix in _SHARED)
    return ".".join(labels[-3 if short or shared else -2 :])
