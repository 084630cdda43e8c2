"""A site folder's files -> one frozen `Conference` and every problem found on the way."""

from miniconf.load.ahead import Ahead
from miniconf.load.conference import Loaded, load
from miniconf.load.edited import edited

__all__ = ["Ahead", "Loaded", "edited", "load"]
