import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniconf.text.clean import clean
from miniconf.text.formula import LONGEST, Formula, render_formula


@pytest.mark.parametrize(
    ("tex", "plain"),
    [
        (r"\tilde O(\sqrt{dT})", "Õ(√dT)"),
        (r"\mathbf{A}\in\mathbb{R}^{k\times n}", "A ∈ ℝ^(k×n)"),
        (r"\widetilde{O}\left(\epsilon^{-\frac{2}{1-\alpha}}\right)", "Õ(ϵ^(−2/(1−α)))"),
        (r"\|\nabla J(\boldsymbol{\theta})\|_2^2\leq\epsilon", "‖∇J(θ)‖₂² ≤ ϵ"),
        (r"\mathcal{O}(\frac{1}{T})", "O(1/T)"),
        (r"O(M\log(MK))", "O(M log(MK))"),
        (r"L \log L", "L log L"),
        (r"O(1/\log T}", "O(1/log T)"),
        (r"\ell_\infty", "ℓ_∞"),
        (r"p_{\bar d}", "p_d̄"),
        (r"x^{n+1}", "xⁿ⁺¹"),
        (r"k^{\frac m2}", "k^(m/2)"),
        (r"\sum_{i=1}^n x_i", "∑ᵢ₌₁ⁿ xᵢ"),
        (r"\binom{n}{k}", "(n choose k)"),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "(1, 2; 3, 4)"),
        (r"\begin{aligned}a&=b\\&=c\end{aligned}", "a = b; = c"),
        (r"\sqrt[3]{x+1}", "³√(x+1)"),
        (r"\nicefrac{1}{2}", "1/2"),
        (r"10{,}000", "10,000"),
        (r"80\%", "80%"),
        (r"f: X \to Y", "f: X → Y"),
        (r"\underbrace{a+b}_{n}", "a+bₙ"),
        (r"\yoruba x_i", "yoruba xᵢ"),
        (r"\text{if } x<3", "if x < 3"),
        (r"CO_2", "CO₂"),
        ("RelSnip", "RelSnip"),
    ],
)
def test_plain_formula(tex, plain) -> None:
    assert render_formula(tex).plain == plain


@pytest.mark.parametrize(
    ("tex", "html"),
    [
        ("x", "<math><mi>x</mi></math>"),
        ("x^2", '<math alttext="x²"><msup><mi>x</mi><mn>2</mn></msup></math>'),
        ("a<b", '<math alttext="a &lt; b"><mi>a</mi><mo>&lt;</mo><mi>b</mi></math>'),
        ("RelSnip", "<math><mi>RelSnip</mi></math>"),
        (r"\unicode{x3c}", r"<code>\unicode{x3c}</code>"),
        ("x^2^3", "<code>x^2^3</code>"),
        ("}{", "<code>}{</code>"),
        ("", "<code></code>"),
        (r"\sqrt" * 200 + "x", "<code>" + r"\sqrt" * 200 + "x</code>"),
        ("x^2+" * LONGEST, "<code>" + "x^2+" * LONGEST + "</code>"),
    ],
)
def test_formula_html(tex, html) -> None:
    assert render_formula(tex).html == html


def test_block_formula_sets_limits_below() -> None:
    assert render_formula(r"\max_x f", block=True).html == (
        '<span tabindex="0"><math display="block" alttext="maxₓ f">'
        "<munder><mi>max</mi><mi>x</mi></munder>"
        '<mspace width="0.167em" /><mi>f</mi></math></span>'
    )


@pytest.mark.parametrize(
    "tex",
    [
        r"\text{<script>alert(1)</script>}",
        r"\href{javascript:alert(1)}{x}",
        r"\style{color:red}{x}",
        r"\text{&#x3c;script>}",
        r"\unicode{x3c}script",
        r"\text{a & b}",
        r"\class{evil}{x}",
    ],
)
def test_formula_carries_no_markup_of_its_own(tex) -> None:
    html = render_formula(tex).html
    assert "<script" not in html
    assert "javascript" not in html
    assert "style=" not in html
    assert "class=" not in html
    assert clean(html).replace("&nbsp;", "\xa0") == html


def test_formula_that_defines_itself_ends() -> None:
    assert render_formula(r"\newcommand{\a}{\a\a}\a") == Formula("<math><mi>a</mi></math>", "a")


@given(st.text(alphabet=r"\{}[]^_&$%'()abcfrtleighsqx12 ", max_size=60))
def test_any_source_gives_a_formula_or_its_source(tex) -> None:
    html, plain = render_formula(tex)
    assert html.startswith(("<math", "<code>"))
    assert "\n" not in plain
    assert clean(clean(html)) == clean(html)
