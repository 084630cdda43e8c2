"""Converters for single values: texts, addresses, numbers, words, days."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from miniconf.days import NotATimeError, parse_month
from miniconf.instants import find_zone, parse_date, parse_instant, zone_names
from miniconf.load.convert.addresses import are_several
from miniconf.load.convert.faults import MISSING, Convert, Fault, Faults
from miniconf.load.convert.reading import Reading
from miniconf.names import FOLDERS
from miniconf.patterns import regex
from miniconf.problems import nearest
from miniconf.text.chars import broken, tidy

LONGEST = 131_072
"""So many characters a text may have."""
_TRUTH = {
    **dict.fromkeys(("true", "yes", "1", "y", "on", "x"), True),
    **dict.fromkeys(("false", "no", "0", "n", "off"), False),
}
_STAMP = regex(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|\+00:00)")
_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PAGE = regex(rf"(?:(?:{'|'.join(FOLDERS.values())})/)?[\w.~%-]+\.html(?:[?#].*)?")
_WEB = regex(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9](?:[/?#][\w./?=&%#~:,;+!*$()-]*)?")
_HOST = regex(r"(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:[/?#].*)?", re.IGNORECASE)


def markdown(raw: Any, faults: Faults) -> Any:
    """`raw` as a text of any number of lines; MISSING where nothing is left once it is cleaned."""
    if isinstance(raw, list) and raw and all(isinstance(part, str) for part in raw):
        raw = ", ".join(raw)
    if not isinstance(raw, str):
        faults.append(Fault("a text", raw))
        return MISSING
    if len(raw) > LONGEST:
        faults.append(Fault(f"at most {LONGEST:,} characters", f"{len(raw):,} characters"))
        return MISSING
    if "\\n" in raw:
        raw = broken(raw)
    return (raw if raw.isprintable() else tidy(raw)).strip() or MISSING


def line(raw: Any, faults: Faults) -> Any:
    """`raw` as a text of one line, its white space made single."""
    if type(raw) is str and raw.isprintable() and "  " not in raw and len(raw) <= LONGEST:
        return raw.strip() or MISSING
    text = markdown(raw, faults)
    if text is MISSING or (text.isprintable() and "  " not in text):
        return text
    return " ".join(text.split())


def _address(raw: Any, expected: str, faults: Faults) -> Any:
    """`raw` as a text of one line; several texts, or several in one, are not one address."""
    if isinstance(raw, list) and len(raw) > 1:
        hint = f"there are {len(raw)}; a declaration may take the `first`"
        faults.append(Fault(expected, raw, hint))
        return MISSING
    text = line(raw, faults)
    if text is MISSING or not are_several(text):
        return text
    hint = "keep one; a comma that belongs to it is written %2C"
    faults.append(Fault("one address", text, hint))
    return MISSING


def exact(raw: Any, faults: Faults) -> Any:
    """`raw` as the text that it is, spaces included."""
    if isinstance(raw, str):
        return raw
    faults.append(Fault("a text", raw))
    return MISSING


def untouched(raw: Any, faults: Faults) -> Any:
    """`raw` as it is."""
    return raw


def url(raw: Any, faults: Faults) -> Any:
    """`raw` as an absolute http(s) address."""
    text = _address(raw, "an http(s) address", faults)
    if text is MISSING or is_web(text):
        return text
    hint = ""
    if _HOST.fullmatch(text):
        hint = f"https://{text}"
    elif re.match(r"https?:/[^/]", text):
        hint = "two slashes follow the colon"
    faults.append(Fault("an http(s) address", text, hint))
    return MISSING


def is_web(text: str) -> bool:
    """Whether `text` is an http(s) address that a page may link to."""
    if _WEB.fullmatch(text):
        return True
    if not text[:8].lower().startswith(("http://", "https://")):
        return False
    if any(c in text for c in ' <>"`\\') or "\t" in text:
        return False
    try:
        parts = urlsplit(text)
        return bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        return False


def asset(reading: Reading) -> Convert:
    """The converter for an address, or the path of a file below `static/`: `img/a.png`.

    The path of a page of the site itself stays as it is: `schedule.html`, `papers/main.1.html`.
    """

    def convert(raw: Any, faults: Faults) -> Any:
        text = _address(raw, "an address, or a file below static/", faults)
        if text is MISSING or is_web(text):
            return text
        # Addresses with spaces are common in sheets and harmless once the spaces are escaped.
        if " " in text and is_web(text.replace(" ", "%20")):
            return text.replace(" ", "%20")
        if _SCHEME.match(text) or text.startswith(("//", "\\")) or _is_bare_host(text):
            hint = f"https://{text}" if _is_bare_host(text) else ""
            faults.append(Fault("an http(s) address or a file below static/", text, hint))
            return MISSING
        return _local(text, reading, faults)

    return convert


def _is_bare_host(text: str) -> bool:
    """Whether `text` is an address without its scheme, not a file such as `poster.pdf`."""
    return bool(_HOST.fullmatch(text)) and ("/" in text or text.lower().startswith("www."))


def _local(text: str, reading: Reading, faults: Faults) -> Any:
    path = text.removeprefix("./").lstrip("/")
    if _PAGE.fullmatch(path):
        return path
    path = path.removeprefix("static/")
    if ".." in path.split("/") or not path:
        faults.append(Fault("a file below static/", text))
        return MISSING
    for candidate in (path, unquote(path.partition("?")[0].partition("#")[0])):
        if reading.has_asset(candidate):
            return candidate
    faults.append(
        Fault("an http(s) address or a file below static/", text,
              "there is no such file; it is left out", "warning")
    )  # fmt: skip
    return MISSING


def zone(raw: Any, faults: Faults) -> Any:
    """`raw` as the IANA name of a time zone."""
    text = line(raw, faults)
    if text is MISSING or find_zone(text):
        return text
    hint = nearest(text, zone_names()) or "such as Europe/Lisbon or UTC"
    faults.append(Fault("the IANA name of a time zone", text, hint))
    return MISSING


def instant(reading: Reading) -> Convert:
    """The converter for an instant; the result is aware, in UTC."""

    def convert(raw: Any, faults: Faults) -> Any:
        if isinstance(raw, datetime):
            return raw
        text = line(raw, faults)
        if text is MISSING:
            return MISSING
        try:
            found = parse_instant(text, reading.zone, reading.dates, reading.year)
        except NotATimeError as error:
            faults.append(Fault(error.expected, text, error.hint))
            return MISSING
        if found.doubt:
            hint = f"{found.doubt}? the first is taken; write the offset"
            faults.append(Fault("an instant that occurs once", text, hint, "warning"))
        return found.value

    return convert


def published(reading: Reading) -> Convert:
    """The converter for news and the like, where a day alone will do: midnight, or UTC's."""
    precise = instant(reading)

    def convert(raw: Any, faults: Faults) -> Any:
        if not reading.dates and (stamp := _stamp(raw)):
            return stamp
        try:
            day = parse_date(str(raw), reading.dates, reading.year)
        except NotATimeError:
            return precise(raw, faults)
        return precise(f"{day.isoformat()} 00:00{'' if reading.zone else 'Z'}", faults)

    return convert


def _stamp(raw: Any) -> datetime | None:
    """`raw` as an instant in UTC, where it is written as programs write one; else None."""
    if type(raw) is str and _STAMP.fullmatch(raw):
        try:
            return datetime.fromisoformat(raw)
        except ValueError:
            return None
    return None


def day(reading: Reading) -> Convert:
    """The converter for a day; a month stands for its first."""

    def convert(raw: Any, faults: Faults) -> Any:
        if isinstance(raw, date):
            return raw
        text = line(raw, faults)
        if text is MISSING:
            return MISSING
        try:
            return parse_date(text, reading.dates, reading.year)
        except NotATimeError as error:
            try:
                return parse_month(text)
            except NotATimeError:
                faults.append(Fault("a day such as 2031-03-28", text, error.hint))
                return MISSING

    return convert


def integer(raw: Any, faults: Faults) -> Any:
    """`raw` as a whole number, none below 0: `1200`, `1,200` and `1200.0` are the same."""
    if type(raw) is str and raw.isdecimal() and raw.isascii() and len(raw) <= 18:
        return int(raw)
    text = line(raw, faults)
    if text is MISSING:
        return MISSING
    if re.fullmatch(r"\+?\d{1,18}(?:\.0+)?", plain := text.replace(",", "").replace(" ", "")):
        return int(plain.split(".")[0])
    faults.append(
        Fault("a whole number, 0 or more" if plain[:1] == "-" else "a whole number", text)
    )
    return MISSING


def number(raw: Any, faults: Faults) -> Any:
    """`raw` as a finite number."""
    text = line(raw, faults)
    if text is MISSING:
        return MISSING
    try:
        value = float(text)
    except ValueError:
        value = float("inf")
    if abs(value) < 1e300:
        return value
    faults.append(Fault("a number", text))
    return MISSING


def boolean(raw: Any, faults: Faults) -> Any:
    """`raw` as true or false: yes and no, 1 and 0, on and off will do."""
    text = line(raw, faults)
    if text is MISSING:
        return MISSING
    if text.lower() in _TRUTH:
        return _TRUTH[text.lower()]
    faults.append(Fault("true or false", text))
    return MISSING


def word(known: tuple[str, ...]) -> Callable[[Any, Faults], Any]:
    """The converter for one of the words `known`, in whatever case."""
    by_lower = {value.lower(): value for value in known}

    def convert(raw: Any, faults: Faults) -> Any:
        text = line(raw, faults)
        if text is MISSING:
            return MISSING
        if text.lower() in by_lower:
            return by_lower[text.lower()]
        faults.append(Fault(f"one of {', '.join(known)}", text, nearest(text.lower(), by_lower)))
        return MISSING

    return convert
