"""Characters that no output may carry."""

from miniconf.patterns import regex

#: Control characters, lone surrogates, non-characters, and the bidi marks that reorder what
#: follows them (embeddings, overrides, isolates; Unicode UAX 9, and "Trojan Source").
_UNSAFE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0001"
)
_LINE_ENDS = "\r\x85\u2028\u2029"
_LIGATURES = "\ufb00-\ufb06"
_UNTIDY = regex(f"[{_UNSAFE}{_LINE_ENDS}{_LIGATURES}]")
_ANY_UNSAFE = regex(f"[{_UNSAFE}]")
_LINE_END = regex(f"\r\n?|[{_LINE_ENDS}]")
_LIGATURE = regex(f"[{_LIGATURES}]")
#: A line end written out, as exports of databases do: no macro of TeX is called `n`.
_WRITTEN_END = regex(r"(?<![`\\])\\n(?![A-Za-z])")
#: The same before a word, in texts that write line ends out; the macros that begin so stay.
_WRITTEN_ENDS = regex(
    r"(?<![`\\])\\n(?!(?:u|abla|eq?|i|ot(?:in|ag)?|atural|eg|earrow|warrow|exists|[gl](?:eq|ess|tr|t)"
    r"|mid|parallel|prec|succ|sim|cong|subseteq|supseteq|[lr]ightarrow|ewline|oindent|ewpage|ocite"
    r"|ormal(?:font|size)|orm|um|obreak|onumber|olimits|icefrac|ewcommand)(?![A-Za-z]))"
)
_SPELT_OUT = ("ff", "fi", "fl", "ffi", "ffl", "st", "st")


def has_unsafe(text: str) -> bool:
    """Return whether `text` has a control character or another that no output may carry."""
    return bool(_ANY_UNSAFE.search(text))


def tidy(text: str) -> str:
    """Return `text` without control, bidi-override and non-characters, its lines ended by LF.

    Typographic ligatures, which only copying from a PDF brings in, are spelt out.
    """
    if text.isascii():
        if text.replace("\n", " ").isprintable():
            return text
    elif not _UNTIDY.search(text):
        return text
    text = _ANY_UNSAFE.sub("", _LINE_END.sub("\n", text))
    return _LIGATURE.sub(lambda match: _SPELT_OUT[ord(match[0]) - 0xFB00], text)


def broken(text: str) -> str:
    """Return `text` with line ends for `\\n` where that is written out in it.

    Exports of review systems do so. Before a letter it may be a macro (`\\nu`), which stays; any
    other is a line end only if the text has one that cannot be a macro.
    """
    return _WRITTEN_ENDS.sub("\n", text) if _WRITTEN_END.search(text) else text
