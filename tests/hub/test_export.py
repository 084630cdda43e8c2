from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import yaml
from huggingface_hub import DatasetCard
from pyarrow import parquet

from miniconf.hub.export import card, tables, write
from miniconf.model import (
    Conference,
    Config,
    HubRepo,
    Link,
    Paper,
    Person,
    Post,
    RepoRef,
    Session,
    Thread,
)

START = datetime(2031, 3, 28, 9, tzinfo=UTC)
CONFERENCE = Conference(
    config=Config(
        name="Tern 2031", start=date(2031, 3, 28), end=date(2031, 3, 30), time_zone="UTC",
        license="CC BY 4.0", base_url="https://tern.example/2031/", description="Ask a@b.example.",
    ),
    papers={
        "p 1": Paper(
            id="p 1", title="Ice", authors=(Person(name="Ana Vo", affiliation="Aarhus"),),
            abstract="Write to ana@ice.example now.", keywords=("ice",), sessions=("s",),
            models=(RepoRef(kind="model", id="o/m"),),
        )
    },
    sessions={
        "s": Session(
            id="s", title="One", start=START, end=START.replace(hour=10), papers=("p 1",),
            join=(Link(label="Join", url="https://meet.example/1?pwd=x"),),
        )
    },
    repos={
        ("dataset", "o/d"): HubRepo(kind="dataset", id="o/d", papers=("p 1",), by_authors=True),
        ("model", "x/y"): HubRepo(kind="model", id="x/y", papers=("p 1",)),
    },
    questions={
        "papers/p 1": (
            Thread(
                anchor="q1",
                question=Post(id="1", time=START, text="Why?", name="Bo", upvotes=2),
                answers=(Post(id="2", time=START, text="Cold.", name="Ana", is_author=True),),
            ),
        )
    },
)  # fmt: skip


def test_papers_hold_links_and_repositories_but_no_addresses() -> None:
    papers, sessions = tables(CONFERENCE, questions=False)
    (paper,) = papers.rows
    assert paper["abstract"] == "Write to  now."
    assert paper["authors"] == [{"name": "Ana Vo", "affiliation": "Aarhus", "orcid": ""}]
    assert paper["repositories"] == [
        {"kind": "model", "id": "o/m"}, {"kind": "dataset", "id": "o/d"},
    ]  # fmt: skip
    assert paper["page"] == "https://tern.example/2031/papers/p-1.html"
    assert sessions.rows == (
        {"id": "s", "title": "One", "kind": "other", "track": "", "start": START,
         "end": START.replace(hour=10), "room": "", "papers": ["p 1"]},
    )  # fmt: skip


def test_written_tables_read_back_equal(tmp_path: Path) -> None:
    files = write(CONFERENCE, tmp_path / "out", questions=True)
    assert [path.name for path in files] == [
        "README.md", "papers.parquet", "sessions.parquet", "questions.parquet",
    ]  # fmt: skip
    for table in tables(CONFERENCE, questions=True):
        back = parquet.read_table(tmp_path / "out" / f"{table.name}.parquet").to_pylist()
        assert tuple(back) == table.rows
    frame = parquet.read_table(tmp_path / "out" / "papers.parquet").to_pandas()
    assert list(frame["id"]) == ["p 1"]
    types = parquet.read_schema(tmp_path / "out" / "papers.parquet")
    assert "null" not in {str(field.type) for field in types}
    text = "".join(str(parquet.read_table(path).to_pylist()) for path in files[1:])
    assert "ice.example" not in text
    assert "pwd=" not in text


def test_card_tells_the_hub_what_is_there() -> None:
    made = tables(CONFERENCE, questions=False)
    _, front, body = card(CONFERENCE, made).split("---\n", 2)
    assert DatasetCard(card(CONFERENCE, made)).data.license == "cc-by-4.0"
    assert yaml.safe_load(front) == {
        "pretty_name": "Tern 2031: proceedings", "license": "cc-by-4.0", "language": ["en"],
        "size_categories": ["n<1K"], "tags": ["conference", "scientific-papers", "miniconf"],
        "configs": [
            {"config_name": "papers", "data_files": "papers.parquet"},
            {"config_name": "sessions", "data_files": "sessions.parquet"},
        ],
    }  # fmt: skip
    assert "Ask ." in body
    assert "2031-03-28 to 2031-03-30, Online." in body
