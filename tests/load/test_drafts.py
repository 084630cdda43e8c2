from __future__ import annotations

from typing import Any

from miniconf.load.collections import COLLECTIONS
from miniconf.load.convert import Reading
from miniconf.load.drafts import Draft, Layout, converted
from miniconf.problems import Problems
from miniconf.tables import Record

ROW = {"kind": "model", "id": "org/one", "downloads": "12", "languages": ["en"], "license": " MIT "}
VALUES = {
    "kind": "model",
    "id": "org/one",
    "downloads": 12,
    "languages": ("en",),
    "license": "MIT",
}


def drafts(*rows: dict[str, Any], reading: Reading | None = None) -> list[Draft]:
    layout = Layout(COLLECTIONS["repos"], "hub.yml", reading or Reading())
    return [layout.draft(Record(row, line)) for line, row in enumerate(rows, 4)]


def told(*found: Draft) -> tuple[list[dict[str, Any]], list[str]]:
    problems = Problems()
    return [converted(draft, problems) for draft in found], [str(problem) for problem in problems]


def test_a_row_gives_the_same_whether_or_not_somebody_has_asked_for_its_cells() -> None:
    untouched, asked = drafts(ROW, ROW)
    assert asked.cells["id"][0][:4] == ("id", "org/one", "hub.yml", 5)
    assert told(untouched, asked) == ([VALUES, VALUES], [])


def test_a_changed_cell_counts() -> None:
    (draft,) = drafts(ROW)
    draft.set("license", "BSD", draft.cells["license"][0])
    draft.take("downloads")
    assert told(draft)[0] == [
        {"kind": "model", "id": "org/one", "languages": ("en",), "license": "BSD"}
    ]


def test_each_faulty_value_is_told_in_its_line_however_often_it_occurs() -> None:
    faulty = {**ROW, "downloads": "many"}
    less = {name: value for name, value in VALUES.items() if name != "downloads"}
    assert told(*drafts(faulty, ROW, faulty)) == (
        [less, VALUES, less],
        [
            'hub.yml:4: downloads: expected a whole number, got "many"',
            'hub.yml:6: downloads: expected a whole number, got "many"',
        ],
    )


def test_two_names_of_one_field_are_asked_in_the_order_of_their_rank() -> None:
    found = drafts({**ROW, "licence": "BSD"}, {**ROW, "license": "tbd", "licence": "BSD"})
    assert [values["license"] for values in told(*found)[0]] == ["MIT", "BSD"]


def test_text_of_a_field() -> None:
    (draft,) = drafts({**ROW, "license": "nan", "licence": " a \n b "})
    assert (draft.text("license"), draft.text("summary"), draft.text("languages")) == (
        "a b",
        "",
        "",
    )
    assert draft.cells
    assert draft.text("license") == "a b"
