"""What browsers are told, and which of their requests are refused.

There is no cookie, so no page can act in somebody's name by making their browser send a request.
On top of that a request that changes something and names a foreign origin is refused, and only
the configured origins may read answers (CORS).
"""

from __future__ import annotations

from functools import lru_cache

from flask import Flask, Response, request

from miniconf.chat.server import context
from miniconf.chat.server.errors import ApiError
from miniconf.text.urls import split

_SAFE = {"GET", "HEAD", "OPTIONS"}
_ALLOWED_HEADERS = "Content-Type, X-Auth-Token, X-User-Id"
_EXPOSED = "X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Retry-After"

_ALWAYS = (("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"))
_API = (
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Vary", "Origin"),
)


@lru_cache(maxsize=200)
def origin(url: str) -> str:
    """`https://example.org` of any address below it; "" where there is none."""
    parts = split(url.strip())
    return f"{parts.scheme}://{parts.netloc}".lower() if parts.scheme and parts.netloc else ""


def install(app: Flask) -> None:
    """Check every request of `app`, and put the headers on every answer."""
    app.before_request(_check)
    app.after_request(_headers)


def _allowed(asked: str) -> bool:
    settings = context.chat().settings
    own = {origin(settings.url), origin(request.host_url)} - {""}
    return asked in own or asked in {origin(other) for other in settings.origins}


def _check() -> Response | None:
    asked = request.headers.get("Origin", "").lower()
    if request.method == "OPTIONS" and request.path.startswith("/api/"):
        return Response(status=204)
    if request.method in _SAFE:
        return None
    fetched = request.headers.get("Sec-Fetch-Site", "")
    if (asked and not _allowed(asked)) or (fetched == "cross-site" and not asked):
        raise ApiError("Requests from this origin are not allowed", "error-cross-site", 403)
    return None


def _headers(answer: Response) -> Response:
    settings = context.chat().settings
    headers = answer.headers
    headers.extend(_ALWAYS)
    if settings.secure:
        headers.add("Strict-Transport-Security", "max-age=31536000")
    if request.path.startswith("/api/"):
        headers.extend(_API)
        _cors(answer)
    elif answer.mimetype == "text/html":
        frames = " ".join(["'self'", *filter(None, map(origin, settings.origins))])
        headers["Content-Security-Policy"] = (
            "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
            " img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none';"
            f" manifest-src 'self'; frame-ancestors {frames}"
        )
        headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        headers.setdefault("Cache-Control", "no-cache")
    return answer


def _cors(answer: Response) -> None:
    asked = request.headers.get("Origin", "").lower()
    if not asked or not _allowed(asked):
        return
    answer.headers["Access-Control-Allow-Origin"] = asked
    answer.headers["Access-Control-Expose-Headers"] = _EXPOSED
    if request.method == "OPTIONS":
        answer.headers["Access-Control-Allow-Methods"] = "GET, POST"
        answer.headers["Access-Control-Allow-Headers"] = _ALLOWED_HEADERS
        answer.headers["Access-Control-Max-Age"] = "86400"
