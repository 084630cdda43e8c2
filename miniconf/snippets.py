"""The few lines that load a repository of the Hub, for its kind and library, pinned to a commit."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Mapping
from functools import cache

from miniconf.model import RepoView

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
    "audio-classification": "AutoModelForAudioClassification",
    "depth-estimation": "AutoModelForDepthEstimation",
}
"""Task -> class of transformers; https://huggingface.co/docs/transformers/model_doc/auto"""
_SEVERAL = frozenset({"automatic-speech-recognition"})
"""Tasks whose models are of several classes: `pipeline(task, model=..., revision=...)` finds it."""
_ADAPTED = {
    "text-generation": "AutoPeftModelForCausalLM",
    "text2text-generation": "AutoPeftModelForSeq2SeqLM",
    "summarization": "AutoPeftModelForSeq2SeqLM",
    "translation": "AutoPeftModelForSeq2SeqLM",
    "text-classification": "AutoPeftModelForSequenceClassification",
    "token-classification": "AutoPeftModelForTokenClassification",
    "question-answering": "AutoPeftModelForQuestionAnswering",
    "feature-extraction": "AutoPeftModelForFeatureExtraction",
}
"""Task -> class of peft; https://huggingface.co/docs/peft/package_reference/auto_class"""
_TRUSTING = frozenset({"transformers", "sentence-transformers"})
"""Libraries that run a model's own code, where `trust_remote_code` says so."""
_literal = json.encoder.encode_basestring_ascii
"""A string as JSON writes it, which is a literal of Python, too."""
_LONGEST = 72
"""Longer lines are broken: so many characters fit on a card."""


_LOADER = re.compile(r"Auto[A-Za-z0-9]{1,60}")


def snippet(repo: RepoView) -> tuple[str, str]:
    """`(language, code)` that loads `repo`, its revision pinned where one is known.

    Python for models and datasets, shell for a Space; a library without a loader of its own gets a
    plain download, which is right for every repository.
    """
    if repo.kind == "dataset":
        return "python", _call("datasets", "load_dataset", repo)
    if repo.kind == "space":
        return "sh", _clone(repo)
    return "python", _LIBRARIES.get(repo.library, _download)(repo)


def brings_code(repo: RepoView) -> bool:
    """Whether the lines that load `repo` stop until its own code is trusted.

    The reader is told so and decides: no snippet says `trust_remote_code=True` by itself
    (https://huggingface.co/docs/transformers/custom_models).
    """
    return repo.kind == "model" and repo.custom_code and repo.library in _TRUSTING


def _transformers(repo: RepoView) -> str:
    """The class that the Hub names, else the task's; a pipeline where the task has several."""
    if not _LOADER.fullmatch(repo.loader) and repo.task in _SEVERAL:
        return _call("transformers", "pipeline", repo, json.dumps(repo.task), keyword="model=")
    named = repo.loader if _LOADER.fullmatch(repo.loader) else _AUTO_CLASSES.get(repo.task)
    return _call("transformers", f"{named or 'AutoModel'}.from_pretrained", repo)


def _timm(repo: RepoView) -> str:
    """timm takes the revision as part of the name."""
    name = f"hf-hub:{repo.id}@{repo.revision}" if repo.revision else f"hf-hub:{repo.id}"
    return f"import timm\n\nmodel = timm.create_model({json.dumps(name)}, pretrained=True)"


def _download(repo: RepoView) -> str:
    return _call("huggingface_hub", "snapshot_download", repo)


_LIBRARIES: Mapping[str, Callable[[RepoView], str]] = {
    "transformers": _transformers,
    "diffusers": lambda r: _call("diffusers", "DiffusionPipeline.from_pretrained", r),
    "sentence-transformers": lambda r: _call("sentence_transformers", "SentenceTransformer", r),
    "peft": lambda r: _call("peft", f"{_ADAPTED.get(r.task, 'AutoPeftModel')}.from_pretrained", r),
    "timm": _timm,
}
"""Library -> what writes the lines that load a model with it."""


def _call(module: str, function: str, repo: RepoView, *first: str, keyword: str = "") -> str:
    """An import and a call with the repository's id and revision as safe literals."""
    arguments = [*first, f"{keyword}{_literal(repo.id)}"]
    if repo.revision:
        arguments.append(f"revision={_literal(repo.revision)}")
    call = _begun(module, function)
    length = len(call) - call.rfind("\n") + sum(map(len, arguments)) + 2 * len(arguments) - 2
    if length > _LONGEST:
        broken = "".join([f"    {argument},\n" for argument in arguments])
        return f"{call}\n{broken})"
    return f"{call}{', '.join(arguments)})"


@cache
def _begun(module: str, function: str) -> str:
    """An import and a call up to its bracket, which are the same for many repositories."""
    result = {"load_dataset": "dataset", "snapshot_download": "folder", "pipeline": "pipe"}
    imported = f"from {module} import {function.partition('.')[0]}"
    return f"{imported}\n\n{result.get(function, 'model')} = {function}("


def _clone(repo: RepoView) -> str:
    revision = f" --revision {shlex.quote(repo.revision)}" if repo.revision else ""
    return f"hf download --repo-type space {shlex.quote(repo.id)}{revision}"
