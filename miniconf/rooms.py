"""The chat rooms a conference calls for, and where each is found: pure, from the snapshot alone.

A room's key (`papers/main.12`) is what a server stores to recognise it by, so titles may change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, urlsplit

from miniconf import names
from miniconf.model import Chat, Conference, Config, Paper
from miniconf.model.record import record
from miniconf.patterns import regex
from miniconf.problems import Problem, shown

PEOPLE = {
    "papers": "authors", "sessions": "chairs", "workshops": "organizers", "tutorials": "organizers",
    "socials": "organizers", "mentorships": "mentors",
}  # fmt: skip
"""Collection -> the field with those whom its rooms belong to."""
_VALID = regex(r"[0-9A-Za-z._-]{1,120}")
_NAMED = 12
"""So many people are named in a topic; the rest are counted."""


@record
class Room:
    """One room as the conference wants it.

    `key`: what recognises it, `papers/main.12`, `tracks/Syntax` or `general/help`;
    `name`: its name on the server, valid on every supported one: `paper-main.12`;
    `page`: path of the page it belongs to, below the site's root;
    `records`: keys of further records that share it: their people are at home in it, too.
    """

    key: str
    name: str
    title: str
    topic: str
    page: str
    description: str = ""
    announcement: str = ""
    welcome: str = ""
    moderators: tuple[str, ...] = ()
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rooms:
    """All rooms of a conference.

    `rooms`: `key -> room`, in the order of the data;
    `of`: `record key -> key of its room`, for every record that has one;
    `problems`: names that a server would refuse, and names that two rooms would share.
    """

    rooms: Mapping[str, Room] = field(default_factory=dict)
    of: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def rooms_of(conference: Conference, plain: Callable[[str], str] = str) -> Rooms:
    """The rooms that `conference` calls for; none where its engine is `none`.

    `plain` turns inline Markdown and TeX into plain text, for titles and topics.
    """
    if conference.config.chat.engine == "none":
        return Rooms()
    found: dict[str, Room] = {}
    of: dict[str, str] = {}
    shared: dict[str, str] = {}
    for record_key, room, own_name in _wanted(conference, plain):
        # Records that name the same room share it: the first one gives its title.
        key = shared.setdefault(room.name, room.key) if own_name else room.key
        of[record_key] = key
        found.setdefault(key, room)
    guests: dict[str, list[str]] = defaultdict(list)
    for record_key, key in of.items():
        if record_key != key:
            guests[key].append(record_key)
    rooms = {key: replace(room, records=tuple(guests[key])) for key, room in found.items()}
    return Rooms(rooms, of, tuple(_problems(rooms)))


def room_url(chat: Chat, name: str) -> str:
    """The address at which people open the room called `name`, or "" where the config has none."""
    base = chat.url.rstrip("/")
    if chat.room_url:
        return chat.room_url.replace("{room}", quote(name, safe=""))
    if chat.engine in ("embedded", "rocketchat") and base:
        return f"{base}/channel/{name}"
    if chat.engine == "matrix":
        return f"https://matrix.to/#/%23{name}:{matrix_domain(chat)}"
    return ""


def matrix_domain(chat: Chat) -> str:
    """The name of the Matrix server, right of the colon in addresses."""
    return chat.domain or urlsplit(chat.url).hostname or ""


def _wanted(
    conference: Conference, plain: Callable[[str], str]
) -> Iterator[tuple[str, Room, bool]]:
    """`(record key, room, whether the record names the room itself)` in the order of the data."""
    config = conference.config
    for title in config.chat.general:
        key = names.record_key("general", names.general_room(title))
        yield key, _room(config, key, names.general_room(title), title, "", "chat.html"), False
    for collection in dict.fromkeys(("papers", *config.chat.collections)):
        if collection == "papers" and config.chat.papers != "paper":
            continue
        for owner in getattr(conference, collection, {}).values():
            yield _of_record(config, collection, owner, plain)
    if config.chat.papers in ("session", "track"):
        yield from _of_groups(conference, plain)


def _of_record(
    config: Config, collection: str, record: Any, plain: Callable[[str], str]
) -> tuple[str, Room, bool]:
    """The room of one record."""
    key = names.record_key(collection, record.id)
    name = record.chat or names.room_name(collection, record.id)
    page = names.page_path(collection, record.id)
    return (
        key,
        _room(config, key, name, *_title(collection, record, plain), page),
        bool(record.chat),
    )


def _of_groups(
    conference: Conference, plain: Callable[[str], str]
) -> Iterator[tuple[str, Room, bool]]:
    """The rooms that papers share by session or by track, once for each of their papers."""
    config = conference.config
    for paper in conference.papers.values():
        key = names.record_key("papers", paper.id)
        if config.chat.papers == "track" and paper.track:
            group = names.record_key("tracks", paper.track)
            name = names.room_name("tracks", paper.track)
            yield key, _room(config, group, name, paper.track, "", "chat.html"), False
        elif session := _session(conference, paper):
            record = conference.sessions[session]
            room = _of_record(config, "sessions", record, plain)[1]
            yield key, room, bool(record.chat)
            yield room.key, room, bool(record.chat)


def _session(conference: Conference, paper: Paper) -> str:
    """The first session of `paper` where papers share rooms by session, or ""."""
    if conference.config.chat.papers != "session":
        return ""
    return next((key for key in paper.sessions if key in conference.sessions), "")


def _title(collection: str, record: Any, plain: Callable[[str], str]) -> tuple[str, str]:
    """The title of a record's room, and the people it belongs to."""
    if collection == "speakers":
        return plain(record.title), record.name
    title = next(
        value for name in ("title", "name", "topic") if (value := getattr(record, name, ""))
    )
    people = [person.name for person in getattr(record, PEOPLE.get(collection, ""), ())]
    rest = f" and {len(people) - _NAMED} more" if len(people) > _NAMED else ""
    return plain(title), ", ".join(people[:_NAMED]) + rest


def _room(config: Config, key: str, name: str, title: str, people: str, page: str) -> Room:
    """A room with the texts that the config adds."""
    base = config.base_url.rstrip("/") if config.base_url else ""
    return Room(
        key=key,
        name=f"{config.chat.prefix}{name}",
        title=title,
        topic=f"{title} ({people})" if people else title,
        page=page,
        description=f"{config.name}: {base}/{page}" if base else config.name,
        announcement=config.chat.announcement,
        welcome=config.chat.welcome.strip(),
        moderators=config.chat.moderators,
    )


def _problems(rooms: Mapping[str, Room]) -> Iterator[Problem]:
    """Names that a server refuses, and rooms that would be one."""
    by_name: dict[str, list[Room]] = defaultdict(list)
    for room in rooms.values():
        by_name[names.collision_key(room.name)].append(room)
        if not _VALID.fullmatch(room.name):
            hint = "letters a-z, digits, dot, underscore and hyphen; at most 120"
            yield Problem(
                room.key, 0, "chat", f"expected a room's name, got {shown(room.name)}", hint=hint
            )
    for group in by_name.values():
        if len(group) > 1:
            keys = " and ".join(room.key for room in group)
            message = f"one room's name for {keys}: {shown(group[0].name)}"
            yield Problem(group[0].key, 0, "chat", message, hint="give one of them another `chat`")
