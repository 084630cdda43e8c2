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


def test_repo_of_a_model_with_code_of_its_own() -> None:
    infos = [ModelInfo(id="o/m", tags=tags) for tags in (["custom_code", "x"], ["custom"], None)]
    found = [details.repo("model", info, papers=(), own=False, asked=NOW) for info in infos]
    assert [repo.custom_code for repo in found if repo] == [True, False, False]


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


@pytest.mark.parametrize(
    ("stage", "running", "stopped"),
    [("APP_STARTING", False, False), ("PAUSED", None, True), ("RUNTIME_ERROR", None, True)],
)
def test_repo_of_a_space_says_whether_it_can_be_woken(
    stage: str, running: bool | None, stopped: bool
) -> None:
    info = SpaceInfo(id="o/s", runtime={"stage": stage}, subdomain="o-s")
    found = details.repo("space", info, papers=(), own=False, asked=NOW)
    assert found == HubRepo(
        kind="space", id="o/s", host="https://o-s.hf.space", running=running, stopped=stopped,
        asked=NOW,
    )  # fmt: skip


def test_repo_of_a_model_names_the_class_that_loads_it() -> None:
    info = ModelInfo(
        id="o/m", transformersInfo={"auto_model": "AutoModelForCTC"}, gguf={"total": 7_000_000}
    )
    assert details.repo("model", info, papers=(), own=False, asked=NOW) == HubRepo(
        kind="model", id="o/m", loader="AutoModelForCTC", parameters=7_000_000, asked=NOW
    )


def test_repo_is_none_without_a_usable_id() -> None:
    assert details.repo("model", ModelInfo(id="x"), papers=(), own=False, asked=NOW) is None


def test_repo_keeps_little_of_hostile_answers() -> None:
    hostile = "\x1b]0;owned\x07\u202e<img src=x onerror=alert(1)> " + "a" * 2_000_000
    info = DatasetInfo(
        id="o/d", sha="$(rm -rf ~)", description=hostile, downloads=-1, likes=10**30,
        tags=[f"license:{hostile}"], lastModified=None,
        cardData={"language": [hostile] * 500, "task_categories": [hostile]},
    )  # fmt: skip
    found = details.repo("dataset", info, papers=(), own=False, asked=NOW)
    assert found is not None
    assert (found.revision, found.downloads, found.likes) == ("", None, None)
    texts = [found.summary, found.license, found.task, *found.languages]
    assert len(found.languages) == 40
    assert max(map(len, texts)) == 240
    assert not any(char in text for text in texts for char in "\x1b\x07\u202e")


@pytest.mark.parametrize("text", ["![" * 100_000, "<" * 200_000, "`" * 200_000, "\n " * 99_999])
def test_statements_of_a_hostile_card_end(text: str) -> None:
    assert set(details.statements(text)) <= {"summary"}


def test_statements_leave_out_code() -> None:
    card = "# M\n\n```python\nimport os\n\nos.system()\n```\n\nTells tides.\n"
    assert details.statements(card) == {"summary": "Tells tides."}
