"""The style sheet where no conference gives its own: the site's files in their layers, with the
default colours."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

LAYERS = ("reset", "tokens", "base", "layout", "components", "utilities")


@lru_cache(maxsize=4)
def stylesheet(static: Path) -> str:
    """The sheet out of the program's folder `static/`; paths in it are relative to that folder."""
    parts = [f"@layer {','.join(LAYERS)};"]
    for layer in LAYERS:
        files = sorted((static / "css" / layer).glob("*.css"))
        texts = [file.read_text("utf-8") for file in files]
        if layer == "tokens":
            texts.append((static / "chat" / "theme.css").read_text("utf-8"))
        parts.append(f"@layer {layer}{{{' '.join(texts)}}}")
    return "\n".join(parts) + "\n"
