"""The calls that Rocket.Chat has none for: questions with their answers, votes, a live feed.

They stand under `/api/v1/miniconf.*` and are described in docs/chat-server.md.
"""

from __future__ import annotations

from miniconf.chat.server.answer import Api
from miniconf.chat.server.panel import entry, feed, moderate, reading, rooms, writing


def blueprints() -> list[Api]:
    """The blueprints of all these calls."""
    return [module.api for module in (entry, feed, moderate, reading, rooms, writing)]
