"""Citations."""

from __future__ import annotations

from dataclasses import replace

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


def test_a_key_without_authors_or_words() -> None:
    made = conference()
    paper = replace(made.papers["main.1"], title="李", authors=())
    assert citation_key(paper, made.config, plain) == "2027"
