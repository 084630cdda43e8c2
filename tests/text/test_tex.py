from hypothesis import given
from hypothesis import strategies as st

from miniconf.text.chars import tidy
from miniconf.text.scanner import Held
from miniconf.text.tex import Scan, scan

HOSTILE = st.text(alphabet="\\{}[]()$`~<>-*_^!&;:/ abethpsmflx\"'\n", max_size=120)


def test_scan_sets_formulas_and_elements_aside() -> None:
    assert scan(r"\emph{a} $x$") == Scan(
        "\ufdd00\ufdd1a\ufdd01\ufdd1 \ufdd02\ufdd1",
        [Held("<em>", ""), Held("</em>", ""), Held("<math><mi>x</mi></math>", "x")],
    )


def test_scan_without_links_keeps_addresses_as_text() -> None:
    assert scan("https://a.example", links=False).held == [
        Held("https://a.example", "https://a.example")
    ]


@given(HOSTILE)
def test_scan_reads_any_text_to_its_end(text) -> None:
    markdown, held = scan(tidy(text))
    assert markdown.count("\ufdd0") == markdown.count("\ufdd1") == len(held)


@given(st.text(alphabet="abc ,.;()0123456789äé漢", max_size=80))
def test_scan_leaves_prose_alone(text) -> None:
    assert scan(text) == Scan(text, [])
