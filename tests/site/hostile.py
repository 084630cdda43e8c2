"""Records with hostile values in every field, made from the model so that no field is forgotten."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from miniconf.model import Analytics, Asset, Chat, Conference, Config, Publish, Theme, Url, Zone

SCRIPT = "<script>window.hacked={n};alert({n})</script>"
TEXT = (
    "h{n}\"'>" + SCRIPT + "<img src=x onerror=alert({n})></script></title></textarea>"
    "<svg onload=alert({n})>{{{{'q'*7}}}}{{% raw %}}<a href=javascript:alert({n})>x</a>"
    "[y](javascript:alert({n})) <javascript:alert({n})> [z](data:text/html;base64,PHNjcmlwdD4=) "
    "![i](javascript:alert({n})) $\\href{{javascript:alert({n})}}{{m}}$ "
    "$\\text{{" + SCRIPT + "}}$ -->]]>\u2028\x00\x1b\u202e &lt;script&gt; "
    "<iframe src=//evil.example></iframe><style>*{{background:url(//evil.example/a)}}</style>"
    "<form action=//evil.example><button onclick=alert({n})>go</button></form>"
    "<link rel=stylesheet href=//evil.example/x.css><base href=//evil.example/>"
    "<meta http-equiv=refresh content='0;url=//evil.example'>"
)  # fmt: skip
URLS = (
    "javascript:window.hacked={n};alert({n})", "data:text/html,<script>alert({n})</script>",
    "JaVaScRiPt:alert({n})", "\tjavascript:alert({n})", "//evil.example/{n}\"onclick=alert({n})",
    "vbscript:x", "https://x.example/\"><script>alert({n})</script>",
)  # fmt: skip
IDS = (
    "../../x", "CON", "a/b\\c", "/etc/passwd", "..", "x\"><script>alert(1)</script>", "%2e%2e%2fy",
    "nul.html", "é" * 200, "a b\n.html", ".hidden", "<b>",
)  # fmt: skip
START = datetime(2031, 3, 28, 9, tzinfo=UTC)


class Maker:
    """Makes records; each text has its own number."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def record(self, kind: type, **given: Any) -> Any:
        """A record of class `kind` with every field hostile but those `given`."""
        hints = get_type_hints(kind)
        values = {}
        for field in fields(kind):
            if field.name in given:
                values[field.name] = given[field.name]
            elif field.metadata.get("refs"):
                values[field.name] = () if field.default is MISSING else field.default
            else:
                values[field.name] = self.value(hints[field.name], field)
        return kind(**values)

    def value(self, hint: Any, field: Field[Any]) -> Any:
        """Something hostile of the type `hint`."""
        number = next(self._numbers)
        if hint in (Url, Asset):
            return URLS[number % len(URLS)].format(n=number)
        if hint is Zone:
            return "Atlantic/Azores"
        if hint is str or getattr(hint, "__supertype__", None) is str:
            return TEXT.format(n=number)
        if get_origin(hint) in (Union, types.UnionType):
            return self.value(next(a for a in get_args(hint) if a is not type(None)), field)
        if get_origin(hint) is Literal:
            return field.default if field.default is not MISSING else get_args(hint)[0]
        if get_origin(hint) is tuple:
            inner = get_args(hint)
            if len(inner) == 2 and inner[1] is Ellipsis:
                return (self.value(inner[0], field), self.value(inner[0], field))
            return tuple(self.value(part, field) for part in inner)
        if is_dataclass(hint):
            return self.record(hint)
        plain = {int: 7, float: 0.5, bool: True, date: date(2031, 3, 28), datetime: START}
        return plain[hint]


def conference() -> Conference:
    """A conference with hostile text in every field of every collection, and hostile ids."""
    maker = Maker()
    hints = get_type_hints(Conference)
    found: dict[str, Any] = {}
    for field in fields(Conference):
        if field.name == "config":
            continue
        kind = [a for a in get_args(hints[field.name]) if isinstance(a, type)]
        records = [k for k in kind if is_dataclass(k)]
        if hints[field.name] is str:
            found[field.name] = TEXT.format(n=0)
        elif get_origin(hints[field.name]) is tuple:
            found[field.name] = (maker.record(records[0]), maker.record(records[0]))
        elif records and kind[0] is str:
            found[field.name] = dict(_several(maker, records[0]))
        elif records:
            record = maker.record(records[0])
            found[field.name] = {(record.kind, record.id): record}
    return replace(_joined(Conference(config=_config(maker), **found)))


def _config(maker: Maker) -> Config:
    counter = Analytics(
        script='https://x.example/"><script>alert(3)</script>',
        attributes={"data-x": TEXT.format(n=3), "onload": "alert(3)"},
        connect=(*(url.format(n=3) for url in URLS), "https://a.example; script-src *"),
    )  # type: ignore[arg-type]
    return maker.record(
        Config, start=date(2031, 3, 28), end=date(2031, 3, 30), published=None,
        theme=Theme(serif=TEXT.format(n=1), sans=TEXT.format(n=2)), publish=Publish(), chat=Chat(),
        base_url=None, language="en", navigation=(), archive=False, analytics=counter,
    )  # fmt: skip


def _several(maker: Maker, kind: type) -> Iterator[tuple[str, Any]]:
    """A record for each hostile id; times, where there are any, run forward."""
    names = {field.name for field in fields(kind)}
    key = "id" if "id" in names else "slug" if "slug" in names else ""
    for number, identifier in enumerate(IDS):
        given: dict[str, Any] = {key: identifier} if key else {}
        if "start" in names:
            given["start"] = START + timedelta(hours=2 * number)
            given["end"] = given["start"] + timedelta(hours=1)
        if "owner" in names:
            given["owner"] = None
        if "position" in names:
            given["position"] = (0.1, 0.2)
        yield identifier, maker.record(kind, **given)


def _joined(made: Conference) -> Conference:
    """`made` with papers, sessions and authors that know each other."""
    papers = {k: replace(p, sessions=IDS[:2], similar=IDS[:3]) for k, p in made.papers.items()}
    sessions = {k: replace(s, papers=IDS, parent="") for k, s in made.sessions.items()}
    authors = {k: replace(a, papers=IDS[:3]) for k, a in made.authors.items()}
    return replace(made, papers=papers, sessions=sessions, authors=authors)
