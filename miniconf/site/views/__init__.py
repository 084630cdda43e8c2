"""Every kind of page and feed, one module a subject; the order is the order of writing."""

from miniconf.site.kinds import Kind
from miniconf.site.views import home, papers

KINDS: tuple[Kind, ...] = (*home.KINDS, *papers.KINDS)
