"""How answers leave: JSON in Rocket.Chat's shapes, errors as values, headers on everything."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from miniconf.chat.server import context
from miniconf.chat.server.errors import ApiError
from miniconf.chat.server.limits import TooManyError, Window
from miniconf.chat.server.settings import Rate
from miniconf.chat.server.store import StoreError

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
Answer = dict[str, Any]
View = Callable[..., Answer]


def success(**fields: Any) -> Answer:
    """An answer that says `"success": true`."""
    return {**fields, "success": True}


def listing(key: str, items: list[Any], total: int, offset: int) -> Answer:
    """A page of a list, with Rocket.Chat's `count`, `offset` and `total`."""
    return success(**{key: items, "count": len(items), "offset": offset, "total": total})


def response(body: Any, status: int = 200) -> Response:
    """The JSON response of a body."""
    return Response(_JSON.encode(body), status, mimetype="application/json")


class Api(Blueprint):
    """A blueprint whose views return dictionaries, are counted, and ask for a session.

    `guests=True` on a route lets people without a session in; the view then decides.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name, f"{__name__}.{name}", url_prefix="/api/v1")

    def get_(self, path: str, *, guests: bool = False) -> Callable[[View], View]:
        """Register a GET view at `/api/v1/<path>`."""
        return self._add(path, "GET", guests)

    def post_(self, path: str, *, guests: bool = False) -> Callable[[View], View]:
        """Register a POST view at `/api/v1/<path>`."""
        return self._add(path, "POST", guests)

    def delete_(self, path: str) -> Callable[[View], View]:
        """Register a DELETE view at `/api/v1/<path>`."""
        return self._add(path, "DELETE", False)

    def _add(self, path: str, method: str, guests: bool) -> Callable[[View], View]:
        def add(view: View) -> View:
            @wraps(view)
            def answer(**values: Any) -> Response:
                if not guests:
                    context.user()
                _count(path, reading=guests and method == "GET")
                return response(view(**values))

            endpoint = f"{method}-{path}".replace(".", "-")
            self.add_url_rule(f"/{path}", endpoint, answer, methods=[method])
            return view

        return add


def _count(path: str, reading: bool) -> None:
    """Count a call of one route by one person, or by one address without a session.

    `reading` is for the calls by which pages keep up with a room, which are many.
    """
    here, who = context.chat(), context.caller()
    if who and here.rights.may(who.roles, "api-bypass-rate-limit"):
        return
    limits = here.settings.limits
    rate = limits.calls
    if reading:
        rate = limits.reads if who else limits.guest_reads
    g.rate = rate
    g.window = here.limiter.spend(path, who.id if who else context.address(), rate)


def install(app: Flask) -> None:
    """Give `app` the error shapes and the rate limit headers."""
    app.register_error_handler(ApiError, _api_error)
    app.register_error_handler(StoreError, _store_error)
    app.register_error_handler(HTTPException, http_error)
    app.after_request(_rate_headers)


def _api_error(error: ApiError) -> Response:
    answer = response(error.body(), error.status)
    if isinstance(error, TooManyError):
        answer.headers["Retry-After"] = str(error.wait)
    return answer


def _store_error(error: StoreError) -> Response:
    answer = response(ApiError(str(error), "error-storage").body(), 503)
    answer.headers["Retry-After"] = "5"
    return answer


def http_error(error: HTTPException) -> Response | HTTPException:
    """404, 405 and 413 of the API in its shape; pages keep theirs."""
    if not request.path.startswith("/api/"):
        return error
    status = error.code or 500
    if status == 404:
        body = ApiError(f"API endpoint '{request.path}' does not exist", "error-not-found").body()
    else:
        body = ApiError(error.description or "Internal error", f"error-http-{status}").body()
    answer = response(body, status)
    for name, value in error.get_headers():
        if name == "Allow":
            answer.headers[name] = value
    return answer


def _rate_headers(answer: Response) -> Response:
    window: Window | None = g.get("window")
    if window is not None:
        rate: Rate = g.rate
        answer.headers.extend((
            ("X-RateLimit-Limit", str(rate.calls)),
            ("X-RateLimit-Remaining", str(max(rate.calls - window.used, 0))),
            ("X-RateLimit-Reset", str(round(window.ends * 1000))),
        ))  # fmt: skip
    return answer
