"""Every kind of page, for everyone: WCAG 2.2 AA as axe-core and our own questions know it.

Each kind is opened once; what is found there is asked about test by test. 320 px are what is left
of 1280 at a zoom of 400 %.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright")
pytest.importorskip("axe_playwright_python")
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser import close

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Open = Callable[..., "Page"]
Found = dict[str, list[str]]
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
READY = "[data-stars]:not([hidden])"
"""What is in the page once its modules have run."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that a theme can break; all others are asked in one theme of each width."""
LONG = ["li", "tr", ".row"]
"""Of many alike, all are asked about once, the first eight at each width and in each theme."""
WHOLE = ".row, .day { content-visibility: visible !important }"
"""What is off the screen is drawn too, so that axe-core sees it."""


def kinds(built: Path) -> list[str]:
    """A page of every kind: all that stand alone, and of each folder the longest."""
    site = built / "2027"
    alone = sorted(p.name for p in site.glob("*.html") if not re.search(r"-\d+\.html", p.name))
    folders = sorted({page.parent for page in site.glob("*/*.html")})
    most = [max(f.glob("*.html"), key=lambda page: (page.stat().st_size, page.name))
            for f in folders]  # fmt: skip
    return alone + [page.relative_to(site).as_posix() for page in most]


@pytest.fixture(scope="module")
def found(launched_chromium: Browser, built: Path, server: str) -> Found:
    """Check -> what is wrong, with the page; nothing was wrong where the list is empty."""
    context = launched_chromium.new_context(
        service_workers="block", reduced_motion="reduce", viewport=WIDE, bypass_csp=True
    )
    context.add_init_script(path=Path(__file__).with_name("walk.js"))
    # the page for what is missing may be shown anywhere, so it links from the host's root
    elsewhere = re.compile(re.escape(server.removesuffix("2027/")) + "(?!2027/)")
    context.route(
        elsewhere, lambda route: route.continue_(url=elsewhere.sub(server, route.request.url))
    )
    page = context.new_page()
    wrong: Found = defaultdict(list)
    page.on("pageerror", lambda error: wrong["errors"].append(f"{page.url}: {error}"))
    host = server.removesuffix("2027/")
    page.on("request", lambda r: r.url.startswith((host, "data:", "blob:")) or
            wrong["strangers"].append(f"{page.url}: {r.url}"))  # fmt: skip
    for path in kinds(built):
        page.set_viewport_size(WIDE)
        page.goto(server + path)
        page.locator(READY).wait_for(state="attached")
        for check, answers in _walk(page):
            wrong[check] += [f"{path}: {answer}" for answer in answers]
        wrong["seen"].append(path)
    close(context)
    return wrong


def _walk(page: Page) -> list[tuple[str, list[str]]]:
    """All answers of one page, at each width and in each theme."""
    page.add_style_tag(content=WHOLE)
    page.evaluate(Axe().axe_script)
    answers = [(name, page.evaluate(f"walk.{name}()"))
               for name in ("structure", "unordered", "moving", "unseen", "small")]  # fmt: skip
    whole, few = {"exclude": []}, {"exclude": [f"{one}:nth-child(n+9)" for one in LONG]}
    for width, first, second in ((WIDE, "light", "dark"), (NARROW, "dark", "light")):
        page.set_viewport_size(width)
        page.emulate_media(color_scheme=first)
        most = whole if width is WIDE else few
        answers.append((f"axe {first} {width['width']}", _axe(page, most, {"runOnly": RULES})))
        page.emulate_media(color_scheme=second)
        only = {"runOnly": {"type": "rule", "values": COLOURS}}
        answers.append((f"axe {second} {width['width']}", _axe(page, few, only)))
    answers += [(name, page.evaluate(f"walk.{name}()")) for name in ("small", "covered")]
    for wide in (1280, 768, 320):
        page.set_viewport_size({"width": wide, "height": 640})
        answers.append((f"wide {wide}", page.evaluate("walk.wide()")))
    return answers


def _axe(page: Page, where: dict[str, Any], options: dict[str, Any]) -> list[str]:
    # a theme that changes is there a frame later
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    asked = "([where, o]) => axe.run(where, o).then(found => found.violations)"
    violations = page.evaluate(asked, [where, options])
    return [
        f"{v['id']}: {v['help']}: {[node['html'][:160] for node in v['nodes'][:3]]}"
        for v in violations
    ]


@pytest.mark.parametrize("look", ["light 1280", "dark 1280", "light 390", "dark 390"])
def test_axe_finds_nothing(found: Found, look: str) -> None:
    assert found[f"axe {look}"] == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_is_wider_than_the_window(found: Found, width: int) -> None:
    assert found[f"wide {width}"] == []


def test_no_target_is_smaller_than_a_fingertip(found: Found) -> None:
    assert found["small"] == []


def test_focus_shows_on_every_sort_of_control(found: Found) -> None:
    assert found["unseen"] == []


def test_nothing_stands_before_what_has_the_focus(found: Found) -> None:
    assert found["covered"] == []


def test_the_keyboard_follows_the_page(found: Found) -> None:
    assert found["unordered"] == []


def test_nothing_moves_for_those_who_asked_for_less(found: Found) -> None:
    assert found["moving"] == []


def test_pages_have_one_title_headings_in_order_and_named_landmarks(found: Found) -> None:
    assert found["structure"] == []


def test_no_page_calls_a_stranger_or_fails(found: Found) -> None:
    assert (found["strangers"], found["errors"]) == ([], [])
    assert len(found["seen"]) > 20
    assert {"404.html", "offline.html"} <= set(found["seen"])


def test_the_keyboard_reaches_the_content_first_by_the_skip_link(open_page: Open) -> None:
    page = open_page("papers.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    box = page.locator(".skip").bounding_box()
    assert box
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("touch", [False, True])
def test_a_key_is_named_only_where_it_can_be_pressed(open_page: Open, touch: bool) -> None:
    page = open_page("papers.html", is_mobile=touch, has_touch=touch)
    assert page.locator("[data-search-here] kbd").is_visible() is not touch


def test_results_are_told_to_those_who_do_not_see_them(open_page: Open) -> None:
    page = open_page("papers.html")
    page.locator("[data-search-field]").fill("zzzzqqqq")
    expect(page.locator("[data-bar] [role=status]")).to_have_text("0 papers")
    page.goto(page.url.partition("papers.html")[0] + "index.html")
    page.locator(READY).wait_for()
    page.keyboard.press("/")
    page.locator("dialog input").fill("proof")
    expect(page.locator("dialog [role=status]")).to_contain_text("result")


def test_what_is_chosen_shows_without_the_page_s_colours(open_page: Open) -> None:
    page = open_page("papers.html", forced_colors="active")
    chosen, other = page.locator(".seg [aria-pressed=true]"), page.locator(".seg button").nth(1)
    style = "one => getComputedStyle(one).outlineStyle"
    assert (chosen.evaluate(style), other.evaluate(style)) == ("solid", "none")
    border = "one => getComputedStyle(one).borderBottomColor"
    here, there = page.locator(".nav [aria-current]"), page.locator(".nav a").first
    assert here.evaluate(border) != there.evaluate(border)


def test_kinds_and_places_show_without_the_page_s_colours(open_page: Open) -> None:
    page = open_page("schedule.html", at="2027-09-24T01:40:00Z", forced_colors="active")
    shade = "one => getComputedStyle(one).backgroundColor"
    swatches = page.locator(".chips .sw").evaluate_all(f"found => found.map({shade})")
    assert len(set(swatches)) > 3
    border = "one => getComputedStyle(one).borderBottomWidth"
    others = ".nav a:not([aria-current]), .days a:not([aria-current])"
    lines = page.locator(others).evaluate_all(f"found => found.map({border})")
    current = page.locator(".nav [aria-current], .days [aria-current]")
    marked = current.evaluate_all(f"found => found.map({border})")
    assert (set(lines), marked) == ({"0px"}, ["2px", "3px"])


@pytest.mark.parametrize("path", ["index.html", "papers.html", "schedule.html", "papers/8.html"])
def test_large_letters_keep_every_page_within_the_window(open_page: Open, path: str) -> None:
    page = open_page("help.html")
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 24}})
    page.goto(page.url.replace("help.html", path))
    page.locator(READY).wait_for(state="attached")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "24px"
    for width in (1440, 1280, 1024, 768):
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert (width, wide) == (width, width)


def test_tables_and_lines_of_an_answer_are_set_as_text(open_page: Open) -> None:
    page = open_page("help.html", viewport=NARROW)
    answer = page.locator(".turn.a .say").first
    answer.evaluate("""one => { one.innerHTML = `<p>One line</p><table>
      <tr><th>When</th><th>Where</th></tr>
      <tr><td>evening</td><td>in extraordinarily long passages</td></tr></table>` }""")
    style = "(one, name) => getComputedStyle(one)[name]"
    assert answer.locator("p").evaluate(style, "whiteSpace") == "normal"
    head, cell = answer.locator("th").first, answer.locator("td").first
    assert [one.evaluate(style, "borderBottomWidth") for one in (head, cell)] == ["2px", "1px"]
    assert cell.evaluate(style, "paddingRight") == "20px"
    lines = (
        "one => { const range = document.createRange(); range.selectNodeContents(one);"
        "return range.getClientRects().length }"
    )
    assert cell.evaluate(lines) == 1


def test_on_paper_there_are_no_buttons_but_the_address(open_page: Open) -> None:
    page = open_page("papers/8.html")
    expect(page.locator("button.copy").first).to_be_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    seen = page.locator("main").locator("button, .b").filter(visible=True)
    expect(seen).to_have_count(0)
    expect(page.locator(".foot .end")).to_contain_text(page.url)
    expect(page.locator(".qa .up").first).to_be_hidden()
    expect(page.locator(".qa .badge").first).to_be_visible()


def test_the_clock_in_the_head_stands_beside_its_zone_on_a_phone(open_page: Open) -> None:
    page = open_page("index.html", viewport=NARROW)
    expect(page.locator("[data-zone-switch] [data-zone-city]")).to_be_visible()


def test_links_to_calendars_say_which_they_are(open_page: Open) -> None:
    page = open_page("calendars.html")
    links = page.locator("main .ag-e a")
    names = [link.get_attribute("aria-label") for link in links.all()]
    assert len(set(names)) == len(names) > 5
    expect(page.get_by_role("link", name="Download: Talks", exact=True)).to_have_count(1)
