"""schedule.xml -> the tree that schedule.json would give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from miniconf.problems import Problems


class Place(dict[str, Any]):
    """A mapping that knows the line of its element."""

    __slots__ = ("line",)

    def __init__(self, values: Any = (), line: int = 0) -> None:
        super().__init__(values)
        self.line = line


def read_xml(text: str, file: str, problems: Problems) -> Place | None:
    """The schedule in `text` as nested mappings, or None with the reason among the problems.

    A document type is refused: entities in it can make a small file a huge one.
    """
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        problems.error(file, 0, "", "expected a schedule without a document type, got one")
        return None
    # Fed line by line, the parser tells on which line each element begins
    parser, lines, root = ET.XMLPullParser(("start",)), {}, None
    try:
        for number, line in enumerate(text.splitlines(keepends=True), 1):
            parser.feed(line if number > 1 else line.lstrip("\ufeff"))
            for _, element in parser.read_events():
                lines[element] = number
                root = element if root is None else root
        parser.close()
    except ET.ParseError as error:
        problems.error(file, error.position[0], "", f"expected XML, got a fault: {error}")
        return None
    if root is None or root.tag != "schedule":
        found = "nothing" if root is None else f"<{root.tag}>"
        problems.error(file, 1, "", f"expected a <schedule>, got {found}")
        return None
    return _schedule(root, lines)


def _schedule(root: ET.Element, lines: dict[ET.Element, int]) -> Place:
    conference = root.find("conference")
    generator = root.find("generator")
    values = _texts(conference) if conference is not None else {}
    days = [_day(day, lines) for day in root.iterfind("day")]
    values["rooms"] = [
        {"name": room.get("name", ""), "guid": room.get("guid", "")} for room in root.iter("room")
        if room.get("name") is not None
    ]  # fmt: skip
    values["days"] = days
    line = lines.get(conference, 0) if conference is not None else 0
    tree = {"base_url": values.get("base_url", ""), "conference": Place(values, line)}
    return Place(
        {
            "schedule": Place(tree, lines[root]),
            "generator": dict(generator.attrib) if generator is not None else {},
        },
        lines[root],
    )


def _day(day: ET.Element, lines: dict[ET.Element, int]) -> Place:
    rooms: dict[str, list[Place]] = {}
    for room in day.iterfind("room"):
        events = [_event(event, lines) for event in room.iterfind("event")]
        rooms.setdefault(room.get("name", ""), []).extend(events)
    values = {"date": day.get("date", ""), "day_start": day.get("start", ""), "rooms": rooms}
    return Place(values, lines[day])


def _event(event: ET.Element, lines: dict[ET.Element, int]) -> Place:
    values: dict[str, Any] = {**event.attrib, **_texts(event)}
    values["persons"] = [
        {"name": (person.text or "").strip(), **person.attrib}
        for person in event.iterfind("persons/person")
    ]
    values["links"] = [
        {"url": link.get("href", ""), "title": (link.text or "").strip()}
        for link in event.iterfind("links/link")
    ]
    return Place(values, lines[event])


def _texts(element: ET.Element) -> dict[str, Any]:
    """The children that hold text alone."""
    return dict(_pairs(element))


def _pairs(element: ET.Element) -> Iterator[tuple[str, str]]:
    for child in element:
        if not len(child):
            yield child.tag, (child.text or "").strip()
