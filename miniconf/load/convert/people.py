"""People as data files name them: one string, a mapping, many in one string."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from miniconf.load.convert.entities import decoded
from miniconf.load.convert.faults import MISSING, Convert, Fault, Faults
from miniconf.load.convert.lists import many
from miniconf.load.convert.reading import NOTHING, UNKNOWN, Reading
from miniconf.load.convert.scalars import line
from miniconf.model import Person
from miniconf.patterns import regex

_INSIDE = regex(r"[^()（）]{0,500}[)）]")
"""What follows inside round brackets, which Chinese and Japanese write wide: nobody fills them with
more."""
_BRACKETS = regex(r"[()（）]")
_BAR = regex(r"\|")
_LINE_END = regex(r"\n")
_SEMICOLONS = regex(r"[;；؛]")
_COMMAS = regex(r"[,，、،]\s*(?:and\s+|&\s*)?|(?<!\s)\s+(?:and|&)\s+")
_NAMED = regex(r"(?P<name>[^()（）]+?)\s*[(（](?P<affiliation>.*)[)）]\s*[*†‡§]*", re.DOTALL)
_NEXT = regex(r"[)）]\s*[*†‡§]*\s*[,，、،][^()（）]*[(（]")
"""The end of one person and the beginning of the next."""
_MARKS = "*†‡§"
_SPEAKER = "○◎●◇◊"
"""What Japanese conferences put before the name of the one who speaks."""
_AND = regex(r"\s(?:and|&)\s")
_UNSPACED = regex(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
"""A whole name in scripts that write names without spaces."""
_MAIL = regex(r"\s*[<\[(]?\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b[>\])]?")
_TITLES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d.", "md", "m.d."})
_COMPANY = frozenset({"al", "al.", "co", "co.", "colleagues", "company", "family", "friends",
                      "others", "team"})  # fmt: skip
"""What stands behind "and" without being a name of its own."""


def split_people(text: str, separator: str = "") -> list[str]:
    """The parts of `text` that name one person each, empty ones left out.

    Without `separator`: by `|`; else by semicolons or lines; else by commas and "and", where that
    leaves whole names: `A. Bo, C. Do and E. Fo` is three people, `Do, Cy` is one.
    """
    if separator:
        parts = _cut(text, re.compile(re.escape(separator)))
    elif len(found := _cut(text, _BAR)) > 1:
        parts = found
    elif len(found := _cut(text.strip(), _LINE_END)) > 1:
        parts = [part for row in found for part in split_people(row)]
    elif len(found := _cut(text, _SEMICOLONS)) > 1:
        parts = found
    else:
        parts = _cut(text, _COMMAS)
        joined = len(parts) == 2 and len(_cut(text, _AND)) == 2
        if not _whole_names([part.strip() for part in parts if part.strip()], joined):
            parts = [text]
    return [stripped for part in parts if (stripped := part.strip())]


def _cut(text: str, mark: re.Pattern[str]) -> list[str]:
    """`text` cut at each `mark` that does not stand inside round brackets."""
    if not _BRACKETS.search(text):
        return mark.split(text)
    paired = _are_paired(text)
    parts, start, at, depth = [], 0, 0, 0
    for match in mark.finditer(text):
        depth += _opened(text[at : match.start()])
        at = match.start()
        if depth == 0 if paired else not _INSIDE.match(text, match.end()):
            parts.append(text[start:at])
            start = match.end()
    return [*parts, text[start:]]


def _opened(text: str) -> int:
    """How many more brackets open in `text` than close."""
    return sum(1 if mark in "(（" else -1 for mark in _BRACKETS.findall(text))


def _are_paired(text: str) -> bool:
    """Whether each bracket in `text` has its other one."""
    depth = 0
    for mark in _BRACKETS.findall(text):
        depth += _opened(mark)
        if depth < 0:
            return False
    return depth == 0


def _whole_names(parts: list[str], joined: bool) -> bool:
    """Whether `parts` are names, not the two halves of one or a name with its degree.

    Of two that are `joined` by "and" the second may be a single word.
    """
    if len(parts) < 2:
        return True
    if any(part.lower() in _TITLES for part in parts):
        return False
    names = [re.split("[(（]", part)[0].strip(f" {_MARKS}{_SPEAKER}") for part in parts]
    if all(_UNSPACED.fullmatch(name) for name in names):
        return True
    words = [len(name.split()) for name in names]
    whole = words[0] >= 2 or bool(_UNSPACED.match(names[0]))
    if len(parts) >= 3 or words[1] >= 2:
        return whole
    group = names[0].lower().startswith("the ") or names[1].lower() in _COMPANY
    return whole and joined and not group


def apart(part: str) -> list[str]:
    """The people in one of several parts that `|` or semicolons separate.

    `Ana Vo and Bo Li (Shore)` is two people of one institution.
    """
    bracket = re.search("[(（]", part)
    names = part[: bracket.start()] if bracket else part
    if names.count(",") < 2 and not _AND.search(names):
        return [part]
    found = [name.strip() for name in _COMMAS.split(names) if name.strip()]
    if not all(len(name.split()) > 1 or _UNSPACED.fullmatch(name) for name in found):
        return [part]
    where = f" {part[bracket.start() :]}" if bracket else ""
    return [f"{name}{where}" for name in found]


def plain(text: str) -> str:
    """`text` with TeX accents as the letters they mean."""
    from miniconf.text import plain as rendered  # few files need it, and it takes long to import

    return rendered(text).replace("{", "").replace("}", "")


def _several(text: str) -> bool:
    """Whether parts of `text`, which separators part, may name several people each."""
    return bool(_AND.search(text)) or text.count(",") > 1


def people_from(reading: Reading, one: Convert) -> Convert:
    """The converter for many people: one text, or a list of what `one` converts.

    Texts alone are the bulk of every conference, so they take the short way.
    """
    person = person_from(reading)
    separator = reading.separator

    def split(raw: str) -> list[str]:
        text = decoded(raw)
        parts = split_people(text, separator)
        if len(parts) > 1 and not reading.surname_first and _several(text):
            return [name for part in parts for name in apart(part)]
        return parts

    several = many(one, split, NOTHING | UNKNOWN)

    def convert(raw: Any, faults: Faults) -> Any:
        if not isinstance(raw, str) or raw[:1] == "[":
            return several(raw, faults)
        before = len(faults)
        found = [person(part, faults) for part in split(raw)]
        if len(faults) > before and len(found) > 1:
            del faults[before:]
            return several(raw, faults)
        return tuple([one for one in found if one is not MISSING])

    return convert


def person_from(reading: Reading) -> Callable[[str, Faults], Any]:
    """The converter from one string: `Ada Example (Example University)*`."""
    seen: dict[str, Any] = {}
    empty = NOTHING | UNKNOWN | reading.nothing

    def convert(raw: str, faults: Faults) -> Any:
        found = seen.get(raw)
        if found is None:
            before = len(faults)
            found = _person(raw, reading, empty, faults)
            if len(faults) == before:
                seen[raw] = found
        return found

    return convert


def _person(raw: str, reading: Reading, empty: frozenset[str], faults: Faults) -> Any:
    text = line(decoded(raw), faults)
    if text is MISSING or text.lower() in empty:
        return MISSING
    if "@" in text:
        text = _MAIL.sub("", text).strip()
    if "\\" in text:
        text = plain(text)
    match = _NAMED.fullmatch(text)
    name = (match["name"] if match else text).strip().rstrip(_MARKS).strip(f" ,{_SPEAKER}")
    affiliation = match["affiliation"].strip() if match else ""
    if reading.surname_first and name.count(",") == 1:
        last, first = name.split(",")
        name = f"{first.strip()} {last.strip()}"
    if len(name) > 200:
        faults.append(Fault("a name of at most 200 characters", name, "is a separator missing?"))
        return MISSING
    if not any(c.isalpha() for c in name):
        faults.append(Fault("a name", raw))
        return MISSING
    more = _NEXT.search(affiliation)
    if name.count(",") > 1 or ";" in name or more:
        hint = "declare `separator` if it is several"
        faults.append(Fault("one person's name", text if more else name, hint, "warning"))
    elif not _are_paired(text):
        hint = "is the other one missing?"
        faults.append(Fault("brackets in pairs", text, hint, "warning"))
    return Person(name=name, affiliation=affiliation)
