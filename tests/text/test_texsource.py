import pytest

from miniconf.text.texsource import balance, normalise


@pytest.mark.parametrize(
    ("tex", "balanced"),
    [
        (r"\frac{a}{b}", r"\frac{a}{b}"),
        ("O(1/T}", "O(1/T)"),
        ("a}b", "ab"),
        ("x_{i", "x_{i}"),
        (r"\{a\}", r"\{a\}"),
        (r"{{a}", "{{a}}"),
        ("", ""),
    ],
)
def test_balance_pairs_every_brace(tex, balanced) -> None:
    assert balance(tex) == balanced


@pytest.mark.parametrize(
    ("tex", "normal"),
    [
        (r"\bm{x}", r"\boldsymbol{x}"),
        (r"\nicefrac12", r"\tfrac12"),
        (r"\cal{O}(n) {\cal L}", r"{\mathcal{O}}(n) {{\mathcal{L}}}"),
        (r"50% \%", r"50\% \%"),
        (r"10,000 {,} 1{,}000 1,00", r"10\text{,}000 {,} 1\text{,}000 1,00"),
        (r"x\sim y\ne z", "x∼ y≠ z"),
        (r"\\bm", r"\\bm"),
        (r"\newcommand{\x}[1]{\x\x}\x", r"\x"),
        (r"\def\x{\x\x}\x", r"\x"),
        (r"\href{javascript:alert(1)}{x}", "{x}"),
        (r"\color{red}x\label{eq}", "x"),
        (r"\begin{equation}a\end{equation}", " a "),
        (r"\begin{aligned}a\end{aligned}", r"\begin{align*}a\end{align*}"),
        (r"\mathop{a}", "{a}"),
        (r"\arg x", r"\operatorname{arg} x"),
    ],
)
def test_normalise_speaks_the_converters_dialect(tex, normal) -> None:
    assert normalise(tex) == normal
