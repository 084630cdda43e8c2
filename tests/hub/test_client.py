from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest

from miniconf.hub.client import HubClient, HubError, NonsenseError
from tests.hub.hubserver import SHA, Hub, running

LIMITED = (429, {"RateLimit": '"api";r=0;t=37', "RateLimit-Policy": '"w";"api";q=500;w=300'}, b"")


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    monkeypatch.delenv("HF_TOKEN", raising=False)
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


def test_client_says_that_it_waits(hub: Hub) -> None:
    hub.papers["2702.01001"] = {"id": "2702.01001"}
    hub.moods = [LIMITED]
    told: list[str] = []
    HubClient(hub.endpoint, sleep=lambda _: None, tell=told.append).paper("2702.01001")
    assert told == ["the Hub asks for fewer calls: waiting 37 s"]


def test_client_waits_until_the_date_the_hub_names(
    hub: Hub, client: HubClient, slept: list[float]
) -> None:
    hub.papers["2702.01001"] = {"id": "2702.01001"}
    hub.moods = [(503, {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}, b"")]
    assert client.paper("2702.01001") is not None
    assert slept == [1.0]


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


def test_client_gives_up_on_a_hub_that_is_silent(hub: Hub, slept: list[float]) -> None:
    hub.delay = 0.4
    hub.repos["model", "o/m"] = {"id": "o/m"}
    client = HubClient(hub.endpoint, sleep=slept.append, timeout=0.1, attempts=2)
    with pytest.raises(HubError, match=r"cannot be reached \(ReadTimeout\) for model o/m"):
        client.repo("model", "o/m")


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (401, "text/html", b"<h1>401 Authorization Required</h1>"),
        (401, "application/json", b'{"error":"unauthorized"}'),
        (403, "text/html", b"<h1>Sign in</h1>"),
        (403, "application/json", b'{"error":"forbidden"}'),
        (404, "text/html", b"<h1>Sign in</h1>"),
        (404, "application/json", b'{"error":'),
        (410, "text/html", b"<h1>Gone</h1>"),
    ],
)
@pytest.mark.parametrize("token", ["", "hf_test"])
def test_client_does_not_take_a_portals_refusal_for_the_hubs(
    hub: Hub, monkeypatch: pytest.MonkeyPatch, token: str, status: int, kind: str, body: bytes
) -> None:
    monkeypatch.setenv("HF_TOKEN", token)
    client = HubClient(hub.endpoint, sleep=lambda _: None)
    for what, ask in (
        ("paper 2702.01001", lambda: client.paper("2702.01001")),
        ("model o/m", lambda: client.repo("model", "o/m")),
    ):
        hub.moods = [(status, {"Content-Type": kind}, body)] * 9
        with pytest.raises(NonsenseError) as caught:
            ask()
        assert str(caught.value) == (
            f"{hub.endpoint} gives no usable answer ({status}) for {what}: "
            "what was learnt so far is kept; run `miniconf hub sync` again later"
        )


def test_client_takes_a_missing_paper_by_the_documented_answer(
    hub: Hub, client: HubClient, slept: list[float]
) -> None:
    hub.moods = [(404, {"Content-Type": "application/json; charset=utf-8"}, b'{"error":"No"}')]
    assert client.paper("2702.01001") is None
    assert slept == []


def test_client_stops_at_once_where_the_token_is_refused(
    hub: Hub, monkeypatch: pytest.MonkeyPatch, slept: list[float]
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_test")
    hub.moods = [(401, {"X-Error-Message": "Invalid credentials in Authorization header"}, b"")]
    with pytest.raises(HubError) as caught:
        HubClient(hub.endpoint, sleep=slept.append).repo("model", "o/m")
    assert str(caught.value) == "the Hub does not accept the token in HF_TOKEN: renew or unset it"
    assert slept == []


def test_client_knows_what_is_private_or_disabled_as_not_there(hub: Hub, client: HubClient) -> None:
    hub.moods = [
        (401, {"X-Error-Message": "Invalid username or password."}, b""),
        (401, {"X-Error-Code": "RepoNotFound"}, b""),
        (403, {"X-Error-Message": "Access to this resource is disabled."}, b""),
        (403, {"X-Error-Code": "GatedRepo"}, b""),
    ]
    for name in ("o/private", "o/none", "o/disabled", "o/gated"):
        assert client.repo("model", name) is None


@pytest.mark.parametrize("body", [b"<html>login</html>", b'{"id":', b"[1, 2]", b'{"paper": 3}'])
def test_client_says_when_the_answer_is_nonsense(
    hub: Hub, client: HubClient, slept: list[float], body: bytes
) -> None:
    hub.moods = [(200, {"Content-Type": "application/json"}, body)] * 9
    with pytest.raises(HubError, match="gives no usable answer"):
        client.paper("2702.01001")


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("status", [200, 404])
def test_client_reads_no_answer_that_does_not_end(
    hub: Hub, slept: list[float], status: int, packed: bool
) -> None:
    body = b'{"id":"2702.01001","x":"' + b"x" * 25 * 2**20
    headers = {"Content-Type": "application/json"}
    if packed:
        body, headers = gzip.compress(body, 1), {**headers, "Content-Encoding": "gzip"}
    hub.moods = [(status, headers, body)] * 9
    client = HubClient(hub.endpoint, sleep=slept.append, attempts=1)
    with pytest.raises(NonsenseError, match=r"gives no usable answer \(TooLongError\) for paper"):
        client.paper("2702.01001")


def test_client_reads_long_answers(hub: Hub, client: HubClient) -> None:
    hub.papers["2702.01001"] = {"id": "2702.01001", "summary": "x" * 5_000_000}
    page = client.paper("2702.01001")
    assert page is not None
    assert len(page.summary) == 5_000_000


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


def test_repo_follows_one_that_was_renamed(hub: Hub, client: HubClient) -> None:
    hub.moved["o/old"] = "o/new"
    hub.repos["dataset", "o/new"] = {"id": "o/new"}
    hub.cards["dataset", "o/new"] = "New."
    info = client.repo("dataset", "o/old")
    assert info is not None
    assert info.id == "o/new"
    assert client.readme("dataset", "o/old", "") == "New."


def test_linked_follows_pages_to_the_hundredth(hub: Hub, client: HubClient) -> None:
    hub.page = 30
    for n in range(120):
        hub.repos["model", f"o/m{n}"] = {"id": f"o/m{n}", "tags": ["arxiv:2702.01001"]}
    found = client.linked("model", "2702.01001")
    assert [info.id for info in found] == [f"o/m{n}" for n in range(100)]
    assert len(hub.asked) == 4


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


def test_readme_is_read_only_so_far(hub: Hub, client: HubClient) -> None:
    hub.cards["space", "o/s"] = "x" * 3_000_000
    assert 200_000 < len(client.readme("space", "o/s", "")) < 400_000


def test_token_goes_out_only_from_the_environment(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    HubClient(hub.endpoint).paper("2702.01001")
    monkeypatch.setenv("HF_TOKEN", "hf_test")
    HubClient(hub.endpoint).paper("2702.01001")
    assert [h.get("authorization") for h in hub.headers] == [None, None]
    HubClient(hub.endpoint).repo("model", "o/m")
    assert hub.headers[-1].get("authorization") == "Bearer hf_test"
