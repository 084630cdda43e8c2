import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from miniconf.similar import Document, Neighbour, compare


def test_neighbours_have_scores_and_reasons() -> None:
    documents = [
        Document("a", "Arctic terns on sea ice"),
        Document("b", "Sea ice and arctic terns"),
        Document("c", "Pendulum clocks"),
        Document("d", "Pendulum"),
    ]
    found = compare(documents)
    assert dict(found.neighbours) == {
        "a": (Neighbour("b", 1.0, ("Arctic terns", "sea ice")),),
        "b": (Neighbour("a", 1.0, ("arctic terns", "Sea ice")),),
        "c": (Neighbour("d", 1.0, ("Pendulum",)),),
        "d": (Neighbour("c", 1.0, ("Pendulum",)),),
    }
    assert set(found.positions) == {"a", "b", "c", "d"}
    assert all(0 < axis < 1 for place in found.positions.values() for axis in place)


def test_order_does_not_matter(papers) -> None:
    documents = papers(50)
    shuffled = documents.copy()
    random.Random(1).shuffle(shuffled)
    assert compare(shuffled) == compare(documents)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_few_papers(papers, number) -> None:
    documents = papers(number)
    found = compare(documents)
    assert set(found.neighbours) == set(found.positions) == {document.id for document in documents}


def test_papers_without_words_and_equal_papers() -> None:
    empty = [Document(f"a{at}", "") for at in range(5)]
    equal = [Document(f"b{at}", "Sea ice", ("ice",), "Melting.") for at in range(12)]
    found = compare(empty + equal)
    assert found.neighbours["a0"] == ()
    assert [near.id for near in found.neighbours["b3"]] == [
        "b0", "b1", "b10", "b11", "b2", "b4", "b5", "b6",
    ]  # fmt: skip
    assert {near.score for near in found.neighbours["b3"]} == {1.0}
    assert len(set(found.positions.values())) == 17


def test_the_cache_is_as_if_it_were_not(papers, tmp_path) -> None:
    cache = tmp_path / "similar"
    documents = papers(70)
    plain = compare(documents)
    assert compare(documents, cache) == plain
    first = cache.read_bytes()
    assert compare(documents, cache) == plain
    assert cache.read_bytes() == first
    cache.write_bytes(first[: len(first) // 2])
    assert compare(documents, cache) == plain
    assert cache.read_bytes() == first


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["change", "remove", "add", "track", "swap"]),
        st.integers(0, 10_000),
        st.integers(0, 10_000),
    ),
    min_size=1,
    max_size=6,
)


def edited(documents: list[Document], edits, others: list[Document]) -> list[Document]:
    documents = documents.copy()
    for kind, one, two in edits:
        at, other = one % len(documents), others[two % len(others)]
        document = documents[at]
        if kind == "change":
            documents[at] = other._replace(id=document.id)
        elif kind == "remove" and len(documents) > 1:
            del documents[at]
        elif kind == "add":
            documents.append(other._replace(id=f"n{len(documents)}-{two}-{one}"))
        elif kind == "track":
            documents[at] = document._replace(track=other.track)
        elif kind == "swap":
            last = documents[-1]
            documents[at], documents[-1] = (
                last._replace(id=document.id),
                document._replace(id=last.id),
            )
    return list({document.id: document for document in documents}.values())


@settings(max_examples=25, deadline=None)
@given(number=st.sampled_from([3, 20, 90]), rounds=st.lists(EDITS, min_size=1, max_size=3))
def test_edits_with_a_cache_give_what_a_fresh_comparison_gives(
    papers, tmp_path_factory, number, rounds
):
    cache = tmp_path_factory.mktemp("kept") / "similar"
    documents, others = papers(number), papers(90, seed=3)
    compare(documents, cache)
    for edits in rounds:
        documents = edited(documents, edits, others)
        assert compare(documents, cache) == compare(documents)
        kept = cache.read_bytes()
        cache.unlink()
        compare(documents, cache)
        assert cache.read_bytes() == kept


def test_the_map_hardly_moves_when_one_paper_changes(papers) -> None:
    documents = papers(160)
    before = compare(documents).positions
    moved = []
    for at in (7, 50, 93):
        changed = documents.copy()
        changed[at] = changed[at]._replace(abstract="Glacier and moraine. Calving of firn.")
        after = compare(changed).positions
        ways = [np.hypot(*np.subtract(before[one], after[one])) for one in before]
        moved.append(float(np.median(ways)))
    assert sorted(moved)[1] < 0.1


def test_an_embedding_replaces_the_words(papers, tmp_path) -> None:
    documents = papers(6)
    rows = {document.id: [at < 3, at >= 3, at * at] for at, document in enumerate(documents)}
    asked = []

    def embed(ordered):
        asked.append([document.id for document in ordered])
        return [rows[document.id] for document in ordered]

    found = compare(documents[::-1], tmp_path / "cache", embed)
    assert asked == [sorted(rows)]
    assert [near.id for near in found.neighbours["p000"]] == ["p001", "p002"]
    assert [near.id for near in found.neighbours["p005"]] == ["p004", "p003", "p002", "p001"]
    assert compare(documents, tmp_path / "cache") == compare(documents)
    with pytest.raises(ValueError, match=r"embed: expected 6 rows, got shape \(1, 2\)"):
        compare(documents, embed=lambda ordered: [[1, 2]])
