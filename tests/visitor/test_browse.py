"""Browsing papers: what a visitor sees after each step, in Chromium."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from miniconf.text import mark_scripts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser
FIELD = "[data-search-field]"
STATUS = "[data-bar] [role=status]"


def titles(page: Page) -> list[str]:
    return page.locator("[data-rows] .row h2 a").all_text_contents()


def settled(page: Page, count: str) -> None:
    expect(page.locator(STATUS)).to_have_text(count)


def test_search_finds_in_title_author_and_abstract(page: Page, example: str) -> None:
    page.goto(f"{example}/papers.html")
    page.fill(FIELD, "lullabies")
    settled(page, "1 paper")
    (title,) = titles(page)
    assert page.locator("[data-rows] mark").first.inner_text() == "Lullabies"
    page.fill(FIELD, "lulabies")
    settled(page, "1 paper")
    assert titles(page) == [title]
    page.fill(FIELD, "kaʻaihue")
    expect(page.locator(STATUS)).not_to_have_text("1 paper")
    assert title in titles(page)
    page.fill(FIELD, "recordings")
    expect(page).to_have_url(re.compile(r"\?q=recordings$"))
    assert page.locator(".cited mark").first.inner_text().lower() == "recordings"
    assert any("recordings" not in found.lower() for found in titles(page))
    page.get_by_role("button", name="With abstracts").click()
    line = page.locator(".rows.detail .hitline:not(:has(> mark)) .cited").first
    line.scroll_into_view_if_needed()
    expect(line.locator("mark")).to_have_text(re.compile("recordings", re.IGNORECASE))


HEADS = """async (texts) => {
  const { Heads } = await import(new URL("static/js/search/heads.js", location.href).href);
  const { order } = await import(new URL("static/js/search/facets.js", location.href).href);
  const heads = new Heads(texts);
  const best = (word) => {
    const scores = heads.of(word);
    return scores && order({ title: texts }, [...scores.keys()], {}, scores);
  };
  return ["a", "ab", "b", "x", "abc"].map(best);
}"""


def test_first_letters_find_whole_words_first_then_early_ones(page: Page, example: str) -> None:
    page.goto(f"{example}/papers.html")
    texts = [" much abc ", " bc a ", " abc bc ", " abd a ", " abc bd "]
    assert page.evaluate(HEADS, texts) == [[3, 1, 2, 4, 0], [2, 3, 4, 0], [1, 2, 4], [], None]


def test_what_stands_between_two_matches_is_one_node(page: Page, example: str) -> None:
    page.goto(f"{example}/papers.html?q=lullabies")
    settled(page, "1 paper")
    nodes = page.locator("[data-rows] h2 a").evaluate(
        "a => [...a.childNodes].map((n) => n.nodeName)"
    )
    assert nodes == ["#text", "MARK", "#text"]


SPOKEN = """async (texts) => {
  const { spoken } = await import(new URL("static/js/search/spoken.js", location.href).href);
  return texts.map((text) => {
    const box = document.createElement("p");
    box.append(...spoken(text, (piece) => [piece]));
    return box.innerHTML;
  });
}"""
NAMES = (
    "佐々木 さくら", "渡邊 沢", "김민준", "张伟", "陳妳", "山本", "张沢", "محمد", "محمد علی",
    "ٹیپو", "דוד", "आर्या", "ਅਮਨ", "สมชาย", "Γιώργος", "α", "Мария", "Øystein",
    "Haruna 陽菜さん & co",
    "佐藤 陽菜 and 김 민준", "Reza محمد علی (Tehran)", "α-NLI by Γιώργος", "兛 or 瓩", "",
)  # fmt: skip
WHO = """() => Object.fromEntries([...document.querySelectorAll("[data-rows] .row")]
  .map((row) => [row.dataset.paper, row.querySelector(".who").innerHTML]))"""


def test_what_script_draws_says_its_language_as_the_html_does(page: Page, example: str) -> None:
    page.goto(f"{example}/papers.html")
    assert page.evaluate(SPOKEN, NAMES) == [str(mark_scripts(name)) for name in NAMES]
    served = page.evaluate(WHO)
    page.get_by_role("button", name="Compact").click()
    expect(page.locator(".rows.compact")).to_be_visible()
    drawn = page.evaluate(WHO)
    shared = served.keys() & drawn.keys()
    assert {key: drawn[key] for key in shared} == {key: served[key] for key in shared}
    assert any('lang="th"' in names for names in drawn.values())


def test_facets_combine_and_stand_in_the_address(page: Page, example: str) -> None:
    page.goto(f"{example}/papers.html")
    page.focus(FIELD)
    page.fill(FIELD, "e")
    page.wait_for_selector("[data-facet=track]")
    page.fill(FIELD, "")
    page.wait_for_selector("[data-facets]:not([aria-busy])")
    box = page.locator("label:has([data-facet=track])", has_text="Learning theory")
    count = box.locator(".c").inner_text()
    box.click()
    settled(page, f"{count} papers")
    page.locator("label:has([data-facet=has])", has_text="Code").click()
    expect(page).to_have_url(re.compile("has=code"))
    left = titles(page)
    assert 0 < len(left) < int(count)
    page.goto(page.url)
    settled(page, f"{len(left)} papers")
    assert page.locator("[data-facet=track]:checked").count() == 1
    assert titles(page) == left
    page.locator(".chosen button", has_text="Clear all").click()
    settled(page, "81 papers")


def test_facets_by_keyword_session_day_star_and_visit(page: Page, example: str) -> None:
    page.goto(f"{example}/keywords.html")
    page.get_by_role("link", name="evaluation", exact=True).first.click()
    settled(page, "4 papers")
    page.locator(".chosen button", has_text="Clear all").click()
    settled(page, "81 papers")
    for facet in ("session", "day"):
        page.wait_for_selector("[data-facets]:not([aria-busy])")
        box = page.locator(f"label:has([data-facet={facet}])").first
        count = box.locator(".c").inner_text()
        box.click()
        settled(page, f"{count} papers")
        expect(page).to_have_url(re.compile(rf"\?{facet}="))
        page.locator(".chosen button", has_text="Clear all").click()
        settled(page, "81 papers")
    page.locator("[data-rows] [data-star]").first.click()
    page.locator("[data-rows] h2 a").nth(1).click()
    page.wait_for_selector("main[data-record^=papers] [data-star-own][data-star]")
    for value, label, left in (("starred", "Starred", 1), ("unvisited", "Not opened yet", 80)):
        page.goto(f"{example}/papers.html?sort=title")
        page.wait_for_selector("[data-facets]:not([aria-busy]) [data-facet=mine]")
        box = page.locator("label:has([data-facet=mine])", has_text=label)
        expect(box.locator(".c")).to_have_text(str(left))
        box.click()
        settled(page, "1 paper" if left == 1 else f"{left} papers")
        expect(page).to_have_url(re.compile(f"mine={value}"))


def test_a_question_mark_shows_the_keys(page: Page, example: str) -> None:
    page.goto(f"{example}/papers.html")
    page.wait_for_selector(".row [data-star]")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("kbd")).to_have_text(["/", "↓", "↑", "s", "v", "↵", "?"])
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_shuffled_order_stays_for_the_visit(page: Page, example: str) -> None:
    page.goto(f"{example}/papers.html?sort=shuffle")
    settled(page, "81 papers")
    first = titles(page)
    assert first != sorted(first)
    page.locator("[data-rows] h2 a").first.click()
    page.go_back()
    settled(page, "81 papers")
    assert titles(page)[:50] == first[:50]


def test_every_density_shows_the_same_papers(page: Page, example: str) -> None:
    page.goto(f"{example}/papers.html?track=Climate+and+earth")
    settled(page, "6 papers")
    before = titles(page)
    for view in ("compact", "detail"):
        page.locator(".seg button").nth(["list", "compact", "detail"].index(view)).click()
        page.wait_for_selector(f".rows.{view} .row")
        assert titles(page) == before
    page.wait_for_selector(".rows.detail .hitline")


def test_on_a_phone_no_part_of_a_line_covers_another(page: Page, example: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{example}/papers.html?view=detail")
    expect(page.locator(".kwline").first).to_be_visible()
    covered = page.evaluate("""() => [...document.querySelectorAll(".row")].slice(0, 3)
      .flatMap((row) => [...row.children].flatMap((one) => [...row.children].filter((other) => {
        const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
        return one !== other && a.left < b.right && b.left < a.right && a.top < b.bottom
          && b.top < a.bottom;
      }))).map((one) => one.className)""")
    assert covered == []


def test_quick_view_by_keys_alone(page: Page, example: str) -> None:
    page.goto(f"{example}/papers.html")
    page.wait_for_selector(".row [data-star]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("v")
    page.wait_for_selector("dialog.quick .prose")
    page.keyboard.press("s")
    page.keyboard.press("ArrowRight")
    second = page.locator("[data-rows] .row").nth(1).locator("h2")
    expect(page.locator("dialog.quick > h2")).to_have_text(second.inner_text())
    page.keyboard.press("Escape")
    # the browser returns to where the view was opened, and the page moves on once it is told
    expect(second.locator("a")).to_be_focused()
    assert page.locator("[data-rows] [data-star][aria-pressed=true]").count() == 1


def test_palette_finds_people_and_sessions_from_any_page(page: Page, example: str) -> None:
    page.goto(f"{example}/help.html")
    page.keyboard.press("/")
    page.wait_for_selector("dialog.palette[open]")
    page.keyboard.type("grammar tides")
    page.wait_for_selector("[role=option] mark")
    heads = page.locator(".palette .found h2").all_inner_texts()
    assert "Sessions" in heads
    chosen = page.locator("[role=option][aria-selected=true]").get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{chosen.removeprefix('../')}")


def test_palette_shows_where_an_abstract_has_the_word(page: Page, example: str) -> None:
    page.goto(f"{example}/help.html")
    page.keyboard.press("/")
    field = page.locator("dialog.palette input")
    field.fill("recorder")
    expect(page.get_by_role("option").first).to_contain_text("A Field Recorder")
    field.fill("recordings")
    # nobody chose the first of the former results, so it is the first of these that is chosen
    expect(page.get_by_role("option", selected=True)).to_contain_text("Every Bird Twice")
    line = page.locator("[role=option] .cited mark").first
    expect(line).to_have_text(re.compile("recordings", re.IGNORECASE))


def test_palette_waits_for_what_was_typed_last(page: Page, example: str) -> None:
    page.goto(f"{example}/help.html")
    page.keyboard.press("/")
    field, first = page.locator("dialog.palette input"), page.get_by_role("option").first
    field.fill("hinemoa")
    expect(first).to_contain_text("Hinemoa")
    wanted = first.get_attribute("href")
    assert wanted
    field.fill("recorder")
    expect(first).to_contain_text("A Field Recorder")
    # the last letters and Enter come before anything is found
    field.evaluate("""(field) => {
      field.value = "hinemoa";
      field.dispatchEvent(new Event("input"));
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    }""")
    page.wait_for_url(f"**/{wanted.removeprefix('../')}")


def test_palette_takes_what_is_typed_before_it_is_there(page: Page, example: str) -> None:
    late: list[Route] = []
    page.route("**/js/search/palette.js*", lambda route: late.append(route))
    page.goto(f"{example}/help.html")
    with page.expect_request("**/js/search/palette.js*"):
        page.keyboard.press("/")
    page.keyboard.type("mentor/s")
    late[0].continue_()
    expect(page.locator("#seek")).to_have_value("mentor/s")
    page.keyboard.type("!")
    expect(page.locator("#seek")).to_have_value("mentor/s!")


def test_palette_knows_every_kind_of_page(page: Page, example: str) -> None:
    page.goto(f"{example}/help.html")
    page.keyboard.press("/")
    page.wait_for_selector("dialog.palette[open]")
    field = page.locator("dialog.palette input")
    wanted = {
        "hinemoa": "Speakers", "proof assistants": "Tutorials", "choir": "Socials",
        "ears": "Workshops", "accessib": "Pages",
    }  # fmt: skip
    for typed, group in wanted.items():
        field.fill(typed)
        expect(page.locator(".palette .found").get_by_role("group", name=group)).to_be_visible()


def test_all_papers_can_be_found_without_script(chromium: Browser, example: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{example}/papers.html")
    found = titles(page)
    while following := page.locator(".pager [aria-current] + a").all():
        with page.expect_navigation():
            following[0].press("Enter")  # a click may miss what moves when a font comes late
        found += titles(page)
    assert len(found) == len(set(found)) == 81
    assert page.locator(".js:visible").count() == 0
    context.close()


BOXES = "[data-facets] [data-facet]"


def test_filters_work_at_once_and_nothing_moves(page: Page, example: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{example}/papers.html")
    page.wait_for_selector(".row [data-star]")
    heads = page.locator("[data-facets] h2")
    served = heads.evaluate_all("all => all.map((one) => [one.textContent, one.offsetTop])")
    assert [head for head, _ in served] == ["Track", "Type", "With it comes", "Mine"]
    assert not [url for url in asked if url.endswith(".json")]
    page.locator("label:has([data-facet=track])", has_text="Speech and sound").click()
    settled(page, "11 papers")
    expect(page).to_have_url(re.compile(r"\?track=Speech\+and\+sound$"))
    expect(heads.get_by_text("Keyword")).to_be_visible()
    now = heads.evaluate_all("all => all.map((one) => [one.textContent, one.offsetTop])")
    assert now[: len(served)] == served
    # what nothing is left of is dim by its colour, which keeps its contrast
    empty = page.locator("[data-facets] li.none span").first
    assert empty.evaluate("one => getComputedStyle(one.closest('li')).opacity") == "1"
    page.locator("label:has([data-facet=has])", has_text="Award").click()
    expect(page).to_have_url(re.compile("has=award"))
    page.locator(".chosen button", has_text="Clear all").click()
    settled(page, "81 papers")
    expect(page.locator(f"{BOXES}:checked")).to_have_count(0)


def test_the_rows_stay_as_they_came_while_the_pointer_is_over_the_filters(
    page: Page, example: str
) -> None:
    page.goto(f"{example}/papers-2.html")
    page.wait_for_selector(".row [data-star]")
    before = titles(page)
    page.locator("[data-facets] h2").first.hover()
    expect(page.locator("[data-facets] h2", has_text="Keyword")).to_be_visible()
    assert titles(page) == before
    page.locator("[data-sort]").select_option("session")
    settled(page, "81 papers")
    expect(page).to_have_url(re.compile(r"\?sort=session$"))


def test_filters_are_reached_and_used_by_the_keyboard(page: Page, example: str) -> None:
    page.goto(f"{example}/papers.html")
    page.wait_for_selector(".row [data-star]")
    page.locator(".page-h a").last.focus()
    page.keyboard.press("Tab")
    box = page.locator(BOXES).first
    expect(box).to_be_focused()
    expect(page.locator("[data-facets] h2", has_text="Keyword")).to_be_visible()
    expect(box).to_be_focused()
    page.keyboard.press("Space")
    settled(page, "6 papers")
    page.wait_for_selector("[data-facets]:not([aria-busy])")
    expect(box).to_be_focused()


def test_a_list_without_papers_says_what_was_asked_and_the_ways_out(
    page: Page, example: str
) -> None:
    page.goto(f"{example}/papers.html?q=zzzz")
    settled(page, "0 papers")
    empty = page.locator("[data-rows] .empty")
    expect(empty.locator("h2")).to_have_text("Nothing found for “zzzz”")
    assert page.locator("[data-papers]").get_attribute("class") == "wrap"
    empty.get_by_role("button", name="All 81 papers").click()
    settled(page, "81 papers")
    expect(page.locator("[data-rows] h2 a").first).to_be_focused()
    expect(page.locator(FIELD)).to_have_value("")
    page.goto(f"{example}/papers.html?q=lullabies&track=Learning+theory&has=code")
    settled(page, "0 papers")
    expect(empty.locator("h2")).to_have_text("No paper has all of that")
    expect(empty.locator("p")).to_have_text("“lullabies”, Learning theory, Code")
    buttons = empty.get_by_role("button").all_inner_texts()
    assert buttons == [
        "Without Learning theory (1)", "Without “lullabies” (3)", "All 81 papers",
    ]  # fmt: skip
    empty.get_by_role("button", name="lullabies").click()
    settled(page, "3 papers")
    expect(page).to_have_url(re.compile(r"\?track=Learning\+theory&has=code$"))


def test_on_a_phone_filters_are_a_sheet_that_says_what_it_leaves(page: Page, example: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{example}/papers.html")
    page.wait_for_selector(".row [data-star]")
    button = page.get_by_role("button", name="Filter")
    button.click()
    sheet = page.get_by_role("dialog", name="Filter")
    expect(sheet.get_by_role("button", name="Show 81 papers")).to_be_in_viewport()
    sheet.locator("label", has_text="Speech and sound").click()
    show = sheet.get_by_role("button", name="Show 11 papers")
    expect(show).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(page.locator("[data-filter]")).to_be_focused()
    expect(page.locator("[data-filter]")).to_have_text("Filter, 1")
    page.locator("[data-filter]").click()
    expect(sheet.locator("[data-facet=track]:checked")).to_be_visible()
    sheet.get_by_role("button", name="Clear all").click()
    sheet.get_by_role("button", name="Show 81 papers").click()
    expect(sheet).to_be_hidden()
    page.locator("[data-filter]").click()
    sheet.get_by_role("button", name="Close").click()
    expect(sheet).to_be_hidden()
    page.locator("[data-filter]").click()
    page.set_viewport_size({"width": 1280, "height": 844})
    expect(page.locator(".facets > aside [data-facet]").first).to_be_visible()


def test_a_paper_is_found_by_its_number(page: Page, example: str) -> None:
    page.goto(f"{example}/papers.html?q=17")
    settled(page, "1 paper")
    page.fill(FIELD, "DEMO-4")
    expect(page.locator("[data-rows] .row").first).to_have_attribute("data-paper", "demo-4")


TITLES = "async () => (await (await fetch('search/papers.json')).json()).title"


def begins(title: str, typed: str) -> bool:
    """Whether a word of `title` begins with `typed`, if that is a word."""
    return typed.isalpha() and bool(re.search(rf"\b{typed}", title, re.IGNORECASE))


@pytest.mark.parametrize("typed", ["\\", '"', "a", "NOT"])
def test_words_too_common_to_be_kept_are_looked_for_in_titles_alone(
    page: Page, example: str, typed: str
) -> None:
    page.goto(f"{example}/papers.html")
    page.fill(FIELD, typed)
    wanted = [title for title in page.evaluate(TITLES) if begins(title, typed)]
    settled(page, f"{len(wanted)} papers")
    assert set(titles(page)) <= set(wanted)


FOUND = {
    "mentorship": ("Pages", "mentorship.html"), "code of conduct": ("Pages", "help.html#conduct"),
    "faq": ("Pages", "help.html"), "workshop": ("Pages", "workshops.html"),
    "subscribe": ("Pages", "calendars.html"), "captions": ("Pages", "accessibility.html"),
    "authors": ("Pages", "authors.html"), "schedule": ("Pages", "schedule.html"),
    "map": ("Pages", "map.html"), "help": ("Pages", "help.html"),
    "sponsors": ("Pages", "sponsors.html"), "about": ("Pages", "about.html"),
    "17": ("Papers", "papers/17.html"), "demo-4": ("Papers", "papers/demo-4.html"),
    "keynote tides": ("Sessions", "sessions/keynote-tides.html"),
    "Oral 3 thursday": ("Sessions", "sessions/oral-3.html"),
}  # fmt: skip


def test_palette_finds_pages_numbers_days_rooms_and_kinds_first(page: Page, example: str) -> None:
    page.goto(f"{example}/chat.html")
    page.wait_for_selector("[data-stars]:not([hidden])")
    page.keyboard.press("/")
    field = page.locator("dialog.palette input")
    found = {}
    for typed, (_, path) in FOUND.items():
        field.fill(typed)
        first = page.get_by_role("option").first
        expect(first).to_have_attribute("href", path)
        found[typed] = (page.locator(".palette .found h2").first.inner_text(), path)
    assert found == FOUND
    field.fill("kauri")
    sessions = page.locator("[role=option][href^='sessions/']")
    expect(sessions.first).to_contain_text("Kauri")


def test_palette_says_when_sessions_are_in_the_readers_zone(page: Page, example: str) -> None:
    page.goto(f"{example}/help.html")
    page.wait_for_selector("[data-stars]:not([hidden])")
    page.keyboard.press("/")
    page.locator("dialog.palette input").fill("keynote tides")
    first = page.get_by_role("option").first
    expect(first.locator("time")).to_have_text("Thu 23, 03:45")


def test_arrows_scroll_the_page_unless_the_list_has_the_focus(page: Page, example: str) -> None:
    page.goto(f"{example}/papers.html")
    page.wait_for_selector(".row [data-star]")
    page.evaluate("addEventListener('keydown', (event) => window.taken = event.defaultPrevented)")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("taken") is False
    assert page.locator(".row.cur").count() == 0
    page.locator("[data-rows] h2 a").nth(1).focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("taken") is True
    expect(page.locator("[data-rows] h2 a").nth(2)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("[data-rows] h2 a").nth(1)).to_be_focused()


@pytest.mark.parametrize("path", ["index.html", "schedule.html", "accessibility.html"])
def test_a_question_mark_shows_the_keys_of_every_page(page: Page, example: str, path: str) -> None:
    page.goto(f"{example}/{path}")
    page.wait_for_selector("[data-stars]:not([hidden])")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog.locator("kbd")).to_have_text(["/", "?"])


def test_single_keys_can_be_switched_off_and_on_again(page: Page, example: str) -> None:
    page.goto(f"{example}/papers.html")
    page.wait_for_selector(".row [data-star]")
    page.keyboard.press("?")
    switch = page.get_by_role("checkbox", name="Use single keys")
    expect(switch).to_be_checked()
    switch.uncheck()
    page.keyboard.press("Escape")
    assert page.evaluate("localStorage.getItem('miniconf-keys')") == "off"
    page.reload()
    page.wait_for_selector(".row [data-star]")
    for key in ("/", "?", "v", "s"):
        page.keyboard.press(key)
    page.locator("[data-rows] h2 a").first.focus()
    page.keyboard.press("ArrowDown")  # is no single character
    expect(page.locator("[data-rows] h2 a").nth(1)).to_be_focused()
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(".field > kbd")).to_be_hidden()
    page.locator("[data-search]").click()
    page.get_by_role("button", name="Keys").click()
    switch.check()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
