from __future__ import annotations

from pathlib import Path

import pytest

from miniconf.cli.sites import find_site
from miniconf.problems import MiniconfError


def test_find_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    site = tmp_path / "sitedata"
    site.mkdir()
    (site / "config.yml").touch()
    assert find_site(None) == Path("sitedata")
    assert find_site(site) == site
    monkeypatch.chdir(site)
    assert find_site(None) == Path()


def test_find_site_where_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(MiniconfError) as told:
        find_site(tmp_path)
    place = tmp_path / "config.yml"
    hint = "`miniconf new DIR` makes a conference to start from"
    assert str(told.value) == f"there is no {place}; {hint}"


@pytest.mark.parametrize("name", ["config.yaml", "Config.yaml", "config.YAML"])
def test_find_site_by_another_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    with pytest.raises(MiniconfError) as told:
        find_site(tmp_path)
    assert str(told.value) == f"{tmp_path / name} is not read; rename it config.yml"
