"""Citations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from miniconf.site.cite import bibtex, citation_key
from miniconf.text import plain
from tests.site.example import conference


def test_a_full_entry() -> None:
    made = conference()
    assert bibtex(made.papers["main.0"], made.config, plain) == (
        "@inproceedings{adebayo2027sharper,\n"
        "  title = {Sharper $\\tilde{O}(\\sqrt{dT})$ Regret from Whispered Feedback},\n"
        "  author = {Folasade Adébáyọ̀ and Øystein Håkonsen and 佐藤 陽菜 (Haruna Satō)"
        " and Mehrnaz Rostami},\n"
        "  booktitle = {Meridian 2027},\n"
        "  year = {2027},\n"
        "  month = jun,\n"
        "  publisher = {Meridian Society},\n"
        "  doi = {10.5555/12345},\n"
        "  eprint = {2702.01234},\n"
        "  archiveprefix = {arXiv},\n"
        "  url = {https://meridian.example/2027/papers/main.0.html},\n"
        "}"
    )


def test_signs_of_tex_are_escaped_and_capitals_kept() -> None:
    made = conference(base_url=None, organization="A & B")
    paper = replace(made.papers["main.1"], title="100% of BERT & more_", pdf=None)
    entry = bibtex(paper, made.config, plain)
    assert "  title = {100\\% of {BERT} \\& more\\_},\n" in entry
    assert "  publisher = {A \\& B},\n" in entry
    assert "  url" not in entry


@pytest.mark.parametrize(
    ("title", "tex"),
    [
        ("A *New* {BERT} for Q&amp;A", r"A New {BERT} for Q\&A"),
        ("<i>x</i> in `code` and __all__", "x in code and all"),
        ("{{Deep} Nets} of {R&amp;D}", r"{{Deep} Nets} of {R\&D}"),
        ("G{\\\"o}del, \\emph{BERT} and \\'Etienne", "G{ö}del, {BERT} and Étienne"),
        ("*From $AB + x_1$ to {mBERT}s*", "From $AB + x_1$ to {mBERT}s"),
        (r"Of \(\mathcal{O}(n)\)", r"Of $\mathcal{O}(n)$"),
        ("$a &lt; b$", "$a < b$"),
        ("Costs of $5 and $6", r"Costs of \$5 and \$6"),
        ("\ue0007\ue001 of {BERT}", "7 of {BERT}"),
        ("Sets }a{ b", r"Sets \textbraceright{}a\textbraceleft{} b"),
    ],
)
def test_titles_without_markup(title: str, tex: str) -> None:
    made = conference()
    paper = replace(made.papers["main.1"], title=title)
    assert f"  title = {{{tex}}},\n" in bibtex(paper, made.config, plain)


def test_a_key_without_authors_or_words() -> None:
    made = conference()
    paper = replace(made.papers["main.1"], title="李", authors=())
    assert citation_key(paper, made.config, plain) == "2027"
