"""What TeX's text-mode macros mean on a page: tables, and the accents that Unicode composes."""

import unicodedata

from miniconf.text.clean import words

#: Macros that wrap their argument in an HTML element.
ELEMENTS = {
    "emph": "em",
    "textit": "em",
    "textsl": "em",
    "textbf": "strong",
    "strong": "strong",
    "texttt": "code",
    "code": "code",
    "underline": "u",
    "uline": "u",
    "sout": "del",
    "textsuperscript": "sup",
    "textsubscript": "sub",
}
#: Switches that hold to the end of their group, `{\em ...}`; None changes nothing here.
SWITCHES = {
    "em": "em",
    "it": "em",
    "itshape": "em",
    "sl": "em",
    "slshape": "em",
    "bf": "strong",
    "bfseries": "strong",
    "tt": "code",
    "ttfamily": "code",
    "sc": None,
    "scshape": None,
    "rm": None,
    "rmfamily": None,
    "sf": None,
    "sffamily": None,
    "normalfont": None,
    "tiny": None,
    "scriptsize": None,
    "footnotesize": None,
    "small": None,
    "normalsize": None,
    "large": None,
    "Large": None,
    "centering": None,
}
#: Macros that leave nothing behind, with so many of their arguments.
DROPPED = {
    "noindent": 0,
    "indent": 0,
    "protect": 0,
    "xspace": 0,
    "maketitle": 0,
    "smallskip": 0,
    "medskip": 0,
    "bigskip": 0,
    "newpage": 0,
    "leavevmode": 0,
    "relax": 0,
    "footnotemark": 0,
    "label": 1,
    "vspace": 1,
    "hspace": 1,
    "begin": 1,
    "end": 1,
    "color": 1,
    "index": 1,
    "thispagestyle": 1,
    "fontsize": 2,
    "selectfont": 0,
}
#: References to a bibliography or to a place that is not here: shown as [key].
REFERENCES = words(
    "cite citep citet citealp citealt citeauthor citeyear citeyearpar Citep Citet parencite"
    " textcite autocite footcite newcite shortcite nocite ref eqref cref Cref autoref pageref"
)
#: Environments whose content is a formula.
MATH_ENVIRONMENTS = words(
    "equation equation* align align* gather gather* multline multline* eqnarray eqnarray*"
    " displaymath math"
)
#: Named signs of text mode that are no letters; mathematical ones come from the converter.
SIGNS = {
    "textemdash": "—",
    "textendash": "–",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textquotesingle": "&#39;",
    "textless": "&lt;",
    "textgreater": "&gt;",
    "textasciitilde": "&#126;",
    "textasciicircum": "&#94;",
    "textbackslash": "&#92;",
    "textunderscore": "&#95;",
    "textbar": "&#124;",
    "textellipsis": "…",
    "textbullet": "•",
    "textdegree": "°",
    "textmu": "µ",
    "texttimes": "×",
    "textpm": "±",
    "texttrademark": "™",
    "textregistered": "®",
    "textcopyright": "©",
    "texteuro": "€",
    "euro": "€",
    "pounds": "£",
    "textsterling": "£",
    "textyen": "¥",
    "copyright": "©",
    "S": "§",
    "P": "¶",
    "dag": "†",
    "ddag": "‡",
    "ldots": "…",
    "dots": "…",
    "slash": "/",
    "quad": "\u2003",
    "qquad": "\u2003",
    "enspace": "\u2002",
    "thinspace": "\u2009",
    "newline": " ",
    "linebreak": " ",
    "par": "\n\n",
    "item": "•",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "sim": "∼",
    "ss": "ß",
    "SS": "ẞ",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "dj": "đ",
    "DJ": "Đ",
    "ng": "ŋ",
    "NG": "Ŋ",
}
#: Accent macros and the combining character each puts on the letter that follows.
ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
#: Letters that a bare accent sign may stand before: elsewhere `\\'` and the like are escapes.
_BARE = {
    "'": "aeiouyAEIOUYcnszCNSZ",
    "`": "aeiouAEIOU",
    "^": "aeiouAEIOUcgwyhjsCGWYHJS",
    "~": "naoNAOuiUI",
    "=": "aeiouAEIOU",
    ".": "zZcCgGeEI",
    '"': "aeiouyAEIOUY",
}


def accented(accent: str, letter: str, *, braced: bool) -> str | None:
    """Return `letter` with TeX's `accent` on it, as one character; None if there is no such."""
    if not braced and accent in _BARE and letter not in _BARE[accent]:
        return None
    letter = {"\\i": "i", "\\j": "j", "ı": "i", "ȷ": "j"}.get(letter, letter)
    if not letter:
        return None
    composed = unicodedata.normalize("NFC", letter[0] + ACCENTS[accent])
    return composed + letter[1:] if len(composed) == 1 else None


def sign(name: str) -> str | None:
    """Return the sign that the macro `name` stands for, ready for HTML, or None if unknown."""
    known = SIGNS.get(name)
    if known is not None:
        return known
    # the table takes 10 ms to load, and few texts have mathematical signs outside of formulas
    from latex2mathml.symbols_parser import convert_symbol

    code = convert_symbol("\\" + name)
    if code is None or int(code, 16) < 0xA0:
        return None
    return chr(int(code, 16))
