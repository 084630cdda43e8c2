from xml.etree.ElementTree import fromstring

import pytest

from miniconf.text.unimath import plain_formula


@pytest.mark.parametrize(
    ("xml", "plain"),
    [
        ("<mi>x</mi><mo>=</mo><mn>1</mn>", "x = 1"),
        ("<mo>(</mo><mi>a</mi><mo>,</mo><mi>b</mi><mo>)</mo>", "(a, b)"),
        ("<msup><mi>k</mi><mi>m</mi></msup>", "k^m"),
        ("<msup><mi>A</mi><mo>*</mo></msup>", "A*"),
        ("<msub><mi>x</mi><mtext>data set</mtext></msub>", "x_(data set)"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac>", "(a+b)/c"),
        ("<msup><mfrac><mi>a</mi><mi>b</mi></mfrac><mn>2</mn></msup>", "(a/b)²"),
        ("<mover><mi>O</mi><mo>˜</mo></mover>", "Õ"),
        ("<mover><mi>d</mi><mo>¯</mo></mover>", "d̄"),
        ("<mi>𝐀</mi><mi>𝒪</mi><mi>ℝ</mi><mi>ℓ</mi>", "AOℝℓ"),
        ("<mi>a</mi><mspace width='1em' /><mi>b</mi>", "a b"),
        ("<mi>a</mi><mspace width='-0.1em' /><mi>b</mi>", "ab"),
    ],
)
def test_plain_formula_reads_in_one_line(xml, plain) -> None:
    assert plain_formula(fromstring(f"<math>{xml}</math>")) == plain
