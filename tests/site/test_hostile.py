"""Hostile data: nothing of it runs in a browser, calls out, or writes outside of the output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from miniconf import names
from tests.browser import served
from tests.site import hostile
from tests.site.samples import Write

_FOUND = """() => ({
  hacked: window.hacked,
  scripts: [...document.scripts].filter(s => !s.src && !s.type.includes('json')).length,
  handlers: [...document.querySelectorAll('*')].flatMap(e => [...e.attributes])
    .filter(a => /^on/i.test(a.name)).map(a => a.name),
  links: [...document.querySelectorAll('[href],[src],[action],[formaction]')]
    .flatMap(e => [e.href, e.src, e.action, e.formAction]).filter(v => typeof v === 'string')
    .filter(v => /^\\s*(javascript|data|vbscript):/i.test(v)),
  frames: document.querySelectorAll('iframe,object,embed,base,meta[http-equiv=refresh]').length,
  computed: document.body.innerText.includes('qqqqqqq'),
})"""
CLEAN = {
    "hacked": None, "scripts": 0, "handlers": [], "links": [], "frames": 0, "computed": False,
}  # fmt: skip


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of hostile data, and nothing else in its folder."""
    return tmp_path_factory.mktemp("hostile") / "a" / "b" / "build"


@pytest.fixture
def written(output: Path, write: Write) -> Path:
    """The site, written once."""
    if not output.exists():
        report = write(hostile.conference(), output)
        assert (report.gaps, report.leaks) == ((), ())
    return output


def _pages(folder: Path, most: int) -> Iterator[str]:
    """All pages at the root, and so many of each folder: the same template shows the others."""
    seen: Counter[str] = Counter()
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        place = name.rpartition("/")[0]
        seen[place] += 1
        if not place or seen[place] <= most:
            yield name


def test_nothing_is_written_outside(written: Path) -> None:
    above = written.parent.parent.parent
    assert {path.name for path in above.iterdir()} == {"a"}
    assert {path.name for path in (above / "a").iterdir()} == {"b"}
    assert {path.name for path in written.parent.iterdir()} == {"build", ".miniconf"}


def test_every_record_has_its_own_safe_file(written: Path) -> None:
    for collection in ("papers", "sessions", "speakers", "workshops", "tutorials", "sponsors"):
        paths = [names.page_path(collection, key) for key in hostile.IDS]
        assert len(set(paths)) == len(hostile.IDS)
        assert [path for path in paths if not (written / path).is_file()] == []


def test_no_file_holds_the_markup(written: Path) -> None:
    """In pages and feeds alike, the script never stands unescaped."""
    raw = b"<script>window.hacked"
    assert [
        str(path.relative_to(written))
        for path in sorted(written.rglob("*"))
        if path.suffix in (".html", ".xml", ".svg") and raw in path.read_bytes()
    ] == []


@pytest.mark.browser
@pytest.mark.parametrize("guarded", [True, False], ids=["policy", "no policy"])
def test_nothing_runs(written: Path, chromium: Any, guarded: bool) -> None:
    """With the policy, and more of them without it: cleaning alone is shown to be enough."""
    context = chromium.new_context(bypass_csp=not guarded)
    page = context.new_page()
    dialogs: list[str] = []
    outside: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    with served(written) as origin:
        page.on("request", lambda r: r.url.startswith(origin) or outside.append(r.url))
        for path in _pages(written, 1 if guarded else 3):
            page.goto(f"{origin}/{path}", wait_until="load")
            assert {path: page.evaluate(_FOUND)} == {path: CLEAN}
        assert (dialogs, outside) == ([], [])
    context.close()
