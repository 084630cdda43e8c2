from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from miniconf.chat.stats import Activity, busiest, restored, stored
from miniconf.rooms import Room

NOW = datetime(2031, 3, 28, 9, tzinfo=UTC)
ROOMS = {
    key: Room(key=key, name=key, title=key.upper(), topic="", page=f"{key}.html") for key in "ab"
}


def test_messages_fade_by_half_in_half_an_hour() -> None:
    first = Activity(NOW).grown({"a": 8}, {}, NOW)
    later = first.grown({"b": 1}, {}, NOW + timedelta(minutes=60))
    assert later.scores == {"a": 2.0, "b": 1}


def test_what_has_faded_is_forgotten() -> None:
    assert Activity(NOW, {"a": 1.0}).grown({}, {}, NOW + timedelta(hours=6)).scores == {}


def test_clock_that_goes_back_makes_nothing_louder() -> None:
    assert Activity(NOW, {"a": 1.0}).grown({}, {}, NOW - timedelta(hours=1)).scores == {"a": 1.0}


def test_memory_survives_the_file() -> None:
    activity = Activity(NOW, {"a": 1.5}, {"papers/1": 7})
    assert restored(json.loads(json.dumps(stored(activity))), NOW) == activity
    assert restored({}, NOW) == Activity(NOW)


def test_busiest_rooms_first_and_quiet_or_unknown_ones_not_at_all() -> None:
    activity = Activity(NOW, {"a": 1.04, "b": 3.0, "gone": 9.0})
    assert json.loads(busiest(activity, ROOMS)) == {
        "at": "2031-03-28T09:00:00Z",
        "rooms": [
            {"page": "b.html", "title": "B", "score": 3.0},
            {"page": "a.html", "title": "A", "score": 1.0},
        ],
    }
    assert json.loads(busiest(Activity(NOW, {"a": 0.2}), ROOMS))["rooms"] == []
