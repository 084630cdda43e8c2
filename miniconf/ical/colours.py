"""The colours that calendars may name (RFC 7986, 5.9: names of CSS Color Level 3)."""

from __future__ import annotations

NAMES = {
    "black": "000000", "dimgray": "696969", "slategray": "708090", "silver": "c0c0c0",
    "white": "ffffff", "maroon": "800000", "firebrick": "b22222", "crimson": "dc143c",
    "red": "ff0000", "tomato": "ff6347", "salmon": "fa8072", "orangered": "ff4500",
    "darkorange": "ff8c00", "orange": "ffa500", "gold": "ffd700", "goldenrod": "daa520",
    "khaki": "f0e68c", "olive": "808000", "saddlebrown": "8b4513", "sienna": "a0522d",
    "peru": "cd853f", "tan": "d2b48c", "olivedrab": "6b8e23", "yellowgreen": "9acd32",
    "darkolivegreen": "556b2f", "lime": "00ff00", "limegreen": "32cd32", "green": "008000",
    "darkgreen": "006400", "forestgreen": "228b22", "seagreen": "2e8b57",
    "mediumseagreen": "3cb371", "darkslategray": "2f4f4f", "teal": "008080", "darkcyan": "008b8b",
    "lightseagreen": "20b2aa", "turquoise": "40e0d0", "aqua": "00ffff", "cadetblue": "5f9ea0",
    "steelblue": "4682b4", "skyblue": "87ceeb", "dodgerblue": "1e90ff", "royalblue": "4169e1",
    "blue": "0000ff", "mediumblue": "0000cd", "navy": "000080", "midnightblue": "191970",
    "slateblue": "6a5acd", "darkslateblue": "483d8b", "mediumpurple": "9370db",
    "blueviolet": "8a2be2", "indigo": "4b0082", "purple": "800080", "darkmagenta": "8b008b",
    "orchid": "da70d6", "plum": "dda0dd", "violet": "ee82ee", "hotpink": "ff69b4",
    "deeppink": "ff1493", "mediumvioletred": "c71585", "palevioletred": "db7093",
    "rosybrown": "bc8f8f",
}  # fmt: skip
"""Name -> red, green, blue in hexadecimal."""


def nearest_name(colour: str) -> str:
    """The name closest to `#rrggbb` or `#rgb`, by distance in red, green and blue.

    Raises ValueError for anything else.
    """
    digits = colour.removeprefix("#")
    wanted = _parts("".join(2 * digit for digit in digits) if len(digits) == 3 else digits)
    return min(NAMES, key=lambda name: _distance(_parts(NAMES[name]), wanted))


def _parts(digits: str) -> tuple[int, ...]:
    if len(digits) != 6:
        raise ValueError(f'expected a colour as "#rrggbb", got "{digits}"')
    return tuple(bytes.fromhex(digits))


def _distance(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))
