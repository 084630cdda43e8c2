"""Records that differ, cut out of files of each format."""

from __future__ import annotations

import pytest

from miniconf.load.cuts import cut

PAPERS = b"""# By hand.
papers:
  - id: a
    abstract: |
      Cold.

      - Really.
  - id: b
    authors:
    - Ana Vo
  # the last
  - id: c
"""


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        (b"Cold.", b"Ice.", (b"  - id: a\n    abstract: |\n      Cold.\n\n      - Really.\n",
                             b"  - id: a\n    abstract: |\n      Ice.\n\n      - Really.\n")),
        (b"Ana Vo", b"Bo", (b"  - id: b\n    authors:\n    - Ana Vo\n  # the last\n",
                            b"  - id: b\n    authors:\n    - Bo\n  # the last\n")),
        (b"id: c", b"id: d", (b"  - id: c\n", b"  - id: d\n")),
        (b"By hand", b"By us", None),
        (b"papers:", b"talks:", None),
        (b"  - id: c\n", b"", (
            b"  - id: b\n    authors:\n    - Ana Vo\n  # the last\n  - id: c\n",
            b"  - id: b\n    authors:\n    - Ana Vo\n  # the last\n",
        )),
        (b"id: c\n", b"id: c\nsessions:\n  - id: s\n", None),
        (b"Ana Vo", b"&who Ana Vo", None),
        (b"Ana Vo", b"Ana & Bo, R&D", (
            b"  - id: b\n    authors:\n    - Ana Vo\n  # the last\n",
            b"  - id: b\n    authors:\n    - Ana & Bo, R&D\n  # the last\n",
        )),
    ],
)  # fmt: skip
def test_yaml(old: bytes, new: bytes, parts: tuple[bytes, bytes] | None) -> None:
    assert PAPERS.count(old) == 1
    head = b"# By hand.\npapers:\n"
    expected = parts and (head + parts[0], head + parts[1])
    assert cut(".yml", PAPERS, PAPERS.replace(old, new)) == expected


@pytest.mark.parametrize(
    "text", [b"papers: []\n", b"- a\n-\n  id: b\n", b"a:\n- x\nb:\n- y\n", b"- a\n---\n- b\n"]
)
def test_yaml_that_is_not_one_list_of_records(text: bytes) -> None:
    assert cut(".yaml", text, text[:-2] + b"z\n") is None


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        (b'[{"a": 1},\n {"a": 2}]\n', b'[{"a": 1},\n {"a": 3}]\n',
         (b'[{"a": 2}]\n', b'[{"a": 3}]\n')),
        (b'{"n": 2, "of": {"papers": [[1], [2, 2]]}}', b'{"n": 2, "of": {"papers": [[1], [3]]}}',
         (b'{"n": 2, "of": {"papers": [[2, 2]]}}', b'{"n": 2, "of": {"papers": [[3]]}}')),
        (b'[{"a": 1}]', b'[{"a": 1, "a": 2}]', (b'[{"a": 1}]', b'[{"a": 1, "a": 2}]')),
        (b"[1, 2]", b"[ 1, 2 ]", (b"[]", b"[]")),
        (b"[1, 2]", b"[1]", None),
        (b'{"n": 1, "papers": [1]}', b'{"n": 2, "papers": [2]}', None),
        (b'{"n": 1, "papers": [1]}', b'{"n": 2, "papers": [1]}', None),
        (b'{"papers": [1]}', b'{"talks": [1]}', None),
        (b'{"papers": [1]}', b'{"papers": [2], "papers": [3]}', None),
        (b'{"papers": [1]}', b'{"papers": [2],}', None),
        (b"[1]", b"[2", None),
        (b"\xef\xbb\xbf[1]", b"\xef\xbb\xbf[2]", None),
        (b"", b"[1]", None),
    ],
)  # fmt: skip
def test_json(before: bytes, after: bytes, parts: tuple[bytes, bytes] | None) -> None:
    assert cut(".json", before, after) == parts


def test_a_table() -> None:
    before = b'id,abstract\na,"Two\nlines"\nb,One\n'
    assert cut(".csv", before, before.replace(b"Two", b"2")) == (
        b'id,abstract\na,"Two\nlines"\n', b'id,abstract\na,"2\nlines"\n'
    )  # fmt: skip
    assert cut(".tsv", before, before.replace(b"id", b"key")) is None
