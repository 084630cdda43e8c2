from __future__ import annotations

import pytest

from miniconf.load.convert import MISSING, Faults, Reading, record_type
from miniconf.load.convert.scalars import asset
from miniconf.load.convert.videos import bare_name, video_from
from miniconf.model import Captions, Paper, Video
from miniconf.tables import Record

UUID = "9c9de5e8-0a1e-484a-b099-e80766180a6d"


def video(text: str, column: str = "") -> tuple[object, list[str]]:
    faults: Faults = []
    found = video_from(asset(Reading(has_asset=lambda path: "no" not in path)), column)(
        text, faults
    )
    return found, [fault.message for fault in faults]


@pytest.mark.parametrize(
    ("url", "provider", "key"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk&t=3", "youtube", "abcdefghijk"),
        ("https://www.youtube.com/watch?list=x&v=abcdefghijk", "youtube", "abcdefghijk"),
        ("https://youtu.be/abcdefghijk?si=x", "youtube", "abcdefghijk"),
        ("https://www.youtube-nocookie.com/embed/abcdefghijk", "youtube", "abcdefghijk"),
        ("https://m.youtube.com/live/abcdefghijk", "youtube", "abcdefghijk"),
        ("https://vimeo.com/432786265", "vimeo", "432786265"),
        ("https://player.vimeo.com/video/432786265?title=0", "vimeo", "432786265"),
        ("https://vimeo.com/432786265/0123456789", "vimeo", "432786265/0123456789"),
        ("https://slideslive.com/38938823", "slideslive", "38938823"),
        ("https://slideslive.com/38938823/a-talk", "slideslive", "38938823"),
        ("https://slideslive.com/embed/presentation/38938823", "slideslive", "38938823"),
        ("https://www.bilibili.com/video/BV1Eqn270017/", "bilibili", "BV1Eqn270017"),
        ("https://player.bilibili.com/player.html?bvid=BV1Eqn270017", "bilibili", "BV1Eqn270017"),
        (f"https://tube.example/videos/watch/{UUID}", "peertube", UUID),
        ("https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv", "peertube", "kkGMgK9ZtnKfYAgnEtQxbv"),
        ("https://x.example/talk.mp4?x=1", "file", ""),
        ("talks/a.webm", "file", ""),
        ("https://x.example/watch/12", "link", ""),
    ],
)
def test_video(url: str, provider: str, key: str) -> None:
    assert video(url) == (Video(url=url, provider=provider, key=key), [])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("column", "text", "url"),
    [
        ("presentation_id", "38938823", "https://slideslive.com/38938823"),
        ("presentation_id", "38938823.0", "https://slideslive.com/38938823"),
        ("slideslive_id", "38938823", "https://slideslive.com/38938823"),
        ("youtube", "abcdefghijk", "https://www.youtube.com/watch?v=abcdefghijk"),
        ("youtube_id", "12345678901", "https://www.youtube.com/watch?v=12345678901"),
        ("vimeo", "432786265", "https://vimeo.com/432786265"),
        ("bilibili", "BV1Eqn270017", "https://www.bilibili.com/video/BV1Eqn270017"),
        ("video", "38938823", "https://slideslive.com/38938823"),
    ],
)
def test_video_bare_ids(column: str, text: str, url: str) -> None:
    found, told = video(text, column)
    assert told == []
    assert isinstance(found, Video)
    assert (found.url, found.key) == (url, text.removesuffix(".0"))


def test_video_refused() -> None:
    assert video("nothing") == (MISSING, ['expected the address of a video, got "nothing"'])
    assert video("no.mp4") == (
        MISSING, ['expected an http(s) address or a file below static/, got "no.mp4"'],
    )  # fmt: skip
    assert video("javascript:alert(1).mp4")[0] is MISSING


def test_bare_name() -> None:
    assert [bare_name(c) for c in ("YouTube", "youtube_id", "video", "presentation_id")] == [
        "youtube", "youtube", "", "presentation_id",
    ]  # fmt: skip


def test_video_as_mappings() -> None:
    faults: Faults = []
    raw = [
        Record({"url": "a.mp4", "captions": ["a.de.vtt"], "duration": "12", "label": "Talk"}, 3),
        Record({"slideslive": "38938823", "label": "Teaser"}, 7),
        Record({"youtube": "https://youtu.be/abcdefghijk"}, 9),
        Record({"label": "none"}, 11),
    ]
    found = record_type(Paper, Reading()).convert("video", "video", raw, faults)
    assert found == (
        Video(
            url="a.mp4", provider="file", duration=12, label="Talk",
            captions=(Captions(language="de", url="a.de.vtt"),),
        ),
        Video(
            url="https://slideslive.com/38938823", provider="slideslive", key="38938823",
            label="Teaser",
        ),
        Video(url="https://youtu.be/abcdefghijk", provider="youtube", key="abcdefghijk"),
    )  # fmt: skip
    assert [(f.path, f.line, f.message) for f in faults] == [
        ("[4].url", 11, "expected a value, got nothing")
    ]


@pytest.mark.parametrize("mark", [", ", "; ", ",", ";", " ", "|", "\n"])
def test_videos_in_one_text(mark: str) -> None:
    faults: Faults = []
    raw = mark.join(["https://youtu.be/abcdefghijk", "https://vimeo.com/123456789"])
    found = record_type(Paper, Reading()).convert("video", "video", raw, faults)
    assert faults == []
    assert found == (
        Video(url="https://youtu.be/abcdefghijk", provider="youtube", key="abcdefghijk"),
        Video(url="https://vimeo.com/123456789", provider="vimeo", key="123456789"),
    )
