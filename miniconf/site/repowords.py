"""What the Hub's words are in sentences: licences, sizes, and the filters of the table."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from typing import Any

from miniconf.model import HubRepo, RepoView
from miniconf.patterns import regex
from miniconf.site.words import Words

_SPELT = {
    "apache": "Apache", "mit": "MIT", "openrail": "OpenRAIL", "llama": "Llama", "gemma": "Gemma",
    "other": "Other",
}  # fmt: skip
_STEPS = ((10**8, "100M"), (10**9, "1B"), (10**10, "10B"))
_BETWEEN = regex(r"(?:n<(?P<under>\w+)|(?P<low>\w+)<n<(?P<high>\w+)|n>(?P<over>\w+))")


def license_words(license_id: str) -> str:
    """A licence as people write it: `cc-by-sa-4.0` is "CC BY-SA 4.0"."""
    first, _, rest = license_id.partition("-")
    if first in ("cc", "cc0") and rest:
        *parts, version = rest.split("-")
        return " ".join(filter(None, [first.upper(), "-".join(parts).upper(), version]))
    if first in ("bsd", "gpl", "lgpl", "agpl", "mpl", "odc"):
        return license_id.upper() if len(license_id) < 16 else license_id
    return " ".join([_SPELT.get(first, first), *rest.split("-")]).strip()


def task_words(task: str) -> str:
    """A task as people write it: `text-generation` is "Text generation"."""
    return task.replace("-", " ").capitalize()


def rows_words(words: Words) -> Callable[[str], str]:
    """What says a dataset's size category in words: `10K<n<100K` is "10K to 100K rows"."""

    def spelt(size: str) -> str:
        match = _BETWEEN.fullmatch(size)
        if match is None:
            return size
        if match["low"]:
            return words("hub.rows.between", low=match["low"], high=match["high"])
        side = "under" if match["under"] else "over"
        return words(f"hub.rows.{side}", n=match["under"] or match["over"])

    return spelt


def size_steps(words: Words) -> Callable[[HubRepo | RepoView], str]:
    """What gives the size to filter by: "up to 1B parameters", or a dataset's category.

    It is "" where the size is not known.
    """
    spelt = rows_words(words)
    most = [number for number, _ in _STEPS]
    said = [words("hub.up_to", count=name) for _, name in _STEPS]
    said.append(words("hub.over", count=_STEPS[-1][1]))

    def step(repo: HubRepo | RepoView) -> str:
        if not repo.parameters:
            return spelt(repo.size) if repo.size else ""
        return said[bisect_left(most, repo.parameters)]

    return step


def browse_words(words: Words) -> Mapping[str, Any]:
    """What the table's script says, with forms for one and many."""
    names = (
        "all", "gone", "stopped", "running", "asleep", "pinned", "authors", "by_authors", "gated",
        "none", "next", "shown", "clear",
    )  # fmt: skip
    return {
        **{name: words.raw(f"hub.{name}") for name in names},
        "units": words.raw("number.units"),
        "point": words.raw("number.point"),
        "kind": {name: words(f"hub.kind.{name}") for name in ("model", "dataset", "space")},
        "kinds": {name: words(f"hub.many.{name}") for name in ("model", "dataset", "space")},
        "head": {
            name: words(f"hub.head.{name}")
            for name in (
                "kind",
                "task",
                "library",
                "license",
                "size",
                "track",
                "downloads",
                "likes",
            )
        },
    }
