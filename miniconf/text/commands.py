"""Handlers for TeX: formulas, macros with their arguments, accents, groups."""

import re
from html import escape

from miniconf.patterns import regex
from miniconf.text.formula import LONGEST, render_formula
from miniconf.text.macros import (
    ACCENTS,
    DROPPED,
    ELEMENTS,
    MATH_ENVIRONMENTS,
    REFERENCES,
    SWITCHES,
    accented,
    sign,
)
from miniconf.text.markup import link
from miniconf.text.scanner import Scanner
from miniconf.text.urls import safe_url

_WORD = regex(r"\\([a-zA-Z]+)\*?")
_OPTIONS = regex(r"(?:\[[^\[\]\n]{0,80}\]){0,2}")
_VERBATIM = regex(r"\\verb\*?([^\w\s*{])(.{1,300}?)\1")
_PROTECTED = regex(r"[A-Z]\w{0,30}|\w|")
_PROSE = regex(r"[A-Za-z]{2,}[,;:.]? [A-Za-z]{2,}")
_TEX_SIGN = regex(r"[\\^_{}=<>]")
_BRACKETS = {"(": ")", "[": "]"}
_SPACES = {" ": " ", "\n": "\n", "@": "", ",": "\u202f"}


def dollar(scanner: Scanner, start: int, end: int) -> int:
    """Set a formula between dollars; a lone dollar, or a price, stays what it is."""
    text = scanner.text
    if text.startswith("$$", start):
        close = scanner.find("$$", start + 2)
        if close > 0 and text[start + 2 : min(close, start + LONGEST)].strip():
            return _formula(scanner, start + 2, close, 2, block=True)
        return scanner.keep(start, start + 2)
    close = scanner.find("$", end)
    while close > 0 and text[close - 1] == "\\":
        close = scanner.find("$", close + 1)
    source = text[end : min(close, end + LONGEST)] if close > 0 else ""
    if _is_formula(source, scanner.after(close + 1)):
        return _formula(scanner, end, close, 1)
    return scanner.keep(start, end)


def _is_formula(source: str, following: str) -> bool:
    """Return whether what stands between two dollars is a formula, and not between two prices."""
    stripped = source.strip()
    if not stripped or len(source) >= LONGEST or "\n\n" in source:
        return False
    if "\\" in source:
        return True
    price = following.isdigit() and re.search(r"\w", source) and not re.search(r"[_^{]", source)
    if price or _PROSE.search(source):
        return False
    if _TEX_SIGN.search(source):
        return True
    # without any sign of TeX, only what sits tight between its dollars, or is tiny
    loose = stripped != source or following.isalnum()
    return len(stripped) <= 3 or not loose


def _formula(scanner: Scanner, start: int, close: int, length: int, *, block: bool = False) -> int:
    formula = render_formula(scanner.text[start:close], block=block and scanner.blocks)
    return scanner.put(scanner.mark(formula.html, formula.plain), close + length)


def brace(scanner: Scanner, start: int, end: int) -> int:
    """Drop the braces of a group with a switch, {\\em so}, and of protected letters, {BERT}."""
    close = scanner.braces.get(start)
    if close is None or scanner.before(start) in ("^", "_"):
        return scanner.keep(start, end)
    whole = start == 0 and close == len(scanner.text) - 1
    switch = _WORD.match(scanner.text, end)
    if switch and switch[1] in SWITCHES:
        tag = SWITCHES[switch[1]]
        end = switch.end() + (scanner.after(switch.end()) == " ")
        if tag:
            return scanner.element(tag, end, close)
    elif not whole and not _PROTECTED.fullmatch(scanner.text, end, close):
        return scanner.keep(start, end)
    scanner.put_later(close, 1, "")
    return end


def macro(scanner: Scanner, start: int, end: int) -> int:
    """Turn a macro into what it means; of one unknown, the argument stays, or its name."""
    word = _WORD.match(scanner.text, start)
    if not word:
        return _control_sign(scanner, start)
    name, after = word[1], word.end()
    if name == "verb" and (verbatim := _VERBATIM.match(scanner.text, start)):
        code = scanner.mark(f"<code>{escape(verbatim[2])}</code>", verbatim[2])
        return scanner.put(code, verbatim.end())
    options = _OPTIONS.match(scanner.text, after)
    argument = options.end() if options else after
    close = scanner.braces.get(argument)
    if close is not None:
        special = _reference if name in REFERENCES else _SPECIAL.get(name)
        if special:
            return special(scanner, argument, close)
        if name in ELEMENTS:
            return scanner.element(ELEMENTS[name], argument + 1, close)
    if name in SWITCHES or name in DROPPED:
        return _drop(scanner, argument, DROPPED.get(name, 0))
    if name in ACCENTS and close is not None:
        letter = accented(name, scanner.text[argument + 1 : close], braced=True)
        return scanner.put(letter, close + 1) if letter else scanner.keep(start, after)
    return _named(scanner, name, start, after)


def _drop(scanner: Scanner, at: int, arguments: int) -> int:
    for _ in range(arguments):
        at = scanner.braces.get(at, at - 1) + 1
    return at + (not arguments and scanner.after(at) == " ")


def _named(scanner: Scanner, name: str, start: int, end: int) -> int:
    before = scanner.before(start)
    known = sign(name) if len(name) > 1 or name in "oOlLijSP" else None
    if known is not None:
        if scanner.text.startswith("{}", end):
            return scanner.put(known, end + 2)
        letter = known.isalpha() and len(known) == 1 and before.isalpha()
        return scanner.put(known, end + (letter and scanner.after(end) == " "))
    if len(name) == 1 or before.isalnum() or before in (":", "\\"):
        return scanner.keep(start, end)  # a path or a pattern: C:\new\file, \d+
    close = scanner.braces.get(end)
    if close is None or close == end + 1:
        return scanner.put(name, end if close is None else close + 1)
    scanner.put_later(close, 1, "")
    return end + 1


def _control_sign(scanner: Scanner, start: int) -> int:
    char, after = scanner.after(start + 1), scanner.after(start + 2)
    if char in _BRACKETS:
        close = scanner.find("\\" + _BRACKETS[char], start + 2)
        if start + 2 < close < start + LONGEST:
            return _formula(scanner, start + 2, close, 2, block=char == "[")
    elif char in ACCENTS and not (char == '"' and scanner.escaped_quotes):
        return _accent(scanner, start, char)
    elif char in _SPACES:
        return scanner.put(_SPACES[char], start + 2)
    elif char == "\\" and after in (" ", "\n"):
        return scanner.put(" ", start + 2)
    elif char == "-" and scanner.before(start).isalpha() and after.isalpha():
        return start + 2  # where a word may be divided
    return scanner.keep(start, min(start + 2, len(scanner.text)))


def _accent(scanner: Scanner, start: int, char: str) -> int:
    """Compose a letter with its accent: \\"u, \\'{e}, \\^\\i; else leave an escaped sign."""
    at = start + 2
    close = scanner.braces.get(at)
    if close is not None:
        end, letter = close + 1, scanner.text[at + 1 : close]
    else:
        end = at + (2 if scanner.text.startswith(("\\i", "\\j"), at) else 1)
        letter = scanner.text[at:end]
        end += len(letter) == 2 and scanner.after(end) == " "
    if char == "'" and letter == "s" and close is None and not scanner.after(end).isalpha():
        return scanner.keep(start, at)  # an escaped apostrophe: author\'s
    composed = accented(char, letter, braced=close is not None or len(letter) == 2)
    return scanner.put(composed, end) if composed else scanner.keep(start, at)


def _reference(scanner: Scanner, start: int, close: int) -> int:
    keys = scanner.text[start + 1 : close].replace(",", ", ")
    text = f"[{' '.join(keys.split())}]"
    return scanner.put(scanner.mark(escape(text), text), close + 1)


def _address(scanner: Scanner, start: int, close: int) -> int:
    text = scanner.text[start + 1 : close].replace("\\", "").strip()
    url = safe_url(text)
    return scanner.put(link(scanner, url or "", text, linked=url is not None), close + 1)


def _linked(scanner: Scanner, start: int, close: int) -> int:
    url = safe_url(scanner.text[start + 1 : close].replace("\\", ""))
    end = scanner.braces.get(close + 1)
    if end is None:
        return _address(scanner, start, close)
    if url is None or not scanner.links:
        scanner.put_later(end, 1, "")
        return close + 2
    scanner.parts.append(scanner.mark(f'<a href="{escape(url)}">'))
    scanner.put_later(end, 1, scanner.mark("</a>"))
    return close + 2


def _footnote(scanner: Scanner, start: int, close: int) -> int:
    while scanner.parts and not scanner.parts[-1].strip(" \xa0"):
        scanner.parts.pop()
    if scanner.parts:
        scanner.parts[-1] = scanner.parts[-1].rstrip(" \xa0")
    scanner.put_later(close, 1, ")")
    return scanner.put(" (", start + 1)


def _environment(scanner: Scanner, start: int, close: int) -> int:
    name = scanner.text[start + 1 : close]
    end = scanner.find(f"\\end{{{name}}}", close) if name in MATH_ENVIRONMENTS else -1
    if not 0 < end - close < LONGEST:
        return close + 1
    begin, length = start - len("\\begin"), len(f"\\end{{{name}}}")
    formula = render_formula(scanner.text[begin : end + length], block=scanner.blocks)
    return scanner.put(scanner.mark(formula.html, formula.plain), end + length)


def _coloured(scanner: Scanner, start: int, close: int) -> int:
    end = scanner.braces.get(close + 1)
    if end is None:
        return close + 1
    scanner.put_later(end, 1, "")
    return close + 2


_SPECIAL = {
    "textcolor": _coloured,
    "colorbox": _coloured,
    "url": _address,
    "href": _linked,
    "footnote": _footnote,
    "thanks": _footnote,
    "begin": _environment,
}
