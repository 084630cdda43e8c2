from __future__ import annotations

from datetime import UTC, datetime

import pytest
from huggingface_hub.hf_api import DatasetInfo, ModelInfo, SpaceInfo

from miniconf.hub import details
from miniconf.model import HubRepo

NOW = datetime(2031, 3, 28, 9, tzinfo=UTC)


def test_repo_of_a_model() -> None:
    info = ModelInfo(
        id="o/m", sha="4f1c", pipeline_tag="translation", library_name="transformers",
        downloads=12, likes=3, gated="manual", lastModified="2031-03-01T10:00:00.000Z",
        safetensors={"parameters": {"F32": 7}, "total": 7}, tags=["license:mit"],
        cardData={"license": "apache-2.0", "language": ["yo", "en"], "datasets": ["o/d"],
                  "base_model": "o/base"},
    )  # fmt: skip
    assert details.repo("model", info, papers=("p",), own=True, asked=NOW) == HubRepo(
        kind="model", id="o/m", papers=("p",), by_authors=True, task="translation",
        library="transformers", parameters=7, downloads=12, likes=3, license="apache-2.0",
        gated=True, languages=("yo", "en"), last_modified=datetime(2031, 3, 1, 10, tzinfo=UTC),
        revision="4f1c", trained_on=("o/d",), base_model="o/base", asked=NOW,
    )  # fmt: skip


def test_repo_of_a_dataset_takes_licence_and_size_from_tags() -> None:
    info = DatasetInfo(
        id="o/d", downloads=1, likes=0, tags=["license:cc-by-4.0", "size_categories:10K<n<100K"],
        description="Songs of  whales.", cardData={"language": "en"},
    )  # fmt: skip
    assert details.repo("dataset", info, papers=(), own=False, asked=NOW) == HubRepo(
        kind="dataset", id="o/d", size="10K<n<100K", downloads=1, likes=0, license="cc-by-4.0",
        languages=("en",), summary="Songs of whales.", asked=NOW,
    )  # fmt: skip


@pytest.mark.parametrize(("stage", "running"), [("RUNNING", True), ("SLEEPING", False)])
def test_repo_of_a_space_says_whether_it_is_awake(stage: str, running: bool) -> None:
    info = SpaceInfo(
        id="o/s", likes=2, sdk="gradio", runtime={"stage": stage, "hardware": {}},
        cardData={"short_description": "Try it"},
    )  # fmt: skip
    assert details.repo("space", info, papers=(), own=False, asked=NOW) == HubRepo(
        kind="space", id="o/s", likes=2, sdk="gradio", running=running, summary="Try it", asked=NOW
    )


def test_repo_leaves_out_what_has_another_type() -> None:
    info = ModelInfo(id="o/m", downloads="many", likes=True, cardData={"license": {"a": 1}})
    assert details.repo("model", info, papers=(), own=False, asked=NOW) == HubRepo(
        kind="model", id="o/m", asked=NOW
    )


def test_statements_of_a_card() -> None:
    card = """# Tide

![logo](x.png)
Tells **tides** from [sound](http://x.example). It is small.

## Intended Uses & Limitations

For harbour pilots. Not for ships.

## Limitations and bias
- Fails in fog.

## Training
Long.
"""
    assert details.statements(card) == {
        "summary": "Tells tides from sound.",
        "intended_use": "For harbour pilots.",
        "limitations": "Fails in fog.",
    }


def test_statements_leave_out_what_the_card_leaves_open() -> None:
    card = "# M\n\n## Direct Use\n\n[More Information Needed]\n\n## Risks\n\nTODO\n"
    assert details.statements(card) == {}


def test_sentence_is_cut_where_it_is_endless() -> None:
    assert details.sentence("word " * 100) == f"{('word ' * 48).rstrip()}…"[:240]
