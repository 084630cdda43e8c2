"""The allow-list that every piece of HTML passes last, whoever wrote it."""

import re
from collections.abc import Callable, Set
from functools import lru_cache
from html import escape

import nh3
from markupsafe import Markup

from miniconf.patterns import regex
from miniconf.text.chars import tidy
from miniconf.text.urls import is_external, safe_url


def words(text: str) -> frozenset[str]:
    """Return the words of `text`: long sets of names read better as one string."""
    return frozenset(text.split())


#: Elements that data may use, each with the attributes it may carry.
HTML_ELEMENTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        words(
            "abbr b bdi bdo blockquote br caption cite code dd del details dfn div dl dt em h1 h2"
            " h3 h4 h5 h6 hr i ins kbd li mark p pre q samp small span strong sub summary sup"
            " table tbody tfoot thead tr u ul var wbr"
        ),
        words(""),
    ),
    "a": words("href title"),
    "img": words("src alt title width height"),
    "ol": words("start reversed"),
    "td": words("colspan rowspan"),
    "th": words("colspan rowspan scope"),
    "time": words("datetime"),
}
#: MathML Core, less whatever links, embeds or styles (no href, annotation-xml, maction).
MATH_ELEMENTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        words(
            "merror mmultiscripts mphantom mprescripts mroot mrow ms msqrt mstyle msub msubsup"
            " msup mtable mtext mtr mn none"
        ),
        words("displaystyle scriptlevel"),
    ),
    "math": words("display alttext"),
    "mfrac": words("linethickness displaystyle scriptlevel"),
    "mi": words("mathvariant"),
    "mo": words(
        "form fence separator stretchy symmetric largeop movablelimits lspace rspace minsize"
        " maxsize"
    ),
    "mover": words("accent"),
    "mpadded": words("width height depth lspace voffset"),
    "mspace": words("width height depth"),
    "mtd": words("columnspan rowspan"),
    "munder": words("accentunder"),
    "munderover": words("accent accentunder"),
}
#: Elements of whole pages, which text pasted from elsewhere brings along: their tags go.
FOREIGN_ELEMENTS = words(
    "applet area article aside audio base body button canvas center embed fieldset figcaption"
    " figure font footer form frame frameset head header html iframe input label legend link main"
    " map meta nav noscript object option param picture script section select source style svg"
    " template textarea title track video"
)
#: Of these, words that papers write in angle brackets as tokens: text, if without attributes.
TOKEN_LIKE_ELEMENTS = words(
    "area body button head header footer input label legend link main map object option param"
    " section select source textarea title track"
)
#: Elements that go with all they contain.
DROPPED = words("script style template iframe noscript object svg")
_DEEPEST = 200
_TAG = regex(r"<(/?)([a-zA-Z][^\s/>]*)")
_VOID = words("br hr img wbr input meta link base col source area embed track mprescripts none")
_HEADING = regex(r"<(/?)h([1-6])\b")
_BARE_IMAGE = regex(r'<img(?![^>]* src=)(?:[^>]* alt="([^"]*)")?[^>]*>')
_LINK_OUT = regex(r'<a ((?:[^>]* )?href="https?:)', re.IGNORECASE)


def clean(
    html: str, *, shift: int = 0, resolve: Callable[[str], str | None] | None = None
) -> Markup:
    """Return `html` with only allowed elements, attributes and addresses; well-formed.

    `shift` lowers headings by so many levels (h6 at most), for a text below a page's own.
    `resolve` may rewrite each relative address, or return None to drop it. Links to other
    sites get `rel`; images from other sites become their alternative text, for no third party
    is contacted unasked. Elements nested deeper than 200 make the whole show as its source.
    """
    html = tidy(html)
    if is_too_deep(html):
        return Markup(f"<pre>{escape(html)}</pre>")  # noqa: S704 escaped
    html = _cleaner(resolve).clean(html)
    html = _LINK_OUT.sub(r'<a rel="noopener noreferrer" \1', html)
    html = _BARE_IMAGE.sub(lambda match: match[1] or "", html)
    if shift:
        html = _HEADING.sub(lambda tag: f"<{tag[1]}h{min(6, int(tag[2]) + shift)}", html)
    return Markup(html)  # noqa: S704 cleaned just above


def clean_inline(html: str, *, links: bool = False) -> Markup:
    """Return `html` with only what may stand in a line of text, without links unless asked."""
    html = tidy(html)
    if is_too_deep(html):
        return Markup(escape(html))  # noqa: S704 escaped
    html = (_LINKED_LINE if links else _LINE).clean(html)
    return Markup(_LINK_OUT.sub(r'<a rel="noopener noreferrer" \1', html))  # noqa: S704 cleaned


@lru_cache(maxsize=16)
def _cleaner(resolve: Callable[[str], str | None] | None) -> nh3.Cleaner:
    return _allowing(HTML_ELEMENTS.keys() | MATH_ELEMENTS.keys(), resolve)


def _allowing(
    elements: Set[str], resolve: Callable[[str], str | None] | None = None
) -> nh3.Cleaner:
    attributes = HTML_ELEMENTS | MATH_ELEMENTS
    return nh3.Cleaner(
        tags=set(elements),
        clean_content_tags=set(DROPPED),
        attributes={"*": {"lang", "dir", "title"}}
        | {name: set(attributes[name]) for name in elements if attributes[name]},
        attribute_filter=_filter(resolve),
        # a wide formula scrolls in a span that the keyboard reaches (WCAG 2.1.1)
        tag_attribute_values={"span": {"tabindex": {"0"}}} if "span" in elements else {},
        allowed_classes=dict.fromkeys(elements & {"td", "th", "mtd"}, _ALIGNMENTS),
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def _filter(
    resolve: Callable[[str], str | None] | None,
) -> Callable[[str, str, str], str | None]:
    """Return the judge of a single attribute: its new value, or None to drop it."""

    def judge(tag: str, attribute: str, value: str) -> str | None:
        if attribute == "dir":
            return value if value in ("ltr", "rtl", "auto") else None
        if attribute not in ("href", "src"):
            return value
        url = safe_url(value)
        if url is None or is_external(url) or url[:7].lower() == "mailto:":
            return None if attribute == "src" else url
        return resolve(url) if resolve and not url.startswith("#") else url

    return judge


def is_too_deep(html: str) -> bool:
    """Return whether elements nest deeper than 200: the parser's time grows with the square."""
    if html.count("<") <= _DEEPEST:
        return False
    opened: dict[str, int] = {}
    depth = 0
    for closing, name in _TAG.findall(html.lower()):
        if not closing and name not in _VOID:
            opened[name] = opened.get(name, 0) + 1
            depth += 1
        elif closing and opened.get(name):
            opened[name] -= 1
            depth -= 1
        if depth > _DEEPEST:
            return True
    return False


#: What a cell's alignment becomes, since style attributes are not allowed.
_ALIGNMENTS = {"left", "right", "center"}
_LINE_ELEMENTS = MATH_ELEMENTS.keys() | words(
    "abbr b bdi bdo cite code del dfn em i ins kbd mark q samp small span strong sub sup time u"
    " var wbr"
)
_LINE = _allowing(_LINE_ELEMENTS)
_LINKED_LINE = _allowing(_LINE_ELEMENTS | {"a"})
