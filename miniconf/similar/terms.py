"""The words of a paper: what two papers may have in common."""

import re
import unicodedata
from collections.abc import Iterator, Set
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple

from miniconf.patterns import regex
from miniconf.similar.stopwords import STOP_WORDS


class Document(NamedTuple):
    """One paper, as plain text (no markup)."""

    id: str
    title: str
    keywords: tuple[str, ...] = ()
    abstract: str = ""
    track: str = ""


#: How much one occurrence counts in the title, in the keywords and in the abstract.
_WEIGHTS = (3, 2, 1)
#: Scripts written without spaces: their terms are pairs of neighbouring characters.
_UNSPACED = (
    "\u0e01-\u0e5b\u0e81-\u0edf\u1000-\u109f\u1780-\u17ff\u30a1-\u30ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U000323af"
)
#: Patterns of many letters are compiled when they are first asked for: it takes milliseconds.
_RUN = regex(f"[{_UNSPACED}]+")
#: The endings and particles of Japanese, which part its terms as punctuation does; a single
#: character before them is the stem of a verb.
_HIRAGANA = regex(f"(?:[\u3041-\u309f]|(?<![{_UNSPACED}])[{_UNSPACED}](?=[\u3041-\u309f]))+")
#: A word, or a sign that parts phrases. The hyphen and the space join the words of a phrase.
_TOKEN = regex(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s'’-]")
#: The same for text in small letters of ASCII, which most is: in half the time.
_PLAIN_TOKEN = regex(r"[a-z0-9]+(?:'[a-z0-9]+)*|[^a-z0-9_\s'-]")
#: Letters that may carry accents, and wide forms of ASCII.
_ACCENTED = regex("[\u00aa-\u052f\u1e00-\u1fff\uff01-\uff5e]")
_MASK = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15


class Lexicon(dict[str, int]):
    """The 64-bit number of each word met so far, the same in every run; 0 for no term."""

    def __missing__(self, word: str) -> int:
        number = 0
        if word not in STOP_WORDS and len(word) > 1 and not word.isdigit():
            number = _hashed(_singular(word.removesuffix("'s").removesuffix("’s")))
        self[word] = number
        return number


def terms(document: Document, lexicon: Lexicon) -> dict[int, int]:
    """Return how much each term of `document` counts, by the term's 64-bit number.

    Terms are words, folded to lower case without accents and plural, and pairs of neighbouring
    words; stop words, numbers and single letters are none.
    """
    counts: dict[int, int] = {}
    texts = (document.title, ". ".join(document.keywords), document.abstract)
    for text, weight in zip(texts, _WEIGHTS, strict=True):
        text, runs = _parted(text)
        text = text.lower()
        numbers = [number for run in runs for number, _, _ in _pairs(run[0], 0)]
        singles = list(map(lexicon.__getitem__, _token(text).findall(text)))
        numbers += filter(None, singles)
        numbers += filter(None, _paired(singles))
        for number in numbers:
            counts[number] = counts.get(number, 0) + weight
    return counts


def surfaces(document: Document, lexicon: Lexicon, wanted: Set[int]) -> dict[int, str]:
    """Return the terms whose numbers are `wanted` as `document` writes them.

    Of several spellings the one counts that is least like a title's or a sentence's start:
    "graph" before "Graph", but "BERT" as it is.
    """
    found: dict[int, str] = {}
    for text in (document.abstract, ". ".join(document.keywords), document.title):
        for number, start, end in _found(text, lexicon, wanted):
            surface = " ".join(_whole(text, start, end).split())
            known = found.get(number)
            if known is None or _capitals(surface) < _capitals(known):
                found[number] = surface
    return found


def _whole(text: str, start: int, end: int) -> str:
    """Return the words from `start` to `end`, with all parts of those that have hyphens."""
    while start > 1 and text[start - 1] in "-’'" and text[start - 2].isalnum():
        start -= 1
        while start and text[start - 1].isalnum():
            start -= 1
    while text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum():
        end += 1
        while text[end : end + 1].isalnum():
            end += 1
    return text[start:end].removesuffix("'s").removesuffix("’s")


def is_unspaced(text: str) -> bool:
    """Return whether all of `text` is in a script without spaces between words."""
    return bool(_RUN.fullmatch(text))


def _capitals(surface: str) -> int:
    """Return how many words of `surface` begin with a capital and go on in lower case."""
    return sum(word[:1].isupper() and word[1:].islower() for word in surface.split())


def _found(text: str, lexicon: Lexicon, wanted: Set[int]) -> list[tuple[int, int, int]]:
    """Return number, start and end of every term of `text` that is `wanted`."""
    text, runs = _parted(text)
    found = [term for run in runs for term in _pairs(run[0], run.start()) if term[0] in wanted]
    text = text.lower()
    tokens = list(_token(text).finditer(text))
    numbers = [lexicon[token[0]] for token in tokens]
    pairs = _paired(numbers)
    found += [(number, *tokens[at].span()) for at, number in enumerate(numbers) if number in wanted]
    found += [
        (number, tokens[at].start(), tokens[at + 1].end())
        for at, number in enumerate(pairs)
        if number in wanted
    ]
    return found


def _token(text: str) -> re.Pattern[str]:
    return _PLAIN_TOKEN if text.isascii() else _TOKEN


def _parted(text: str) -> tuple[str, list[re.Match[str]]]:
    """Return `text` without accents and runs of scripts without spaces, and these runs."""
    if text.isascii():
        return text, []
    text = _unaccented(text)
    if not any(char >= _UNSPACED[0] and char.isalpha() for char in {*text}):
        return text, []  # signs of mathematics, dashes and quotes stand beyond these scripts, too
    text = _HIRAGANA.sub(lambda kana: "." * len(kana[0]), text)
    runs = list(_RUN.finditer(text))
    return (_RUN.sub(lambda run: "." * len(run[0]), text) if runs else text), runs


def _paired(numbers: list[int]) -> list[int]:
    """Return the numbers of pairs of neighbouring words; 0 where one of them is no term."""
    return [
        (first * _GOLDEN + second) & _MASK if first and second else 0
        for first, second in pairwise(numbers)
    ]


def _pairs(run: str, start: int) -> Iterator[tuple[int, int, int]]:
    if len(run) == 1:
        yield _hashed(run), start, start + 1
    for at in range(len(run) - 1):
        yield _hashed(run[at : at + 2]), start + at, start + at + 2


def _unaccented(text: str) -> str:
    """Return `text` without accents, character by character, so that places stay the same."""
    return _ACCENTED.sub(lambda char: unicodedata.normalize("NFKD", char[0])[0], text)


def _hashed(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little") or 1


def _singular(word: str) -> str:
    """Return an English `word` without its plural ending; right often, consistent always."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1]
