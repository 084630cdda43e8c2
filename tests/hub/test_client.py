from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from miniconf.hub.client import HubClient, HubError
from tests.hub.hubserver import SHA, Hub, running

LIMITED = (429, {"RateLimit": '"api";r=0;t=37', "RateLimit-Policy": '"w";"api";q=500;w=300'}, b"")


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Hub]:
    monkeypatch.delenv("HF_TOKEN", raising=False)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "cache"))
    with running(Hub()) as server:
        yield server


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def client(hub: Hub, slept: list[float]) -> HubClient:
    return HubClient(hub.endpoint, sleep=slept.append)


def test_paper_gives_the_hubs_page(hub: Hub, client: HubClient) -> None:
    hub.papers["2702.01001"] = {"id": "2702.01001", "upvotes": 5, "numTotalModels": 2}
    page = client.paper("2702.01001")
    assert page is not None
    assert (page.id, page.upvotes, page.num_total_models) == ("2702.01001", 5, 2)


def test_paper_unknown_to_the_hub_is_none_at_once(client: HubClient, slept: list[float]) -> None:
    assert client.paper("2702.09999") is None
    assert slept == []


def test_client_waits_as_long_as_the_hub_says(
    hub: Hub, client: HubClient, slept: list[float]
) -> None:
    hub.papers["2702.01001"] = {"id": "2702.01001"}
    hub.moods = [LIMITED, (429, {"Retry-After": "5"}, b"")]
    assert client.paper("2702.01001") is not None
    assert slept == [37.0, 5.0]


def test_client_gives_up_with_a_sentence_when_the_hub_stays_down(
    hub: Hub, client: HubClient, slept: list[float]
) -> None:
    hub.moods = [(503, {}, b"down")] * 9
    with pytest.raises(HubError) as caught:
        client.paper("2702.01001")
    assert str(caught.value) == (
        f"{hub.endpoint} answers 503 for paper 2702.01001: what was learnt so far is kept; "
        "run `miniconf hub sync` again later"
    )
    assert slept == [1.0, 2.0, 4.0]


@pytest.mark.parametrize("body", [b"<html>login</html>", b'{"id":', b"[1, 2]", b'{"paper": 3}'])
def test_client_says_when_the_answer_is_nonsense(
    hub: Hub, client: HubClient, slept: list[float], body: bytes
) -> None:
    hub.moods = [(200, {"Content-Type": "application/json"}, body)] * 9
    with pytest.raises(HubError, match="gives no usable answer"):
        client.paper("2702.01001")


def test_client_says_when_nobody_listens(slept: list[float]) -> None:
    client = HubClient("http://127.0.0.1:9", sleep=slept.append)
    with pytest.raises(HubError, match=r"cannot be reached \(ConnectError\)"):
        client.paper("2702.01001")


def test_client_never_waits_longer_than_its_patience(hub: Hub, slept: list[float]) -> None:
    hub.moods = [(429, {"RateLimit": '"api";r=0;t=300'}, b"")] * 9
    client = HubClient(hub.endpoint, sleep=slept.append, patience=500)
    with pytest.raises(HubError, match="asks for fewer calls"):
        client.paper("2702.01001")
    assert slept == [300.0]


def test_repo_by_kind(hub: Hub, client: HubClient) -> None:
    hub.repos["dataset", "o/d"] = {"id": "o/d", "sha": SHA, "tags": []}
    info = client.repo("dataset", "o/d")
    assert info is not None
    assert (info.id, info.sha) == ("o/d", SHA)
    assert client.repo("model", "o/d") is None


def test_linked_lists_what_cites_the_paper(hub: Hub, client: HubClient) -> None:
    tags = ["arxiv:2702.01001"]
    hub.repos["model", "o/rare"] = {"id": "o/rare", "tags": tags, "downloads": 1}
    hub.repos["model", "o/used"] = {"id": "o/used", "tags": tags, "downloads": 9}
    hub.repos["model", "o/other"] = {"id": "o/other", "tags": ["arxiv:1111.11111"]}
    assert [info.id for info in client.linked("model", "2702.01001")] == ["o/used", "o/rare"]
    assert "sort=downloads" in hub.asked[-1]


def test_readme_gives_the_text_of_the_card(hub: Hub, client: HubClient) -> None:
    hub.cards["model", "o/m"] = "---\nlicense: mit\n---\n# M\n\nTells tides.\n"
    assert client.readme("model", "o/m", "").strip() == "# M\n\nTells tides."
    assert client.readme("model", "o/none", "") == ""


def test_token_goes_out_only_from_the_environment(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    HubClient(hub.endpoint).paper("2702.01001")
    monkeypatch.setenv("HF_TOKEN", "hf_test")
    HubClient(hub.endpoint).paper("2702.01001")
    assert [h.get("authorization") for h in hub.headers] == [None, None]
    HubClient(hub.endpoint).repo("model", "o/m")
    assert hub.headers[-1].get("authorization") == "Bearer hf_test"
