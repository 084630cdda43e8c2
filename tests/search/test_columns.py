from __future__ import annotations

import json

from miniconf.search.columns import HAS, Row, columns
from miniconf.search.terms import STOP_WORDS


def test_columns_keep_repeated_values_once() -> None:
    session = ("s1", "Poster 1", 1932537600)
    rows = [
        Row(path="papers/a.html", key="a", title="Ice", authors=("Ana", "Bo"), track="T",
            program="main", type="oral", keywords=("ice",), sessions=(session,),
            has=("video", "code")),
        Row(path="papers/b-1.html", key="b 1", title="Tide", authors=("Bo",), track="T",
            program="demo", keywords=("ice", "sea"), sessions=(session,)),
    ]  # fmt: skip
    assert json.loads(columns(rows, 2, {"type": str.upper})) == {
        "depth": 2, "stop": sorted(STOP_WORDS), "has_names": list(HAS),
        "lists": {
            "author": ["Ana", "Bo"], "track": ["T"], "program": ["main", "demo"],
            "type": ["oral", ""], "keyword": ["ice", "sea"], "session": [list(session)],
        },
        "labels": {"type": ["ORAL", ""]}, "path": {"1": "papers/b-1.html"},
        "key": ["a", "b 1"], "title": ["Ice", "Tide"],
        "authors": [[0, 1], [1]], "track": [0, 0], "program": [0, 1], "type": [0, 1],
        "keywords": [[0], [0, 1]], "sessions": [[0], [0]], "has": [17, 0],
    }  # fmt: skip
