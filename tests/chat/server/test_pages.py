from dataclasses import replace
from typing import Any

import pytest


@pytest.fixture
def talked(server: Any) -> Any:
    server.room(extraData={"topic": "A Whisper Is Enough (Ada Okafor)", "announcement": "At ten."})
    asked = server.say(server.guest("Nia"), "Does it hold for $d^2$? <script>alert(1)</script>")
    server.say(server.person("Ada Okafor"), "Yes.", thread=asked["id"])
    return server


def test_room_reads_without_script(talked: Any) -> None:
    page = talked.client.get("/channel/paper-412").get_data(as_text=True)
    for words in (
        "A Whisper Is Enough", "Ada Okafor", "At ten.", "Does it hold for", "<msup>", "Yes.",
        "Answered", "Author",
    ):  # fmt: skip
        assert words in page
    assert "<script>alert" not in page and "onerror" not in page


def test_embedded_room_has_no_frame(talked: Any) -> None:
    page = talked.client.get("/channel/paper-412?layout=embedded").get_data(as_text=True)
    assert 'class="top"' not in page and "data-embedded" in page and "Does it hold" in page


def test_pages_have_no_inline_script_or_style(talked: Any) -> None:
    for path in ("/", "/channel/paper-412", "/mine", "/moderate", "/enter", "/channel/none"):
        page = talked.client.get(path).get_data(as_text=True)
        assert " style=" not in page and "<style" not in page
        assert page.count("<script") == page.count("<script src=") + page.count(
            '<script type="module" src='
        )


def test_room_is_found_by_its_key(talked: Any) -> None:
    answer = talked.client.get("/key/papers/412?layout=embedded")
    assert (answer.status_code, answer.location) == (302, "/channel/paper-412?layout=embedded")


@pytest.mark.parametrize(
    "path", ["/channel/none", "/key/papers/none", "/group/general", "/nowhere"]
)
def test_nothing_there_is_told(talked: Any, path: str) -> None:
    answer = talked.client.get(path)
    assert answer.status_code == 404
    assert "<h1>There is no" in answer.text or "There is nothing at this address." in answer.text


def test_name_in_the_address_is_escaped(talked: Any) -> None:
    assert "<b>" not in talked.client.get("/channel/<b>x").text


def test_private_group_has_no_page(server: Any) -> None:
    server.admin.post("groups.create", name="committee")
    assert server.client.get("/channel/committee").status_code == 404


def test_guests_see_no_words_where_they_may_not_read(make: Any) -> None:
    server = make(guests=False)
    server.room()
    server.say(server.guest("Nia"), "for members")
    for path in ("/", "/channel/paper-412"):
        assert "for members" not in server.client.get(path).text
    assert "paper-412" not in server.client.get("/").text


def test_home_lists_the_rooms(talked: Any) -> None:
    page = talked.client.get("/").text
    assert '<a href="/channel/paper-412"><strong>A Whisper Is Enough</strong></a>' in page


def test_style_is_the_sites_own_where_it_gives_one(make: Any) -> None:
    own = make(style="@layer base{body{color:red}}").client.get("/static/site.css?v=1")
    assert own.text.startswith("@layer base{body{color:red}}\n@layer components{")
    assert own.headers["Cache-Control"] == "public, max-age=86400"


def test_default_style_has_both_themes(server: Any) -> None:
    style = server.client.get("/static/site.css").text
    assert "--accent" in style and "prefers-color-scheme:dark" in style.replace(": ", ":")


def test_avatar_is_the_initials(talked: Any) -> None:
    answer = talked.client.get("/avatar/ada.okafor")
    assert answer.mimetype == "image/svg+xml" and ">AO</text>" in answer.text
    assert talked.client.get("/avatar/nobody").status_code == 404


def test_static_files_stay_inside_their_folder(server: Any) -> None:
    for path in (
        "/static/../pyproject.toml",
        "/static/%2e%2e/pyproject.toml",
        "/static//etc/passwd",
    ):
        assert server.client.get(path).status_code in (301, 308, 404)


def test_title_is_escaped(settings: Any, make: Any) -> None:
    server = make(title=replace(settings, title="A & <B>").title)
    assert "A &amp; &lt;B&gt;" in server.client.get("/").text


def test_description_links_back_and_is_escaped(server: Any) -> None:
    address = "https://example.org/papers/412.html?a=1&b=2"
    server.room(extraData={"description": f"<b>Tern</b> 2031: {address}"})
    page = server.client.get("/channel/paper-412").text
    shown = address.replace("&", "&amp;")
    link = f'<a href="{shown}" rel="noopener">{shown}</a>'
    assert f"data-description>&lt;b&gt;Tern&lt;/b&gt; 2031: {link}</p>" in page
