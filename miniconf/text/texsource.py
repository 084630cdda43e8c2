"""TeX source put right before it is converted: braces balanced, macros of packages renamed."""

import re

from miniconf.patterns import regex

#: Macros of packages and of habit, under the names that the converter knows.
_RENAMED = {
    "bbR": r"\mathbb{R}",
    "bm": r"\boldsymbol",
    "mathbbm": r"\mathbb",
    "mathds": r"\mathbb",
    "mathbold": r"\boldsymbol",
    "mathscr": r"\mathcal",
    "pmb": r"\boldsymbol",
    "vct": r"\boldsymbol",
    "nicefrac": r"\tfrac",
    "sfrac": r"\tfrac",
    "flatfrac": r"\tfrac",
    "textsc": r"\text",
    "textsl": r"\textit",
    "texttt": r"\text",
    "textnormal": r"\text",
    "emph": r"\textit",
    "mbox": r"\text",
    "hbox": r"\text",
    "mathsc": r"\mathrm",
    "mathop": "",
    "mathbin": "",
    "mathrel": "",
    "mathord": "",
    "mathinner": "",
    "ensuremath": "",
    "displaystyle": "",
    "textstyle": "",
    "xspace": "",
    "limits": "",
    "nolimits": "",
    "nonumber": "",
    "notag": "",
    "allowbreak": "",
    "protect": "",
    "bigl": "",
    "bigr": "",
    "Bigl": "",
    "Bigr": "",
    "biggl": "",
    "biggr": "",
    "sim": "∼",
    "thicksim": "∼",
    "ldots": "…",
    "dots": "…",
    "coloneqq": "≔",
    "eqqcolon": "≕",
    "defeq": "≔",
    "triangleq": "≜",
    "lbrace": r"\{",
    "rbrace": r"\}",
    "iff": "⟺",
    "implies": "⟹",
    "land": "∧",
    "lor": "∨",
    "lnot": "¬",
    "le": "≤",
    "ge": "≥",
    "ne": "≠",
    "arg": r"\operatorname{arg}",
    "argmax": r"\operatorname*{arg max}",
    "argmin": r"\operatorname*{arg min}",
    "Tr": r"\operatorname{Tr}",
    "tr": r"\operatorname{tr}",
    "Var": r"\operatorname{Var}",
    "Cov": r"\operatorname{Cov}",
    "KL": r"\operatorname{KL}",
    "poly": r"\operatorname{poly}",
    "polylog": r"\operatorname{polylog}",
}
#: Macros that define others (their expansion can grow without bound), and such as link, load,
#: colour or move; each goes with so many of its arguments.
_REMOVED = {
    "newcommand": 2,
    "renewcommand": 2,
    "providecommand": 2,
    "newenvironment": 3,
    "DeclareMathOperator": 2,
    "def": 2,
    "let": 0,
    "label": 1,
    "tag": 1,
    "href": 1,
    "url": 0,
    "color": 1,
    "textcolor": 1,
    "colorbox": 1,
    "fcolorbox": 2,
    "style": 1,
    "class": 1,
    "cssId": 1,
    "hspace": 1,
    "vspace": 1,
    "hskip": 0,
    "kern": 0,
    "mkern": 0,
    "rule": 2,
    "raisebox": 1,
    "unicode": 1,
    "verb": 0,
    "require": 1,
    "footnote": 1,
    "phantom": 1,
    "hphantom": 1,
    "vphantom": 1,
}
_MACRO = regex(r"\\(?:([a-zA-Z]+)\*?|.)", re.DOTALL)
_ARGUMENT = regex(r"\s*(?:\[[^\[\]]*\]\s*)?(?:\{[^{}]*\}|\\[a-zA-Z]+)")
_BARE_PERCENT = regex(r"(?<!\\)((?:\\\\)*)%")
_CALLIGRAPHIC = regex(r"\\cal\s*\{?([A-Z])\}?")
_SINGLE = regex(r"\\(?:begin|end)\s*\{(?:equation|displaymath|math)\*?\}")
_ALIGNED = regex(
    r"\\(begin|end)\s*\{(?:align(?:ed|at|edat)?|gather(?:ed)?|multline|eqnarray|flalign)\*?\}"
)
_THOUSANDS = regex(r"(?<=\d)(?:,|\{,\})(?=\d{3}(?!\d))")
_STRUCTURE = regex(r"\\.|[{}()]", re.DOTALL)


def normalise(tex: str) -> str:
    """Return `tex` in the dialect that the converter understands, its braces balanced."""
    tex = _ALIGNED.sub(r"\\\1{align*}", _SINGLE.sub(" ", tex))
    tex = _THOUSANDS.sub(r"\\text{,}", tex)
    tex = _CALLIGRAPHIC.sub(r"{\\mathcal{\1}}", tex)
    tex = _BARE_PERCENT.sub(r"\1\\%", tex)
    return balance(_rename(tex))


def balance(tex: str) -> str:
    """Return `tex` with every brace paired.

    A closing brace too many becomes a parenthesis if one is open (a slip often made: `O(T}`)
    and goes otherwise; missing ones are added at the end.
    """
    parts, done = [], 0
    open_braces, open_parentheses = 0, 0
    for match in _STRUCTURE.finditer(tex):
        sign = match[0]
        parts.append(tex[done : match.start()])
        done = match.end()
        if sign == "}" and not open_braces:
            sign = ")" if open_parentheses else ""
            open_parentheses -= bool(sign)
        elif sign in "{}":
            open_braces += 1 if sign == "{" else -1
        elif sign in "()":
            open_parentheses += 1 if sign == "(" else -1
        parts.append(sign)
    return "".join([*parts, tex[done:], "}" * open_braces])


def _rename(tex: str) -> str:
    parts, done = [], 0
    while match := _MACRO.search(tex, done):
        name, end = match[1], match.end()
        parts.append(tex[done : match.start()])
        if name in _REMOVED:
            for _ in range(_REMOVED[name]):
                argument = _ARGUMENT.match(tex, end)
                end = argument.end() if argument else end
        else:
            new = _RENAMED.get(name, match[0])
            # what follows must not run into the new name's letters
            parts.append(f"{new} " if new[-1:].isalpha() and tex[end : end + 1].isalpha() else new)
        done = end
    return "".join([*parts, tex[done:]])
