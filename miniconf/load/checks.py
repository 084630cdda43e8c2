"""What is wrong between records: names that meet, rooms and people wanted twice, files unread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from miniconf import names
from miniconf.load.build import Built
from miniconf.load.collections import WITH_PAGES
from miniconf.load.files import Files
from miniconf.model import Conference, Config
from miniconf.problems import Problems
from miniconf.schedule.clashes import Clash, clashes
from miniconf.tables import READERS

_NEAR = timedelta(days=7)
_NO_ROOM = frozenset(
    {"online", "virtual", "remote", "web", "zoom", "webex", "teams", "gather", "gather.town"}
)
"""Places that hold any number of sessions at once, in lower case."""
_MADE_OF: Mapping[str, tuple[str, ...]] = {
    "help": ("faq", "code_of_conduct", "committee"), "mentorship": ("mentorships",),
    **dict.fromkeys(("schedule", "mine", "calendars"), ("sessions", "mentorships")),
    **dict.fromkeys(("map", "keywords", "hub"), ("papers",)),
    **{name: (name,) for name in ("papers", "authors", "speakers", "workshops", "tutorials",
                                  "socials", "sponsors")},
}  # fmt: skip
"""Page of the site -> the fields of a conference without which there is none."""


def collisions(built: Built, problems: Problems) -> None:
    """Add an error for each two ids whose pages would be one file on some file system."""
    for collection in WITH_PAGES:
        records = built.records[collection]
        seen: dict[str, str] = {}
        for key, draft in records.drafts.items():
            path = names.page_path(collection, key)
            other = seen.setdefault(names.collision_key(path), key)
            if other != key:
                first = records.drafts[other]
                cell = next(iter(draft.cells.get("id", ())), None)
                file, line = (cell[2], cell[3]) if cell else (draft.file, draft.line)
                message = f'expected ids with pages of their own, got "{key}" and "{other}"'
                hint = f"both are {path}; the other stands at {first.place}"
                problems.error(file, line, "id", message, hint)


def page_names(conference: Conference, files: Sequence[str], problems: Problems) -> None:
    """Add an error for each text page that would be the same file as another page.

    `files`: where each of them stands, in their order.
    """
    own = {
        f"{name}.html": ""
        for name in names.TOP_PAGES
        if any(getattr(conference, part) for part in _MADE_OF.get(name, ("config",)))
    }
    for key, file in zip(conference.pages, files, strict=True):
        path = f"{names.file_stem(key)}.html"
        other = own.setdefault(names.collision_key(path), key)
        if not other:
            message = f'expected a name that no page of the site has, got "{key}"'
            hint = f"rename the file; {path.lower()} is the site's own"
            problems.error(file, 1, "id", message, hint)
        elif other != key:
            message = f'expected pages of their own, got "{other}" and "{key}"'
            hint = f"both would be {path}; rename one of the files"
            problems.error(file, 1, "id", message, hint)


def outside_days(config: Config, built: Built, problems: Problems) -> None:
    """Add a warning for each session that lies more than a week off the conference's days."""
    zone = ZoneInfo(config.time_zone)
    first, last = config.start - _NEAR, config.end + _NEAR
    for name in ("sessions", "mentorships"):
        for key, values in built.records[name].values.items():
            start = values.get("start")
            if start and not first <= start.astimezone(zone).date() <= last:
                draft = built.records[name].drafts[key]
                column, _, file, line, _ = draft.cells["start"][0]
                wanted = f"expected a day near the conference ({config.start} to {config.end})"
                day = start.astimezone(zone).date()
                problems.warning(file, line, column, f"{wanted}, got {day}")


def unread(files: Files, ignored: tuple[str, ...], problems: Problems) -> None:
    """Add a warning for each file that no source has read."""
    for path in files.unread(ignored):
        hint = "name it under `sources`, or under `ignore` in config.yml"
        if path.name != path.name.lower() and path.suffix.lower() in READERS:
            hint = f"rename it {path.name.lower()}, if that is its name, or {hint}"
        message = "expected a source that reads this file, got none"
        problems.warning(files.name(path), 0, "", message, hint)


def clashes_of(conference: Conference, built: Built, problems: Problems) -> None:
    """Add a warning for each room that two sessions share, and each person in two places."""
    # Any author may stand at the poster: presenting two at once is common and no mistake.
    for clash in clashes(replace(conference, authors={})):
        if clash.what == "person" or clash.name.casefold() not in _NO_ROOM:
            _clash(clash, built, problems)


def _clash(clash: Clash, built: Built, problems: Problems) -> None:
    draft = built.records[clash.second.collection].drafts.get(clash.second.id)
    other = built.records[clash.first.collection].drafts.get(clash.first.id)
    if draft is None:
        return
    until = f"{clash.first.start:%Y-%m-%d %H:%M}-{clash.first.end:%H:%M} UTC"
    what = "a room of its own" if clash.what == "room" else "a person in one place"
    field = "room" if clash.what == "room" else "chairs"
    if clash.second.collection == "mentorships" and clash.what == "person":
        field = "mentors"
    place = f" at {other.place}" if other else ""
    message = f'expected {what} for "{clash.second.id}", got "{clash.name}"'
    hint = f'"{clash.first.id}"{place} has it too, {until}'
    cell = next(iter(draft.cells.get(field, ())), None)
    file, line = (cell[2], cell[3]) if cell else (draft.file, draft.line)
    problems.warning(file, line, field, message, hint)
