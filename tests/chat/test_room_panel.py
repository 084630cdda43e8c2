"""The panel of a room in a real browser: what becomes of words that somebody typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

pytest.importorskip("playwright")
import requests
from playwright.sync_api import expect

from miniconf.cli.build import build
from miniconf.cli.chat_rooms import apply
from tests.browser import served
from tests.chat.test_room_page import CONFIG, PASSWORD, ask, embedded, enter, lost, miniconf

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Route

pytestmark = pytest.mark.browser
ROOMS = 20
SIGNED_OUT = "You are signed out here. Come in again to write; your words are kept."


@dataclass
class House:
    """A built site with a chat server beside it; each test takes a paper of its own."""

    chromium: Browser
    site: str
    chat: str
    paper: str

    def page(self) -> Page:
        """The paper's page in a browser of its own."""
        # A service worker's own requests would pass the routes by.
        context = self.chromium.new_context(timezone_id="Africa/Nairobi", service_workers="block")
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(f"{self.site}/papers/{self.paper}.html")
        return page

    def reader(self, name: str) -> Page:
        """The page of somebody who came in under `name`."""
        page = self.page()
        page.click("[data-room-open]")
        enter(page, name)
        return page


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, Iterator[int]]]:
    """Addresses of a site and its chat server, and the numbers of papers whose rooms are empty."""
    folder = tmp_path_factory.mktemp("house")
    site, output = folder / "site", folder / "build"
    site.mkdir()
    output.mkdir()
    rows = "".join(f"main.{number},Nests {number},Bo Li,Cold.\n" for number in range(ROOMS))
    (site / "papers.csv").write_text(f"id,title,authors,abstract\n{rows}", "utf-8")
    with served(output) as address, embedded(folder, address) as (url, _):
        (site / "config.yml").write_text(CONFIG.format(engine="embedded", url=url), "utf-8")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("MINICONF_CHAT_USER", "bot")
            patch.setenv("MINICONF_CHAT_PASSWORD", PASSWORD)
            miniconf(apply, str(site))
        miniconf(build, str(site), "--output", str(output), "--jobs", "1")
        yield address, url, iter(range(ROOMS))


@pytest.fixture
def house(chromium: Browser, built: tuple[str, str, Iterator[int]]) -> House:
    address, url, papers = built
    return House(chromium, address, url, f"main.{next(papers)}")


def box(page: Page) -> Locator:
    """The box in which one asks."""
    return page.locator(".room-panel > div > form textarea")


def asked(page: Page, text: str) -> Locator:
    """The thread of a question that was just asked on `page`."""
    ask(page, text)
    thread = page.locator(".room-panel .qa", has_text=text)
    thread.wait_for()
    return page.locator(f"#{attribute(thread, 'id')}")


def attribute(element: Locator, name: str) -> str:
    """The value of an attribute as soon as it is there."""
    expect(element).to_have_attribute(name, re.compile("."))
    return str(element.get_attribute(name))


def words(thread: Locator) -> list[str]:
    """What was said in a thread, and what stands in its boxes, in their order."""
    found: list[str] = thread.locator(".say, textarea").evaluate_all(
        "all => all.map((one) => one.value ?? one.innerText)"
    )
    return found


def refuse(status: int, **body: Any) -> Callable[[Route], None]:
    """A handler of calls that the server refuses so."""
    headers = {"Access-Control-Allow-Origin": "*"}
    return lambda route: route.fulfill(status=status, json=body, headers=headers)


def error(page: Page) -> Locator:
    """What is told beside a box."""
    return page.locator(".room-error:not(:empty)")


def test_edit_box_closes_when_saved_and_a_reply_gets_its_own(house: House) -> None:
    page = house.reader("Wim")
    thread = asked(page, "Edit twice?")
    thread.locator("[data-act^=edit]").click()
    thread.locator("textarea").fill("Edited well?")
    thread.locator("form [type=submit]").click()
    expect(thread.locator("textarea")).to_have_count(0)
    expect(thread.locator("[data-act^=edit]")).to_be_focused()
    thread.locator("[data-act=reply]").click()
    thread.locator("textarea").fill("My reply text")
    thread.locator("form [type=submit]").click()
    expect(thread.locator("textarea")).to_have_count(0)
    expect(thread.locator("[data-act=reply]")).to_be_focused()
    assert words(thread) == ["Edited well?", "My reply text"]


def test_boxes_stay_in_their_places_when_somebody_votes(house: House) -> None:
    page = house.reader("Wim")
    thread = asked(page, "Both at once?")
    thread.locator("[data-act=reply]").click()
    thread.locator("textarea").fill("Half a reply")
    thread.locator("[data-act^=edit]").click()
    thread.locator("textarea").first.fill("Half an edit")
    other = house.reader("Vic")
    other.click("[data-act=vote]")
    expect(thread).to_contain_text("1 wants to know")
    assert words(thread) == ["Half an edit", "Half a reply"]
    expect(thread.locator("textarea").first).to_be_focused()
    edges = "all => all.map((one) => one.getBoundingClientRect().right)"
    assert set(page.locator(".room-panel form").evaluate_all(edges)) == set(
        page.locator(".room-panel").evaluate_all(edges)
    )
    thread.locator("form button", has_text="Cancel").first.click()
    assert words(thread) == ["Both at once?", "Half a reply"]


def test_refused_edit_keeps_the_new_wording(house: House) -> None:
    page = house.reader("Ugo")
    thread = asked(page, "Edit me?")
    page.route("**/miniconf.edit", refuse(503, error="Busy [error-storage]"))
    thread.locator("[data-act^=edit]").click()
    thread.locator("textarea").fill("Carefully written")
    thread.locator("form [type=submit]").click()
    expect(error(page)).to_have_text(
        "Not sent. The chat server is not available now; try again in a moment."
        " Your words are still here."
    )
    assert words(thread) == ["Carefully written"]


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("Slow?", ""),
        ("Slow? And then", "And then"),
        ("Slower?", "Slower?"),
    ],
)
def test_what_is_typed_while_a_message_goes_out_stays(house: House, typed: str, left: str) -> None:
    page = house.reader("Ida")
    held: list[Route] = []
    page.route("**/miniconf.post", lambda route: held.append(route))
    ask(page, "Slow?")
    box(page).fill(typed)
    while not held:
        page.wait_for_timeout(20)
    held.pop().continue_()
    page.locator(".room-panel .qa").wait_for()
    expect(page.locator(".room-panel [type=submit]")).to_be_enabled()
    expect(box(page)).to_have_value(left)


def test_reply_and_edit_stay_open_for_what_was_typed_meanwhile(house: House) -> None:
    page = house.reader("Ida")
    thread = asked(page, "Open?")
    held: list[Route] = []
    page.route(re.compile("miniconf.(post|edit)"), lambda route: held.append(route))
    for act, before, meanwhile in (
        ("reply", "One", "One two"),
        ("edit", "Open or not?", "Open or not? Now"),
    ):
        thread.locator(f"[data-act^={act}]").first.click()
        thread.locator("textarea").first.fill(before)
        thread.locator("form [type=submit]").first.click()
        thread.locator("textarea").first.fill(meanwhile)
        while not held:
            page.wait_for_timeout(20)
        held.pop().continue_()
        expect(thread.locator("form [type=submit]").first).to_be_enabled()
    assert words(thread) == ["Open or not? Now", "One", "two"]


def test_lost_answer_neither_doubles_nor_blocks_words(house: House) -> None:
    page = house.reader("Ana")
    page.route("**/miniconf.post", lost)
    for text in ("Once?", "Other?"):
        ask(page, text)
        expect(error(page)).to_have_count(1)
        expect(page.locator(".room-panel [type=submit]").first).to_be_enabled()
    page.unroute("**/miniconf.post")
    ask(page, "Once?")
    expect(box(page)).to_have_value("")
    thread = page.locator(".room-panel .qa", has_text="Once?")
    thread.locator("[data-act=reply]").click()
    page.route("**/miniconf.post", lost)
    thread.locator("textarea").fill("So")
    thread.locator("form [type=submit]").click()
    expect(error(page)).to_have_count(1)
    page.unroute("**/miniconf.post")
    thread.locator("textarea").fill("So it is")
    thread.locator("form [type=submit]").click()
    expect(thread.locator("textarea")).to_have_count(0)
    expect(page.locator(".room-panel .say")).to_have_text(["Other?", "Once?", "So", "So it is"])


def test_question_taken_back_stays_above_its_answers(house: House) -> None:
    page, other = house.reader("Ana"), house.reader("Bea")
    thread = asked(page, "Why so?")
    there = other.locator(f"#{attribute(thread, 'id')}")
    there.locator("[data-act=reply]").click()
    there.locator("textarea").fill("Because")
    there.locator("form [type=submit]").click()
    expect(thread).to_contain_text("Because")
    there.locator("[data-act=reply]").click()
    there.locator("textarea").fill("And so")
    thread.locator("[data-act^=drop]").first.click()
    expect(there.locator(".turn > div")).to_contain_text(["Taken back", "Because"])
    assert words(there) == ["Because", "And so"]
    assert there.locator("[data-act=reply]").count() == 0
    there.locator("form [type=submit]").click()
    expect(error(other)).to_have_text(
        "Not sent. This message was taken back. Your words are still here."
    )
    assert words(there) == ["Because", "And so"]
    page.reload()
    page.click("[data-room-open]")
    expect(thread).to_contain_text("Taken back")
    assert thread.locator("[data-act=reply]").count() == 0
    expect(page.locator("#questions .h .n")).to_have_text("0 questions, 0 answered")


def test_question_taken_back_leaves_the_reply_that_is_being_written(house: House) -> None:
    page, other = house.reader("Ana"), house.reader("Bea")
    thread = asked(page, "Why so?")
    there = other.locator(f"#{attribute(thread, 'id')}")
    there.locator("[data-act=reply]").click()
    there.locator("textarea").fill("Because")
    thread.locator("[data-act^=drop]").click()
    expect(there).to_contain_text("Taken back")
    assert words(there) == ["Because"]
    there.locator("form button", has_text="Cancel").click()
    expect(there).to_have_count(0)


def test_each_failed_try_leaves_one_word_and_then_one_room(house: House) -> None:
    page = house.page()
    page.route("**/miniconf.info", lambda route: route.abort())
    note = page.locator(".room-note:not(:empty)")
    for _ in range(2):
        page.click("[data-room-open]")
        expect(page.locator("[data-room-open]")).to_have_attribute("aria-disabled", "false")
        expect(note).to_have_text(
            "The room cannot be opened now. The chat server is not available now; try again in a"
            " moment. The link below may still work."
        )
    page.unroute("**/miniconf.info")
    page.click("[data-room-open]")
    page.wait_for_selector(".room-panel form")
    assert page.locator(".room-panel").count() == 1
    assert page.locator("#questions .h .n").count() == 1
    expect(note).to_have_count(0)


UNTIL = {"until": "2031-03-28T15:05:11.905Z"}
MUTED = {"error": "Muted", "errorType": "error-user-muted", "details": UNTIL}
REFUSALS: tuple[tuple[int, dict[str, Any], str], ...] = (
    (
        400, MUTED,
        "You are muted until Friday 28 March, 18:05; until then you can read.",
    ),
    (
        400, {"error": "Muted", "errorType": "error-user-muted"},
        "You are muted in this room; you can read.",
    ),
    (
        429,
        {"error": "Error, too many requests.", "errorType": "error-too-many-requests",
         "details": {"seconds": 49}},
        "That was quick. Wait 49 seconds, then try again.",
    ),
    (
        429, {"errorType": "error-slow-mode", "details": {"seconds": 1}},
        "That was quick. Wait 1 second, then try again.",
    ),
    (
        403, {"error": "No", "errorType": "error-user-banned", "details": UNTIL},
        "You may not write here until Friday 28 March, 18:05. If that is a mistake, ask the"
        " organisers.",
    ),
    (
        400, {"error": "The room is readonly.", "errorType": "error-room-readonly"},
        "The room is closed for writing.",
    ),
    (502, {}, "The chat server is not available now; try again in a moment."),
    (400, {"error": "Quite another reason [error-x]"}, "Quite another reason."),
    (400, {"error": "Is it?"}, "Is it?"),
)  # fmt: skip


def test_refusals_are_told_in_calm_sentences(house: House) -> None:
    page = house.reader("Ana")
    for status, body, why in REFUSALS:
        page.route("**/miniconf.post", refuse(status, **body))
        ask(page, "Why?")
        expect(error(page)).to_have_text(f"Not sent. {why} Your words are still here.")
        page.unroute("**/miniconf.post")
    thread = asked(page, "Why?")
    page.route("**/miniconf.answered", refuse(400, **MUTED))
    thread.locator("[data-act=settle]").click()
    expect(page.locator(".room-note")).to_have_text(REFUSALS[0][2])


def test_who_is_signed_out_comes_in_again_and_finds_the_words(house: House) -> None:
    page = house.reader("Ana")
    thread = asked(page, "First?")
    page.route("**/miniconf.post", refuse(401, message="You must be logged in."))
    thread.locator("[data-act=reply]").click()
    thread.locator("textarea").fill("A reply")
    ask(page, "Second?")
    expect(page.locator(".room-note")).to_have_text(SIGNED_OUT)
    page.unroute("**/miniconf.post")
    enter(page, "Ana again")
    expect(box(page)).to_have_value("Second?")
    expect(page.locator(".room-note")).to_have_text("")
    assert words(thread) == ["First?", "A reply"]
    asked(page, "Second?")


def moderate(house: House, what: str, page: Page) -> str:
    """Let the organisers `mute` or `ban` the reader of `page`; until when, in the reader's zone."""
    slot = "Object.keys(localStorage).find((key) => key.startsWith('miniconf-room-'))"
    user = page.evaluate(f"JSON.parse(localStorage.getItem({slot})).id")
    with requests.Session() as call:
        body = {"user": "bot", "password": PASSWORD}
        came = call.post(f"{house.chat}/api/v1/login", json=body).json()["data"]
        call.headers.update({"X-Auth-Token": came["authToken"], "X-User-Id": came["userId"]})
        body = {"user": user, "minutes": 60}
        until = call.post(f"{house.chat}/api/v1/miniconf.{what}", json=body).json()["until"]
    when = datetime.fromisoformat(until).astimezone(ZoneInfo("Africa/Nairobi"))
    return f"{when:%A} {when.day} {when:%B}, {when:%H:%M}"


def test_who_is_muted_or_shut_out_reads_on_and_is_told_until_when(house: House) -> None:
    page = house.reader("Ana")
    until = moderate(house, "mute", page)
    ask(page, "Why?")
    expect(error(page)).to_have_text(
        f"Not sent. You are muted until {until}; until then you can read. Your words are still"
        " here."
    )
    until = moderate(house, "ban", page)
    told = f"You may not write here until {until}. If that is a mistake, ask the organisers."
    expect(page.locator(".room-note")).to_have_text(told)
    page.reload()
    page.click("[data-room-open]")
    expect(page.locator(".room-note")).to_have_text(told)
    other = house.reader("Bea")
    asked(other, "Still?")
    page.locator(".room-panel .qa", has_text="Still?").wait_for()


def test_remarks_questions_and_answers_are_announced_as_such(house: House) -> None:
    page = house.reader("Ana")
    call = requests.Session()
    came = call.post(f"{house.chat}/api/v1/miniconf.enter", json={"name": "Chi"}).json()
    call.headers.update({"X-Auth-Token": came["authToken"], "X-User-Id": came["userId"]})
    note = page.locator(".room-note")

    def post(**more: object) -> str:
        body = {"room": f"paper-{house.paper}", "text": "Sea"}
        answer = call.post(f"{house.chat}/api/v1/miniconf.post", json=body | more).json()
        return str(answer["message"]["id"])

    post(id="remark", question=False)
    expect(note).to_have_text("Chi wrote something.")
    asked = post(id="question", question=True)
    expect(note).to_have_text("Chi asked something.")
    post(id="answer", thread=asked)
    expect(note).to_have_text("Chi answered.")
    call.close()
