"""Words on their way: what is typed meanwhile, what is sent twice, and what a refusal says."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.browser import wait_until
from tests.chat.server.running import Running
from tests.chat.server.test_browser import made, page_of, running

__all__ = ["running"]

pytestmark = pytest.mark.browser
DRAFT = "localStorage.getItem('miniconf-chat:draft:paper-412')"


@pytest.fixture
def room(chromium, running: Running) -> Iterator[Running]:
    """The running server with the room of paper 412."""
    made(running)
    yield running


def come_in(chromium, running: Running, name: str = "Nia", **more):
    """Somebody's page of the room, who came in with a name."""
    page = page_of(chromium, more.pop("zone", "UTC"), **more)
    page.goto(f"{running.url}/channel/paper-412")
    page.get_by_label("Your name, as others will see it").fill(name)
    page.keyboard.press("Enter")
    page.get_by_label("Ask the authors").wait_for()
    return page


def moderator(chromium, running: Running):
    """A moderator's page of the room."""
    page = page_of(chromium, "UTC")
    page.goto(made(running, 1))
    page.wait_for_url(f"{running.url}/")
    page.goto(f"{running.url}/channel/paper-412")
    page.get_by_text("Moderate this room").wait_for()
    return page


def held_back(page, call: str) -> list:
    """The requests of `call` from now on, which wait until the test lets them go."""
    waiting: list = []
    page.route(f"**/{call}", lambda route: waiting.append(route))
    return waiting


def waits(page, waiting: list) -> None:
    """Return once a request waits."""
    for _ in range(500):
        if waiting:
            return
        page.wait_for_timeout(20)
    raise AssertionError("nothing was sent")


def said(page) -> list[str]:
    return page.locator("article.qa .say").all_inner_texts()


def test_words_typed_while_a_message_is_sent_stay(chromium, room: Running) -> None:
    nia = come_in(chromium, room)
    box = nia.get_by_label("Ask the authors")
    waiting = held_back(nia, "miniconf.post")
    box.fill("One slow question?")
    box.press("Enter")
    waits(nia, waiting)
    box.press_sequentially(" And one more")
    waiting.pop().continue_()
    nia.locator("article.qa .say", has_text="One slow question?").wait_for()
    wait_until(nia, "document.querySelector('.ask textarea').value === 'And one more'")
    assert nia.evaluate(DRAFT) == '"And one more"'
    box.press_sequentially(", please?")
    assert box.input_value() == "And one more, please?"
    box.press("Enter")
    waits(nia, waiting)
    waiting.pop().continue_()
    nia.locator("article.qa .say", has_text="And one more, please?").wait_for()
    wait_until(nia, "document.querySelector('.ask textarea').value === ''")
    assert nia.evaluate(DRAFT) is None


def test_answer_typed_on_keeps_its_box(chromium, room: Running) -> None:
    nia = come_in(chromium, room)
    nia.get_by_label("Ask the authors").fill("Why?")
    nia.keyboard.press("Enter")
    nia.get_by_role("button", name="Answer", exact=True).click()
    box = nia.get_by_label("Answer Nia")
    waiting = held_back(nia, "miniconf.post")
    box.press_sequentially("Because.")
    box.press("Enter")
    waits(nia, waiting)
    box.press_sequentially(" So")
    waiting.pop().continue_()
    nia.locator("article.qa .say", has_text="Because.").wait_for()
    wait_until(nia, "document.querySelector('[data-reply-place] textarea')?.value === 'So'")
    box.press("Enter")
    waits(nia, waiting)
    waiting.pop().continue_()
    nia.locator("[data-reply-place] textarea").wait_for(state="detached")
    assert said(nia) == ["Why?", "Because.", "So"]


def test_edit_typed_on_keeps_all_words(chromium, room: Running) -> None:
    nia = come_in(chromium, room)
    nia.get_by_label("Ask the authors").fill("Fisrt?")
    nia.keyboard.press("Enter")
    nia.locator("summary[aria-label*='Nia']").click()
    nia.get_by_role("button", name="Edit").click()
    box = nia.get_by_label("Your message")
    waiting = held_back(nia, "miniconf.edit")
    box.fill("First?")
    box.press("Enter")
    waits(nia, waiting)
    box.press_sequentially(" Words?")
    waiting.pop().continue_()
    wait_until(nia, "!document.querySelector('[data-editing] [type=submit]').disabled")
    assert box.input_value() == "First? Words?"
    box.press("Enter")
    waits(nia, waiting)
    waiting.pop().continue_()
    nia.locator("article.qa .say", has_text="First? Words?").wait_for()
    assert nia.locator("[data-editing]").count() == 0


def test_message_whose_answer_was_lost_is_written_once_and_others_go_out(
    chromium, room: Running
) -> None:
    nia = come_in(chromium, room)
    box = nia.get_by_label("Ask the authors")
    waiting = held_back(nia, "miniconf.post")

    def send(text: str):
        box.fill(text)
        box.press("Enter")
        waits(nia, waiting)
        return waiting.pop()

    lost = send("Lost?")
    lost.fetch()
    lost.abort()
    nia.get_by_text("The chat server cannot be reached.").wait_for()
    send("Another?").continue_()
    nia.locator("article.qa .say", has_text="Another?").wait_for()
    wait_until(nia, "document.querySelector('.ask textarea').value === ''")
    send("Lost?").continue_()
    wait_until(nia, "document.querySelector('.ask textarea').value === ''")
    assert said(nia) == ["Lost?", "Another?"]
    send("Another?").continue_()
    wait_until(nia, "document.querySelectorAll('article.qa .say').length === 3")
    assert said(nia) == ["Lost?", "Another?", "Another?"]
    assert nia.locator(".bad-word:visible").count() == 0


SENTENCES = """async () => {
  const { sentence } = await import("/static/chat/refusal.js");
  const { words } = await import("/static/chat/when.js");
  const at = (hours) => new Date(new Date().setHours(hours, 5, 0, 0)).toISOString();
  const wait = { seconds: 49 };
  return [
    sentence({ status: 400, text: "This message id is taken [error-message-id-taken]" }),
    sentence({ status: 400, text: "Is that so? [x]" }),
    sentence({ status: 400, text: "Slow down.. " }),
    sentence({ kind: "error-too-many-requests", status: 429, text: "Error.", ...wait }),
    sentence({ kind: "error-slow-mode", status: 429, seconds: 1 }),
    sentence({ kind: "error-too-many-requests", status: 429, seconds: 540 }),
    sentence({ kind: "error-user-muted", status: 400, details: { until: at(47) } }),
    sentence({ kind: "error-user-muted", status: 400, text: "You have been muted" }),
    sentence({ kind: "error-user-banned", status: 403, details: { until: at(23) } }),
    sentence({ kind: "error-user-banned", status: 403, details: { until: at(23), address: true } }),
    sentence({ kind: "error-user-banned", status: 403, text: "This account is closed" }),
    sentence({ status: 401, text: "You must be logged in to do this." }),
    sentence({ status: 502 }), sentence({ kind: "offline", status: 0 }),
  ];
}"""


def test_refusals_are_sentences_that_say_what_to_do(chromium, room: Running) -> None:
    page = page_of(chromium, "Asia/Tokyo")
    page.goto(f"{room.url}/enter")
    assert page.evaluate(SENTENCES) == [
        "This message id is taken.",
        "Is that so?",
        "Slow down.",
        "This was too much in a short time. Please try again in 49 seconds.",
        "The room is in slow mode. You can write again in 1 second.",
        "This was too much in a short time. Please try again in 9 minutes.",
        "A moderator has muted you until tomorrow 23:05 (your time). You can go on reading, and"
        " write again then.",
        "A moderator has muted you in this room. You can go on reading.",
        "A moderator has shut you out until today 23:05 (your time). If this is a mistake, please"
        " tell the organizers.",
        "From the network you are in, nobody can come in or write until today 23:05 (your time),"
        " perhaps because of somebody else. If you have a personal link, use it; otherwise please"
        " ask the organizers.",
        "This account is closed.",
        "You are not signed in any more. Please come in again.",
        "The server has trouble at the moment. Please try again in a minute.",
        "The chat server cannot be reached. Please check your connection and try again.",
    ]


def test_muted_reader_is_told_at_once_and_writes_again_when_it_ends(
    chromium, room: Running
) -> None:
    nia = come_in(chromium, room, zone="Pacific/Auckland")
    nia.get_by_label("Ask the authors").fill("Why?")
    nia.keyboard.press("Enter")
    nia.get_by_label("Ask the authors").press_sequentially("Half a th")
    bo = moderator(chromium, room)
    bo.on("dialog", lambda dialog: dialog.accept())
    bo.locator("summary[aria-label*='Nia']").click()
    bo.get_by_role("button", name="Mute for an hour").click()
    told = nia.locator("[data-compose] .callout")
    told.wait_for()
    assert re.fullmatch(
        r"A moderator has muted you until (today|tomorrow) \d\d:\d\d \(your time\)\."
        r" You can go on reading, and write again then\.",
        told.inner_text(),
    )
    bo.goto(f"{room.url}/moderate")
    bo.get_by_role("button", name="Let speak again").click()
    nia.get_by_label("Ask the authors").wait_for()
    assert nia.get_by_label("Ask the authors").input_value() == "Half a th"
    bo.get_by_text("Bo Lindqvist let speak again Nia").wait_for()
    assert bo.get_by_role("button", name="Let speak again").count() == 0
    assert nia.faults == bo.faults == []


@pytest.mark.parametrize("address", [False, True])
def test_shut_out_reader_is_told_at_once_with_or_without_their_address(
    chromium, room: Running, address: bool
) -> None:
    fay = come_in(chromium, room, "Fay")
    fay.get_by_label("Ask the authors").fill("Buy!")
    fay.keyboard.press("Enter")
    bo = moderator(chromium, room)
    bo.locator("summary[aria-label*='Fay']").click()
    bo.get_by_role("button", name="Shut out for a day").click()
    dialog = bo.get_by_role("dialog", name="Shut Fay out for a day?")
    if address:
        dialog.get_by_label("With their address").check()
    dialog.get_by_role("button", name="Shut out").click()
    bo.get_by_text("Fay is shut out for a day.").wait_for()
    told = fay.locator("[data-compose] .callout")
    told.wait_for()
    assert told.inner_text().startswith("A moderator has shut you out until tomorrow ")
    fay.reload()
    fay.get_by_label("Your name, as others will see it").fill("Fay")
    fay.keyboard.press("Enter")
    if address:
        fay.get_by_text("From the network you are in, nobody can come in or write").wait_for()
    else:
        fay.get_by_label("Ask the authors").wait_for()
    bo.goto(f"{room.url}/moderate")
    again = bo.get_by_role("button", name="Let in again")
    again.wait_for()
    assert bo.get_by_text("with the address they came from").count() == address
    again.click()
    bo.get_by_text("Bo Lindqvist let in again Fay").wait_for()
    fay.reload()
    fay.get_by_label("Your name, as others will see it").or_(
        fay.get_by_label("Ask the authors")
    ).wait_for()


def test_moderator_thinks_better_of_shutting_out(chromium, room: Running) -> None:
    fay = come_in(chromium, room, "Fay")
    fay.get_by_label("Ask the authors").fill("Hi?")
    fay.keyboard.press("Enter")
    bo = moderator(chromium, room)
    bo.locator("summary[aria-label*='Fay']").click()
    bo.get_by_role("button", name="Shut out for a day").click()
    bo.keyboard.press("Escape")
    bo.locator("dialog").wait_for(state="detached")
    bo.goto(f"{room.url}/moderate")
    bo.get_by_text("Nothing is reported.").wait_for()
    assert bo.locator("[data-audit]", has_text="shut out").count() == 0


def test_moderator_locks_slows_down_and_announces(chromium, room: Running) -> None:
    nia, bo = come_in(chromium, room), moderator(chromium, room)
    assert nia.get_by_text("Moderate this room").count() == 0
    bo.get_by_text("Moderate this room").click()
    bo.get_by_role("button", name="Lock the room").click()
    nia.get_by_text("A moderator has locked this room.").wait_for()
    bo.locator("[data-state]", has_text="Locked").wait_for()
    bo.get_by_role("button", name="Unlock the room").click()
    nia.get_by_label("Ask the authors").wait_for()
    bo.get_by_role("button", name="2 min").click()
    nia.get_by_text("Slow mode: a message every 2 minutes").wait_for()
    assert bo.get_by_role("button", name="2 min").get_attribute("aria-pressed") == "true"
    bo.get_by_role("button", name="Off").click()
    nia.get_by_text("Slow mode:").wait_for(state="detached")
    bo.get_by_label("Announce something").fill("We begin at ten.")
    bo.get_by_label("Announce something").press("Enter")
    nia.locator("[data-pinned]", has_text="We begin at ten.").wait_for()
    assert bo.get_by_label("Announce something").input_value() == ""
    assert nia.faults == bo.faults == []


def test_one_message_is_counted_as_one(chromium, room: Running) -> None:
    page = page_of(chromium, "UTC")
    page.goto(room.url)
    found = page.locator("[data-list] li", has_text="paper-412").locator("p.small")
    wait_until(page, "/the last/.test(document.querySelector('[data-list]').textContent)")
    assert found.inner_text().startswith("1 message, the last today ")
    bare = page_of(chromium, "UTC", java_script_enabled=False)
    bare.goto(room.url)
    assert bare.locator("li", has_text="paper-412").locator("p.small").inner_text() == "1 message"
