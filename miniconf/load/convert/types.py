"""The converter for each type that a field of the model may have."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import Field, is_dataclass
from datetime import date, datetime
from typing import Any, Literal, Union, cast, get_args, get_origin

from miniconf.load.convert import colours, ids, links, lists, people, scalars, secure, videos
from miniconf.load.convert.addresses import split_addresses
from miniconf.load.convert.entities import whole, words
from miniconf.load.convert.faults import Convert
from miniconf.load.convert.keys import key
from miniconf.load.convert.nested import nested
from miniconf.load.convert.reading import NOTHING, Exact, Raw, Reading
from miniconf.model import Captions, Link, Person, RepoRef, Talk, Video
from miniconf.model import fields as kinds
from miniconf.model.values import RepoKind

_SIMPLE: Mapping[Any, Convert] = {
    str: scalars.line, kinds.Markdown: scalars.markdown, kinds.Url: scalars.url,
    kinds.SecureUrl: secure.address, kinds.DataName: secure.data_name,
    kinds.Colour: colours.colour,
    kinds.Zone: scalars.zone, int: scalars.integer, float: scalars.number, bool: scalars.boolean,
    kinds.ArxivId: ids.arxiv, kinds.Doi: ids.doi, kinds.OpenReviewId: ids.openreview,
    kinds.AnthologyId: ids.anthology, kinds.Orcid: ids.orcid, kinds.RepoId: ids.repo_id,
    Exact: scalars.exact, Raw: scalars.untouched,
}  # fmt: skip

_WORDS = frozenset(
    {"affiliation", "affiliations", "announcement", "award", "calendar_name", "image_alt",
     "keywords", "label", "languages", "level", "levels", "license", "location", "name",
     "organization", "proceedings", "publisher", "role", "room", "section", "tagline", "track",
     "tracks", "type"}
)  # fmt: skip
"""Texts of one line that are shown as they are: neither formatted nor an id."""


def converter(hint: Any, field: Field[Any], reading: Reading, column: str = "") -> Convert:
    """The converter for a value of the type `hint` that stands in `column`.

    Raises TypeError for a type that no data file can hold: a fault of the model.
    """
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = next(arg for arg in get_args(hint) if arg is not type(None))
        return converter(inner, field, reading, column)
    if origin is tuple:
        return _tuple(get_args(hint), field, reading, column)
    if origin is Literal:
        return scalars.word(get_args(hint))
    if origin is not None and issubclass(origin, Mapping):
        name, item = get_args(hint)
        names = _SIMPLE[name] if name is kinds.DataName else None
        return lists.mapping(converter(item, field, reading, column), names)
    if hint is str and _is_words(field):
        return words
    if hint is str and field.name == "id":
        return key
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if hint is kinds.Asset:
        return scalars.asset(reading)
    if hint is datetime:
        precise = field.name in ("start", "end")
        return scalars.instant(reading) if precise else scalars.published(reading)
    if hint is date:
        return scalars.day(reading)
    if is_dataclass(hint):
        return _record(cast("type[Any]", hint), field, reading, column)
    raise TypeError(f"no data file can hold {field.name}: {hint}")


def _is_words(field: Field[Any]) -> bool:
    """Whether `field` holds words alone; what is also called a title may be formatted."""
    return field.name in _WORDS and "title" not in field.metadata.get("aliases", ())


def _record(hint: type[Any], field: Field[Any], reading: Reading, column: str) -> Convert:
    """The converter for a record inside a record, with the short form that some have."""
    if hint is RepoRef:
        return ids.repository(cast("RepoKind", field.name.removesuffix("s")))
    short: Convert | None = None
    finish = prepare = None
    if hint is Person:
        short = people.person_from(reading)
    elif hint is Link:
        short = links.link_from(scalars.asset(reading))
    elif hint is Video:
        short = videos.video_from(scalars.asset(reading), column)
        finish, prepare = videos.recognised, videos.addressed
    elif hint is Captions:
        short = links.captions_from(scalars.asset(reading))
    else:
        short = getattr(hint, "from_short", None)
    return nested(hint, reading, short, finish, prepare)


def _tuple(args: tuple[Any, ...], field: Field[Any], reading: Reading, column: str) -> Convert:
    if args == (float, float):
        return lists.position
    item = converter(args[0], field, reading, column)
    if args[0] in (Exact, Raw):
        return lists.many(item, lambda text: [text], frozenset())
    separator = reading.separator
    empty = NOTHING | reading.nothing | {""}
    if args[0] is Person:
        return people.people_from(reading, item)
    if args[0] is Link:
        return lists.many(item, lambda text: links.split_links(text, separator), empty)
    if args[0] in (Video, Captions):
        return lists.many(item, lambda text: split_addresses(text, separator), empty)
    if args[0] is Talk:
        return lists.many(item, lambda text: [text], empty)
    # An id may hold a comma; a keyword or the name of a language does not.
    commas = not field.metadata.get("refs")
    return lists.many(item, whole(lists.splitter(separator, commas)), empty)
