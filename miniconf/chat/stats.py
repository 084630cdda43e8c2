"""Which rooms are busy now: a count of messages in which the older ones fade."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from miniconf.rooms import Room

HALF_LIFE = 30.0
"""Minutes after which a message counts half."""
SHOWN = 12
_QUIET = 0.25
"""A room below this, one message an hour ago, is not busy."""


@dataclass(frozen=True, slots=True)
class Activity:
    """What is remembered between two runs: `scores` as of `at`, and the provider's own memory."""

    at: datetime
    scores: Mapping[str, float] = field(default_factory=dict)
    memory: Mapping[str, object] = field(default_factory=dict)

    def grown(
        self, counts: Mapping[str, int], memory: Mapping[str, object], now: datetime
    ) -> Activity:
        """The activity after `counts` new messages by key, the older ones faded until `now`."""
        minutes = max((now - self.at).total_seconds() / 60, 0.0)
        factor = 0.5 ** (minutes / HALF_LIFE)
        scores = {key: score * factor for key, score in self.scores.items()}
        for key, count in counts.items():
            scores[key] = scores.get(key, 0.0) + count
        # What has faded is forgotten, so that the file stays small.
        kept = {key: round(score, 4) for key, score in scores.items() if score >= 0.01}
        return Activity(now, kept, memory)


def stored(activity: Activity) -> dict[str, Any]:
    """`activity` as values for JSON."""
    return {
        "at": activity.at.isoformat(), "scores": dict(activity.scores),
        "memory": dict(activity.memory),
    }  # fmt: skip


def restored(value: Mapping[str, Any], now: datetime) -> Activity:
    """The activity that `stored` gave; nothing yet for an empty `value`."""
    if not value:
        return Activity(now)
    return Activity(datetime.fromisoformat(value["at"]), value["scores"], value["memory"])


def busiest(activity: Activity, rooms: Mapping[str, Room]) -> str:
    """The small file that pages read: at most 12 rooms, the busiest first, as JSON."""
    busy = [
        (score, rooms[key])
        for key, score in activity.scores.items()
        if score >= _QUIET and key in rooms
    ]
    busy.sort(key=lambda pair: (-pair[0], pair[1].key))
    shown = [
        {"page": room.page, "title": room.title, "score": round(score, 1)}
        for score, room in busy[:SHOWN]
    ]
    at = activity.at.astimezone(UTC)
    return json.dumps({"at": f"{at:%Y-%m-%dT%H:%M:%SZ}", "rooms": shown}, indent=1) + "\n"
