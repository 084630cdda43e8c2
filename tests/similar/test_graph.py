import numpy as np

from miniconf.similar.graph import ACROSS, neighbour_graph
from miniconf.similar.nearest import KEPT, Nearest


def near(*rows: dict[int, int]) -> Nearest:
    papers, scores = np.full((len(rows), KEPT), -1), np.zeros((len(rows), KEPT), int)
    for at, row in enumerate(rows):
        papers[at, : len(row)], scores[at, : len(row)] = list(row), list(row.values())
    return Nearest(papers.astype(np.int32), scores.astype(np.int32))


def links(graph) -> dict[tuple[int, int], float]:
    return {
        (tail, head): weight
        for heads, weights in zip(graph.heads.tolist(), graph.weights.tolist(), strict=True)
        for tail, (head, weight) in enumerate(zip(heads, weights, strict=True))
        if head != tail
    }


def test_links_lead_from_each_paper_to_its_nearest() -> None:
    found = neighbour_graph(near({1: 80, 2: 40}, {0: 80}, {0: 40}), np.array([-1, -1, -1]))
    assert found.heads.tolist() == [[1, 0, 0], [2, 1, 2]]
    assert found.weights.tolist() == [[1.0, 1.0, 1.0], [0.5, 0.0, 0.0]]


def test_links_across_tracks_are_weaker() -> None:
    found = neighbour_graph(near({1: 80, 2: 40}, {}, {}), np.array([3, 3, 4]))
    assert links(found) == {(0, 1): 1.0, (0, 2): 0.5 * ACROSS}


def test_more_neighbours_hold_within_a_track() -> None:
    row = {other: 100 - other for other in range(1, 13)}
    empty = [{}] * 12
    plain = neighbour_graph(near(row, *empty), np.full(13, -1))
    tracks = np.array([0] * 11 + [1, 0])
    tracked = neighbour_graph(near(row, *empty), tracks)
    assert [head for _, head in links(plain)] == list(range(1, 9))
    assert [head for _, head in links(tracked)] == [*range(1, 11), 12]
    assert plain.heads.shape == (8, 13)


def test_graph_of_nothing() -> None:
    assert links(neighbour_graph(near(), np.array([], int))) == {}
