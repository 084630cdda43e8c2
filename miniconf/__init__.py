"""miniconf: a conference's data in, its complete static site out."""

__version__ = "0.1.0"
