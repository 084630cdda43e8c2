"""A site folder's files -> one frozen `Conference` and every problem found on the way.

`edited` reads what was edited alone, and a fifth of what loading takes: what is named here is
imported when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from miniconf.load.ahead import Ahead
    from miniconf.load.conference import Loaded, load

__all__ = ["Ahead", "Loaded", "load"]
_PLACES = {"Ahead": "ahead", "Loaded": "conference", "load": "conference"}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
