import pytest

from miniconf.chat.server.render import html


def test_markdown_and_tex_become_clean_html() -> None:
    shown = html("A **ball** of $x^2$")
    assert "<strong>ball</strong>" in shown
    assert "<math" in shown and "<msup>" in shown


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))",
        "<a href='javascript:alert(1)'>x</a>", "<svg onload=alert(1)>",
        "$\\href{javascript:alert(1)}{x}$", "<iframe src=//evil.example></iframe>",
        "<style>*{display:none}</style>", "![x](data:text/html,x)",
        "<math><mtext><script>alert(1)</script></mtext></math>", "@<b onclick=alert(1)>nia",
    ],
)  # fmt: skip
def test_hostile_messages_are_harmless(hostile: str) -> None:
    shown = html(hostile, ("nia",), ("general",)).lower()
    for bad in (
        "<script",
        "onerror",
        "onload",
        "onclick=alert(1)>",
        'href="javascript',
        "<iframe",
        "<style",
    ):
        assert bad not in shown


def test_images_leave_only_their_words_so_that_nobody_is_asked() -> None:
    shown = html("![a plot](https://pictures.example/a.png) <img src=x.png alt='another'> ![](y)")
    assert "<img" not in shown and "pictures.example" not in shown
    assert "a plot another" in shown


def test_mention_inside_an_attribute_is_left_alone() -> None:
    shown = html('[x](https://example.org "> @nia onfocus=alert(1) ")', ("nia",))
    assert "mention" not in shown


def test_lines_end_where_the_writer_ended_them() -> None:
    assert html("one\ntwo").count("<br") == 1


def test_mentions_are_marked_where_somebody_is_meant() -> None:
    shown = html("Hi @nia.b, and @nobody. `@nia.b`", ("nia.b",))
    assert shown.count('<span class="mention">@nia.b</span>') == 1
    assert "@nobody." in shown and "<code>@nia.b</code>" in shown


def test_rooms_are_linked_where_they_are() -> None:
    shown = html("See #paper-1 and #nowhere", (), ("paper-1",))
    assert '<a class="room-link" href="/channel/paper-1">#paper-1</a>' in shown
    assert "#nowhere" in shown


def test_address_with_a_hash_is_left_alone() -> None:
    shown = html("https://example.org/#paper-1", (), ("paper-1",))
    assert "room-link" not in shown
