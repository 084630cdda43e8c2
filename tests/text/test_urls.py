import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniconf.text import is_external, safe_url
from miniconf.text.urls import split


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "HTTP://Example.org:8080/a?b=c&d#e",
        "https://example.org/~name/(a)",
        "https://例え.jp/ü",
        "http://[::1]/x",
        "mailto:chair@example.org?subject=Hello",
        "papers/a.html",
        "../x?y:z#a:b",
        "#top",
        "?q=1",
        "/root.html",
        ".",
    ],
)
def test_safe_url_keeps_what_a_page_may_link_to(url) -> None:
    assert safe_url(f" {url}\n") == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "  ",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "java\u200bscript:alert(1)",
        "javascript&#58;alert(1)//a:b",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:https://example.org/x",
        "//evil.example/x",
        "\\\\evil.example",
        "/\\evil.example",
        "a:b",
        "https:example.org",
        "https:///example.org",
        "https://user:secret@example.org/",
        "https://user@example.org/",
        "https://[::1",
        "https://example.org:99999/",
        "https://example.org/a b",
        "https://example.org/\u202egnp",
        'https://example.org/"onclick=x',
        "mailto:nobody",
        "mailto:a@b.c\nBcc: d@e.f",
        "https://example.org/" + "a" * 4096,
    ],
)
def test_safe_url_refuses(url) -> None:
    assert safe_url(url) is None


@given(st.text(alphabet="javscript:/\\ \t\n\x00#?&;.@[]%x", max_size=20))
def test_safe_url_lets_no_other_scheme_through(url) -> None:
    safe = safe_url(url)
    if safe is not None and ":" in safe.replace("?", "#").split("#")[0].split("/")[0]:
        assert safe.lower().startswith(("http://", "https://", "mailto:"))


def test_is_external() -> None:
    assert is_external("https://example.org/")
    assert is_external("HTTP://example.org/")
    assert not is_external("papers/http://a")
    assert not is_external("mailto:a@b.c")


@pytest.mark.parametrize("url", ["http://[", "https://a\u2100b/x?id=1", "//[::1"])
def test_what_has_no_parts_is_a_path(url) -> None:
    assert split(url) == ("", "", url, "", "")
