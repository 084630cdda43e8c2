"""Signs of something private, which are quick to look for: shapes are tried only where one stands.

Names of hosts are found in any case. One automaton takes all cases of a sign at no cost in time,
but n letters have 2^n: so these signs are short pieces of names, such as ordinary words lack.
"""

from __future__ import annotations

import re
from enum import IntFlag
from itertools import product

from ahocorasick_rs import BytesAhoCorasick, Implementation


class Of(IntFlag):
    """What a sign is one of."""

    MEETING = 1
    PASSWORD = 2
    TOKEN = 4
    QUERY = 8
    """A password or a token, if it stands in the query of a link."""
    ENCODED = 16
    """Something that is written in another way than it is meant."""


_ANY_CASE = {
    Of.MEETING: (
        "zoom.", "mgov.", "meet.", "eams.", "webex", "eby.c", "8x8.", "ejea", "skyp", "goto",
        "bbb.", "ck.co", "scord", "r.town", "/b/",
    ),
    Of.PASSWORD: ("ssco", "sswo", "pwd"),
    Of.QUERY: ("wd=", "pw="),
    Of.ENCODED: ("zoom&", "zoom%", "2fb%2", "%3d"),
}  # fmt: skip
_LABELS = (
    "ss code", "ss-code", "de passe", "ontrase",
    "ting id", "ting-id", "ting_id", "tingid", "nar id", "nar-id", "nce id", "nce-id",
)  # fmt: skip
"""Ends of labels, which are written `id`, `Id`, `ID` and so on, and not otherwise."""
_AS_IS = {
    Of.PASSWORD: ("密码", "パスワード", ",,"),
    Of.TOKEN: (
        "xox", "glpat-", "sk-", "eyJ", "AKIA", "ASIA", "AIza", "PRIVATE KEY",
        "hf_", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "syt_",
    ),
    Of.QUERY: ("oken=", "auth=", "zak=", "invite=", "secret=", "key="),
    # quotes, `&#34;` and `&#39;`, stand on every page
    Of.ENCODED: (
        "&#0", "&#1", "&#4", "&#5", "&#6", "&#9", "&#x", "&#X", "%40", "&c", "&C", "u0040", "U0040",
        "&sol;", "&period;", "&quest;", "&equals;",
    ),
}  # fmt: skip


def _cases(sign: str) -> list[str]:
    """`sign` with each of its letters small and large: `Zoom.`, `zOom.` ..."""
    return ["".join(one) for one in product(*(sorted({c.lower(), c.upper()}) for c in sign))]


def _forms(label: str) -> set[str]:
    """`label` as labels are written: `ting id`, `ting Id`, `ting ID`, `TING ID`."""
    first, last = label[:-2], label[-2:]
    words = re.sub(r"(?<=[ -])\w|id$", lambda m: m[0].title(), label)
    return {label, label.upper(), words, first + last.upper() if last == "id" else label}


_KINDS = {
    **{case: kind for kind, signs in _ANY_CASE.items() for sign in signs for case in _cases(sign)},
    **{form: Of.PASSWORD for label in _LABELS for form in sorted(_forms(label))},
    **{sign: kind for kind, signs in _AS_IS.items() for sign in signs},
}
HINTS = tuple(sign.encode() for sign in _KINDS)
"""All signs, in each case in which they are looked for."""
_OF = tuple(_KINDS.values())
_FINDER = BytesAhoCorasick(HINTS, implementation=Implementation.DFA)
"""Finds all signs in one pass; fifteen times as fast as a plain search for each."""


def hinted(content: bytes) -> list[int]:
    """Where the signs begin in `content`, of those that overlap the first."""
    return [start for _, start, _ in _FINDER.find_matches_as_indexes(content)]


def is_hinted(content: bytes) -> bool:
    """Whether there is a sign in `content`."""
    return bool(_FINDER.find_matches_as_indexes(content))


def kinds(text: str) -> Of:
    """What the signs in `text` are signs of."""
    content = text.encode("utf-8", "surrogatepass")
    found = Of(0)
    matches = _FINDER.find_matches_as_indexes(content, overlapping=True)
    for number in {match[0] for match in matches}:
        found |= _OF[number]
    # behind nearly every sign of equality stands an attribute's quote, which no shape lets pass
    if found & Of.QUERY and text.count("=") == text.count('="'):
        found &= ~Of.QUERY
    return found
