"""Two people in two zones in one room, in a real browser: asked, seen, answered, found again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chat.server.running import Running

pytestmark = pytest.mark.browser
ATTENDEES = "id,name,role,papers\n1,Ada Okafor,author,412\n2,Bo Lindqvist,moderator,\n"
WELCOME = "Welcome! Ask the authors here."
HOSTILE = (
    "<script>window.hit=1</script><img src=x onerror='window.hit=1'>"
    "[go](javascript:window.hit=1) \u202e<b onclick='window.hit=1'>bold</b>"
)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    attendees = tmp_path / "people.csv"
    attendees.write_text(ATTENDEES, "utf-8")
    server = Running(tmp_path, "--attendees", str(attendees))
    server.start()
    yield server
    server.end()


def page_of(chromium, zone: str, **more):
    context = chromium.new_context(timezone_id=zone, locale="en-GB", **more)
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda line: line.type == "error" and page.faults.append(line.text))
    return page


def made(running: Running, which: int = 0) -> str:
    """A room of paper 412 with a pinned welcome; the personal link of an attendee, the author's."""
    import requests

    from miniconf.chat.server.people import People
    from tests.chat.server.running import PASSWORD, USER

    api = f"{running.url}/api/v1"
    data = requests.post(f"{api}/login", json={"user": USER, "password": PASSWORD}).json()["data"]
    headers = {"X-Auth-Token": data["authToken"], "X-User-Id": data["userId"]}
    requests.post(
        f"{api}/channels.create", headers=headers,
        json={"name": "paper-412", "customFields": {"miniconf_key": "papers/412"}},
    ).close()  # fmt: skip
    said = requests.post(
        f"{api}/chat.postMessage", headers=headers, json={"channel": "#paper-412", "text": WELCOME}
    ).json()["message"]
    requests.post(
        f"{api}/chat.pinMessage", headers=headers, json={"messageId": said["_id"]}
    ).close()
    secret = Path(f"{running.database}.secret").read_bytes().strip()
    people = People(secret, running.database.parent / "people.csv")
    return people.links(running.url)[which][1]


def test_asked_seen_answered_and_settled(chromium, running: Running) -> None:
    link = made(running)
    nia = page_of(chromium, "Pacific/Auckland")
    nia.goto(f"{running.url}/channel/paper-412?layout=embedded")
    nia.get_by_label("Your name, as others will see it").fill("Nia")
    nia.get_by_role("button", name="Come in").click()
    ada = page_of(chromium, "America/Lima")
    ada.goto(link)
    ada.wait_for_url("**/mine")
    ada.goto(f"{running.url}/channel/paper-412")

    nia.get_by_label("Ask the authors").fill("Does it hold for $d^2$?")
    nia.keyboard.press("Enter")
    ada.locator(".say", has_text="Does it hold for").wait_for()
    assert ada.locator(".say msup").count() == 1
    ada.get_by_role("button", name="Answer", exact=True).click()
    ada.get_by_label("Answer Nia").fill("Yes, see *Appendix C*.")
    ada.get_by_label("Answer Nia").press("Enter")

    nia.locator(".say", has_text="Yes, see").wait_for()
    nia.locator(".badge", has_text="Answered").wait_for()
    assert nia.locator(".turn.a .badge.author").inner_text() == "Author"
    times = [page.locator(".who time").first.inner_text() for page in (nia, ada)]
    assert times[0] != times[1]
    assert nia.faults == ada.faults == []


def test_room_opens_once_the_server_can_be_reached(chromium, running: Running) -> None:
    link = made(running)
    page = page_of(chromium, "UTC")
    page.goto(link)
    page.wait_for_url("**/mine")
    tries = []

    def busy(route) -> None:
        tries.append(route.request.url)
        if len(tries) == 1:
            route.abort()
        elif len(tries) == 2:
            route.fulfill(status=503, json={"success": False, "error": "Busy"})
        else:
            route.continue_()

    page.route("**/miniconf.room?*", busy)
    page.goto(f"{running.url}/channel/paper-412")
    page.get_by_text("The chat server cannot be reached.").wait_for()
    page.get_by_label("Write to the room").wait_for()
    assert page.locator("[data-notice]").inner_text() == ""


def test_written_again_edited_and_taken_back(chromium, running: Running) -> None:
    made(running)
    nia = page_of(chromium, "UTC")
    nia.goto(f"{running.url}/channel/paper-412")
    nia.get_by_label("Your name, as others will see it").fill("Nia")
    nia.keyboard.press("Enter")
    nia.get_by_label("Ask the authors").fill("Fisrt words?")
    nia.keyboard.press("Enter")
    nia.locator("summary[aria-label*='Nia']").click()
    nia.get_by_role("button", name="Edit").click()
    nia.get_by_label("Your message").fill("First words?")
    nia.get_by_role("button", name="Save").click()
    nia.locator(".say", has_text="First words?").wait_for()
    nia.on("dialog", lambda dialog: dialog.accept())
    nia.locator("summary[aria-label*='Nia']").click()
    nia.locator(".own-menu .pop button:focus").wait_for()
    nia.keyboard.press("ArrowUp")
    nia.keyboard.press("Enter")
    nia.locator("article.qa").wait_for(state="detached")
    assert nia.faults == []


MENU_DRAWN_TWICE = """async () => {
  const { held, menu, reopen } = await import("/static/chat/menu.js");
  const page = { me: { id: "1", signedIn: true }, writable: true };
  const message = { id: "m", state: "", kind: "question", user: { id: "1", name: "Nia" } };
  const thread = () => {
    const node = document.createElement("article");
    node.dataset.message = "m";
    node.append(menu(message, page));
    return node;
  };
  let old = thread();
  document.body.append(old);
  old.querySelector("details").open = true;
  await new Promise((done) => setTimeout(done));
  [...old.querySelectorAll("button")].at(-1).focus();
  const said = [document.activeElement.textContent];
  for (const _ of [1, 2]) {
    const open = held(old);
    const fresh = thread();
    old.replaceWith(fresh);
    reopen(open, fresh);
    old = fresh;
    said.push(document.activeElement.textContent);
  }
  await new Promise((done) => setTimeout(done, 50));
  return [...said, document.activeElement.textContent];
}"""


def test_open_menu_keeps_its_line_when_drawn_again_and_again(chromium, running: Running) -> None:
    made(running)
    nia = page_of(chromium, "UTC")
    nia.goto(f"{running.url}/channel/paper-412")
    assert nia.evaluate(MENU_DRAWN_TWICE) == ["Delete"] * 4


def test_hostile_message_is_harmless(chromium, running: Running) -> None:
    made(running)
    nia = page_of(chromium, "UTC")
    nia.goto(f"{running.url}/channel/paper-412")
    nia.get_by_label("Your name, as others will see it").fill("Nia")
    nia.keyboard.press("Enter")
    nia.get_by_label("Ask the authors").fill(HOSTILE)
    nia.keyboard.press("Enter")
    nia.locator("article.qa .say").wait_for()
    nia.locator("article.qa .say").click()
    for path in ("/channel/paper-412", "/channel/paper-412?layout=embedded"):
        nia.goto(running.url + path)
        nia.locator("article.qa .say").wait_for()
        assert nia.evaluate("window.hit") is None
    html = nia.locator("article.qa .say").inner_html().lower()
    assert "<script" not in html and "<img" not in html and 'href="javascript' not in html


def test_page_reads_without_script(chromium, running: Running) -> None:
    made(running)
    nia = page_of(chromium, "UTC")
    nia.goto(f"{running.url}/channel/paper-412")
    nia.get_by_label("Your name, as others will see it").fill("Nia")
    nia.keyboard.press("Enter")
    nia.get_by_label("Ask the authors").wait_for()
    assert nia.locator("[data-log] [data-empty]").is_visible()
    nia.get_by_label("Ask the authors").fill("Why?")
    nia.keyboard.press("Enter")
    nia.locator(".say", has_text="Why?").wait_for()
    assert nia.locator(".say", has_text=WELCOME).count() == 1
    assert nia.locator("[data-log] [data-empty]").count() == 0
    bare = page_of(chromium, "UTC", java_script_enabled=False)
    bare.goto(f"{running.url}/channel/paper-412")
    assert bare.locator("article.qa .say").inner_text() == "Why?"
    assert bare.locator(".say", has_text=WELCOME).count() == 1
    assert bare.locator("textarea:visible, button:visible").count() == 0


def test_axe_finds_nothing_on_any_page(chromium, running: Running) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe().axe_script
    author, moderator = made(running), made(running, 1)
    nia, ada, bo = (page_of(chromium, "UTC", reduced_motion="reduce") for _ in range(3))
    nia.goto(f"{running.url}/channel/paper-412")
    nia.get_by_label("Your name, as others will see it").fill("Nia")
    nia.keyboard.press("Enter")
    nia.get_by_label("Ask the authors").fill("Why?")
    nia.keyboard.press("Enter")
    nia.locator("article.qa").wait_for()
    found: dict[str, object] = {}
    judge(nia, "room", axe, found)
    for name, path in (("list", "/"), ("login", "/enter")):
        nia.goto(f"{running.url}{path}")
        judge(nia, name, axe, found)
    for page, link, path in ((ada, author, "/mine"), (bo, moderator, "/moderate")):
        page.goto(link)
        page.wait_for_load_state("networkidle")
        page.goto(f"{running.url}{path}")
        page.wait_for_load_state("networkidle")
        judge(page, path, axe, found)
    bo.goto(f"{running.url}/channel/paper-412")
    bo.get_by_text("Moderate this room").click()
    judge(bo, "moderator's room", axe, found)
    bo.locator("summary[aria-label*='Nia']").click()
    bo.get_by_role("button", name="Shut out for a day").click()
    judge(bo, "shutting out", axe, found)
    assert found == {}


def judge(page, name: str, axe: str, found: dict[str, object]) -> None:
    """Add what axe finds on the page, and what is wider than the window, in four combinations."""
    page.evaluate(axe)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            faults = page.evaluate(
                "axe.run({resultTypes: ['violations']}).then((found) => found.violations.map("
                "(fault) => [fault.id, ...fault.nodes.map((node) => node.html)]))"
            )
            if page.evaluate("document.documentElement.scrollWidth") > width:
                faults.append("wider than the window")
            if faults:
                found[f"{name} {width} {scheme}"] = faults
