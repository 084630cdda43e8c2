"""What happens in a session, told from its words where the data does not say it."""

from __future__ import annotations

import re
from typing import get_args

from miniconf.load.classic import plain
from miniconf.load.convert.names import normal
from miniconf.load.drafts import Draft
from miniconf.model.records import SessionKind
from miniconf.patterns import regex

KINDS = get_args(SessionKind)
_WORDS = tuple(
    (kind, regex(rf"\b(?:{words})\b", re.IGNORECASE))
    for kind, words in (
        ("break", r"breaks?|lunch|dinner|breakfast|coffee|intermission"),
        ("poster", r"posters?"),
        ("qa", r"q ?& ?as?|q ?(?:and|/) ?a|questions and answers"),
        ("keynote", r"keynotes?|invited (?:talks?|speakers?|keynotes?)"),
        ("mentorship", r"mentor(?:ing|ship)?s?"),
        ("tutorial", r"tutorials?"),
        ("workshop", r"workshops?"),
        ("social", r"social(?: event| hour)?s?$|socials|party|reception|meet-?ups?|mixer|"
                   r"happy hour|get-together|birds of a feather|meet (?:&|and) greet"),
        ("plenary", r"plenary|opening|closing|welcome|awards?|business meeting|panel|town hall"),
        ("oral", r"orals?|spotlights?|talks?|paper session|presentations?|lightning"),
    )
)  # fmt: skip
_OF_OWNER = {
    "workshops": "workshop", "tutorials": "tutorial", "socials": "social", "speakers": "keynote",
}  # fmt: skip
_INSIDE = ("break", "poster", "qa", "keynote", "oral")
"""Kinds that a session inside a workshop may be, rather than the workshop's."""


def told_by(text: str) -> str:
    """The kind of session that `text` speaks of, "" where it speaks of none."""
    head = text.partition(":")[0]
    for part in (head, text) if len(head) < 4 else (head,):
        for kind, pattern in _WORDS:
            if pattern.search(part):
                return kind
    return ""


def settle_kind(draft: Draft) -> None:
    """Leave in `kind` of `draft` a kind that the model knows, or what is plainly wrong.

    Classic names of the field hold all sorts of words; those that mean nothing are passed over.
    """
    cells = draft.cells.pop("kind", [])
    for cell in cells:
        said = cell[1].strip().lower() if isinstance(cell[1], str) else ""
        kind = said if said in KINDS else told_by(said)
        if kind or normal(cell[0]) == "kind":
            draft.set("kind", kind or cell[1], cell)
            return
    like = next((found for found in (cells, *draft.cells.values()) if found), None)
    if like:
        draft.set("kind", _of_title(draft), like[0])


def _of_title(draft: Draft) -> str:
    told = told_by(plain(draft.text("title")))
    usual = _OF_OWNER.get(draft.owner[0], "") if draft.owner else ""
    if usual == "keynote":
        return told if told in ("qa", "plenary", "break") else usual
    if usual:
        return told if told in _INSIDE and usual != "social" else usual
    return told or "other"
