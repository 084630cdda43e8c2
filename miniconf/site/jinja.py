"""What templates may call: words, times, icons, marks and the renderers of texts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from miniconf.repos import address
from miniconf.site.icons import read_icons, read_marks
from miniconf.site.kinds import Kind
from miniconf.site.plates import initials, plate
from miniconf.site.prose import own_image
from miniconf.site.seats import seats
from miniconf.site.shared import Shared
from miniconf.site.walls import empty_cells
from miniconf.snippets import snippet

_UNSAFE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def equip(env: Environment, shared: Shared, sprite: str, kinds: Sequence[Kind]) -> None:
    """Give `env` the functions and filters of the templates.

    `sprite`: the text of `static/icons.svg`; `kinds`: the pages and feeds that there may be.
    """
    icon = read_icons(sprite)
    clock, prose = shared.clock, shared.prose
    env.trim_blocks = True
    env.lstrip_blocks = True
    env.globals.update(
        t=shared.words, icon=icon, mark=read_marks(sprite), clock=clock, config=shared.config,
        text=prose.text, plate=plate, seats=seats, own_image=own_image, repo_address=address,
        repo_snippet=lambda repo: snippet(repo)[1], empty_cells=empty_cells,
        has=frozenset(kind.endpoint for kind in kinds).__contains__,
    )  # fmt: skip
    env.filters.update(
        title_html=prose.title, name_html=prose.name, plain=prose.plain, island=island,
        number=shared.words.number, short=shared.words.short, initials=initials,
        day=clock.short_day, long_day=clock.long_day,
        local_day=lambda instant: clock.short_day(clock.day_of(instant)),
    )  # fmt: skip


def island(value: Any) -> Markup:
    """`value` as JSON for a `<script>` data block: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_UNSAFE))  # noqa: S704 every < > and & is escaped
