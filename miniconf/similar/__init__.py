"""Similar papers and the map of papers."""

from miniconf.similar.apart import Comparison
from miniconf.similar.comparison import Neighbour, Neighbours, Similar, compare, similar
from miniconf.similar.regions import Region
from miniconf.similar.revision import Revising, Revision
from miniconf.similar.terms import Document

__all__ = [
    "Comparison",
    "Document",
    "Neighbour",
    "Neighbours",
    "Region",
    "Revising",
    "Revision",
    "Similar",
    "compare",
    "similar",
]
