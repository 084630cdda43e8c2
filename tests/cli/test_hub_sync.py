"""The command against a Hub on loopback, with the real client, as one who runs it sees it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from miniconf.cli.hub_sync import sync
from miniconf.hub.client import HubClient
from miniconf.load import load
from tests.hub.hubserver import SHA, Hub, running

CONFIG = "name: Tern\nstart: 2031-03-28\nend: 2031-03-30\ntime_zone: UTC\n"
CITES = ["arxiv:2702.01001"]


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    with running(Hub()) as server:
        monkeypatch.setenv("HF_ENDPOINT", server.endpoint)
        yield server


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "config.yml").write_text(CONFIG)
    papers = ["id,title,authors,arxiv,models,spaces\n", "a,Nests,Ann Example,2702.01001v2,,o/s\n",
              "b,Eggs,Bo Example,2702.09999,o/gone|o/old,\n"]  # fmt: skip
    (tmp_path / "papers.csv").write_text("".join(papers))
    return tmp_path


def fill(hub: Hub) -> None:
    user = {"avatarUrl": "", "fullname": "Ann", "name": "ann", "user": "ann"}
    hub.papers["2702.01001"] = {
        "id": "2702.01001", "upvotes": 4, "numTotalModels": 72, "authors": [{"name": "Ann"}],
        "organization": {"_id": "1", "avatar": "", "name": "ann", "fullname": "Ann"} | user,
        "linkedModels": [{"id": "x/famous"}], "linkedDatasets": [],
    }  # fmt: skip
    hub.repos["model", "x/famous"] = {"id": "x/famous", "downloads": 9_000, "tags": CITES}
    hub.repos["model", "ann/nest"] = {
        "id": "ann/nest", "sha": SHA, "downloads": 3, "tags": CITES, "library_name": "timm",
    }  # fmt: skip
    hub.cards["model", "ann/nest"] = "# Nest\n\nTells nests.\n\n## Limitations\n\nNot eggs.\n"
    hub.repos["space", "o/s"] = {"id": "o/s", "runtime": {"stage": "SLEEPING"}, "subdomain": "o-s"}
    hub.repos["model", "o/new"] = {"id": "o/new", "tags": []}
    hub.moved["o/old"] = "o/new"


def run(site: Path, *options: str) -> Result:
    result = CliRunner().invoke(sync, [str(site), *options], catch_exceptions=False)
    assert "hf_secret" not in result.output
    return result


def test_sync_writes_what_the_build_reads(hub: Hub, site: Path) -> None:
    fill(hub)
    result = run(site)
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        f"{hub.endpoint}: 2 papers with an arXiv id and 3 named repositories to ask for",
        "Asking",
        f"{site}/hub.yml: 1 of 2 papers known to the Hub, 5 repositories, 1 not found",
    ]
    found = load(site)
    assert found.problems == ()
    conference = found.conference
    assert conference is not None
    repos = {name: repo for (_, name), repo in conference.repos.items()}
    assert list(repos) == ["ann/nest", "o/gone", "o/old", "x/famous", "o/s"]
    assert (repos["ann/nest"].by_authors, repos["ann/nest"].limitations) == (True, "Not eggs.")
    assert (repos["o/gone"].missing, repos["o/old"].moved_to) == (True, "o/new")
    assert (repos["o/s"].running, repos["o/s"].host) == (False, "https://o-s.hf.space")
    assert conference.hub_papers["a"].models == 72
    assert conference.hub_papers["b"].indexed is False
    assert "hf_secret" not in (site / "hub.yml").read_text()


def test_second_sync_asks_nothing_and_changes_nothing(hub: Hub, site: Path) -> None:
    fill(hub)
    run(site)
    before, hub.asked = (site / "hub.yml").read_bytes(), []
    assert run(site).exit_code == 0
    assert hub.asked == []
    assert (site / "hub.yml").read_bytes() == before


def test_hub_that_knows_nothing_any_more_leaves_the_last_good_file(hub: Hub, site: Path) -> None:
    ids = [f"2702.0{n:04}" for n in range(6)]
    rows = [f"p{n},Nest {n},Ann Example,{name}\n" for n, name in enumerate(ids)]
    (site / "papers.csv").write_text("".join(["id,title,authors,arxiv\n", *rows]))
    hub.papers = {name: {"id": name, "upvotes": 4} for name in ids}
    run(site)
    before, hub.papers = (site / "hub.yml").read_bytes(), {}
    result = run(site, "--max-age", "-1")
    assert result.exit_code == 1
    assert result.output.splitlines()[-2:] == [
        f"{site}/hub.yml: left as it was",
        f"warning: {hub.endpoint} knows nothing any more of 5 of 6 papers and repositories that it "
        "knew: they are kept as they were; if it is so, delete hub.yml and run "
        "`miniconf hub sync` again",
    ]
    assert (site / "hub.yml").read_bytes() == before


def test_one_of_each_is_told_as_one(hub: Hub, site: Path) -> None:
    rows = "id,title,authors,arxiv,models\na,Nests,Ann Example,2702.01001,o/gone\n"
    (site / "papers.csv").write_text(rows)
    assert [line for line in run(site).output.splitlines() if ": " in line] == [
        f"{hub.endpoint}: 1 paper with an arXiv id and 1 named repository to ask for",
        f"{site}/hub.yml: 0 of 1 paper known to the Hub, 1 repository, 1 not found",
    ]


def test_dry_run_asks_nothing(hub: Hub, site: Path) -> None:
    assert run(site, "--dry-run").output == (
        f"{hub.endpoint}: 2 papers with an arXiv id and 3 named repositories to ask for\n"
    )
    assert hub.asked == []
    assert not (site / "hub.yml").exists()


@pytest.mark.parametrize(
    ("mood", "said"),
    [
        ((500, {}, b"oops"), "answers 500"),
        ((200, {"Content-Type": "application/json"}, b"[7, null"), "gives no usable answer"),
        ((404, {"Content-Type": "text/html"}, b"<p>Welcome"), "gives no usable answer (404)"),
        ((401, {"Content-Type": "text/html"}, b"<p>Sign in"), "gives no usable answer (401)"),
        (
            (403, {"Content-Type": "application/json"}, b'{"error":"forbidden"}'),
            "gives no usable answer (403)",
        ),
    ],
)
def test_hub_that_fails_leaves_the_last_good_file(
    hub: Hub, site: Path, mood: tuple, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(hub)
    run(site)
    before = (site / "hub.yml").read_bytes()
    monkeypatch.setitem(HubClient.__init__.__kwdefaults__, "sleep", lambda _: None)
    hub.moods, hub.moved = [mood] * 99, {}
    result = run(site, "--max-age", "-1")
    assert result.exit_code == 1
    assert f"warning: {hub.endpoint} {said}" in result.output
    assert f"{site}/hub.yml: left as it was" in result.output
    assert (site / "hub.yml").read_bytes() == before


def test_killed_sync_goes_on_where_it_was(hub: Hub, site: Path) -> None:
    rows = [f"p{n},Nest {n},Ann Example,2702.{n:05}\n" for n in range(40)]
    (site / "papers.csv").write_text("".join(["id,title,authors,arxiv\n", *rows]))
    hub.delay = 0.01
    command = [sys.executable, "-c", "from miniconf.cli import main; main()", "hub", "sync"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    process = subprocess.Popen(
        [*command, str(site)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    while process.poll() is None and len(hub.asked) < 20:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    conference = load(site).conference
    assert conference is not None
    known, hub.asked = len(conference.hub_papers), []
    assert 0 < known <= 20
    assert run(site).exit_code == 0
    assert len([path for path in hub.asked if "/api/papers/" in path]) == 40 - known
    assert [path.name for path in site.iterdir() if path.name.startswith(".")] == []
