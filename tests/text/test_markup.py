import pytest

from miniconf.text import inline, markdown


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("``quoted'' and `so'", "“quoted” and ‘so’"),
        ('``mixed" and ``curly”', "“mixed” and “curly”"),
        ("a ``left open", "a “left open"),
        ("`greater than,' `similar to,' or", "‘greater than,’ ‘similar to,’ or"),
        (
            "`code` and ``a`b`` and ```x```",
            "<code>code</code> and <code>a`b</code> and <code>x</code>",
        ),
        ("`$x$` is code", "<code>$x$</code> is code"),
        ("don`t and rock 'n' roll", "don`t and rock 'n' roll"),
        (
            "<subject, object> <mask> <s> <title>",
            "&lt;subject, object&gt; &lt;mask&gt; &lt;s&gt; &lt;title&gt;",
        ),
        ("a<b and c>d, text<->graph", "a&lt;b and c&gt;d, text&lt;-&gt;graph"),
        ("<b>bold</b> <i class='x'>i</i>", "<b>bold</b> <i>i</i>"),
        ("a<!-- gone -->b <!-- stays", "ab &lt;!-- stays"),
        ("a---b -- c, 1--5", "a—b – c, 1–5"),
        ("use --flag, --> and a ----- b", "use --flag, --&gt; and a ----- b"),
        ("Dr.~No ~670K 10~20% ~~gone~~", "Dr.&nbsp;No ~670K 10~20% <del>gone</del>"),
        ("PyMT5~ outperforms", "PyMT5 outperforms"),
        ("1024*1024 and 2*2, *so*", "1024*1024 and 2*2, <em>so</em>"),
        ("A* search, B* search", "A* search, B* search"),
    ],
)
def test_signs_in_a_line(text, html) -> None:
    assert inline(text) == html


def link(url: str, text: str | None = None) -> str:
    return f'<a rel="noopener noreferrer" href="{url}">{text or url}</a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("at https://example.org/a_b_c.", f"at {link('https://example.org/a_b_c')}."),
        ("(http://example.org/(a)b)", f"({link('http://example.org/(a)b')})"),
        ("**https://example.org**", f"<strong>{link('https://example.org')}</strong>"),
        ("<https://example.org/~x>", link("https://example.org/~x")),
        ("见https://example.org。下", f"见{link('https://example.org')}。下"),
        ("[a](https://example.org/$x$)", link("https://example.org/$x$", "a")),
        ("[https://a.example](https://b.example)", link("https://b.example", "https://a.example")),
        ("[a]\n\n[a]: https://example.org", link("https://example.org", "a")),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("https://user:pw@example.org/", "https://user:pw@example.org/"),
        ("xhttp://", "xhttp://"),
        ("<https://>", "&lt;https://&gt;"),
    ],
)
def test_addresses(text, html) -> None:
    assert markdown(text) == f"<p>{html}</p>"


@pytest.mark.parametrize("marks", ["```", "~~~~"])
def test_fenced_code_is_left_alone(marks) -> None:
    assert markdown(f"a\n\n{marks}py\n$x$ -- <b> \\emph{{y}} ``z''\n{marks}\n\n$y$") == (
        "<p>a</p>\n<pre><code>$x$ -- &lt;b&gt; \\emph{y} ``z''\n</code></pre>\n"
        "<p><math><mi>y</mi></math></p>"
    )


def test_fenced_code_that_never_closes_goes_on_to_the_end() -> None:
    assert markdown("```\n$x$") == "<pre><code>$x$</code></pre>"
