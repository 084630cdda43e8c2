"""Hostile rooms in a real browser: on the page, in the panel, and chats that cannot be framed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright")
from click.testing import CliRunner
from playwright.sync_api import expect

from miniconf.cli.build import build
from miniconf.threads import LONGEST
from tests.browser import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser
CONFIG = """
name: Tern 2031
start: 2031-03-28
end: 2031-03-30
time_zone: Atlantic/Azores
chat: {{engine: {engine}, url: "{url}"}}
"""
PAPERS = "id,title,authors,abstract\nmain.1,Nests on Ice,Ana Vo|Bo Li,Cold.\n"
EVIL = (
    "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    "<svg onload=\"document.title='owned'\"><a href='javascript:document.title=1'>x</a>"
    "[here](javascript:alert(1)) ![x](https://spy.example/p.png) <style>*{display:none}</style>"
    "<iframe src=https://spy.example/></iframe> \u202egnp.exe \u2066x"
)
NAMES = (
    "Bo Li",
    "Во Lі",
    "Bo Li (Author)\u202e",
    '"><script>document.title=1</script>',
    "A" * 5000,
)
URL = "http://127.0.0.1:8009"
"""Where the chat server would be: nothing is asked of it, the tests answer in its place."""


@pytest.fixture
def address(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A built site whose archive is hostile; the parameter is its chat engine."""
    site, output = tmp_path / "site", tmp_path / "build"
    (site / "questions").mkdir(parents=True)
    (site / "config.yml").write_text(CONFIG.format(engine=request.param, url=URL), "utf-8")
    (site / "papers.csv").write_text(PAPERS, "utf-8")
    lines: list[dict[str, Any]] = [{"key": "papers/main.1", "room": "paper-main.1"}]
    texts = [EVIL, "\u202e?" + EVIL, f"`{EVIL}`", "a" * 1_000_000, "M<b>" * 250_000]
    for number, (name, text) in enumerate(zip(NAMES, texts, strict=True)):
        at = f"2031-03-28T09:0{number}:00.000Z"
        lines.append({"id": f"m{number}", "at": at, "name": name, "text": text})
    text = "".join(f"{json.dumps(line)}\n" for line in lines)
    (site / "questions" / "paper-main.1.jsonl").write_text(text, "utf-8")
    result = CliRunner().invoke(build, [str(site), "--output", str(output), "--jobs", "1"])
    assert result.exit_code == 0, result.output
    with served(output) as found:
        yield found


def opened(chromium: Browser, address: str, **more: Any) -> tuple[Page, list[str]]:
    """The paper's page at a phone's width, and what it asks of others."""
    # A service worker's own requests would pass the routes by.
    size = {"width": 390, "height": 844}
    page = chromium.new_context(viewport=size, service_workers="block", **more).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    page.goto(f"{address}/papers/main.1.html")
    return page, asked


def harmless(page: Page) -> None:
    """Nothing of the hostile words did anything."""
    assert page.title() == "Nests on Ice · Tern 2031"
    within = "#questions"
    assert page.query_selector(f"{within} :is(script, img, style, iframe, object)") is None
    assert page.query_selector(f"{within} [href^=javascript]") is None
    handlers = "a => a.flatMap(e => e.getAttributeNames()).filter(n => n.startsWith('on'))"
    assert page.eval_on_selector_all(f"{within} *", handlers) == []
    said = page.inner_text(within)
    assert [sign for sign in "\u202e\u2066\u2067" if sign in said] == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("address", ["embedded"], indirect=True)
@pytest.mark.parametrize("script", [True, False])
def test_hostile_archive_is_harmless_on_the_page(
    chromium: Browser, address: str, script: bool
) -> None:
    page, asked = opened(chromium, address, java_script_enabled=script)
    assert [url for url in asked if not url.startswith(address)] == []
    if not script:
        assert page.locator("#questions article").count() == len(NAMES)
        assert page.locator("#questions [data-room-open]:visible").count() == 0
        return
    harmless(page)
    assert page.locator("#questions .badge.author").count() == 0
    longest = page.eval_on_selector_all(".say", "a => Math.max(...a.map(e => e.innerText.length))")
    assert longest <= LONGEST + 10


def answer(route: Route) -> None:
    """What a chat server in wicked hands would say."""
    path = route.request.url.partition("/api/v1/miniconf.")[2].partition("?")[0]
    user = {"id": "u", "username": "u", "name": NAMES[3], "affiliation": EVIL, "badge": "guest"}
    message = {
        "id": "m", "at": "2031-03-28T09:00:00.000Z", "ts": 1, "user": user, "html": EVIL,
        "text": EVIL, "votes": 0, "voters": [], "kind": "question", "state": "shown",
        "answers": [], "edited": False, "answered": False, "pinned": False, "thread": None,
    }  # fmt: skip
    long = message | {"id": "n", "html": "", "text": "b" * 300_000, "kind": "remark"}
    answers: dict[str, Any] = {
        "info": {"writing": "open", "longest": 5000},
        "room": {"room": {"archived": False, "locked": False}, "me": {"signedIn": False}},
        "messages": {"messages": [message, long], "more": False, "rev": 1},
        "live": {"messages": [], "rev": 1},
    }
    headers = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*"}
    route.fulfill(json=answers.get(path, {}), headers=headers)


@pytest.mark.parametrize("address", ["embedded"], indirect=True)
def test_hostile_server_is_harmless_in_the_panel(chromium: Browser, address: str) -> None:
    page, asked = opened(chromium, address)
    page.route(f"{URL}/**", answer)
    page.click("[data-room-open]")
    page.wait_for_selector(".room-panel .qa >> nth=1")
    harmless(page)
    assert page.locator(".room-panel .badge.author").count() == 0
    assert [url for url in asked if not url.startswith((address, URL))] == []


@pytest.mark.parametrize("address", ["rocketchat"], indirect=True)
def test_chat_that_refuses_to_be_framed_leaves_a_word_and_a_way(
    chromium: Browser, address: str
) -> None:
    page, asked = opened(chromium, address)
    assert [url for url in asked if url.startswith(URL)] == []
    refused = {"X-Frame-Options": "DENY", "Content-Security-Policy": "frame-ancestors 'none'"}
    page.route(f"{URL}/**", lambda route: route.fulfill(body="<p>Chat</p>", headers=refused))
    page.click("[data-room-open]")
    page.wait_for_selector(".room-frame iframe")
    expect(page.locator(".room-frame p").first).to_contain_text("Does this stay empty?")
    assert page.get_attribute(".room-frame a", "href") == f"{URL}/channel/paper-main.1"
    assert page.is_visible(".room-frame a")
    speaks = "<script>parent.postMessage({eventName: 'startup'}, '*')</script>"
    page.unroute(f"{URL}/**")
    html = {"Content-Type": "text/html"}
    page.route(f"{URL}/**", lambda route: route.fulfill(body=speaks, headers=html))
    page.reload()
    page.click("[data-room-open]")
    page.wait_for_selector(".room-frame p:empty", state="attached")
