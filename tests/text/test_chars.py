import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniconf.text.chars import has_unsafe, tidy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words\nin lines\t here", "plain words\nin lines\t here"),
        ("one\r\ntwo\rthree\x85four\u2028five", "one\ntwo\nthree\nfour\nfive"),
        ("be\x00fore \x1b[31m after", "before [31m after"),
        ("user\u202egnp.exe \u2066x\u2069", "usergnp.exe x"),
        ("Persian \u200cjoiner and \u200fmark stay", "Persian \u200cjoiner and \u200fmark stay"),
        ("e\ufb03cient \ufb01nding of \ufb02ows", "efficient finding of flows"),
        ("lone \ud800 surrogate, \ufdd0mark\ufdd1, \ufeffbom", "lone  surrogate, mark, bom"),
        ("e\u0301 stays as it is", "e\u0301 stays as it is"),
    ],
)
def test_tidy_removes_what_no_output_may_carry(text, expected) -> None:
    assert tidy(text) == expected


@given(st.text())
def test_tidy_text_can_be_written_and_stays_tidy(text) -> None:
    once = tidy(text)
    once.encode("utf-8")
    assert not has_unsafe(once)
    assert tidy(once) == once
