from __future__ import annotations

import pickle
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from miniconf.model import HubRepo, Post, Thread

POST = Post(id="m1", time=datetime(2027, 9, 21, tzinfo=UTC), text="Why?", upvotes=3)
THREAD = Thread(anchor="q-1", question=POST)


def test_records_are_data_classes_to_others() -> None:
    assert is_dataclass(HubRepo)
    assert [field.name for field in fields(Thread)] == [
        "anchor", "question", "answers", "is_question", "answered", "gone",
    ]  # fmt: skip
    assert fields(Post)[0].metadata["doc"] == "The server's id, stable for ever."
    assert replace(THREAD, answered=True) == Thread(anchor="q-1", question=POST, answered=True)


def test_records_have_their_properties_and_defaults() -> None:
    assert (THREAD.upvotes, THREAD.posts, THREAD.answers) == (3, (POST,), ())


def test_records_never_change_and_go_from_process_to_process() -> None:
    with pytest.raises(AttributeError, match="immutable"):
        cast(Any, POST).text = "Because"
    assert pickle.loads(pickle.dumps(THREAD)) == THREAD


def test_records_want_what_has_no_default() -> None:
    with pytest.raises(TypeError, match="Missing required argument 'id'"):
        HubRepo(kind="model")
