"""The room on a page, end to end, in two browsers of two zones: asked, answered, archived, read."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright")
import requests
from click.testing import CliRunner
from playwright.sync_api import expect
from werkzeug.serving import make_server

from miniconf.chat.credentials import Credentials
from miniconf.chat.matrix_client import MatrixClient, quoted
from miniconf.chat.server import ChatSettings, create_chat
from miniconf.chat.server.context import EXTENSION
from miniconf.chat.wire import Wire
from miniconf.cli.build import build
from miniconf.cli.chat_archive import archive
from miniconf.cli.chat_rooms import apply
from tests.browser import QUIET, find_chromium, served, wait_until
from tests.chat.synapse import DOMAIN, register, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser
PASSWORD = "correct horse battery"
SECRET = b"s" * 32
CONFIG = """
name: Tern 2031
start: 2031-03-28
end: 2031-03-30
time_zone: Atlantic/Azores
chat:
  engine: {engine}
  url: {url}
  domain: tern.test
  welcome: Welcome! Ask here.
"""
PAPERS = "id,title,authors,abstract\nmain.1,Nests on Ice,Ana Vo|Bo Li,Cold.\n"
FORMER = """\
{"id": "former", "at": "2021-03-27T09:00:00.000Z", "name": "Cy Do", "text": "In the former room?"}
{"id": "former-a", "at": "2021-03-27T09:10:00.000Z", "thread": "former", "name": "Bo Li", \
"author": true, "text": "It was."}
"""
EVIL = (
    "Does it melt at $x^2$? <script>document.title='owned'</script>"
    "<img src=x onerror=\"document.title='owned'\"> [here](javascript:alert(1)) \u202egnp.exe"
)


def miniconf(command: object, *arguments: str) -> None:
    """Run a command; it must end well."""
    result = CliRunner().invoke(command, arguments)  # type: ignore[arg-type]
    assert result.exit_code == 0, result.output


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MINICONF_CHAT_USER", "bot")
    monkeypatch.setenv("MINICONF_CHAT_PASSWORD", PASSWORD)
    folder = tmp_path / "site"
    folder.mkdir()
    (tmp_path / "build").mkdir()
    (folder / "papers.csv").write_text(PAPERS, "utf-8")
    return folder


@contextmanager
def embedded(folder: Path, origin: str) -> Iterator[tuple[str, str]]:
    """Address of an embedded server, and the personal link of the paper's author."""
    attendees = folder / "attendees.csv"
    attendees.write_text("name,id,papers,role\nBo Li,bo,main.1,author\n", "utf-8")
    app = create_chat(
        ChatSettings(database=folder / "chat.db", secret=SECRET, attendees=attendees,
                     origins=(origin,), admin="bot", admin_password=PASSWORD)
    )  # fmt: skip
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    people = app.extensions[EXTENSION].people
    url = f"http://127.0.0.1:{server.port}"
    try:
        yield url, people.links(url)[0][1]
    finally:
        server.shutdown()
        thread.join()


def opened(chromium: Browser, address: str, zone: str, **more: object) -> Page:
    """The paper's page in a browser of its own, its room opened."""
    context = chromium.new_context(timezone_id=zone, **more)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/papers/main.1.html")
    page.click("[data-room-open]")
    page.wait_for_selector(".room-panel form")
    return page


def enter(page: Page, name: str) -> None:
    """Come in under a chosen name."""
    page.fill("input[name=name]", name)
    page.click(".room-panel button[type=submit]")
    page.wait_for_selector(".room-panel textarea")


def ask(page: Page, text: str) -> None:
    """Ask, with the keyboard alone."""
    page.fill(".room-panel textarea", text)
    page.keyboard.press("Control+Enter")


def take_back(page: Page, anchor: str | None) -> None:
    """Take back the question of one's own that began a thread."""
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator(f"#{anchor} [data-act^=drop]").first.click()
    expect(page.locator(f"#{anchor}")).to_contain_text("Taken back")


def lost(route: Route) -> None:
    """The server takes a call; its answer never comes."""
    route.fetch()
    route.abort()


def answer(page: Page, text: str) -> None:
    """Answer the first question."""
    page.wait_for_selector(".room-panel .qa", timeout=30_000)
    page.click("[data-act=reply]")
    page.fill(".qa textarea", text)
    page.click(".qa form button[type=submit]")


def archived_page(chromium: Browser, site: Path, address: str) -> Page:
    """The paper's page without JavaScript, after archive and build."""
    miniconf(archive, str(site))
    miniconf(build, str(site), "--output", str(site.parent / "build"), "--jobs", "1")
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/papers/main.1.html")
    return page


def test_embedded_room_from_a_question_to_the_archive(chromium: Browser, site: Path) -> None:
    with served(site.parent / "build") as address, embedded(site.parent, address) as (url, link):
        (site / "config.yml").write_text(CONFIG.format(engine="embedded", url=url), "utf-8")
        miniconf(apply, str(site))
        miniconf(build, str(site), "--output", str(site.parent / "build"), "--jobs", "1")
        asker = opened(chromium, address, "Africa/Nairobi")
        author = opened(chromium, address, "America/Lima", viewport={"width": 390, "height": 844})
        enter(asker, "Wanjiru K.")
        ask(asker, EVIL)
        asker.wait_for_selector(".room-panel .qa", timeout=30_000)
        assert asker.query_selector("[data-unasked]") is None
        author.wait_for_selector(".room-panel .qa", timeout=30_000)
        author.click("text=I have a personal link")
        author.fill("input[name=link]", link)
        author.click(".room-panel form button[type=submit]")
        author.wait_for_selector(".room-panel textarea")
        answer(author, "It does not: see **Appendix B**.")
        asker.wait_for_selector(".room-panel .turn.a .badge.author", timeout=30_000)
        asker.wait_for_selector(".room-panel .badge.ok", timeout=30_000)
        anchor = asker.get_attribute(".room-panel .qa", "id")
        assert (asker.title(), author.title()) == ("Nests on Ice · Tern 2031",) * 2
        assert asker.query_selector(".room-panel script, .room-panel img") is None
        assert asker.query_selector(".room-panel a[href^=javascript]") is None
        page = archived_page(chromium, site, address)
        shown = page.inner_text(f"#{anchor}")
        assert "Wanjiru K." in shown and "Does it melt" in shown and "Answered" in shown
        assert "Bo Li" in shown and "Author" in shown and "see Appendix B." in shown
        assert "\u202e" not in shown
        assert page.query_selector(f"#{anchor} img, #{anchor} script") is None
        take_back(asker, anchor)
        page = archived_page(chromium, site, address)
        shown = page.inner_text(f"#{anchor}")
        assert "Taken back" in shown and "see Appendix B." in shown and "Wanjiru K." not in shown


def test_what_the_room_never_heard_of_stays_as_archived(chromium: Browser, site: Path) -> None:
    with served(site.parent / "build") as address, embedded(site.parent, address) as (url, _):
        (site / "config.yml").write_text(CONFIG.format(engine="embedded", url=url), "utf-8")
        miniconf(apply, str(site))
        there = requests.Session()
        came = there.post(f"{url}/api/v1/miniconf.enter", json={"name": "Nia"}).json()
        there.headers["X-Auth-Token"] = came["authToken"]
        there.headers["X-User-Id"] = came["userId"]
        asked = [
            there.post(
                f"{url}/api/v1/miniconf.post",
                json={"room": "paper-main.1", "text": text, "id": text[:5], "question": True},
            ).json()["message"]["id"]
            for text in ("Still here?", "Taken back?")
        ]
        miniconf(archive, str(site))
        there.post(f"{url}/api/v1/miniconf.delete", json={"message": asked[1]})
        there.close()
        with (site / "questions" / "paper-main.1.jsonl").open("a", encoding="utf-8") as file:
            file.write(FORMER)
        miniconf(build, str(site), "--output", str(site.parent / "build"), "--jobs", "1")
        page = chromium.new_page()
        page.goto(f"{address}/papers/main.1.html")
        before = page.locator("article.qa:visible .say").all_inner_texts()
        page.click("[data-room-open]")
        page.wait_for_selector(".room-panel form")
        page.locator("article.qa", has_text="Taken back?").wait_for(state="hidden")
        assert before == ["In the former room?", "It was.", "Still here?", "Taken back?"]
        expect(page.locator("article.qa:visible .say")).to_have_text(
            ["Still here?", "In the former room?", "It was."]
        )
        expect(page.locator("#questions .h .n")).to_have_text("2 questions, 1 answered")
        page.close()


def events_read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by the number of events in each page of messages that a Matrix server gives."""
    found: list[int] = []
    get = MatrixClient.get

    def counted(client: MatrixClient, path: str, **query: object) -> object:
        answer = get(client, path, **query)
        if path.endswith("/messages"):
            found.append(len(answer["chunk"]))
        return answer

    monkeypatch.setattr(MatrixClient, "get", counted)
    return found


def test_matrix_room_from_a_question_to_the_archive(
    chromium: Browser,
    site: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with (
        running(tmp_path_factory.mktemp("synapse")) as url,
        served(site.parent / "build") as address,
    ):
        register(url, "bot", admin=True, password=PASSWORD)
        (site / "config.yml").write_text(CONFIG.format(engine="matrix", url=url), "utf-8")
        miniconf(apply, str(site))
        miniconf(build, str(site), "--output", str(site.parent / "build"), "--jobs", "1")
        asker = opened(chromium, address, "Africa/Nairobi")
        author = opened(chromium, address, "America/Lima")
        enter(author, "Bo Li")
        promote(url, author)
        enter(asker, "Wanjiru K.")
        ask(asker, EVIL)
        answer(author, "It does not.")
        asker.wait_for_selector(".room-panel .qa .turn + .turn .say", timeout=40_000)
        asker.click("[data-act=settle]")
        asker.wait_for_selector(".room-panel .badge.ok", timeout=30_000)
        assert asker.title() == "Nests on Ice · Tern 2031"
        assert asker.query_selector(".room-panel script, .room-panel img") is None
        anchor = asker.get_attribute(".room-panel .qa", "id")
        page = archived_page(chromium, site, address)
        shown = page.inner_text(f"#{anchor}")
        assert "Wanjiru K." in shown and "It does not." in shown and "Answered" in shown
        assert "Author" in shown
        # from here on a run asks for what is new alone
        read = events_read(monkeypatch)
        miniconf(archive, str(site))
        assert read == []
        asker.route("**/send/m.room.message/**", lost)
        ask(asker, "And in June?")
        expect(asker.locator(".room-error:not(:empty)")).to_have_count(1)
        asker.unroute("**/send/m.room.message/**")
        ask(asker, "And in June?")
        expect(asker.locator(".room-panel textarea")).to_have_value("")
        asker.wait_for_selector(".room-panel .qa + .qa", timeout=30_000)
        miniconf(archive, str(site))
        assert read == [1, 0]
        page = archived_page(chromium, site, address)
        assert page.locator("article.qa").count() == 2
        assert "And in June?" in page.inner_text("#questions")
        redact(url, asker, anchor)
        page = archived_page(chromium, site, address)
        assert page.locator(f"#{anchor} .say").all_inner_texts() == ["It does not."]
        assert "Taken back" in page.inner_text(f"#{anchor}")


def promote(url: str, page: Page) -> None:
    """Make the guest of `page` an author of the paper's room."""
    slot = "Object.keys(localStorage).find((key) => key.startsWith('miniconf-room-'))"
    user = page.evaluate(f"JSON.parse(localStorage.getItem({slot})).id")
    client, room = moderated(url)
    levels = client.state(room, "m.room.power_levels")
    client.set_state(
        room, "m.room.power_levels", levels | {"users": levels.get("users", {}) | {user: 25}}
    )


def redact(url: str, page: Page, anchor: str | None) -> None:
    """Let a moderator take back the question that began a thread."""
    edit = page.locator(f"#{anchor} [data-act^=edit]").first.get_attribute("data-act")
    client, room = moderated(url)
    event = str(edit).removeprefix("edit-")
    client.put(f"rooms/{quoted(room)}/redact/{quoted(event)}/once", {})
    expect(page.locator(f"#{anchor}")).to_contain_text("Taken back", timeout=30_000)


def moderated(url: str) -> tuple[MatrixClient, str]:
    """A moderator's client, and the id of the paper's room."""
    client = MatrixClient(url, Credentials("bot", PASSWORD), Wire())
    return client, client.get(f"directory/room/{quoted(f'#paper-main.1:{DOMAIN}')}")["room_id"]


CHAT = """<!doctype html><title>Chat</title><body><script>
fetch("/seen").then((answer) => answer.text())
  .then((text) => { document.body.textContent = text; });
</script>"""
"""As Rocket.Chat: blank where it gets no cookie back."""


def rocketchat(environ: dict[str, Any], start: Callable[..., object]) -> list[bytes]:
    """A chat that shows its room only to those whose cookies it gets."""
    cookie = ("Set-Cookie", "rc=1; Path=/; SameSite=None; Secure")
    seen = environ["PATH_INFO"] == "/seen"
    start("200 OK", [("Content-Type", "text/html"), *([] if seen else [cookie])])
    text = ("The room" if "rc=1" in environ.get("HTTP_COOKIE", "") else "") if seen else CHAT
    return [text.encode()]


def test_blocked_cookies_give_a_word_and_a_button_never_a_blank_frame(
    chromium: Browser, site: Path
) -> None:
    server = make_server("127.0.0.1", 0, rocketchat, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://localhost:{server.port}"
    blocking = chromium.browser_type.launch(
        executable_path=find_chromium(), args=[*QUIET, "--test-third-party-cookie-phaseout"]
    )
    try:
        with served(site.parent / "build") as address:
            (site / "config.yml").write_text(CONFIG.format(engine="rocketchat", url=url), "utf-8")
            miniconf(build, str(site), "--output", str(site.parent / "build"), "--jobs", "1")
            page = blocking.new_page()
            page.goto(f"{address}/papers/main.1.html")
            page.click("[data-room-open]")
            expect(page.locator(".room-frame [role=status]")).to_contain_text("browser")
            assert page.query_selector("iframe") is None
            with page.context.expect_page() as opened_page:
                page.click(".room-frame a")
            wait_until(opened_page.value, "document.body.textContent === 'The room'")
            # the same room in a frame of that page would have been blank, in this very browser
            (site.parent / "build" / "frame.html").write_text(f'<iframe src="{url}/x"></iframe>')
            page.goto(f"{address}/frame.html")
            wait_until(
                page.frames[-1],
                "document.body && !document.body.querySelector('script')"
                " && document.body.textContent === ''",
            )
    finally:
        blocking.close()
        server.shutdown()


def test_room_of_another_site_is_opened_in_its_own_window(chromium: Browser, site: Path) -> None:
    with served(site.parent / "build") as address:
        url = "https://chat.elsewhere.example"
        (site / "config.yml").write_text(CONFIG.format(engine="rocketchat", url=url), "utf-8")
        miniconf(build, str(site), "--output", str(site.parent / "build"), "--jobs", "1")
        page = chromium.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/papers/main.1.html")
        page.click("[data-room-open]")
        page.wait_for_selector(".room-frame a")
        assert page.get_attribute(".room-frame a", "href") == f"{url}/channel/paper-main.1"
        assert page.query_selector(".room-frame iframe") is None
        assert [address for address in asked if "elsewhere" in address] == []
