"""A revision is what comparing all papers from nothing gives, and leaves the same cache."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from miniconf.similar import Document, Revising, Revision, compare, similar
from miniconf.similar.comparison import Question
from miniconf.similar.store import Kept, keep


class Site:
    """Documents that were compared, and which have been asked for since."""

    def __init__(self, documents: list[Document], cache) -> None:
        self.documents = {document.id: document for document in documents}
        self.tracks = {document.id: document.track for document in documents}
        self.cache = cache
        self.key = Question(documents, cache).answer()["key"]
        self.asked: list[str] = []

    def document(self, paper: str) -> Document:
        self.asked.append(paper)
        return self.documents[paper]

    def edit(self, paper: str, **texts) -> None:
        self.documents[paper] = self.documents[paper]._replace(**texts)

    def revised(self, *changed: str, **others) -> Revision | None:
        given = {"key": self.key, "document": self.document, "tracks": self.tracks, **others}
        revising = Revising(self.cache, changed=changed, **given)
        found = revising()
        revising.keep()
        return found


@pytest.fixture
def site(papers, tmp_path) -> Site:
    """Some papers, compared."""
    return Site(papers(60), tmp_path / "similar")


def rows(documents) -> dict:
    """What is shown of each paper's neighbours, which their scores are not."""
    found = compare(list(documents)).neighbours
    return {paper: [(one.id, one.reason) for one in near] for paper, near in found.items()}


KINDS = ("rewrite", "shout", "word", "empty", "nothing")


def edited(document: Document, kind: str, other: Document) -> Document:
    if kind == "rewrite":
        return other._replace(id=document.id, track=document.track)
    if kind == "shout":
        return document._replace(title=document.title.upper())
    if kind == "word":
        return document._replace(abstract=document.abstract + " " + other.title)
    if kind == "empty":
        return document._replace(title="", keywords=(), abstract="")
    return document


@settings(max_examples=25, deadline=None)
@given(
    number=st.sampled_from([1, 3, 20, 90]),
    rounds=st.lists(
        st.lists(
            st.tuples(st.sampled_from(KINDS), st.integers(0, 10_000), st.integers(0, 89)),
            min_size=1,
            max_size=3,
        ),
        min_size=1,
        max_size=4,
    ),
)
def test_revisions_one_after_the_other_give_what_comparing_from_nothing_gives(
    papers, tmp_path_factory, number, rounds
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    site = Site(papers(number), folder / "similar")
    others = papers(90, seed=3)
    for edits in rounds:
        before = dict(site.documents)
        for kind, one, two in edits:
            paper = list(site.documents)[one % number]
            site.documents[paper] = edited(site.documents[paper], kind, others[two])
        revision = site.revised(*{list(before)[one % number] for _, one, _ in edits})
        fresh = Question(list(site.documents.values()), folder / "fresh.zip")
        assert revision.result == fresh.answer()
        assert revision.result["key"] == fresh.key
        assert site.cache.read_bytes() == (folder / "fresh.zip").read_bytes()
        (folder / "fresh.zip").unlink()
        then, now = rows(before.values()), rows(site.documents.values())
        assert revision.neighbours == {paper for paper in now if now[paper] != then[paper]}
        was, found = compare(list(before.values())), similar(revision.result)
        assert revision.moved == (was[1:] != found[1:])
        site.key = revision.result["key"]


def test_a_revision_is_known_to_the_next_comparison(site) -> None:
    site.edit("p007", title="Firn", abstract="Crevasse. Albedo of firn.")
    revision = site.revised("p007")
    assert "p007" in revision.neighbours
    assert revision.moved
    question = Question(list(site.documents.values()), site.cache)
    assert question.known == revision.result
    assert similar(question.known) == compare(list(site.documents.values()))


def test_only_documents_that_matter_are_asked_for(site) -> None:
    site.edit("p007", abstract=site.documents["p007"].abstract + " The.")
    revision = site.revised("p007")
    assert (revision.neighbours, revision.moved) == (frozenset(), False)
    assert site.asked[0] == "p007"
    assert len(site.asked) == len(set(site.asked)) < 40


def test_texts_that_are_as_they_were_ask_for_nothing_more(site) -> None:
    kept = site.cache.read_bytes()
    result = Kept(site.cache).result
    assert site.revised() == site.revised("p003") == Revision(result, frozenset(), False)
    assert site.asked == ["p003"]
    assert site.cache.read_bytes() == kept


def test_a_revision_can_be_sent_to_another_process(site) -> None:
    site.edit("p007", title="Firn")
    revision = site.revised("p007")
    assert pickle.loads(pickle.dumps(revision)) == revision


def test_without_the_very_answer_there_is_no_revision(site, tmp_path) -> None:
    kept = site.cache.read_bytes()
    site.edit("p007", title="Firn")
    assert site.revised("p007", key="another") is None
    assert site.revised("p007", tracks={**site.tracks, "p001": "Clouds"}) is None
    assert site.revised("p007", tracks={**site.tracks, "q": ""}) is None
    assert site.revised("p007", "q") is None
    assert site.asked == []
    assert site.cache.read_bytes() == kept


def test_without_a_sound_cache_there_is_no_revision(site, tmp_path) -> None:
    whole = site.cache.read_bytes()
    site.cache.write_bytes(whole[:-100])
    assert site.revised("p007") is None
    damaged = bytearray(whole)
    damaged[-200:-100] = bytes(at ^ 1 for at in damaged[-200:-100])
    site.cache.write_bytes(damaged)
    assert site.revised("p007") is None
    site.cache.unlink()
    assert site.revised("p007") is None
    assert site.asked == []


def test_of_papers_compared_by_an_embedding_there_is_no_revision(papers, tmp_path) -> None:
    documents, cache = papers(6), tmp_path / "similar"
    key = Question(documents, cache, lambda ordered: [[1, at] for at in range(6)]).answer()["key"]
    tracks = {document.id: document.track for document in documents}
    assert Revising(cache, key, ["p001"], lambda paper: documents[0], tracks)() is None


def test_a_state_that_is_not_of_the_key_is_no_use(site) -> None:
    kept = Kept(site.cache)
    keep(site.cache, {**kept.result, "key": "f" * 32}, kept.arrays())
    assert site.revised("p007", key="f" * 32) is None
    assert site.asked == []
