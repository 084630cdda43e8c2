"""The language that a name's script gives away, for `lang` attributes."""

import re
from functools import cache, lru_cache

from markupsafe import Markup, escape

from miniconf.patterns import regex
from miniconf.text.chars import tidy

_LATIN = regex(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
#: Scripts that one language, or one by far, is written in; the first that matches decides.
_SCRIPTS = {
    "ja": "\u3005\u3041-\u3096\u309d-\u30ff\u31f0-\u31ff\uff66-\uff9f",
    "ko": "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3",
    "zh-Hant": "\u3105-\u312f",
    "ur": "\u0679\u0688\u0691\u06ba\u06be\u06d2",
    "fa": "\u067e\u0686\u0698\u06a9\u06af\u06cc",
    "ar": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc",
    "he": "\u0590-\u05ff\ufb1d-\ufb4f",
    "hi": "\u0900-\u097f",
    "bn": "\u0980-\u09ff",
    "pa": "\u0a00-\u0a7f",
    "gu": "\u0a80-\u0aff",
    "or": "\u0b00-\u0b7f",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "kn": "\u0c80-\u0cff",
    "ml": "\u0d00-\u0d7f",
    "si": "\u0d80-\u0dff",
    "th": "\u0e00-\u0e7f",
    "lo": "\u0e80-\u0eff",
    "bo": "\u0f00-\u0fff",
    "my": "\u1000-\u109f",
    "ka": "\u10a0-\u10ff\u1c90-\u1cbf",
    "am": "\u1200-\u139f",
    "km": "\u1780-\u17ff",
    "hy": "\u0530-\u058f",
    "el": "\u0370-\u03ff\u1f00-\u1fff",
}
#: A Greek letter or two is a symbol, not Greek.
_LEAST = {"el": "{3}"}
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur", "he"})
_RUN_ELEMENT = Markup('<span lang="{}">{}</span>')
_RIGHT_TO_LEFT_RUN = Markup('<bdi lang="{}">{}</bdi>')
_MARKED = "".join(_SCRIPTS.values()) + _HAN
#: Compiled when it is first asked for, as other patterns of many letters: it takes 7 ms.
_RUN = regex(f"[{_MARKED}]+(?:[\\s\u00b7\u200c\u200d'’-]+[{_MARKED}]+)*")
_MARKUP = regex(r"(<(?:math|code)\b.*?</(?:math|code)>|<[^>]*>)", re.DOTALL)
#: Which of (GB 2312, Big5, EUC-JP) have a character that only one language writes.
_CHARSETS = ("gb2312", "big5", "euc_jp")
_HOMES = {
    (True, False, False): "zh-Hans",
    (False, True, False): "zh-Hant",
    (False, False, True): "ja",
}


@lru_cache(maxsize=4096)
def script_lang(text: str) -> str | None:
    """Return the language tag that the script of `text` gives away, or None where it does not.

    "佐々木 さくら" -> "ja", "김민준" -> "ko", "张伟" -> "zh-Hans" (a character that only
    simplified Chinese has), "山本" -> None (Chinese and Japanese alike), "Ada Lovelace" ->
    None. Text that also has Latin letters has no single answer: see `mark_scripts`.
    """
    if text.isascii() or _LATIN.search(text):
        return None
    for lang, pattern in _languages():
        if pattern.search(text):
            return lang
    return _han_lang(re.findall(f"[{_HAN}]", text))


def mark_scripts(text: str) -> Markup:
    """Return `text`, escaped, with each run in a telling script in an element with its `lang`.

    Runs written from right to left stand in `<bdi>`, so that what is around them keeps its
    order; the others in `<span>`: "Haruna さん" -> `Haruna <span lang="ja">さん</span>`.
    """
    text = tidy(text)
    if text.isascii():
        return escape(text)
    parts, done = [], 0
    for run in _RUN.finditer(text):
        lang = script_lang(run[0])
        if lang is None:
            continue
        element = _RIGHT_TO_LEFT_RUN if lang in _RIGHT_TO_LEFT else _RUN_ELEMENT
        parts += [text[done : run.start()], element.format(lang, run[0])]
        done = run.end()
    return Markup("").join([*parts, text[done:]])


def mark_html(html: Markup) -> Markup:
    """Return clean `html` of one line with the runs in its words marked as by `mark_scripts`.

    Tags stay as they are, and so do formulas, in which a letter is a symbol.
    """
    if html.isascii() or not _RUN.search(html):
        return html
    parts = _MARKUP.split(html)
    parts[::2] = [_RUN.sub(_element, words) for words in parts[::2]]
    return Markup("").join(map(Markup, parts))


@cache
def _languages() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (lang, re.compile(f"[{ranges}]{_LEAST.get(lang, '')}")) for lang, ranges in _SCRIPTS.items()
    )


def _element(run: re.Match[str]) -> str:
    """The run in its element; none of its characters needs escaping."""
    lang = script_lang(run[0])
    if lang is None:
        return run[0]
    return (_RIGHT_TO_LEFT_RUN if lang in _RIGHT_TO_LEFT else _RUN_ELEMENT).format(lang, run[0])


def _han_lang(characters: list[str]) -> str | None:
    """Return the one language in whose charset alone some of the characters are."""
    homes = {_HOMES.get(tuple(_in(char, charset) for charset in _CHARSETS)) for char in characters}
    homes.discard(None)
    return homes.pop() if len(homes) == 1 else None


def _in(char: str, charset: str) -> bool:
    # three bytes in EUC-JP is JIS X 0212, whose characters Japanese names hardly use
    return len(char.encode(charset, "ignore")) == 2
