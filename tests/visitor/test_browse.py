"""Browsing papers: what a visitor sees after each step, in Chromium."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from miniconf.text import mark_scripts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

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
    page.wait_for_selector("[data-facet=track]:checked")
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
    keys = dialog.locator("kbd").all_inner_texts()
    assert keys == ["/", "↓", "↑", "s", "v", "↵", "?"]
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
    page.wait_for_selector("[data-facet=track]:checked")
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
        expect(page.locator(".palette .found").get_by_role("heading", name=group)).to_be_visible()


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
