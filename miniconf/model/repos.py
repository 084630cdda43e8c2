"""Repositories on the Hugging Face Hub, as `hub.yml` keeps them."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from miniconf.model.fields import RepoId, described
from miniconf.model.record import record
from miniconf.model.values import RepoKind


@record
class HubRepo:
    """Details of one repository on the Hugging Face Hub."""

    kind: RepoKind = described("model, dataset or space.")
    id: RepoId = described("`organisation/name`.")
    papers: tuple[str, ...] = described(
        "Papers that its card cites, as the Hub says; a paper may name it besides.",
        default=(),
        refs="papers",
    )
    by_authors: bool = described("Whether the authors or their organisation own it.", default=False)
    task: str = described("Task: `text-classification`.", default="", aliases=("pipeline_tag",))
    library: str = described("Library: `transformers`.", default="", aliases=("library_name",))
    loader: str = described("Class of transformers that loads it: `AutoModel`.", default="")
    custom_code: bool = described("Whether loading it runs code of its own.", default=False)
    parameters: int | None = described("Number of parameters.", default=None)
    size: str = described("Size of a dataset: `10K<n<100K`.", default="")
    downloads: int | None = described("Downloads in 30 days.", default=None)
    likes: int | None = described("Likes.", default=None)
    license: str = described("Licence id: `apache-2.0`.", default="", aliases=("licence",))
    gated: bool = described("Whether access must be asked for.", default=False)
    languages: tuple[str, ...] = described("Languages.", default=(), aliases=("language",))
    last_modified: datetime | None = described("Last change.", default=None)
    revision: str = described("Commit the snippet is pinned to.", default="", aliases=("sha",))
    summary: str = described("What it is, in a sentence.", default="")
    intended_use: str = described("Intended use, as the card states it.", default="")
    limitations: str = described("Limitations, as the card states them.", default="")
    trained_on: tuple[str, ...] = described("Datasets it was trained on.", default=())
    base_model: str = described("Model it was made from.", default="")
    sdk: str = described("SDK of a Space.", default="")
    host: str = described("Address that a Space answers at.", default="")
    running: bool | None = described("Whether a Space is awake.", default=None)
    stopped: bool = described("Whether a Space is paused or in error.", default=False)
    missing: bool = described("The Hub says that there is no such repository.", default=False)
    moved_to: RepoId = described("Its present id, where it was renamed.", default=RepoId(""))
    asked: datetime | None = described("When the Hub was asked about it.", default=None)


class RepoView(NamedTuple):
    """What pages show of a repository: values alone, which are quick to make and to compare.

    The fields are those of the same names in `HubRepo`.
    """

    kind: RepoKind
    id: str
    by_authors: bool
    task: str
    library: str
    loader: str
    custom_code: bool
    parameters: int | None
    size: str
    downloads: int | None
    likes: int | None
    license: str
    gated: bool
    languages: tuple[str, ...]
    revision: str
    summary: str
    intended_use: str
    limitations: str
    trained_on: tuple[str, ...]
    base_model: str
    sdk: str
    host: str
    running: bool | None
    stopped: bool
    missing: bool
    moved_to: str


@record
class HubPaper:
    """What the Hub knows about one paper."""

    id: str = described("Id of the paper.", refs="papers")
    arxiv: str = described("arXiv id that was asked for.")
    indexed: bool = described("Whether the Hub has a page for it.", default=True)
    models: int = described("How many models cite it.", default=0)
    datasets: int = described("How many datasets cite it.", default=0)
    spaces: int = described("How many Spaces cite it.", default=0)
    upvotes: int = described("Upvotes on the Hub.", default=0)
    asked: datetime | None = described("When the Hub was asked.", default=None)
