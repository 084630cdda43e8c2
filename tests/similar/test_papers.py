from miniconf.similar.papers import digest, key, papers
from miniconf.similar.terms import Document

TWO = [Document("b", "Terns", track="Birds"), Document("a", "Ice", ("firn",), "Melting.")]


def test_papers_stand_in_the_order_of_their_ids() -> None:
    found = papers(TWO)
    assert found.ids == ["a", "b"]
    assert found.tracks == ["", "Birds"]
    assert found.digests == [digest(TWO[1]), digest(TWO[0])]
    assert found.documents == TWO[::-1]


def test_a_digest_is_of_the_text_alone() -> None:
    document = TWO[1]
    assert digest(document._replace(id="z", track="Ice")) == digest(document)
    others = [
        document._replace(title="Ices"),
        document._replace(keywords=("fir", "n")),
        document._replace(keywords=(), abstract="firn Melting."),
        document._replace(abstract="\ud800"),
    ]
    assert len({digest(one) for one in [document, *others]}) == 5
    assert len(digest(document)) == 16


def test_a_key_is_of_ids_tracks_texts_and_the_embedding() -> None:
    first, second = TWO
    sets = [
        [first, second],
        [first],
        [first, second._replace(id="c")],
        [first, second._replace(track="Ice")],
        [first, second._replace(title="Snow")],
    ]
    keys = {key(papers(documents)) for documents in sets} | {key(papers(TWO), b"numbers")}
    assert len(keys) == 6
    assert key(papers([second, first])) == key(papers(TWO))
