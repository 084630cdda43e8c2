"""Everything that the site itself says, one file a language: what people wrote is never in here.

`en.yml` is the complete catalogue; another language is a file with the same keys.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from gettext import c2py
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup, escape

_FOLDER = Path(__file__).resolve().parent
_SOURCE = "en"
_FORMS = {"zero", "one", "two", "few", "many", "other"}
"""The plural forms of CLDR; a language has `other` and those that it needs."""
Forms = str | Mapping[str, str]


class Words:
    """The site's words in one language.

    Called with a key and values it gives a sentence; where the catalogue has plural forms, the
    value `n` decides by the language's rule, and `other` stands for a form that is not there.
    Numbers are grouped as the language groups them.
    """

    def __init__(self, language: str, catalogue: Mapping[str, Forms]) -> None:
        self.language = language
        self._catalogue = catalogue
        self._comma = str(catalogue["number.group"])
        self._point = str(catalogue["number.point"])
        self._units = _units(str(catalogue["number.units"]))
        rule, forms = c2py(str(catalogue["number.plural"])), catalogue["number.plurals"].split()
        self._plural = lru_cache(maxsize=1000)(lambda number: forms[rule(number)])

    def __call__(self, key: str, **values: Any) -> str:
        """The sentence for `key`; safe HTML if a value is, with everything else escaped.

        Raises KeyError for a key that the catalogue lacks.
        """
        entry = self._catalogue[key]
        if not isinstance(entry, str):
            entry = entry.get(self._plural(values["n"]), entry["other"])
        if not values:
            return entry
        shown = {
            name: self.number(value) if type(value) is int else value
            for name, value in values.items()
        }
        if any(hasattr(value, "__html__") for value in shown.values()):
            return Markup(escape(entry)).format(**shown)  # noqa: S704 escaped
        return entry.format(**shown)

    def __contains__(self, key: str) -> bool:
        """Whether the catalogue has `key`."""
        return key in self._catalogue

    def raw(self, key: str) -> str:
        """The sentence for `key` with its braces, for a script to fill in."""
        entry = self._catalogue[key]
        return entry if isinstance(entry, str) else entry["other"]

    def forms(self, key: str) -> Mapping[str, str]:
        """The forms of the sentence for `key`, braces left, for a script to choose."""
        entry = self._catalogue[key]
        return dict.fromkeys(("one", "other"), entry) if isinstance(entry, str) else dict(entry)

    def get(self, key: str, other: str) -> str:
        """The words for `key`, or `other`, for values that data may extend."""
        entry = self._catalogue.get(key, other)
        return entry if isinstance(entry, str) else other

    def number(self, value: int) -> str:
        """`value` in the language's way: `1,284`; from 10,000 on downloads stay exact too."""
        return f"{value:,}".replace(",", self._comma)

    def short(self, value: int) -> str:
        """`value` shortened to three digits: `12.4k`, `3.1M`, `980`; in German `12,4 Tsd.`.

        So does `static/js/hub/row.js`.
        """
        for limit, unit in self._units:
            if value >= limit:
                if value >= 100 * limit:
                    return f"{value // limit}{unit}"
                whole, tenth = divmod((20 * value + limit) // (2 * limit), 10)
                return f"{whole}{self._point}{tenth}{unit}" if tenth else f"{whole}{unit}"
        return str(value)


def _units(text: str) -> list[tuple[int, str]]:
    """What large numbers are counted in, largest first: `1000000M|1000k`."""
    found = [re.fullmatch(r"(\d+)(.+)", unit) for unit in text.split("|")]
    return [(int(match[1]), match[2]) for match in found if match]


def languages() -> list[str]:
    """The languages that the site can speak, as BCP 47 tags, sorted."""
    return sorted(path.stem for path in _FOLDER.glob("*.yml"))


@cache
def words(language: str) -> Words:
    """The words in `language`, or in its base (`pt` for `pt-BR`), or in English."""
    known = {name.lower(): name for name in languages()}
    parts = language.lower().split("-")
    tags = ["-".join(parts[:n]) for n in range(len(parts), 0, -1)]
    name = next((known[tag] for tag in tags if tag in known), _SOURCE)
    catalogue = read(name)
    return Words(name, catalogue if name == _SOURCE else {**read(_SOURCE), **catalogue})


def read(name: str) -> dict[str, Forms]:
    """The catalogue in `<name>.yml` as a flat mapping: `papers.title` -> words or plural forms."""
    text = (_FOLDER / f"{name}.yml").read_text("utf-8")
    # every value is text: `yes` and `on` are words here
    loaded = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 builds nothing but text
    return dict(_flat(loaded, ""))


def _flat(node: Mapping[str, Any], prefix: str) -> list[tuple[str, Forms]]:
    found: list[tuple[str, Forms]] = []
    for key, value in node.items():
        if isinstance(value, str) or value.keys() <= _FORMS:
            found.append((f"{prefix}{key}", value))
        else:
            found += _flat(value, f"{prefix}{key}.")
    return found
