"""Whether a whole `hub.yml` is plain, found out once."""

from __future__ import annotations

from pathlib import Path

import pytest

from miniconf.load import plainhub
from miniconf.load.plainhub import is_plain

HUB = 'source: https://hub.example\npapers: []\nrepos:\n- {"kind": "model", "id": "o/m"}\n'


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    path = tmp_path / "hub.yml"
    path.write_text(HUB)
    return path


def test_plain_text_is_looked_at_once(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known, looked = hub.with_name("plain"), []
    plain_rows = plainhub.plain_rows

    def look(text: str) -> object:
        looked.append(text)
        return plain_rows(text)

    monkeypatch.setattr(plainhub, "plain_rows", look)
    assert [is_plain(hub, known), is_plain(hub, known)] == [True, True]
    other = HUB.replace("o/m", "o/n")
    hub.write_text(other)
    assert is_plain(hub, known)
    assert looked == [HUB, other]


def test_text_that_is_not_plain_is_never_known(hub: Path) -> None:
    known = hub.with_name("plain")
    assert is_plain(hub, known)
    for text in (HUB.replace('"o/m"', '"o/m", "likes": "7"'), "repos: [", "\udcff"):
        hub.write_text(text, errors="surrogateescape")
        assert [is_plain(hub, known), is_plain(hub, known)] == [False, False]
    assert not is_plain(hub.with_name("none.yml"), known)


def test_other_rules_look_again(hub: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known, rules = tmp_path / "plain", tmp_path / "rules.py"
    assert is_plain(hub, known)
    before = known.read_bytes()
    rules.write_text("# others")
    monkeypatch.setattr(plainhub.plainrows, "__file__", str(rules))
    assert is_plain(hub, known)
    assert known.read_bytes() != before


def test_folder_that_is_not_there_is_not_made(hub: Path, tmp_path: Path) -> None:
    assert is_plain(hub, tmp_path / "none" / "plain")
    assert [*tmp_path.iterdir()] == [hub]
