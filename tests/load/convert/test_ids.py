from __future__ import annotations

import pytest

from miniconf.load.convert import MISSING, Faults, ids
from miniconf.load.convert.faults import Convert
from miniconf.model import RepoRef


def tried(convert: Convert, raw: str) -> tuple[object, list[str]]:
    faults: Faults = []
    value = convert(raw, faults)
    return value, [f"{f.message}{f' ({f.hint})' if f.hint else ''}" for f in faults]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2001.00001", "2001.00001"), ("2001.00001v3", "2001.00001"),
        ("arXiv:2001.00001", "2001.00001"), ("https://arxiv.org/abs/2001.00001v2", "2001.00001"),
        ("https://arxiv.org/pdf/2001.00001v2.pdf", "2001.00001"), ("cs/0112017", "cs/0112017"),
        ("math.GT/0309136", "math.GT/0309136"), ("20.1", MISSING),
    ],
)  # fmt: skip
def test_arxiv(raw: str, value: object) -> None:
    assert tried(ids.arxiv, raw)[0] == value


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("10.5555/12345", "10.5555/12345"), ("https://doi.org/10.5555/a(b)", "10.5555/a(b)"),
        ("doi: 10.5555/1", "10.5555/1"), ("5555/1", MISSING),
    ],
)  # fmt: skip
def test_doi(raw: str, value: object) -> None:
    assert tried(ids.doi, raw)[0] == value


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2020.acl-main.1", "2020.acl-main.1"), ("P19-1001", "P19-1001"),
        ("https://aclanthology.org/2020.acl-main.1/", "2020.acl-main.1"),
        ("https://www.aclweb.org/anthology/2020.acl-main.1.pdf", "2020.acl-main.1"), ("x", MISSING),
    ],
)  # fmt: skip
def test_anthology(raw: str, value: object) -> None:
    assert tried(ids.anthology, raw)[0] == value


def test_openreview() -> None:
    assert tried(ids.openreview, "B1xSperKvH") == ("B1xSperKvH", [])
    assert (
        tried(ids.openreview, "https://openreview.net/forum?id=B1xSperKvH&x=1")[0] == "B1xSperKvH"
    )
    assert tried(ids.openreview, "https://openreview.net/forum") == (
        MISSING, ['expected an OpenReview forum id, got "https://openreview.net/forum"'],
    )  # fmt: skip
    assert tried(ids.openreview, "http://[::1") == (
        MISSING, ['expected an OpenReview forum id, got "http://[::1"'],
    )  # fmt: skip


def test_orcid() -> None:
    assert tried(ids.orcid, "https://orcid.org/0000-0002-1825-0097") == ("0000-0002-1825-0097", [])
    assert tried(ids.orcid, "0000-0002-1694-233x") == ("0000-0002-1694-233X", [])
    assert tried(ids.orcid, "0000-0002-1825-0098") == (
        MISSING, ['expected an ORCID iD, got "0000-0002-1825-0098" (its check digit is wrong)'],
    )  # fmt: skip
    assert tried(ids.orcid, "1825-0097")[0] is MISSING


@pytest.mark.parametrize(
    "raw",
    [
        "tern/nest-v2.1", "https://huggingface.co/tern/nest-v2.1",
        "https://hf.co/tern/nest-v2.1/tree/main", "models/tern/nest-v2.1",
    ],
)  # fmt: skip
def test_repository_model(raw: str) -> None:
    assert tried(ids.repository("model"), raw) == (RepoRef(kind="model", id="tern/nest-v2.1"), [])


@pytest.mark.parametrize(
    "raw", ["tern/eggs", "datasets/tern/eggs", "https://huggingface.co/datasets/tern/eggs?x"]
)
def test_repository_dataset(raw: str) -> None:
    assert tried(ids.repository("dataset"), raw) == (RepoRef(kind="dataset", id="tern/eggs"), [])


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("nest", 'expected a model as organisation/name or its address on the Hub, got "nest"'),
        (
            "https://huggingface.co/spaces/tern/map",
            'expected a model on the Hub, got "https://huggingface.co/spaces/tern/map" '
            "(it belongs under spaces)",
        ),
        ("../x", 'expected a model as organisation/name or its address on the Hub, got "../x"'),
        (
            "https://x.example/tern/nest",
            "expected a model as organisation/name or its address on the Hub, "
            'got "https://x.example/tern/nest"',
        ),
        (
            "https://huggingface.co/tern",
            "expected a model as organisation/name or its address on the Hub, "
            'got "https://huggingface.co/tern" (that is all that tern has; name one repository, '
            "tern/NAME)",
        ),
        (
            "huggingface.co/spaces/tern",
            "expected a model as organisation/name or its address on the Hub, "
            'got "huggingface.co/spaces/tern" (that is all that tern has; name one repository, '
            "tern/NAME)",
        ),
        (
            "https://huggingface.co/collections/tern/nests-65f",
            "expected a model as organisation/name or its address on the Hub, "
            'got "https://huggingface.co/collections/tern/nests-65f" (that is a collection; name '
            "the repositories in it)",
        ),
        (
            "https://huggingface.co/papers/2001.00001",
            "expected a model as organisation/name or its address on the Hub, "
            'got "https://huggingface.co/papers/2001.00001" (that is a paper\'s page; its arXiv id '
            "belongs under arxiv)",
        ),
        (
            "https://tern-map.hf.space/",
            "expected a model as organisation/name or its address on the Hub, "
            'got "https://tern-map.hf.space/" (that is where a Space answers; give its id or its '
            "page on the Hub)",
        ),
        ("tern/nest; rm -rf x",
         "expected a model as organisation/name or its address on the Hub, "
         'got "tern/nest; rm -rf x"'),
    ],
)  # fmt: skip
def test_repository_refused(raw: str, told: str) -> None:
    assert tried(ids.repository("model"), raw) == (MISSING, [told])


def test_repository_dataset_refuses_a_models_page() -> None:
    assert tried(ids.repository("dataset"), "https://huggingface.co/tern/nest") == (
        MISSING,
        [
            'expected a dataset on the Hub, got "https://huggingface.co/tern/nest" '
            "(it belongs under models)"
        ],
    )


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("tern/nest", []),
        ("nest", ['expected the id of a repository, organisation/name, got "nest"']),
        ("a/b\n`x`", ['expected the id of a repository, organisation/name, got "a/b `x`"']),
    ],
)
def test_repo_id(raw: str, told: list[str]) -> None:
    assert tried(ids.repo_id, raw) == (MISSING if told else raw, told)
