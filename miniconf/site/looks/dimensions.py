"""How wide and high pictures are, so that pages can keep their place before they have come."""

from __future__ import annotations

from collections.abc import Mapping

from miniconf.model import Theme
from miniconf.patterns import regex
from miniconf.site.looks.assets import Assets
from miniconf.site.prose import own_image

LOGO_HEIGHT = 28
"""Pixels in the header."""
_WIDEST = 40
"""A picture so many times as wide as high is a slip of the file."""
_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = regex(rb"<svg\b[^>]*>")
_LENGTH = r'\s{name}\s*=\s*["\']\s*([\d.]+)(?:px)?\s*["\']'
_WIDTH, _HEIGHT = (regex(_LENGTH.format(name=n).encode()) for n in ("width", "height"))
_BOX = regex(rb'\sviewBox\s*=\s*["\']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)')


def proportion(data: bytes) -> float | None:
    """Width by height of the SVG or PNG in `data`; None where it does not say."""
    if data.startswith(_PNG):
        return _ratio(int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big"))
    tag = _SVG.search(data)
    if tag is None:
        return None
    width, height, box = (pattern.search(tag[0]) for pattern in (_WIDTH, _HEIGHT, _BOX))
    if width and height:
        return _ratio(_number(width[1]), _number(height[1]))
    return _ratio(_number(box[1]), _number(box[2])) if box else None


def logo_widths(theme: Theme, assets: Assets) -> Mapping[str, int]:
    """Logo, as the config names it -> its width in the header; those alone that tell it."""
    found = {}
    for logo in filter(None, map(own_image, (theme.logo, theme.logo_dark))):
        path = logo.removeprefix("static/").lstrip("/")
        shape = proportion(assets.content(path)) if path in assets else None
        if shape:
            found[logo] = round(LOGO_HEIGHT * shape)
    return found


def _ratio(width: float, height: float) -> float | None:
    if width <= 0 or height <= 0:
        return None
    return width / height if 1 / _WIDEST <= width / height <= _WIDEST else None


def _number(digits: bytes) -> float:
    try:
        return float(digits)
    except ValueError:
        return 0
