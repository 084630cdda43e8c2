"""Characters that no output may carry."""

import re

#: Control characters, lone surrogates, non-characters, and the bidi marks that reorder what
#: follows them (embeddings, overrides, isolates; Unicode UAX 9, and "Trojan Source").
_UNSAFE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0001"
)
_LINE_ENDS = "\r\x85\u2028\u2029"
_LIGATURES = "\ufb00-\ufb06"
_UNTIDY = re.compile(f"[{_UNSAFE}{_LINE_ENDS}{_LIGATURES}]")
_ANY_UNSAFE = re.compile(f"[{_UNSAFE}]")
_LINE_END = re.compile(f"\r\n?|[{_LINE_ENDS}]")
_LIGATURE = re.compile(f"[{_LIGATURES}]")
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
