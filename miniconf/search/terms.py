"""Words as they are searched for: the rule that `static/js/search/terms.js` follows too."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from miniconf.patterns import regex

_WORDS = regex(r"[^\W_]+")
#: Compiled when it is first asked for: that takes 6 ms.
_WIDE = regex("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_ASCII_WORDS = regex(r"[a-z0-9]+")
_LONGEST = 32

STOP_WORDS = frozenset(  # one string reads better than ninety
    """a about also an and are as at be been both but by can do does for from has have how however
    i in into is it its may more most not of on or other our over show such than that the their them
    then there these they this those through to use used using via was we well were what when where
    which while who with without you""".split()  # noqa: SIM905
)
"""Words in nearly every abstract: not kept, and passed over in queries."""


def tokens(text: str) -> list[str]:
    """The words of `text` in order: lower case, without diacritics, stop words left out.

    Text in scripts that do not part words by spaces (Han, Kana, Hangul) gives pairs of characters.
    """
    if text.isascii():
        words: Iterator[str] | list[str] = _ASCII_WORDS.findall(text.lower())
    else:
        words = _words(fold(text))
    return [word[:_LONGEST] for word in words if word not in STOP_WORDS]


def fold(text: str) -> str:
    """`text` in lower case without diacritics and compatibility forms: `Ångström` -> `angstrom`."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def _words(text: str) -> Iterator[str]:
    for run in _WORDS.findall(text):
        if len(run) == 1 or not _WIDE.search(run):
            yield run
        else:
            yield from (run[i : i + 2] for i in range(len(run) - 1))
