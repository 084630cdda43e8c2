from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from miniconf.cli import chat_serve
from miniconf.cli.chat_serve import Options, settings_of
from miniconf.problems import MiniconfError

OPTIONS = Options(
    site=None, database=None, attendees=None, public_url="", origins=(), proxies=0, slow=0
)


def configured(site: Path, chat: str) -> Path:
    config = site / "config.yml"
    more = f"base_url: https://tern.example/2031/\nchat:\n{chat}"
    config.write_text(config.read_text("utf-8") + more, "utf-8")
    return site


def test_settings_follow_the_config(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINICONF_CHAT_USER", "keeper")
    monkeypatch.setenv("MINICONF_CHAT_PASSWORD", "a good password")
    chat = "  engine: embedded\n  url: https://chat.tern.example/\n  guests: false\n"
    made = settings_of(replace(OPTIONS, site=configured(site, chat), slow=5))
    assert (made.title, made.url, made.site, made.origins, made.guests, made.secure) == (
        "Tern 2031", "https://chat.tern.example", "https://tern.example/2031/",
        ("https://tern.example",), False, True,
    )  # fmt: skip
    assert (made.admin, made.admin_password, made.slow_seconds) == ("keeper", "a good password", 5)
    assert made.database == (site.parent / "chat" / "chat.db").resolve()
    assert "--accent" in made.style


def test_code_must_be_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = configured(site, "  engine: embedded\n  writing: code\n")
    with pytest.raises(MiniconfError) as told:
        settings_of(replace(OPTIONS, site=folder))
    assert str(told.value) == (
        "chat.writing is `code`: set MINICONF_CHAT_CODE to the conference's code"
    )
    monkeypatch.setenv("MINICONF_CHAT_CODE", "tern31")
    assert settings_of(replace(OPTIONS, site=folder)).code == "tern31"


def test_a_database_alone_needs_no_site(tmp_path: Path) -> None:
    made = settings_of(replace(OPTIONS, database=tmp_path / "chat.db"))
    assert (made.title, made.writing, made.style) == ("Conference chat", "open", "")


def test_links_are_written_for_their_owner_alone(site: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("name,email\nAna Vo,ana@example.org\n", "utf-8")
    out = tmp_path / "links.csv"
    result = CliRunner().invoke(chat_serve.links, [
        str(site), "--attendees", str(people), "--out", str(out),
        "--public-url", "https://chat.example.org", "--database", str(tmp_path / "chat.db"),
    ])  # fmt: skip
    assert result.output == f"1 links in {out}\n"
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["name"], row["email"]) for row in rows] == [("Ana Vo", "ana@example.org")]
    assert rows[0]["link"].startswith("https://chat.example.org/enter#")
    assert out.stat().st_mode & 0o777 == 0o600


def test_links_need_people_and_an_address(site: Path, tmp_path: Path) -> None:
    runner = CliRunner()
    database = ["--database", str(tmp_path / "chat.db")]
    nobody = runner.invoke(chat_serve.links, [str(site), *database])
    assert str(nobody.exception) == "which people? give their file with --attendees"
    people = tmp_path / "people.csv"
    people.write_text("name\nAna Vo\n", "utf-8")
    nowhere = runner.invoke(chat_serve.links, [str(site), *database, "--attendees", str(people)])
    assert str(nowhere.exception) == (
        "under which address? give it with --public-url, or as chat.url"
    )
