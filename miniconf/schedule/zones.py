"""Time zones of people: declared, or guessed from an affiliation and marked as a guess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal
from zoneinfo import available_timezones

Source = Literal["declared", "city", "country", "unknown"]


@dataclass(frozen=True, slots=True)
class Where:
    """A person's zone and how it is known; `zone` is "" where it is not."""

    zone: str
    source: Source

    @property
    def guessed(self) -> bool:
        """Whether the zone was read out of an affiliation rather than declared."""
        return self.source in ("city", "country")


UNKNOWN = Where("", "unknown")


def is_zone(name: str) -> bool:
    """Whether `name` is an IANA time zone: `Europe/Lisbon`."""
    return name in available_timezones()


def zone_of(declared: str | None, affiliation: str) -> Where:
    """Where a person is: the declared zone, else a guess from the words of `affiliation`.

    A city that names a time zone wins over a country; a country with several zones gives the zone
    most people there live in, so such a guess can be hours off and is marked `country`.
    """
    if declared and is_zone(declared):
        return Where(declared, "declared")
    words = _words(affiliation)
    for table, source in ((_cities(), "city"), (_countries(), "country")):
        for size in (4, 3, 2, 1):
            # The end of an affiliation says where it is: "Oxford Street, Sydney"
            for start in range(len(words) - size, -1, -1):
                zone = table.get(" ".join(words[start : start + size]))
                if zone:
                    return Where(zone, source)
    return UNKNOWN


def _words(text: str) -> list[str]:
    """`text` as plain lower-case words: `São Paulo, BR` -> `sao`, `paulo`, `br`."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.findall(r"\w+", plain.casefold().replace(".", ""))


@cache
def _cities() -> Mapping[str, str]:
    """City -> zone: the cities that zones are named after, and the most common others."""
    found = {}
    for _, _, zone in _table("zone1970.tab"):
        area, _, city = zone.rpartition("/")
        name = " ".join(_words(city.replace("_", " ")))
        if area != "Antarctica" and name not in _AMBIGUOUS:
            found[name] = zone
    return MappingProxyType(found | _MORE_CITIES)


@cache
def _countries() -> Mapping[str, str]:
    """Country -> zone of most of its people, for its English name and common short forms."""
    by_code: dict[str, str] = {}
    for codes, _, zone in _table("zone1970.tab"):
        for code in codes.split(","):
            by_code.setdefault(code, zone)
    by_code |= _MAIN_ZONES
    found = {}
    for code, name in _table("iso3166.tab"):
        for form in re.split(r"[()&]", name):
            if " ".join(_words(form)) not in _AMBIGUOUS:
                found[" ".join(_words(form))] = by_code.get(code, "")
    return MappingProxyType(found | {word: by_code[code] for word, code in _SHORT_FORMS.items()})


def _table(name: str) -> list[list[str]]:
    """The first three columns of one of the zone database's own tables."""
    text = (files("tzdata") / "zoneinfo" / name).read_text("utf-8")
    return [line.split("\t")[:3] for line in text.splitlines() if line and line[0] != "#"]


_AMBIGUOUS = frozenset(
    {"georgia", "jersey", "oral", "center", "easter", "guinea", "virgin islands"}
)
"""Words that more often mean something else: a state, a kind of talk."""

_MAIN_ZONES = {
    "AU": "Australia/Sydney", "BR": "America/Sao_Paulo", "CA": "America/Toronto",
    "CN": "Asia/Shanghai", "ES": "Europe/Madrid", "ID": "Asia/Jakarta", "MX": "America/Mexico_City",
    "PT": "Europe/Lisbon", "RU": "Europe/Moscow", "US": "America/New_York", "UA": "Europe/Kyiv",
    "NZ": "Pacific/Auckland", "CL": "America/Santiago", "CD": "Africa/Kinshasa",
    "KZ": "Asia/Almaty", "EC": "America/Guayaquil", "GB": "Europe/London",
}  # fmt: skip
"""Country code -> zone, where the database does not list the most populous one first."""

_SHORT_FORMS = {
    "usa": "US", "us": "US", "united states": "US", "united states of america": "US",
    "uk": "GB", "united kingdom": "GB", "great britain": "GB", "england": "GB", "scotland": "GB",
    "wales": "GB", "korea": "KR", "south korea": "KR", "republic of korea": "KR",
    "prc": "CN", "hong kong": "HK", "taiwan": "TW", "russia": "RU", "russian federation": "RU",
    "czechia": "CZ", "czech republic": "CZ", "holland": "NL", "the netherlands": "NL",
    "uae": "AE", "turkiye": "TR", "turkey": "TR", "viet nam": "VN", "vietnam": "VN",
    "brasil": "BR", "deutschland": "DE", "espana": "ES", "italia": "IT", "schweiz": "CH",
    "suisse": "CH", "osterreich": "AT", "iran": "IR", "ivory coast": "CI",
}  # fmt: skip

_MORE_CITIES = {
    "mumbai": "Asia/Kolkata", "delhi": "Asia/Kolkata", "new delhi": "Asia/Kolkata",
    "bangalore": "Asia/Kolkata", "bengaluru": "Asia/Kolkata", "hyderabad": "Asia/Kolkata",
    "chennai": "Asia/Kolkata", "beijing": "Asia/Shanghai", "shenzhen": "Asia/Shanghai",
    "hangzhou": "Asia/Shanghai", "nanjing": "Asia/Shanghai", "wuhan": "Asia/Shanghai",
    "hong kong": "Asia/Hong_Kong", "kyoto": "Asia/Tokyo", "osaka": "Asia/Tokyo",
    "nara": "Asia/Tokyo", "daejeon": "Asia/Seoul", "pohang": "Asia/Seoul",
    "haifa": "Asia/Jerusalem",
    "tel aviv": "Asia/Jerusalem", "abu dhabi": "Asia/Dubai", "oxford": "Europe/London",
    "edinburgh": "Europe/London", "manchester": "Europe/London", "sheffield": "Europe/London",
    "munich": "Europe/Berlin", "munchen": "Europe/Berlin", "hamburg": "Europe/Berlin",
    "heidelberg": "Europe/Berlin", "darmstadt": "Europe/Berlin", "saarbrucken": "Europe/Berlin",
    "tubingen": "Europe/Berlin", "karlsruhe": "Europe/Berlin", "geneva": "Europe/Zurich",
    "lausanne": "Europe/Zurich", "milan": "Europe/Rome", "pisa": "Europe/Rome",
    "trento": "Europe/Rome", "barcelona": "Europe/Madrid", "porto": "Europe/Lisbon",
    "grenoble": "Europe/Paris", "gothenburg": "Europe/Stockholm", "uppsala": "Europe/Stockholm",
    "edmonton": "America/Edmonton", "montreal": "America/Toronto", "waterloo": "America/Toronto",
    "boston": "America/New_York", "pittsburgh": "America/New_York", "princeton": "America/New_York",
    "philadelphia": "America/New_York", "baltimore": "America/New_York",
    "atlanta": "America/New_York", "washington dc": "America/New_York",
    "ithaca": "America/New_York", "ann arbor": "America/Detroit", "austin": "America/Chicago",
    "urbana": "America/Chicago", "madison": "America/Chicago", "boulder": "America/Denver",
    "salt lake city": "America/Denver", "seattle": "America/Los_Angeles",
    "san francisco": "America/Los_Angeles", "san diego": "America/Los_Angeles",
    "berkeley": "America/Los_Angeles", "stanford": "America/Los_Angeles",
    "california": "America/Los_Angeles", "pasadena": "America/Los_Angeles",
    "irvine": "America/Los_Angeles", "rio de janeiro": "America/Sao_Paulo",
    "cape town": "Africa/Johannesburg", "kigali": "Africa/Kigali", "abuja": "Africa/Lagos",
    "addis ababa": "Africa/Addis_Ababa", "melbourne": "Australia/Melbourne",
    "canberra": "Australia/Sydney", "wellington": "Pacific/Auckland",
}  # fmt: skip
