"""What templates may call: words, times, icons, marks and the renderers of texts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

from jinja2 import Environment, Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from markupsafe import Markup, _escape_inner, escape
from msgspec.json import Encoder

from miniconf.ical.links import webcal
from miniconf.rooms import matrix_domain
from miniconf.site.cards import Cards
from miniconf.site.interview import Interview, asked
from miniconf.site.kinds import Kind
from miniconf.site.looks.icons import MarkSymbols, drawn, read_icons, read_marks
from miniconf.site.looks.plates import initials, plate
from miniconf.site.prose import own_image
from miniconf.site.reporows import RepoRows
from miniconf.site.seats import seats
from miniconf.site.shared import Shared
from miniconf.site.walls import empty_cells
from miniconf.site.words import Words

_UNSAFE = ("<", ">", "&", "'", "\u2028", "\u2029")


def equip(env: Environment, shared: Shared, sprite: str, kinds: Sequence[Kind]) -> None:
    """Give `env` the functions and filters of the templates.

    `sprite`: the text of `static/icons.svg`; `kinds`: the pages and feeds that there may be.
    """
    clock, prose, words = shared.clock, shared.prose, shared.words
    icon, mark = read_icons(sprite), read_marks(sprite)
    marks, cards = MarkSymbols(sprite), Cards(words)
    env.trim_blocks = True
    env.lstrip_blocks = True
    env.globals.update(
        matrix_domain=matrix_domain,
        t=words, clock=clock, config=shared.config, own_image=own_image,
        empty_cells=empty_cells,
        has=frozenset(kind.endpoint for kind in kinds).__contains__,
    )  # fmt: skip
    # What stands for itself is a filter: Jinja computes `'nav.papers'|t` once, when it compiles.
    env.filters.update(
        t=words, word=_word(words), icon=icon, mark=mark, drawn=drawn,
        mark_symbol=marks, mark_symbols=marks.once,
        number=words.number, short=words.short, moment=clock.moment, time=clock.time,
        millis=lambda instant: round(instant.timestamp() * 1000),
        full=clock.full, dated=clock.dated, plain_date=clock.plain_date, day=clock.short_day,
        long_day=clock.long_day, weekday=clock.weekday,
        local_day=lambda instant: clock.short_day(clock.day_of(instant)),
        title_html=prose.title, name_html=prose.name, plain=prose.plain, text=prose.text,
        asked=asked, interview=Interview(words, clock, prose, icon, shared.config.archive),
        repo_card=cards, repo_cards=cards.of_paper,
        repo_rows=RepoRows(words, prose, marks),
        materials=_materials(words), plate=plate, seats=seats, initials=initials,
        island=island, webcal=webcal,
    )  # fmt: skip
    env.context_class = _Context
    env.template_class = _Template
    # Jinja chains two mappings for each template, and copies the chain for each page.
    env.make_globals = lambda own: {**env.globals, **(own or {})}  # type: ignore[method-assign]
    # Jinja makes a key and asks for changes each time; a page imports half a dozen templates.
    env.get_template = cache(env.get_template)  # type: ignore[method-assign]


def _materials(words: Words) -> Callable[[tuple[tuple[str, int], ...]], Markup]:
    """What tells by icons what a paper has, and how much of it: most papers have one of few."""

    @cache
    def shown(has: tuple[tuple[str, int], ...]) -> Markup:
        parts = [f"{drawn(name, words(f'has.{name}'))}{count or ''}" for name, count in has]
        return Markup("".join(parts))  # noqa: S704 icons and numbers

    return shown


_OWN = (Macro, FunctionType, MethodType, BuiltinFunctionType)
"""What is called most; none of ours is marked to be handed the context."""


class _Context(Context):
    """Calls what a template calls without asking what it wants of the context: mostly nothing."""

    def call(self, called: Callable[..., Any], /, *args: Any, **named: Any) -> Any:
        """The result of `called`, as Jinja's own gives it."""
        if type(called) in _OWN:
            named.pop("_loop_vars", None)
            named.pop("_block_vars", None)
            return called(*args, **named)
        return super().call(called, *args, **named)


class _Template(Template):
    """Writes what it puts out as plain text, where Jinja marks each piece as safe before joining.

    The templates' code calls `escape` for output alone, and marks the joined whole itself.
    """

    @classmethod
    def from_code(cls, *args: Any, **named: Any) -> Template:
        """A template of compiled code, as Jinja's own makes it."""
        template = super().from_code(*args, **named)
        names = template.root_render_func.__globals__
        names["escape"] = _put_out
        template.root_render_func = _at_once(template.root_render_func)
        for name, block in template.blocks.items():  # `super()` asks for a block by its name there
            names[f"block_{name}"] = template.blocks[name] = _at_once(block)
        return template

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        """What an import gives; Jinja compares globals each time, and all templates share them."""
        if self._module is None:
            self._module = self.make_module()
        return self._module


def _at_once(render: Callable[[Context], Iterator[str]]) -> Callable[[Context], Iterator[str]]:
    """`render`, giving all in one piece: each piece of a block would pass through every parent."""

    def whole(context: Context) -> Iterator[str]:
        yield "".join(render(context))

    return whole


def _put_out(value: object) -> str:
    """`value` escaped unless it is safe, as markupsafe's `escape` gives it but for its class."""
    if type(value) is str:
        return _escape_inner(value)
    return value if type(value) is Markup else escape(value)


def _word(words: Words) -> Callable[[str, str], str]:
    """A filter for values that data may extend: `paper.type|word('type')`."""
    return lambda value, group: words.get(f"{group}.{value}", value[:1].upper() + value[1:])


def _text(value: object) -> str:
    """A safe text as a text; nothing else is missing from JSON."""
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"no JSON for a {type(value).__qualname__}")


_JSON = Encoder(enc_hook=_text)
"""In C, five times as fast as the standard library."""


def island(value: Any) -> Markup:
    """`value` as JSON for a `<script>` data block or a single-quoted attribute: nothing ends it."""
    try:
        text = _JSON.encode(value).decode()
    except UnicodeEncodeError:  # half a surrogate pair
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in _UNSAFE:
        if sign in text:
            text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 every < > & and quote is escaped
