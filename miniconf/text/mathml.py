"""A formula's MathML tree put right: what browsers draw (MathML Core), and nothing else."""

import re
import unicodedata
from xml.etree.ElementTree import Element

from miniconf.patterns import regex
from miniconf.text.chars import has_unsafe
from miniconf.text.clean import MATH_ELEMENTS, words

_REFERENCE = regex(r"&#x([0-9A-Fa-f]{1,6});")
#: An element's number of children, where it is fixed.
_ARITY = dict.fromkeys(words("mfrac mroot msub msup mover munder"), 2) | dict.fromkeys(
    words("msubsup munderover"), 3
)
_ROWS = words("math mrow mstyle msqrt mtd mpadded")
#: Operators whose limits stand above and below, where there is room.
GREAT_OPERATORS = frozenset("∑∏⋃⋂⋁⋀∐")
_LIMITS = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}
_LIMIT_NAMES = words("max min sup inf lim argmax argmin det gcd Pr") | {
    f"{first}{space}{second}"
    for first, second in (("arg", "max"), ("arg", "min"), ("lim", "sup"), ("lim", "inf"))
    for space in " \u2006\u2009"
}
_TOKENS = words("mi mn mo ms mtext")
_LENGTH = regex(r"[+-]?\d?(?:\.\d+)?(?:em|ex|px)|0")
_LENGTH_ATTRIBUTES = words("width height depth lspace rspace voffset minsize maxsize")
_NAMED_SPACES = {
    "thinmathspace": "0.167em",
    "mediummathspace": "0.222em",
    "thickmathspace": "0.278em",
}
#: Accents as spacing characters that fonts draw high; the converter gives some ASCII ones.
_ACCENTS = {"~": "˜", "^": "ˆ", "―": "¯", "`": "`", "´": "´"}
_ACCENT_SIGNS = frozenset("˜ˆ¯`´˘ˇ˙¨˚→⃛⃜")
_LETTER = regex(r"(LATIN|GREEK|DIGIT) ?(CAPITAL|SMALL)? ?(?:LETTER )?(FINAL SIGMA|\w+)")
#: The words Unicode names a letter's style by, for each MathML variant.
_STYLES = {
    "bold": "BOLD",
    "italic": "ITALIC",
    "bold-italic": "BOLD ITALIC",
    "double-struck": "DOUBLE-STRUCK",
    "script": "SCRIPT",
    "bold-script": "BOLD SCRIPT",
    "fraktur": "FRAKTUR",
    "bold-fraktur": "BOLD FRAKTUR",
    "sans-serif": "SANS-SERIF",
    "bold-sans-serif": "SANS-SERIF BOLD",
    "sans-serif-italic": "SANS-SERIF ITALIC",
    "sans-serif-bold-italic": "SANS-SERIF BOLD ITALIC",
    "monospace": "MONOSPACE",
}


def repair(tree: Element) -> Element:
    """Return `tree`, the converter's, changed in place to safe and well-formed MathML Core.

    Letter styles become Unicode's mathematical letters, unknown macros their names, signs
    operators; attributes and lengths outside the allow-list go; single rows are unwrapped.
    """
    for child in list(tree):
        repair(child)
    _decode(tree)
    if tree.tag in _TOKENS:
        _repair_token(tree)
    else:
        tree.text = None
        _repair_children(tree)
    if tree.tag not in MATH_ELEMENTS:
        tree.tag = "mrow"
    _repair_attributes(tree)
    return tree


def set_limits(tree: Element) -> None:
    """Set the limits of max, lim and their like below them, as in a formula on its own line."""
    for node in tree.iter():
        if node.tag in _LIMITS and node[0].text in _LIMIT_NAMES:
            node.tag = _LIMITS[node.tag]


def styled(text: str, variant: str) -> str:
    """Return `text` in Unicode's mathematical letters of a MathML variant ("bold": 𝐀)."""
    style = _STYLES.get(variant)
    return "".join(_styled(char, style) for char in text) if style else text


def _styled(char: str, style: str) -> str:
    letter = _LETTER.fullmatch(unicodedata.name(char, ""))
    if not letter:
        return char
    script, case, base = letter.groups()
    if script == "DIGIT":
        style, tail = style.replace(" ITALIC", ""), f"DIGIT {base}"
    else:
        tail = f"{case} {base}"
    # some styled letters are older than their block and have shorter names (ℝ, ℒ, ℭ)
    for full in (f"MATHEMATICAL {style} {tail}", f"{style} {tail}", f"BLACK-LETTER {tail}"):
        try:
            return unicodedata.lookup(full)
        except KeyError:
            if style not in ("SCRIPT", "FRAKTUR", "DOUBLE-STRUCK"):
                break
    return char


def _decode(node: Element) -> None:
    """Turn the converter's textual character references into characters."""
    if node.text and "&" in node.text:
        node.text = _REFERENCE.sub(_character, node.text)
    node.tail = None


def _character(reference: re.Match[str]) -> str:
    code = int(reference[1], 16)
    return "" if code > 0x10FFFF or code < 0x20 or has_unsafe(chr(code)) else chr(code)


def _repair_token(node: Element) -> None:
    if len(node):
        node.text = "".join(_texts(node))
        node[:] = []
    text = node.text or ""
    variant = node.attrib.pop("mathvariant", "")
    if variant == "normal" and node.tag == "mi" and len(text) == 1:
        node.set("mathvariant", "normal")
    text = styled(text, variant)
    if text.startswith("\\") and len(text) > 1:
        text = text[1:]
    if node.tag == "mi" and len(text) == 1 and _is_sign(text):
        node.tag = "mo"
        if unicodedata.category(text) in ("Ps", "Pe", "Pi", "Pf"):
            node.set("stretchy", "false")
    elif node.tag == "mo" and len(text) > 1 and text.replace(" ", "").isalpha():
        node.tag = "mi"
    node.text = text


def _texts(node: Element) -> list[str]:
    parts = [node.text or ""]
    for child in node:
        parts += ["\u2009"] if child.tag == "mspace" else _texts(child)
    return parts


def _is_sign(char: str) -> bool:
    return unicodedata.category(char) in ("Sm", "Ps", "Pe", "Pi", "Pf") or char in "~&:;!"


def _repair_children(node: Element) -> None:
    if node.tag in ("mover", "munder") and len(node) == 2:
        _repair_accent(node)
    _unwrap(node)
    if node.tag in _ROWS:
        if len(node) == 1 and node[0].tag == "mrow":
            node[:] = list(node[0])
        _merge_upright(node)
        _space_functions(node)
    arity = _ARITY.get(node.tag)
    if arity:
        last = node[arity - 1 :]
        if len(last) > 1:
            row = Element("mrow")
            row.extend(last)
            node[arity - 1 :] = [row]
        node.extend([Element("mrow") for _ in range(arity - len(node))])
        if node.tag in _LIMITS and (node[0].text or "") in GREAT_OPERATORS:
            node.tag = _LIMITS[node.tag]


def _repair_accent(node: Element) -> None:
    sign = node[1]
    if sign.tag == "mo" and (sign.text or "") in _ACCENTS.keys() | _ACCENT_SIGNS:
        wide = len(node[0]) > 1 or len(node[0].text or "") > 1
        if not wide or sign.text == "―":
            sign.text = _ACCENTS.get(sign.text or "", sign.text)
        sign.set("stretchy", "true" if wide else "false")
        node.set("accent" if node.tag == "mover" else "accentunder", "true")


def _unwrap(node: Element) -> None:
    """Replace each child row that holds one element, and empty delimiters, by what they hold."""
    for index, child in reversed(list(enumerate(node))):
        if child.tag == "mrow" and len(child) == 1:
            node[index] = child[0]
        elif child.tag == "mo" and not child.text and node.tag not in _ARITY:
            node.remove(child)


def _merge_upright(node: Element) -> None:
    """Join runs of upright letters, as of \\mathrm{KL}, into one identifier."""
    merged: list[Element] = []
    joined = False
    for child in node:
        upright = child.tag == "mi" and child.get("mathvariant") == "normal"
        if upright and merged and (joined or merged[-1].get("mathvariant") == "normal"):
            merged[-1].text = (merged[-1].text or "") + (child.text or "")
            merged[-1].attrib.pop("mathvariant", None)
            joined = True
        else:
            merged.append(child)
            joined = False
    node[:] = merged


def _space_functions(node: Element) -> None:
    """Set thin spaces about the names of functions, as TeX does: log T, but log(T)."""
    spaced: list[Element] = []
    for child in node:
        before = spaced[-1] if spaced else None
        if before is not None and (
            (_is_function(child) and _is_operand(before, closing=True))
            or (_is_function(before) and (_is_operand(child) or _is_function(child)))
        ):
            spaced.append(Element("mspace", width="0.167em"))
        spaced.append(child)
    node[:] = spaced


def _is_function(node: Element) -> bool:
    """Return whether `node` is a name like log, with or without sub- and superscripts."""
    while node.tag in ("msub", "msup", "msubsup", "munder", "mover") and len(node):
        node = node[0]
    text = node.text or ""
    return node.tag == "mi" and len(text) > 1 and text.isascii() and text[:1].isalpha()


def _is_operand(node: Element, *, closing: bool = False) -> bool:
    if node.tag == "mo":
        return closing and (node.text or "") in (")", "]", "}", "⟩")
    return node.tag not in ("mspace", "mtext")


def _repair_attributes(node: Element) -> None:
    alignment = node.attrib.pop("columnalign", None)
    allowed = MATH_ELEMENTS.get(node.tag, set()) | ({"lang"} if node.tag == "mtext" else set())
    for name, value in list(node.attrib.items()):
        value = _NAMED_SPACES.get(value, value)
        if name not in allowed or (name in _LENGTH_ATTRIBUTES and not _LENGTH.fullmatch(value)):
            del node.attrib[name]
        else:
            node.set(name, value)
    if node.tag == "mtd" and alignment in ("left", "right"):
        node.set("class", alignment)
