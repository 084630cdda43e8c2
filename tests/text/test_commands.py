import pytest

from miniconf.text import inline, markdown, plain

X = "<math><mi>x</mi></math>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("$x$-axis", f"{X}-axis"),
        ("the $ x $ axis", f"the {X} axis"),
        (r"\(x\)", X),
        (r"\[x\]", X),
        ("$$x$$", X),
        (r"\begin{equation}x\end{equation}", X),
        ("$5 and $10", "$5 and $10"),
        ("from $5 to $x$", f"from $5 to {X}"),
        ("$ 10 billion", "$ 10 billion"),
        ("US$5, A$7", "US$5, A$7"),
        ("$HOME and $PATH, $HOME/$PATH", "$HOME and $PATH, $HOME/$PATH"),
        ("#Turki$hTweets", "#Turki$hTweets"),
        (r"\$x$x$", f"$x{X}"),
        ("$$ $$", "$$ $$"),
        ("$<$600M", "<math><mo>&lt;</mo></math>600M"),
        ("$k$NN", "<math><mi>k</mi></math>NN"),
    ],
)
def test_formulas_and_prices(text, html) -> None:
    assert inline(text) == html


def test_display_formulas_have_a_line_of_their_own() -> None:
    block = '<span tabindex="0"><math display="block"><mi>x</mi></math></span>'
    for text in ("$$x$$", r"\[x\]", r"\begin{align*}x\end{align*}"):
        shown = markdown(text).replace(' alttext="x"', "")
        assert shown.startswith('<p><span tabindex="0"><math display="block">')
    assert markdown("a $$x$$ b") == f"<p>a {block} b</p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (r"\emph{a \textbf{b}} c", "<em>a <strong>b</strong></em> c"),
        (r"\textbf{d}ifference-\textit{s}", "<strong>d</strong>ifference-<em>s</em>"),
        (r"{\it so} and {\em e.g.,}", "<em>so</em> and <em>e.g.,</em>"),
        (r"{\sc Bert} \small x", "Bert x"),
        (
            r"\texttt{a_b} \verb|$x_y$| \verb+a|b+",
            "<code>a_b</code> <code>$x_y$</code> <code>a|b</code>",
        ),
        (r"H\textsubscript{2}O, 1\textsuperscript{st}", "H<sub>2</sub>O, 1<sup>st</sup>"),
        (r"BERT~\citep{a2018,b} and \citet[p. 5]{c}", "BERT&nbsp;[a2018, b] and [c]"),
        (r"so~\footnote{Up to $x$.}.", f"so (Up to {X}.)."),
        (r"\method{} and \yoruba on \add{new} text", "method and yoruba on new text"),
        (r"\textcolor{red}{hot} \label{s}stuff", "hot stuff"),
        (r"Stra\ss e, \L{}ojasiewicz, \alpha-NLI", "Straße, Łojasiewicz, α-NLI"),
        (r"\textless  60\% \textemdash so", "&lt; 60% — so"),
        (r"C:\new\folder, \d+, \\server", r"C:\new\folder, \d+, \server"),
        (r"\emph{never closed", "emph{never closed"),
        (r"\item a \begin{itemize}b\end{itemize}", "• a b"),
        ("trailing \\", "trailing \\"),
    ],
)
def test_macros(text, html) -> None:
    assert inline(text) == html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"Erd\H{o}s, R\'{e}nyi, na\"{\i}ve, Schr\"odinger", "Erdős, Rényi, naïve, Schrödinger"),
        (r"\v{C}ech, \~nandu, \^\i le", "Čech, ñandu, île"),
        (r"\"open\" source", '"open" source'),
        (r"the author\'s, don\'t", "the author's, don't"),
        (r"5\% \& \#1 a\_b \{x\}", "5% & #1 a_b {x}"),
        (r"di\-vide, a\,b, a\@.", "divide, a b, a."),
        (
            "{NLI} {G}en {X, T, Y} {n choose d} O(e^{-n}) {}",
            "NLI Gen {X, T, Y} {n choose d} O(e^{-n})",
        ),
        ("{Whole Title, for {BERT}}", "Whole Title, for BERT"),
        ("{{config}} {% raw %}", "{{config}} {% raw %}"),
    ],
)
def test_accents_escapes_and_braces(text, expected) -> None:
    assert plain(text) == expected


def test_links_of_tex() -> None:
    rel = 'rel="noopener noreferrer"'
    assert markdown(r"\url{https://example.org/a\_b}, \href{https://example.org}{\emph{here}}") == (
        f'<p><a {rel} href="https://example.org/a_b">https://example.org/a_b</a>, '
        f'<a {rel} href="https://example.org"><em>here</em></a></p>'
    )
    assert markdown(r"\url{javascript:alert(1)} \href{javascript:alert(1)}{x}") == (
        "<p>javascript:alert(1) x</p>"
    )
