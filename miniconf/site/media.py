"""Where a video plays, and what a page must be allowed to load for it after a click."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote, urlsplit

from miniconf.model import Video
from miniconf.site.prose import own_image
from miniconf.text.urls import is_external, safe_url

_EMBED = {
    "youtube": "https://www.youtube-nocookie.com/embed/{key}?autoplay=1&rel=0",
    "vimeo": "https://player.vimeo.com/video/{key}?autoplay=1&dnt=1",
    "slideslive": "https://slideslive.com/embed/presentation/{key}",
    "bilibili": "https://player.bilibili.com/player.html?{kind}={key}&autoplay=1",
    "peertube": "https://{host}/videos/embed/{key}?autoplay=1&p2p=0",
}
"""Provider -> address of its player; YouTube's sets no cookie before play."""
_NAMES = {
    "youtube": "YouTube", "vimeo": "Vimeo", "slideslive": "SlidesLive", "bilibili": "Bilibili",
}  # fmt: skip


class Player(NamedTuple):
    """One mirror of a recording.

    `how`: `frame` (a player elsewhere, put in after a click), `file` (played by the browser, loaded
    after a click) or `link` (opens elsewhere); `embed`: the player's address; `where`: who is
    contacted, in words; `origin`: what the page's policy must allow, empty for the site itself.
    """

    video: Video
    how: str
    embed: str
    where: str
    origin: str
    poster: str | None


def players(videos: tuple[Video, ...]) -> tuple[Player, ...]:
    """How each mirror plays, best first; unsafe addresses are left out."""
    return tuple(found for video in videos if (found := _player(video)))


def policy(shown: tuple[Player, ...]) -> dict[str, tuple[str, ...]]:
    """What the page must allow: `frame-src` and `media-src` -> origins."""
    frames = sorted({p.origin for p in shown if p.how == "frame"})
    files = sorted({p.origin or "'self'" for p in shown if p.how == "file"})
    return {
        name: tuple(values)
        for name, values in (("frame-src", frames), ("media-src", files))
        if values
    }


def _player(video: Video) -> Player | None:
    url = safe_url(video.url)
    if url is None:
        return None
    host = urlsplit(url).hostname or ""
    poster = own_image(video.poster)
    if video.provider == "file":
        return Player(video, "file", url, host, _origin(url), poster)
    if video.provider in _EMBED and video.key:
        key = video.key.rsplit("/", 1)[-1]
        embed = _EMBED[video.provider].format(
            key=quote(key, safe=""), host=host, kind="aid" if key.isdigit() else "bvid"
        )
        where = _NAMES.get(video.provider, host)
        return Player(video, "frame", embed, where, _origin(embed), poster)
    return Player(video, "link", url, host, "", poster)


def _origin(url: str) -> str:
    if not is_external(url):
        return ""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
