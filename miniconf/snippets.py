"""The few lines that load a repository of the Hub, for its kind and library, pinned to a commit."""

from __future__ import annotations

import json

from miniconf.model import HubRepo

_AUTO_CLASSES = {
    "text-generation": "AutoModelForCausalLM",
    "text2text-generation": "AutoModelForSeq2SeqLM",
    "translation": "AutoModelForSeq2SeqLM",
    "summarization": "AutoModelForSeq2SeqLM",
    "fill-mask": "AutoModelForMaskedLM",
    "text-classification": "AutoModelForSequenceClassification",
    "token-classification": "AutoModelForTokenClassification",
    "question-answering": "AutoModelForQuestionAnswering",
    "multiple-choice": "AutoModelForMultipleChoice",
    "image-classification": "AutoModelForImageClassification",
    "object-detection": "AutoModelForObjectDetection",
    "image-segmentation": "AutoModelForImageSegmentation",
    "image-text-to-text": "AutoModelForImageTextToText",
    "automatic-speech-recognition": "AutoModelForSpeechSeq2Seq",
    "audio-classification": "AutoModelForAudioClassification",
    "depth-estimation": "AutoModelForDepthEstimation",
}
"""Task -> class of transformers; https://huggingface.co/docs/transformers/model_doc/auto"""


def snippet(repo: HubRepo) -> tuple[str, str]:
    """`(language, code)` that loads `repo`, its revision pinned where one is known.

    Python for models and datasets, shell for a Space; a library without a loader of its own gets a
    plain download, which is right for every repository.
    """
    if repo.kind == "dataset":
        return "python", _call("datasets", "load_dataset", repo)
    if repo.kind == "space":
        return "sh", _clone(repo)
    loaders = {
        "transformers": _transformers,
        "diffusers": lambda r: _call("diffusers", "DiffusionPipeline.from_pretrained", r),
        "sentence-transformers": lambda r: _call("sentence_transformers", "SentenceTransformer", r),
    }
    return "python", loaders.get(repo.library, _download)(repo)


def _transformers(repo: HubRepo) -> str:
    kind = _AUTO_CLASSES.get(repo.task, "AutoModel")
    return _call("transformers", f"{kind}.from_pretrained", repo)


def _download(repo: HubRepo) -> str:
    return _call("huggingface_hub", "snapshot_download", repo)


def _call(module: str, function: str, repo: HubRepo) -> str:
    """An import and a call with the repository's id and revision as safe literals."""
    arguments = json.dumps(repo.id)
    if repo.revision:
        arguments += f", revision={json.dumps(repo.revision)}"
    name = function.partition(".")[0]
    return f"from {module} import {name}\n\n{_result(repo)} = {function}({arguments})"


def _result(repo: HubRepo) -> str:
    return "dataset" if repo.kind == "dataset" else "model"


def _clone(repo: HubRepo) -> str:
    revision = f" --revision {repo.revision}" if repo.revision else ""
    return f"hf download --repo-type space {repo.id}{revision}"
