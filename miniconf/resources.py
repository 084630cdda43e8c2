"""Where the program's own templates, static files and example conference lie."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `templates`, `static` or `sitedata` that came with the program.

    An installed wheel carries them inside the package; a checkout has them beside it.
    """
    packed = _PACKAGE / "_shared" / name
    return packed if packed.is_dir() else _PACKAGE.parent / name
