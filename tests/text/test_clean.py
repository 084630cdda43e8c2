import pytest

from miniconf.text import clean
from miniconf.text.clean import clean_inline, is_too_deep, words


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<b>b</b>", "<p>a<b>b</b></p>"),
        ("a<script>alert(1)</script>b", "ab"),
        ("a<style>*{}</style>b", "ab"),
        ("<svg onload=alert(1)><script>x</script></svg>b", "b"),
        ("<iframe src=//x></iframe>b", "b"),
        ("<p onclick=x style=y id=z class=w>a</p>", "<p>a</p>"),
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href=" &#106;avascript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="//evil.example">a</a>', "<a>a</a>"),
        ('<a href="mailto:a@b.c">a</a>', '<a href="mailto:a@b.c">a</a>'),
        ('<a href="x.html" title="t">a</a>', '<a href="x.html" title="t">a</a>'),
        (
            '<a title="x>y" href="https://example.org/?a=1&b" target=_blank>a</a>',
            '<a rel="noopener noreferrer" title="x&gt;y" href="https://example.org/?a=1&amp;b">a</a>',
        ),
        ('<img src="a.png" alt="A" onerror=x>', '<img src="a.png" alt="A">'),
        ('<img src="https://example.org/a.png" alt="A &lt; B">', "A &lt; B"),
        ('<img src="data:image/png;base64,AA">b', "b"),
        (
            "<table><tr><td class='right x' style='a'>1",
            '<table><tbody><tr><td class="right">1</td></tr></tbody></table>',
        ),
        ('<p dir="rtl" lang="fa">a</p><p dir="x">b</p>', '<p dir="rtl" lang="fa">a</p><p>b</p>'),
        ("<form action=x><input name=y><button>b</button></form>", "b"),
        ("<math><mi href='javascript:x'>x</mi></math>", "<math><mi>x</mi></math>"),
        (
            "<math><annotation-xml encoding='text/html'><img src=x></annotation-xml></math>",
            "<math></math>",
        ),
        (
            "<math><mtext></math><img src=x onerror=alert(1)>",
            '<math><mtext></mtext></math><img src="x">',
        ),
        ("\u202eevil\x00", "evil"),
    ],
)
def test_clean_keeps_to_the_allow_list(html, expected) -> None:
    assert clean(html) == expected


def test_clean_lowers_headings_to_the_sixth_at_most() -> None:
    assert clean("<h1>a</h1><h5>b</h5><h6>c</h6>", shift=2) == "<h3>a</h3><h6>b</h6><h6>c</h6>"


def test_clean_resolves_relative_addresses_only() -> None:
    html = (
        '<a href="a.html">a</a><a href="#b">b</a>'
        '<a href="https://c.example/">c</a><img src="d.png">'
    )
    assert clean(html, resolve=lambda url: f"../{url}") == (
        '<a href="../a.html">a</a><a href="#b">b</a>'
        '<a rel="noopener noreferrer" href="https://c.example/">c</a><img src="../d.png">'
    )
    assert clean('<a href="gone">a</a>', resolve=lambda url: None) == "<a>a</a>"


def test_clean_inline_keeps_no_blocks_and_links_only_when_asked() -> None:
    html = (
        '<h1>a</h1><p>b</p><em>c</em> <a href="https://d.example/">d</a><br><img src="e" alt="f">'
    )
    assert clean_inline(html) == "ab<em>c</em> d"
    assert clean_inline(html, links=True) == (
        'ab<em>c</em> <a rel="noopener noreferrer" href="https://d.example/">d</a>'
    )


def test_clean_shows_what_is_nested_too_deep_as_its_source() -> None:
    html = "<div>" * 300
    assert clean(html) == f"<pre>{'&lt;div&gt;' * 300}</pre>"
    assert clean_inline(html) == "&lt;div&gt;" * 300


@pytest.mark.parametrize(
    ("html", "deep"),
    [
        ("<b>" * 200, False),
        ("<b>" * 201, True),
        ("<div></b>" * 201, True),
        ("<b></b>" * 1000, False),
        ("<br>" * 1000, False),
        ("<B></b>" * 1000, False),
    ],
)
def test_is_too_deep(html, deep) -> None:
    assert is_too_deep(html) is deep


def test_words() -> None:
    assert words("a b  a") == {"a", "b"}
