"""Where videos play."""

from __future__ import annotations

import pytest

from miniconf.model import Video
from miniconf.site.media import players


@pytest.mark.parametrize(
    ("provider", "url", "key", "embed"),
    [
        ("youtube", "https://youtu.be/abc", "abc",
         "https://www.youtube-nocookie.com/embed/abc?autoplay=1&rel=0"),
        ("vimeo", "https://vimeo.com/1", "1", "https://player.vimeo.com/video/1?autoplay=1&dnt=1"),
        ("slideslive", "https://slideslive.com/389", "389",
         "https://slideslive.com/embed/presentation/389"),
        ("bilibili", "https://www.bilibili.com/video/BV1x", "BV1x",
         "https://player.bilibili.com/player.html?bvid=BV1x&autoplay=1"),
        ("peertube", "https://tube.example/w/uuid", "uuid",
         "https://tube.example/videos/embed/uuid?autoplay=1&p2p=0"),
    ],
)  # fmt: skip
def test_each_provider_has_its_player(provider: str, url: str, key: str, embed: str) -> None:
    (player,) = players((Video(url=url, provider=provider, key=key),))  # type: ignore[arg-type]
    assert (player.how, player.embed) == ("frame", embed)


def test_a_key_cannot_leave_its_place() -> None:
    (player,) = players((Video(url="https://y.example/", provider="youtube", key='a"><b?c'),))
    assert player.embed == "https://www.youtube-nocookie.com/embed/a%22%3E%3Cb%3Fc?autoplay=1&rel=0"


def test_own_files_and_links_and_what_is_unsafe() -> None:
    shown = players(
        (
            Video(url="videos/a.mp4", provider="file"),
            Video(url="https://elsewhere.example/watch"),
            Video(url="javascript:alert(1)"),
        )
    )
    assert [(p.how, p.where, p.origin) for p in shown] == [
        ("file", "", ""),
        ("link", "elsewhere.example", ""),
    ]


def test_a_poster_from_elsewhere_is_not_shown() -> None:
    (player,) = players((Video(url="https://v.example/a", poster="https://v.example/a.jpg"),))
    assert player.poster is None
