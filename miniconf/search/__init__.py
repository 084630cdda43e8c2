"""What the browser searches: columns of papers, other entries, and words of abstracts in parts."""

from miniconf.search.abstracts import Shelf, shards
from miniconf.search.columns import Row, columns
from miniconf.search.kept import to_json
from miniconf.search.terms import tokens

__all__ = ["Row", "Shelf", "columns", "shards", "to_json", "tokens"]
