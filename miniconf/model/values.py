"""Small values that records are made of: people, links, videos, repositories."""

from __future__ import annotations

from typing import Literal

from miniconf.model.fields import Asset, Markdown, Orcid, Url, Zone, described
from miniconf.model.record import record

VideoProvider = Literal["youtube", "vimeo", "slideslive", "bilibili", "peertube", "file", "link"]
RepoKind = Literal["model", "dataset", "space"]


@record
class Person:
    """A person as a data file names them: `Ada Example (Example University)` or a mapping."""

    name: str = described("Full name, in the order and script the person uses.")
    affiliation: str = described(
        "Institution.", default="", aliases=("aff", "institution", "affiliations")
    )
    id: str = described("An id of their own, where two people share a name.", default="")
    orcid: Orcid = described("ORCID iD, `0000-0002-1825-0097`.", default=Orcid(""))
    email: str = described(
        "E-mail address; dropped unless the config publishes addresses.", default="", private=True,
        aliases=("mail", "e_mail"),
    )  # fmt: skip
    website: Url | None = described("Home page.", default=None, aliases=("url", "homepage"))
    image: Asset | None = described("Portrait.", default=None, aliases=("im", "photo"))
    zone: Zone | None = described(
        "The person's time zone.", default=None, aliases=("time_zone", "timezone")
    )


@record
class Link:
    """A labelled link: `Slides | https://...` or a mapping."""

    label: str = described("What the link is called.", aliases=("name", "title", "text"))
    url: Asset = described("Where it leads.", aliases=("website", "href", "link"))


@record
class Captions:
    """One caption track of a video file (WebVTT)."""

    language: str = described("BCP 47 tag: `en`, `zh-Hans`.", aliases=("lang", "srclang"))
    url: Asset = described("The .vtt file.", aliases=("src", "file"))
    label: str = described("Name shown in the player's menu.", default="")


@record
class Video:
    """One place where a recording plays; several of a record are mirrors, best first."""

    url: Asset = described("Address of the watch page or file.", aliases=("src", "link"))
    provider: VideoProvider = described("Who plays it.", default="link", derived=True)
    key: str = described("The provider's id of the video.", default="", derived=True)
    captions: tuple[Captions, ...] = described(
        "Caption tracks of a plain file.", default=(), aliases=("subtitles", "tracks")
    )
    poster: Asset | None = described("Still image shown before play.", default=None)
    duration: int | None = described("Length in minutes.", default=None)
    label: str = described("What is recorded, where a record has several.", default="")


@record
class RepoRef:
    """A repository on the Hugging Face Hub, as a paper names it."""

    kind: RepoKind = described("model, dataset or space.")
    id: str = described("`organisation/name`.")


@record
class Talk:
    """A recorded talk inside a workshop or tutorial, without a time of its own."""

    title: str = described("Title.", aliases=("name",))
    speakers: tuple[Person, ...] = described("Who speaks.", default=(), aliases=("speaker",))
    abstract: Markdown = described("Abstract.", default=Markdown(""), aliases=("description",))
    video: tuple[Video, ...] = described(
        "Recording.", default=(), aliases=("videos", "presentation_id", "slideslive")
    )
    links: tuple[Link, ...] = described("Slides and the like.", default=())
