"""A formula as plain Unicode: `Õ(√dT)`, for titles of tabs, calendars, feeds and search."""

import re
import unicodedata
from xml.etree.ElementTree import Element

from miniconf.patterns import regex
from miniconf.text.mathml import GREAT_OPERATORS

_SUPERSCRIPTS = dict(zip("0123456789+−=()nikTh", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵏᵀʰ", strict=True))
_SUBSCRIPTS = dict(
    zip("0123456789+−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)
)
_COMBINING = {
    "˜": "\u0303",
    "~": "\u0303",
    "ˆ": "\u0302",
    "^": "\u0302",
    "¯": "\u0304",
    "˙": "\u0307",
    "¨": "\u0308",
    "ˇ": "\u030c",
    "˘": "\u0306",
    "´": "\u0301",
    "`": "\u0300",
    "˚": "\u030a",
    "→": "\u20d7",
}
#: Signs that stand between two terms and want air on both sides.
_RELATIONS = regex(r"\s*([=<>≤≥≠≈≡∼≃≅∝∈∉∋⊂⊆⊃⊇→←↔⇒⇐⇔↦⟶⟹⟺≔≪≫≺⪯∧∨∣±≜])\s*")
_SIMPLE = regex(r"[\w.′∞\u0300-\u036f\u20d7]*|\([^()]*\)")
_BRACES = frozenset("⏟⏞⎴⎵⏜⏝")


def plain_formula(tree: Element) -> str:
    """Return the formula of a repaired MathML tree as one line of Unicode.

    What Unicode has as super- or subscript is written so (`k²`, `ℓ₁`); else `k^(m/2)`,
    `x_max`. Roots and fractions take parentheses only where they need them.
    """
    text = _RELATIONS.sub(r" \1 ", _read(tree))
    text = re.sub(r"([(\[{⟨]) | (?=[)\]}⟩,;:])", r"\1", re.sub(r"\s+", " ", text))
    return unicodedata.normalize("NFC", text).strip()


def _read(node: Element) -> str:
    reader = _READERS.get(node.tag)
    if reader:
        return reader(node)
    if len(node):
        return _row(node)
    return _token(node)


def _token(node: Element) -> str:
    text = node.text or ""
    if node.tag == "mo":
        return f"{text} " if text in (",", ";", ":") else text
    # bold, script and the like are plain letters here, for few fonts have them; ℝ stays
    return "".join(
        unicodedata.normalize("NFKC", char)
        if unicodedata.name(char, "").startswith(("MATHEMATICAL", "SCRIPT", "BLACK-LETTER"))
        and "DOUBLE-STRUCK" not in unicodedata.name(char, "")
        and char != "ℓ"
        else char
        for char in text.replace("\xa0", " ")
    )


def _row(node: Element) -> str:
    return "".join(_read(child) for child in node)


def _space(node: Element) -> str:
    return "" if node.get("width", "0").startswith(("-", "0.1em")) else " "


def _fraction(node: Element) -> str:
    over, under = (_read(child) for child in node)
    if node.get("linethickness") == "0":
        return f"{over} choose {under}"
    return f"{_grouped(over)}/{_grouped(under)}"


def _root(node: Element) -> str:
    return f"√{_grouped(_row(node), letters=True)}"


def _nth_root(node: Element) -> str:
    return f"{_raised(_read(node[1]))}√{_grouped(_read(node[0]), letters=True)}"


def _sub(node: Element) -> str:
    if node[1].text in _BRACES:
        return _read(node[0])
    return _read(node[0]) + _lowered(_read(node[1])) + _after(node[0])


def _sup(node: Element) -> str:
    return _base(node[0]) + _raised(_read(node[1])) + _after(node[0])


def _subsup(node: Element) -> str:
    low, high = _lowered(_read(node[1])), _raised(_read(node[2]))
    return _base(node[0]) + low + high + _after(node[0])


def _over(node: Element) -> str:
    base, sign = _read(node[0]), _read(node[1]).strip()
    mark = _COMBINING.get(sign)
    if sign in _BRACES:
        return base
    if mark and len(base) <= 3:
        return "".join(char + mark for char in base)
    return base if mark else _base(node[0]) + _raised(sign)


def _table(node: Element) -> str:
    # an aligned equation reads on from cell to cell; a matrix is a list
    between = " " if node.get("displaystyle") == "true" else ", "
    rows = [between.join(_read(cell) for cell in row).strip() for row in node]
    return "; ".join(rows)


def _base(node: Element) -> str:
    text = _read(node)
    return f"({text})" if node.tag in ("mfrac", "msqrt") else text


def _after(node: Element) -> str:
    """Return the space due behind a sum or the like, once its limits are written."""
    return " " if node.text and (node.text == "∫" or node.text in GREAT_OPERATORS) else ""


def _grouped(text: str, *, letters: bool = False) -> str:
    text = text.strip()
    return text if _SIMPLE.fullmatch(text) and (letters or len(text) < 12) else f"({text})"


def _raised(text: str) -> str:
    return _shifted(text, _SUPERSCRIPTS, "^")


def _lowered(text: str) -> str:
    return _shifted(text, _SUBSCRIPTS, "_")


def _shifted(text: str, signs: dict[str, str], mark: str) -> str:
    text = text.strip()
    if not text or set(text) <= {"′", "*", "∗"}:
        return text
    if all(char in signs for char in text):
        return "".join(signs[char] for char in text)
    return mark + (text if len(text) == 1 or _SIMPLE.fullmatch(text) else f"({text})")


_READERS = {
    "mspace": _space,
    "mfrac": _fraction,
    "msqrt": _root,
    "mroot": _nth_root,
    "msub": _sub,
    "msup": _sup,
    "msubsup": _subsup,
    "munder": _sub,
    "mover": _over,
    "munderover": _subsup,
    "mtable": _table,
}
