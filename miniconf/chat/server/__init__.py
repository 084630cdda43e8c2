"""The embedded chat server: one process, one SQLite file, Rocket.Chat's REST API, a real chat."""

from miniconf.chat.server.app import create_chat
from miniconf.chat.server.settings import ChatSettings, Limits, Rate

__all__ = ["ChatSettings", "Limits", "Rate", "create_chat"]
