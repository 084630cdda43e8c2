from __future__ import annotations

import ast
import shlex
from dataclasses import replace
from typing import Any

import pytest

from miniconf.model import HubRepo
from miniconf.snippets import snippet

PINNED = "4f1c09e0c5a84a0f9f7d3e1b2a6c8d7e9f0a1b2c"


def model(library: str, task: str = "", **fields: Any) -> HubRepo:
    return HubRepo(kind="model", id="o/m", library=library, task=task, **fields)


@pytest.mark.parametrize(
    ("repo", "expected"),
    [
        (
            model("transformers", "translation", revision="4f1c"),
            "from transformers import AutoModelForSeq2SeqLM\n\n"
            'model = AutoModelForSeq2SeqLM.from_pretrained("o/m", revision="4f1c")',
        ),
        (
            model("transformers", "translation", loader="AutoModelForCausalLM"),
            "from transformers import AutoModelForCausalLM\n\n"
            'model = AutoModelForCausalLM.from_pretrained("o/m")',
        ),
        (
            model("transformers", loader="os.system"),
            "from transformers import AutoModel\n\n"
            'model = AutoModel.from_pretrained("o/m")',
        ),
        (
            model("transformers", "automatic-speech-recognition"),
            "from transformers import pipeline\n\n"
            'pipe = pipeline("automatic-speech-recognition", model="o/m")',
        ),
        (
            model("transformers", "automatic-speech-recognition", loader="AutoModelForCTC"),
            "from transformers import AutoModelForCTC\n\n"
            'model = AutoModelForCTC.from_pretrained("o/m")',
        ),
        (
            model("diffusers", revision=PINNED),
            "from diffusers import DiffusionPipeline\n\n"
            "model = DiffusionPipeline.from_pretrained(\n"
            f'    "o/m",\n    revision="{PINNED}",\n)',
        ),
        (
            model("sentence-transformers"),
            "from sentence_transformers import SentenceTransformer\n\n"
            'model = SentenceTransformer("o/m")',
        ),
        (
            model("peft", "text-generation"),
            "from peft import AutoPeftModelForCausalLM\n\n"
            'model = AutoPeftModelForCausalLM.from_pretrained("o/m")',
        ),
        (
            model("timm", revision="4f1c"),
            'import timm\n\nmodel = timm.create_model("hf-hub:o/m@4f1c", pretrained=True)',
        ),
        (
            model("gguf"),
            "from huggingface_hub import snapshot_download\n\n"
            'folder = snapshot_download("o/m")',
        ),
        (
            HubRepo(kind="dataset", id="o/d", revision="ab"),
            "from datasets import load_dataset\n\n"
            'dataset = load_dataset("o/d", revision="ab")',
        ),
        (
            HubRepo(kind="space", id="o/s", revision="ab"),
            "hf download --repo-type space o/s --revision ab",
        ),
    ],
)  # fmt: skip
def test_snippet(repo: HubRepo, expected: str) -> None:
    assert snippet(repo) == ("sh" if repo.kind == "space" else "python", expected)


@pytest.mark.parametrize("library", ["transformers", "timm", "peft", "diffusers", "other"])
def test_snippet_holds_what_is_hostile_as_texts(library: str) -> None:
    repo = replace(model(library, revision='x")\nimport os'), id='o/"m\u2028')
    assert [type(node).__name__ for node in ast.parse(snippet(repo)[1]).body] == [
        "Import" if library == "timm" else "ImportFrom", "Assign",
    ]  # fmt: skip


def test_snippet_of_a_space_is_one_command() -> None:
    _, code = snippet(HubRepo(kind="space", id="o/s; rm -rf ~", revision="$(x)"))
    assert shlex.split(code)[4:] == ["o/s; rm -rf ~", "--revision", "$(x)"]
