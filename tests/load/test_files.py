from __future__ import annotations

from pathlib import Path

from miniconf.load.files import Files, natural
from miniconf.problems import Problems


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("id\n1\n", "utf-8")


def test_natural() -> None:
    assert sorted(["w10", "w2", "a", "w2b"], key=natural) == ["a", "w2", "w2b", "w10"]


def test_find(tmp_path: Path) -> None:
    touch(tmp_path, "w10.csv", "w2.csv", "x/w3.csv")
    files = Files(tmp_path)
    assert [files.name(p) for p in files.find("w*.csv")] == ["w2.csv", "w10.csv"]
    assert [files.name(p) for p in files.find("**/w*.csv")] == ["w2.csv", "w10.csv", "x/w3.csv"]
    assert [files.name(p) for p in files.find("w2.csv")] == ["w2.csv"]
    assert files.find("none.csv") == files.find("[") == []


def test_find_beside_the_config_too(tmp_path: Path) -> None:
    touch(tmp_path, "site/overrides.csv", "data/papers.csv", "site/papers.csv")
    files = Files(tmp_path / "site", tmp_path / "data")
    assert [files.name(p) for p in files.find("papers.csv")] == ["../data/papers.csv"]
    assert [files.name(p) for p in files.canonical("overrides")] == ["overrides.csv"]
    assert [files.name(p) for p in files.find("*.csv")] == ["overrides.csv", "../data/papers.csv"]


def test_read_once(tmp_path: Path) -> None:
    touch(tmp_path, "a.csv")
    files, problems = Files(tmp_path), Problems()
    assert files.read(tmp_path / "a.csv", problems) is files.read(tmp_path / "a.csv", problems)


def test_unread(tmp_path: Path) -> None:
    touch(
        tmp_path, "a.csv", "b.csv", "c/d.txt", ".hidden", "_draft.csv", "_old/e.csv", "README.md",
        "static/f.png", "templates/g.html", "build/h.html", "config.yml", "questions/i.jsonl",
        "x/static/j.png",
    )  # fmt: skip
    files = Files(tmp_path)
    files.read(tmp_path / "a.csv", Problems())
    assert [files.name(path) for path in files.unread()] == ["b.csv", "c/d.txt", "x/static/j.png"]
    assert [files.name(path) for path in files.unread(("c/*", "*.png"))] == ["b.csv"]


def test_unread_leaves_out_what_no_source_can_read(tmp_path: Path) -> None:
    touch(
        tmp_path, "hours.svg", "notes.md", "proceedings/papers.parquet", "proceedings/README.md",
        "proceedings/papers.csv", "papers.xls", "papers.csv.bak",
    )  # fmt: skip
    files = Files(tmp_path)
    assert [files.name(path) for path in files.unread()] == [
        "notes.md", "papers.csv.bak", "papers.xls", "proceedings/papers.csv",
    ]  # fmt: skip


def test_unread_leaves_out_what_a_build_has_made(tmp_path: Path) -> None:
    touch(
        tmp_path, "public/papers.json", ".miniconf/public/made", "b.csv", "x/site/papers.json",
        "x/.miniconf/site/made", "signed/papers.json", "templates2/c.csv",
        ".miniconf/templates2/cache", "d/index.html",
    )  # fmt: skip
    home = '<!DOCTYPE html>\n<meta name="generator" content="miniconf">\n'
    (tmp_path / "signed" / "index.html").write_text(home)
    files = Files(tmp_path)
    assert [files.name(path) for path in files.unread()] == [
        "b.csv", "d/index.html", "templates2/c.csv",
    ]  # fmt: skip


def test_has_asset(tmp_path: Path) -> None:
    touch(tmp_path, "static/img/a b.png")
    files = Files(tmp_path)
    assert files.has_asset("img/a b.png")
    assert not files.has_asset("img")
    assert not Files(tmp_path / "none").has_asset("img/a b.png")


def test_outside(tmp_path: Path) -> None:
    touch(tmp_path, "site/a.csv", "data/b.csv")
    files = Files(tmp_path / "site", tmp_path / "data")
    for path in (tmp_path / "site/a.csv", tmp_path / "data/b.csv"):
        files.read(path, Problems())
    assert files.outside == (tmp_path / "data" / "b.csv",)
