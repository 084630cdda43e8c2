"""What a request carries, checked for its type before anything is done with it."""

from __future__ import annotations

import json
from typing import Any

from flask import request

from miniconf.chat.server import instants
from miniconf.chat.server.errors import ApiError, missing

PAGE = 50
LARGEST_PAGE = 100
"""Rocket.Chat's `API_Upper_Count_Limit`."""


class Params:
    """The properties of a JSON body, or the parameters of a query string."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) is not None

    def text(self, name: str, default: str | None = None, limit: int = 20_000) -> str:
        """A string; `default` where it is absent, an error where there is none."""
        value = self.values.get(name)
        if value is None:
            if default is None:
                raise missing(name)
            return default
        if not isinstance(value, str):
            raise _wrong(name, "string")
        if len(value) > limit:
            raise ApiError(f"must NOT have more than {limit} characters: {name}", "invalid-params")
        return _clean(value)

    def flag(self, name: str, default: bool | None = None) -> bool:
        """True or false; the words are taken too, as they come in a query string."""
        value = self.values.get(name, default)
        if value is None:
            raise missing(name)
        if isinstance(value, str) and value.lower() in ("true", "false", "1", "0"):
            return value.lower() in ("true", "1")
        if not isinstance(value, bool):
            raise _wrong(name, "boolean")
        return value

    def number(self, name: str, default: int) -> int:
        """A whole number that is not negative."""
        value = self.values.get(name, default)
        if isinstance(value, bool) or not isinstance(value, (int, str)):
            raise _wrong(name, "integer")
        if not str(value).strip().isdecimal() or len(str(value)) > 15:
            raise _wrong(name, "integer")
        return int(value)

    def mapping(self, name: str) -> dict[str, Any]:
        """An object."""
        value = self.values.get(name)
        if value is None:
            raise missing(name)
        if not isinstance(value, dict):
            raise _wrong(name, "object")
        return value

    def texts(self, name: str) -> list[str]:
        """A list of strings; empty where it is absent."""
        value = self.values.get(name) or []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise _wrong(name, "array of strings")
        return value

    def instant(self, name: str, default: int | None = None) -> int:
        """An instant in milliseconds."""
        if name not in self and default is not None:
            return default
        try:
            return instants.milliseconds(self.text(name))
        except (ValueError, OverflowError, OSError):
            kind = f"error-{name}-param-invalid"
            raise ApiError(f'The "{name}" query parameter must be a valid date.', kind) from None


def _wrong(name: str, wanted: str) -> ApiError:
    return ApiError(f"must be {wanted}: {name}", "invalid-params")


def _clean(text: str) -> str:
    """`text` without NUL and lone surrogates, which SQLite and UTF-8 cannot hold."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def body() -> Params:
    """The request's JSON object; an empty body is an empty object."""
    raw = request.get_data(cache=True)
    if not raw:
        return Params({})
    if not request.is_json:
        raise ApiError("the body must be application/json", "invalid-params", 415)
    try:
        values = json.loads(raw)
    except (ValueError, RecursionError):
        raise ApiError("the body is not valid JSON", "invalid-params") from None
    if not isinstance(values, dict):
        raise ApiError("must be object", "invalid-params")
    return Params(values)


def query() -> Params:
    """The parameters behind the question mark; of a repeated one the last counts."""
    return Params({name: values[-1] for name, values in request.args.lists()})


def page(unlimited: bool = False) -> tuple[int, int]:
    """`(offset, count)` of a list: 50 where nothing is said, never more than 100.

    `count=0` asks for everything, which only callers outside the rate limits get.
    """
    asked = query()
    count = asked.number("count", PAGE)
    count = (1000000 if unlimited else LARGEST_PAGE) if count == 0 else min(count, LARGEST_PAGE)
    return asked.number("offset", 0), count


def order(columns: dict[str, str], default: str) -> str:
    """An ORDER BY clause from `sort={"name": 1}`; only `columns` (field -> column) may be named."""
    try:
        asked = json.loads(query().text("sort", "{}"))
    except ValueError:
        raise ApiError("Invalid sort parameter provided", "error-invalid-sort") from None
    if not isinstance(asked, dict):
        raise ApiError("Invalid sort parameter provided", "error-invalid-sort")
    parts = [
        f"{columns[field]} {'DESC' if direction == -1 else 'ASC'}"
        for field, direction in asked.items()
        if field in columns
    ]
    return ", ".join([*parts, default])
