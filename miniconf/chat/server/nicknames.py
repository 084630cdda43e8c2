"""Names that people choose: made harmless to show, and kept from imitating somebody else.

Two names imitate each other when their skeletons are the same (Unicode TR39): compatibility forms
and accents folded, look-alikes of other scripts taken for the Latin letter they resemble.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from confusable_homoglyphs import confusables

LONGEST = 60
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_BLANK = dict.fromkeys(map(ord, "\u115f\u1160\u2800\u3164\uffa0"), " ")
"""Letters and a symbol that are drawn as nothing."""
_ROLE = r"admin(?:istrator)?|author|moderator|organi[sz]er|chair|staff|official|ph\.?d|md"
_BEFORE = re.compile(
    rf"^[\[({{<]*(?:prof|professor|dr|doctor|mr|mrs|ms|sir|{_ROLE})\b[\])}}>]*[.:,]*"
)
_BEHIND = re.compile(rf"[\s,/|–—({{<\[-]+(?:{_ROLE})\b[.\])}}>]*$")


def displayed(text: str) -> str:
    """`text` as a name may be shown: one line, no control, bidi or unassigned characters.

    Joiners that scripts need inside a word (ZWJ, ZWNJ) stay between letters. Marks are at most
    three on one letter, so that a name cannot grow out of its line. Cut at 60 characters.
    """
    normal = unicodedata.normalize("NFC", text.translate(_BLANK))
    kept: list[str] = []
    marks = 0
    for index, character in enumerate(normal):
        joiner = character in "\u200c\u200d" and 0 < index < len(normal) - 1
        if not joiner and unicodedata.category(character) in _HIDDEN and character not in "\t\n\r":
            continue
        if joiner and not (normal[index - 1].isalpha() and normal[index + 1].isalpha()):
            continue
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= 3:
            kept.append(character)
    return " ".join("".join(kept).split())[:LONGEST].strip()


def skeleton(name: str) -> str:
    """What two names share when one can be taken for the other; "" for a name without letters."""
    folded = unicodedata.normalize("NFKD", displayed(name)).casefold()
    latin = "".join(_latin(character) for character in folded if character.isalnum())
    return _lookalikes(latin)


def without_titles(name: str) -> str:
    """`name` without titles and roles around it: `Dr. Ada`, `[author] Ada`, `Ada, PhD` -> `ada`."""
    folded = unicodedata.normalize("NFKD", displayed(name)).casefold()
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    while (shorter := _BEHIND.sub("", _BEFORE.sub("", plain)).strip(" .:,-")) != plain:
        plain = shorter
    return plain


def username(name: str) -> str:
    """A user name made of `name`: ASCII letters, digits and dots, `guest` where nothing is left."""
    folded = unicodedata.normalize("NFKD", displayed(name)).casefold()
    plain = re.sub(r"[^a-z0-9]+", ".", "".join(c for c in folded if c.isascii() or c == " "))
    return plain.strip(".")[:40] or "guest"


@lru_cache(maxsize=4096)
def _latin(character: str) -> str:
    if character.isascii():
        return character
    found = confusables.is_confusable(character, greedy=True, preferred_aliases=[])
    shapes = [shape["c"] for entry in found or [] for shape in entry["homoglyphs"]]
    plain = [shape for shape in shapes if shape.isascii() and shape.isalnum()]
    return plain[0].casefold() if plain else character


def _lookalikes(text: str) -> str:
    """Digits and letters that are drawn alike become one; `rn` is `m`."""
    alike = text.translate(str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "5": "s"}))
    return alike.replace("rn", "m").replace("vv", "w")
