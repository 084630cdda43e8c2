"""Invented papers for comparing."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from miniconf.similar import Document

TOPICS = {
    "Ice": "glacier moraine ice sheet tidewater calving albedo firn crevasse basal sliding",
    "Birds": "tern colony nest migration plumage geolocator fledgling egg predator chick",
    "Looms": "weave warp weft shuttle pattern textile loom yarn tension selvedge heddle",
    "Clocks": "pendulum escapement gear chime horology quartz drift balance spring second",
}
FILLER = [
    "we",
    "show",
    "results",
    "of",
    "a",
    "method",
    "and",
    "its",
    "use",
    "for",
    "large",
    "places",
]


def _papers(number: int, seed: int = 0) -> list[Document]:
    rng = random.Random(seed)
    found = []
    for at in range(number):
        track = rng.choice(list(TOPICS))
        words = TOPICS[track].split()
        other = TOPICS[rng.choice(list(TOPICS))].split()
        text = [
            " ".join(rng.choice(rng.choice([words, words, other, FILLER])) for _ in range(9))
            for _ in range(rng.randint(0, 6))
        ]
        found.append(
            Document(
                id=f"p{at:03}",
                title=" ".join(rng.sample(words, 3)).capitalize(),
                keywords=tuple(rng.sample(words, rng.randint(0, 2))),
                abstract=". ".join(text),
                track=rng.choice([track, track, ""]),
            )
        )
    return found


@pytest.fixture(scope="session")
def papers() -> Callable[..., list[Document]]:
    """So many invented papers, the same for the same seed."""
    return _papers
