"""Formulas: TeX to native MathML, and to a line of plain Unicode."""

from functools import lru_cache
from html import escape
from typing import NamedTuple
from xml.etree.ElementTree import Element, tostring

from miniconf.patterns import regex
from miniconf.text.mathml import repair, set_limits
from miniconf.text.texsource import normalise
from miniconf.text.unimath import plain_formula

#: A longer formula is no formula: it shows as its source.
LONGEST = 2000
#: Elements nested deeper are no formula either. The limit also keeps the answer the same
#: however deep in calls the question comes, for the converter recurses.
_DEEPEST = 60
_FENCES = regex(r"\\(?:left|right|middle)(?![a-zA-Z])\.?")
_MACRO = regex(r"\\([a-zA-Z]+|.)")
_NAME = regex(r"[A-Za-z]{4,}")
_SIMPLEST = regex(r"\d+(?:[.,]\d+)*")


class Formula(NamedTuple):
    """One formula in both its forms."""

    #: A `<math>` element, or the source in `<code>` where the TeX cannot be read.
    html: str
    #: One line of Unicode, not escaped.
    plain: str


@lru_cache(maxsize=8192)
def render_formula(tex: str, *, block: bool = False) -> Formula:
    """Return the formula `tex`, the source between the dollars; never raises.

    `block` sets it on a line of its own. The HTML is well-formed, but has yet to pass the
    allow-list, as all HTML does.
    """
    tex = tex.strip()
    if _NAME.fullmatch(tex):
        return Formula(f"<math><mi>{tex}</mi></math>", tex)
    tree = _parse(tex, block)
    if tree is None:
        return Formula(f"<code>{escape(tex)}</code>", _MACRO.sub(r"\1", tex))
    plain = plain_formula(tree)
    if len(plain) > 1 and not _SIMPLEST.fullmatch(plain):
        tree.set("alttext", plain)
    html = tostring(tree, encoding="unicode")
    # a wide one scrolls in its span, and what scrolls must be reached by keyboard (WCAG 2.1.1)
    return Formula(f'<span tabindex="0">{html}</span>' if block else html, plain)


def _parse(tex: str, block: bool) -> Element | None:
    if len(tex) > LONGEST:
        return None
    # imported late: three in four papers have no formula, and the import costs 30 ms
    from latex2mathml.converter import Converter

    source = normalise(tex)
    for attempt in (source, _FENCES.sub("", source)):
        try:
            tree = Converter(display="block" if block else "inline").convert_to_element(attempt)
            return _finished(tree, block)
        except Exception:  # noqa: S112 the converter raises whatever its source trips on
            continue
    return None


def _finished(tree: Element, block: bool) -> Element | None:
    if _depth(tree) > _DEEPEST:
        return None
    tree.attrib.clear()
    repair(tree)
    if block:
        tree.set("display", "block")
        set_limits(tree)
    return tree if any(node.text for node in tree.iter()) else None


def _depth(tree: Element) -> int:
    depth, level = 0, [tree]
    while level and depth <= _DEEPEST:
        depth, level = depth + 1, [child for node in level for child in node]
    return depth
