"""The few lines that load a repository of the Hub, for its kind and library, pinned to a commit."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Mapping
from functools import lru_cache

from miniconf.model import RepoView
from miniconf.patterns import regex

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


_LOADER = regex(r"Auto[A-Za-z0-9]{1,60}")


Write = Callable[[str, str], str]
"""What writes the lines that load a repository, from its id and its revision or ""."""


def snippet(repo: RepoView) -> tuple[str, str]:
    """`(language, code)` that loads `repo`, its revision pinned where one is known.

    Python for models and datasets, shell for a Space; a library without a loader of its own gets a
    plain download, which is right for every repository.
    """
    write = writer(repo.kind, repo.library, repo.task, repo.loader)
    return "sh" if repo.kind == "space" else "python", write(repo.id, repo.revision)


def brings_code(repo: RepoView) -> bool:
    """Whether the lines that load `repo` stop until its own code is trusted.

    The reader is told so and decides: no snippet says `trust_remote_code=True` by itself
    (https://huggingface.co/docs/transformers/custom_models).
    """
    return repo.kind == "model" and repo.custom_code and repo.library in _TRUSTING


@lru_cache(maxsize=10_000)
def writer(kind: str, library: str, task: str, loader: str) -> Write:
    """What writes the lines for repositories of one sort: many are of few."""
    if kind == "space":
        return _clone
    if kind == "dataset":
        return _call("datasets", "load_dataset")
    return _LIBRARIES.get(library, _download)(task, loader)


def _transformers(task: str, loader: str) -> Write:
    """The class that the Hub names, else the task's; a pipeline where the task has several."""
    if not _LOADER.fullmatch(loader) and task in _SEVERAL:
        return _call("transformers", "pipeline", json.dumps(task), keyword="model=")
    named = loader if _LOADER.fullmatch(loader) else _AUTO_CLASSES.get(task)
    return _call("transformers", f"{named or 'AutoModel'}.from_pretrained")


def _timm(task: str, loader: str) -> Write:
    """timm takes the revision as part of the name."""

    def write(name: str, revision: str) -> str:
        place = json.dumps(f"hf-hub:{name}@{revision}" if revision else f"hf-hub:{name}")
        return f"import timm\n\nmodel = timm.create_model({place}, pretrained=True)"

    return write


def _download(task: str, loader: str) -> Write:
    return _call("huggingface_hub", "snapshot_download")


_LIBRARIES: Mapping[str, Callable[[str, str], Write]] = {
    "transformers": _transformers,
    "diffusers": lambda task, _: _call("diffusers", "DiffusionPipeline.from_pretrained"),
    "sentence-transformers": lambda task, _: _call("sentence_transformers", "SentenceTransformer"),
    "peft": lambda task, _: _call("peft", f"{_ADAPTED.get(task, 'AutoPeftModel')}.from_pretrained"),
    "timm": _timm,
}
"""Library -> what gives, for a task and a loader, what writes the lines that load a model."""


def _call(module: str, function: str, *first: str, keyword: str = "") -> Write:
    """What writes an import and a call with id and revision as safe literals, `first` before."""
    result = {"load_dataset": "dataset", "snapshot_download": "folder", "pipeline": "pipe"}
    imported = f"from {module} import {function.partition('.')[0]}"
    call = f"{result.get(function, 'model')} = {function}("
    before = "".join([f"{argument}, " for argument in first])
    above = "".join([f"    {argument},\n" for argument in first])
    room = _LONGEST - len(call) - len(before) - 1

    def write(name: str, revision: str) -> str:
        place = f"{keyword}{_literal(name)}"
        pinned = f"revision={_literal(revision)}" if revision else ""
        line = f"{place}, {pinned}" if pinned else place
        if len(line) <= room:
            return f"{imported}\n\n{call}{before}{line})"
        below = f"    {pinned},\n" if pinned else ""
        return f"{imported}\n\n{call}\n{above}    {place},\n{below})"

    return write


def _clone(name: str, revision: str) -> str:
    pinned = f" --revision {shlex.quote(revision)}" if revision else ""
    return f"hf download --repo-type space {shlex.quote(name)}{pinned}"
