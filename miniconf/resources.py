"""Where the program's own files lie, and how it knows again what it built."""

from __future__ import annotations

from pathlib import Path

NOTES = ".miniconf"
"""Name of the folder beside each output folder: builds keep notes there, in `NAME/` on `NAME/`."""
MADE = "made"
"""Name of the note that lists what was built."""
SIGNATURE = b'<meta name="generator" content="miniconf">'
"""Stands in the head of every page (`partials/head.html`)."""
_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `templates`, `static` or `sitedata` that came with the program.

    An installed wheel carries them inside the package; a checkout has them beside it.
    """
    packed = _PACKAGE / "_shared" / name
    return packed if packed.is_dir() else _PACKAGE.parent / name


def is_signed(output: Path) -> bool:
    """Whether the home page in the folder `output` says that this program made it."""
    try:
        return SIGNATURE in (output / "index.html").read_bytes()
    except OSError:
        return False
