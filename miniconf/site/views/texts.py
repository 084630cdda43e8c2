"""Pages of words: help with questions and code of conduct, further pages, and no such page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from miniconf.model import Member, Question, TextPage
from miniconf.names import anchor
from miniconf.site.kinds import Inputs, Kind
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot


def _help_inputs(snapshot: Snapshot, key: str) -> Inputs:
    conference = snapshot.conference
    return conference.faq, conference.code_of_conduct, conference.committee


def _help(
    shared: Shared, faq: tuple[Question, ...], conduct: str, committee: tuple[Member, ...]
) -> Mapping[str, Any]:
    sections: dict[str, list[tuple[str, Question]]] = {}
    taken: set[str] = set()
    for number, question in enumerate(faq, 1):
        name = anchor(question.question)
        name = f"{name}-{number}" if name in taken else name
        taken.add(name)
        sections.setdefault(question.section, []).append((name, question))
    roles: dict[str, list[Member]] = {}
    for member in committee:
        roles.setdefault(member.role, []).append(member)
    return {"sections": sections, "conduct": conduct, "committee": roles}


def _page(shared: Shared, page: TextPage) -> Mapping[str, Any]:
    return {"entry": page}


KINDS = (
    Kind(
        endpoint="help",
        rule="/help.html",
        template="pages/help.html",
        keys=lambda snapshot: ("",) if any(_help_inputs(snapshot, "")) else (),
        inputs=_help_inputs,
        context=_help,
    ),
    Kind(
        endpoint="page",
        rule="/<stem:key>.html",
        template="pages/page.html",
        keys=lambda snapshot: snapshot.conference.pages,
        inputs=lambda snapshot, key: (snapshot.conference.pages[key],),
        context=_page,
    ),
    Kind(
        endpoint="not_found",
        rule="/404.html",
        template="pages/not_found.html",
        inputs=lambda snapshot, _: (),
        anywhere=True,
    ),
)
