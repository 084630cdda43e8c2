from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from miniconf.text import clean, excerpt, inline, markdown, plain, safe_url
from miniconf.text.clean import HTML_ELEMENTS, MATH_ELEMENTS
from miniconf.text.render import LONGEST_MARKDOWN

MARKUP = """<script>alert(1)</script>|<img src=x onerror=alert(1)>|<svg/onload=alert(1)>|<b|>|"|'
<a href="javascript:alert(1)">a</a>|[a](javascript:alert(1))|![x](https://t.example/x.png)
<!--|-->|$x<y$|$\\text{<img src=x>}$|$|\\(|`|``|<math><mtext>|<style>|</p>|<table><td>|*|**|_
&lt;|&#x6a;|\\emph{|}|{|\\href{javascript:x}{y}|https://e.example/<x>|<p onclick=x>|word
<details open>|[r]: data:x|<iframe src=//e>"""
SIGNS = [
    "|",
    " ",
    "\n",
    "\n\n",
    "```\n",
    "- ",
    "# ",
    "> ",
    "| a | b |\n|---|---|\n",
    "\u202e",
    "\0",
]
PIECES = st.sampled_from([*MARKUP.replace("\n", "|").split("|"), *SIGNS, "\ufdd00\ufdd1"])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map("".join))
ATTRIBUTES = {"lang", "dir", "title", "rel", "class"}
VOID = {"br", "hr", "img", "wbr", "mprescripts", "none"}


class Judge(HTMLParser):
    """Collects what is wrong with a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        self.wrong += self.open

    def handle_starttag(self, tag, attrs) -> None:
        allowed = (HTML_ELEMENTS | MATH_ELEMENTS).get(tag)
        if allowed is None:
            self.wrong.append(tag)
            return
        self.wrong += [f"{tag} {name}" for name, _ in attrs if name not in allowed | ATTRIBUTES]
        self.wrong += [
            str(url) for name, url in attrs if name in ("href", "src") and not safe_url(url)
        ]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")


@given(TEXTS)
def test_markdown_of_anything_is_safe_and_well_formed(text) -> None:
    html = markdown(text)
    assert isinstance(html, Markup)
    assert Judge(html).wrong == []
    assert clean(html).replace("&nbsp;", "\xa0") == html.replace("&nbsp;", "\xa0")


@given(TEXTS)
def test_inline_of_anything_is_one_safe_line_without_links(text) -> None:
    html = inline(text)
    assert Judge(html).wrong == []
    assert not any(f"<{tag}" in html for tag in ("p>", "div", "h1", "ul", "table", "a ", "img"))


@given(TEXTS)
def test_plain_of_anything_is_one_line(text) -> None:
    line = plain(text)
    assert line == " ".join(line.split())
    assert "\ufdd0" not in line


@given(st.text(alphabet="abcdefg ,.;()\n", max_size=100))
def test_plain_of_prose_is_the_prose(text) -> None:
    assert plain(text) == " ".join(text.split())


def test_markdown_blocks() -> None:
    text = (
        '# Head\n\nSome *text* with\na [link](a.html "t").\n\n- one\n- two\n\n1. first\n\n'
        "| a | b |\n|---|--:|\n| 1 | 2 |\n\n> quote\n"
    )
    assert markdown(text) == (
        '<h2>Head</h2>\n<p>Some <em>text</em> with\na <a href="a.html" title="t">link</a>.</p>\n'
        "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<ol>\n<li>first</li>\n</ol>\n"
        '<table>\n<thead>\n<tr>\n<th>a</th>\n<th class="right">b</th>\n</tr>\n</thead>\n<tbody>\n'
        '<tr>\n<td>1</td>\n<td class="right">2</td>\n</tr>\n</tbody>\n</table>\n'
        "<blockquote>\n<p>quote</p>\n</blockquote>"
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("\n \n", ""),
        ("One & two\nlines.\r\n\r\nNext > 1.", "<p>One &amp; two\nlines.</p>\n<p>Next &gt; 1.</p>"),
        ("    indented is no code", "<p>indented is no code</p>"),
        ("&lt;b&gt; AT&T", "<p>&lt;b&gt; AT&amp;T</p>"),
        ("**重点**内容", "<p><strong>重点</strong>内容</p>"),
        ("![A $x$](a.png)", '<p><img src="a.png" alt="A x"></p>'),
        ("![A](https://example.org/a.png)", "<p>A</p>"),
        ("<h1>a</h1>", "<h2>a</h2>"),
        ("~~a~~", "<p><del>a</del></p>"),
    ],
)
def test_markdown(text, html) -> None:
    assert markdown(text) == html


def test_markdown_shifts_headings_and_resolves_addresses() -> None:
    assert markdown("# a\n[b](c.html)", shift=3, resolve=lambda url: f"../{url}") == (
        '<h4>a</h4>\n<p><a href="../c.html">b</a></p>'
    )


def test_markdown_of_a_megabyte_is_plain_paragraphs() -> None:
    text = "*a* " * (LONGEST_MARKDOWN // 4 + 1)
    assert markdown(text) == f"<p>{text.strip()}</p>"
    assert inline(text) == text.strip()
    assert plain(text) == text.strip()


def test_text_that_cannot_be_read_shows_as_its_source(monkeypatch) -> None:
    def fail(*_, **__):
        raise RecursionError

    monkeypatch.setattr("miniconf.text.render.scan", fail)
    assert markdown("*a* <b>") == "<pre><code>*a* &lt;b&gt;</code></pre>"
    assert inline("*a* <b>") == "<code>*a* &lt;b&gt;</code>"
    assert plain("*a* <b>") == "*a* <b>"


@pytest.mark.parametrize(
    ("title", "html"),
    [
        ("Graphs & *more*\n in two lines", "Graphs &amp; <em>more</em> in two lines"),
        ("# not a heading", "# not a heading"),
        ("1. not a list", "1. not a list"),
        ("[a](b.html) ![c](d.png)", "a c"),
    ],
)
def test_inline(title, html) -> None:
    assert inline(title) == html


def test_inline_with_links() -> None:
    assert inline("[a](b.html)", links=True) == '<a href="b.html">a</a>'


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (r"Sharper $\tilde O(\sqrt{dT})$ Regret", "Sharper Õ(√dT) Regret"),
        ("# Head\n\n- a\n- b\n\n| c | d |\n|---|---|\n| 1 | 2 |", "Head a b c d 1 2"),
        ("<b>bold</b><br>new &amp; old &lt;x&gt;", "bold new & old <x>"),
        ("<script>alert(1)</script>a", "a"),
        ("![A figure](a.png) of [this](b.html)", "A figure of this"),
        ("a < b", "a < b"),
        ("<div>" * 300, "<div>" * 300),
    ],
)
def test_plain(text, line) -> None:
    assert plain(text) == line


def test_plain_keeps_paragraphs_when_asked() -> None:
    assert plain("a\nb\n\n*c*\n- d", paragraphs=True) == "a b\n\nc\n\nd"
    assert plain(" a\nb\n \n c", paragraphs=True) == "a b\n\nc"


@pytest.mark.parametrize(
    ("text", "length", "start"),
    [
        ("short *text*", 20, "short text"),
        ("one two three four", 14, "one two three…"),
        ("one two three four", 13, "one two…"),
        ("one, two, three", 10, "one, two…"),
        ("一二三四五六七八九十", 6, "一二三四五…"),
        ("abc", 0, "…"),
    ],
)
def test_excerpt(text, length, start) -> None:
    assert excerpt(text, length) == start
