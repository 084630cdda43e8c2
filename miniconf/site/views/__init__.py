"""Every kind of page and feed, one module a subject; the order is the order of writing."""

from miniconf.site.kinds import Kind
from miniconf.site.views import (
    authors,
    calendars,
    changes,
    chat,
    data,
    home,
    hub,
    keywords,
    map,
    mentorship,
    mine,
    news,
    offline,
    paper,
    papers,
    rooms,
    schedule,
    schedule_feeds,
    search,
    session,
    since,
    socials,
    speakers,
    sponsors,
    texts,
    workshops,
)

_KINDS: tuple[Kind, ...] = (
    *home.KINDS, *papers.KINDS, *paper.KINDS, *map.KINDS, *authors.KINDS,
    *keywords.KINDS, *schedule.KINDS,
    *session.KINDS, *speakers.KINDS, *workshops.KINDS, *socials.KINDS, *mentorship.KINDS,
    *sponsors.KINDS, *hub.KINDS, *chat.KINDS, *rooms.KINDS, *texts.KINDS, *calendars.KINDS,
    *schedule_feeds.KINDS, *changes.KINDS, *search.KINDS, *mine.KINDS, *since.KINDS, *offline.KINDS,
    *data.KINDS, *news.KINDS,
)  # fmt: skip
KINDS: tuple[Kind, ...] = (*_KINDS, data.sitemap(_KINDS))
