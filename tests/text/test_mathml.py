from xml.etree.ElementTree import fromstring, tostring

import pytest

from miniconf.text.mathml import repair, set_limits, styled


def repaired(xml: str) -> str:
    return tostring(repair(fromstring(xml)), encoding="unicode")


@pytest.mark.parametrize(
    ("text", "variant", "expected"),
    [
        ("Ax1", "bold", "𝐀𝐱𝟏"),
        ("xh", "italic", "𝑥h"),  # ℎ is named after Planck; a lone h is italic anyway
        ("xθ2", "bold-italic", "𝒙𝜽𝟐"),
        ("RZA1", "double-struck", "ℝℤ𝔸𝟙"),
        ("LBe", "script", "ℒℬℯ"),
        ("gC", "fraktur", "𝔤ℭ"),
        ("f", "monospace", "𝚏"),
        ("x+", "normal", "x+"),
        ("λ+é", "bold", "𝛌+é"),
    ],
)
def test_styled_uses_unicodes_mathematical_letters(text, variant, expected) -> None:
    assert styled(text, variant) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<math><mi>&amp;#x003B1;</mi></math>", "<math><mi>α</mi></math>"),
        ("<math><mi>&amp;#x202E;&amp;#x0;a</mi></math>", "<math><mi>a</mi></math>"),
        ("<math><mi>\\foo</mi></math>", "<math><mi>foo</mi></math>"),
        ("<math><mi>&lt;</mi></math>", "<math><mo>&lt;</mo></math>"),
        ("<math><mi>⟨</mi></math>", '<math><mo stretchy="false">⟨</mo></math>'),
        ("<math><mrow><mi>a</mi><mi>b</mi></mrow></math>", "<math><mi>a</mi><mi>b</mi></math>"),
        (
            "<math><mfrac><mi>a</mi></mfrac></math>",
            "<math><mfrac><mi>a</mi><mrow /></mfrac></math>",
        ),
        (
            "<math><msup><mi>a</mi><mi>b</mi><mi>c</mi></msup></math>",
            "<math><msup><mi>a</mi><mrow><mi>b</mi><mi>c</mi></mrow></msup></math>",
        ),
        (
            '<math><mi mathvariant="normal">K</mi><mi mathvariant="normal">L</mi></math>',
            "<math><mi>KL</mi></math>",
        ),
        (
            "<math><mn>2</mn><mi>log</mi><mi>T</mi></math>",
            '<math><mn>2</mn><mspace width="0.167em" /><mi>log</mi><mspace width="0.167em" />'
            "<mi>T</mi></math>",
        ),
        (
            "<math><mi>log</mi><mo>(</mo><mi>T</mi><mo>)</mo></math>",
            "<math><mi>log</mi><mo>(</mo><mi>T</mi><mo>)</mo></math>",
        ),
        (
            '<math><mrow href="javascript:x" style="y"><mi>a</mi></mrow></math>',
            "<math><mi>a</mi></math>",
        ),
        ('<math><mspace width="9999em" /></math>', "<math><mspace /></math>"),
        (
            '<math><mspace width="thickmathspace" /></math>',
            '<math><mspace width="0.278em" /></math>',
        ),
        (
            '<math><menclose notation="box"><mi>a</mi><mi>b</mi></menclose></math>',
            "<math><mi>a</mi><mi>b</mi></math>",
        ),
        (
            "<math><mover><mi>O</mi><mo>~</mo></mover></math>",
            '<math><mover accent="true"><mi>O</mi><mo stretchy="false">˜</mo></mover></math>',
        ),
        (
            "<math><msubsup><mo>∑</mo><mi>i</mi><mi>n</mi></msubsup></math>",
            "<math><munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover></math>",
        ),
        (
            '<math><mtable><mtr><mtd columnalign="right"><mi>a</mi></mtd></mtr></mtable></math>',
            '<math><mtable><mtr><mtd class="right"><mi>a</mi></mtd></mtr></mtable></math>',
        ),
        ("<math><mo><mrow><mi>a</mi><mi>b</mi></mrow></mo></math>", "<math><mi>ab</mi></math>"),
    ],
)
def test_repair(before, after) -> None:
    assert repaired(before) == after


def test_set_limits_puts_them_below_max_and_its_like() -> None:
    tree = fromstring(
        "<math><msub><mi>max</mi><mi>x</mi></msub><msub><mi>a</mi><mi>x</mi></msub></math>"
    )
    set_limits(tree)
    assert [node.tag for node in tree] == ["munder", "msub"]
