from __future__ import annotations

from miniconf.load.authors import authors_of
from miniconf.model import Author, Paper, Person


def paper(number: int, *people: Person | str) -> Paper:
    authors = tuple(Person(name=p) if isinstance(p, str) else p for p in people)
    return Paper(id=str(number), title="T", authors=authors)


def authors(*papers: Paper) -> dict[str, Author]:
    return authors_of({paper.id: paper for paper in papers})


def test_authors_by_name() -> None:
    found = authors(
        paper(1, Person(name="Bo Li", affiliation="Reef"), "Ana Vo"),
        paper(2, Person(name="Ana Vo", affiliation="Shore", website="https://vo.example")),  # type: ignore[arg-type]
        paper(3, Person(name="Ana Vo", affiliation="Isle", orcid="0000-0002-1825-0097")),  # type: ignore[arg-type]
    )
    assert list(found) == ["ana-vo", "bo-li"]
    assert found["ana-vo"] == Author(
        slug="ana-vo", name="Ana Vo", affiliations=("Shore", "Isle"), papers=("1", "2", "3"),
        orcid="0000-0002-1825-0097", website="https://vo.example",
    )  # type: ignore[arg-type]  # fmt: skip


def test_authors_spelt_differently_are_one() -> None:
    found = authors(paper(1, "José Pérez"), paper(2, "Jose Perez"), paper(3, "José Pérez"))
    assert {slug: author.name for slug, author in found.items()} == {"jose-perez": "José Pérez"}
    # Where both spellings are as common, the one with its diacritics is shown.
    assert (
        authors(paper(1, "Jose Perez"), paper(2, "José Pérez"))["jose-perez"].name == "José Pérez"
    )


def test_authors_of_one_name_with_ids_are_several() -> None:
    first = Person(name="Wei Chen", id="~Wei_Chen1")
    second = Person(name="Wei Chen", id="~Wei_Chen7")
    found = authors(paper(1, first), paper(2, second), paper(3, "Wei Chen"), paper(4, first))
    assert {slug: author.papers for slug, author in found.items()} == {
        "wei-chen": ("3",), "wei-chen-wei-chen1": ("1", "4"), "wei-chen-wei-chen7": ("2",),
    }  # fmt: skip


def test_authors_with_one_id_are_one() -> None:
    found = authors(paper(1, Person(name="Wei Chen", id="~Wei_Chen1")), paper(2, "Wei Chen"))
    assert {slug: author.papers for slug, author in found.items()} == {"wei-chen": ("1", "2")}


def test_authors_in_other_scripts() -> None:
    found = authors(paper(1, "王小明"), paper(2, "李雷"))
    assert len(found) == 2
    assert [author.name for author in found.values()] == ["李雷", "王小明"]


def test_authors_with_accents_stand_among_the_others() -> None:
    found = authors(paper(1, "Zoe Ash", "Øystein Li", "Çağla Vo", "Dan Po", "Oz Nu", "Ćwik Ro"))
    assert [author.name for author in found.values()] == [
        "Çağla Vo", "Ćwik Ro", "Dan Po", "Øystein Li", "Oz Nu", "Zoe Ash",
    ]  # fmt: skip
