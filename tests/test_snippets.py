from __future__ import annotations

import pytest

from miniconf.model import HubRepo
from miniconf.snippets import snippet


@pytest.mark.parametrize(
    ("repo", "expected"),
    [
        (
            HubRepo(kind="model", id="o/m", library="transformers", task="translation",
                    revision="4f1c"),
            ("python", "from transformers import AutoModelForSeq2SeqLM\n\n"
             'model = AutoModelForSeq2SeqLM.from_pretrained("o/m", revision="4f1c")'),
        ),
        (
            HubRepo(kind="model", id="o/m", library="transformers"),
            ("python", "from transformers import AutoModel\n\n"
             'model = AutoModel.from_pretrained("o/m")'),
        ),
        (
            HubRepo(kind="model", id="o/m", library="diffusers"),
            ("python", "from diffusers import DiffusionPipeline\n\n"
             'model = DiffusionPipeline.from_pretrained("o/m")'),
        ),
        (
            HubRepo(kind="model", id="o/m", library="sentence-transformers"),
            ("python", "from sentence_transformers import SentenceTransformer\n\n"
             'model = SentenceTransformer("o/m")'),
        ),
        (
            HubRepo(kind="model", id="o/m", library="nemo"),
            ("python", "from huggingface_hub import snapshot_download\n\n"
             'model = snapshot_download("o/m")'),
        ),
        (
            HubRepo(kind="dataset", id="o/d", revision="ab"),
            ("python", "from datasets import load_dataset\n\n"
             'dataset = load_dataset("o/d", revision="ab")'),
        ),
        (
            HubRepo(kind="space", id="o/s", revision="ab"),
            ("sh", "hf download --repo-type space o/s --revision ab"),
        ),
    ],
)  # fmt: skip
def test_snippet(repo: HubRepo, expected: tuple[str, str]) -> None:
    assert snippet(repo) == expected


def test_snippet_of_python_compiles() -> None:
    language, code = snippet(HubRepo(kind="model", id='o/"m', revision='x")\nimport os'))
    assert language == "python"
    assert [type(node).__name__ for node in __import__("ast").parse(code).body] == [
        "ImportFrom", "Assign",
    ]  # fmt: skip
