"""The Flask application of one snapshot: one route a kind of page."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from flask import Flask, Response, abort, send_file
from jinja2 import (
    ChoiceLoader,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from werkzeug.routing import BaseConverter

from miniconf import names, resources
from miniconf.problems import MiniconfError
from miniconf.site.frame import Frame, Frames
from miniconf.site.jinja import equip
from miniconf.site.kinds import Inputs, Kind, Page, context_of, plan
from miniconf.site.links import Links
from miniconf.site.looks.assets import Assets, collect
from miniconf.site.looks.dimensions import logo_widths
from miniconf.site.looks.icons import SPRITE
from miniconf.site.refs import COLLECTION_OF
from miniconf.site.safety.policy import PLACE, policy, used
from miniconf.site.safety.signs import Signs, signs
from miniconf.site.shared import Shared, shared
from miniconf.site.snapshot import Snapshot
from miniconf.site.views import KINDS

TEMPLATES = "templates"
_PLACE = PLACE.encode()


class StemConverter(BaseConverter):
    """A record's id in Python, its safe file name in an address."""

    def to_url(self, value: str) -> str:
        """The file name of the record with the id `value`."""
        return names.file_stem(value)


class Draft(NamedTuple):
    """What is a page's own; `html` is the same as text, "" of other files.

    `found` is what was found in a page; its `policy` takes its place in the whole only, since it
    names hosts that stand in the page, or come from the config, and nothing else.
    """

    own: bytes
    html: str = ""
    found: Signs | None = None
    frame: Frame | None = None
    policy: str = ""

    def whole(self) -> bytes:
        """The file's content."""
        if self.frame is None:
            return self.own
        return self.frame.around(self.own.replace(_PLACE, self.policy.encode(), 1))


@dataclass(frozen=True, kw_only=True)
class Site:
    """A snapshot with all that turns it into files.

    `kinds` are those that have a page; `pages` is every page that the conference calls for,
    `by_path` the same by path.
    """

    app: Flask
    snapshot: Snapshot
    shared: Shared
    assets: Assets
    links: Links
    frames: Frames
    kinds: Sequence[Kind]
    pages: tuple[Page, ...]
    by_path: Mapping[str, Page]
    commons: dict[Callable[[Snapshot], object], object] = field(default_factory=dict)

    def inputs(self, page: Page) -> Inputs:
        """All that `page` shows."""
        return page.kind.inputs(self.common(page.kind), page.key)

    def common(self, kind: Kind) -> object:
        """What the pages of `kind` are made of: the snapshot, or the kind's own part of it."""
        if kind.common is None:
            return self.snapshot
        if kind.common not in self.commons:
            self.commons[kind.common] = kind.common(self.snapshot)
        return self.commons[kind.common]

    def of(self, pages: Iterable[Page]) -> Site:
        """The same site with `pages` alone."""
        pages = tuple(pages)
        return replace(self, pages=pages, by_path={page.path: page for page in pages})

    def render(self, page: Page, inputs: Inputs) -> bytes:
        """The bytes of `page`, a function of `inputs` and of the shared values."""
        return self.draft(page, inputs).whole()

    def draft(self, page: Page, inputs: Inputs) -> Draft:
        """What is the page's own, and the frame to put around it, if it has one."""
        kind = page.kind
        if kind.render:
            made = kind.render(self.shared, *inputs)
            own = made.encode() if isinstance(made, str) else made
            if kind.mimetype != "text/html":
                return Draft(own)
            return Draft(own, own.decode(), found=signs(own))
        context = dict(context_of(kind, self.shared, inputs))
        sources = context.pop("sources", None)
        url_for = self.links.for_page(page)
        frame = self.frames.of(page, url_for)
        context |= {
            "shared": self.shared, "url_for": url_for, "csp": PLACE, "page": page,
            "frame": frame, "page_record": record_of(page),
        }  # fmt: skip
        try:
            html = self.app.jinja_env.get_template(kind.template).render(context)
        except TemplateError as error:
            raise MiniconfError(_told(error, page)) from error
        own = html.encode()
        found = signs(own)
        uses = policy(used(own, found.loading) | frame.used, sources)
        return Draft(own, html, found=found, frame=frame, policy=uses)


def create_site(
    snapshot: Snapshot,
    folder: Path | None = None,
    kinds: Sequence[Kind] = KINDS,
    cache: Path | None = None,
    present: Collection[str] | None = None,
    assets: Assets | None = None,
) -> Site:
    """The site of `snapshot`, with a Flask application that answers each of its pages.

    Templates and assets are the program's; the folders `templates/` and `static/` inside `folder`
    come first. Compiled templates are kept in the folder `cache`, which only this program may
    write. Raises MiniconfError where two pages would be one file.

    Where it is known which kinds have a page, by the endpoints `present`, the site has no page as
    yet (see `Site.of`), and its application answers none; `assets` are those of before, where they
    cannot be others now.
    """
    pages = plan(kinds, snapshot) if present is None else ()
    theme = snapshot.conference.config.theme
    assets = assets or collect(resources.folder("static"), folder, theme)
    widths = logo_widths(theme, assets)
    common, app = replace(shared(snapshot), logo_widths=widths), _flask(folder, cache)
    there = {page.kind.endpoint for page in pages} if present is None else present
    shown = tuple(kind for kind in kinds if kind.endpoint in there)
    equip(app.jinja_env, common, assets.content(SPRITE).decode("utf-8"), shown)
    site = Site(
        app=app,
        snapshot=snapshot,
        shared=common,
        assets=assets,
        links=Links(kinds, common.config.base_url, assets.versions),
        frames=Frames(app.jinja_env, common, shown),
        kinds=shown,
        pages=pages,
        by_path={page.path: page for page in pages},
    )
    if present is None:
        _route(site, kinds)
    return site


def _route(site: Site, kinds: Iterable[Kind]) -> None:
    """Let the application answer each page: 70 rules, of which each is a pattern to compile."""
    for kind in kinds:
        site.app.add_url_rule(kind.rule, kind.endpoint, _answer(site, kind))
    site.app.add_url_rule("/", "root", _root(site))
    site.app.add_url_rule("/static/<path:filename>", "static", _static(site))


def record_of(page: Page) -> str:
    """The key of the record that `page` is about, `papers/main.12`, or ""."""
    collection = COLLECTION_OF.get(page.kind.endpoint)
    return names.record_key(collection, page.key) if collection else ""


def _told(error: TemplateError, page: Page) -> str:
    """A fault in a template as a sentence: which template, which line, on which page."""
    place = page.kind.template
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.endswith(".html")]
    if frames:
        place = f"{frames[-1].filename}:{frames[-1].lineno}"
    if isinstance(error, TemplateSyntaxError):
        place = f"{error.filename or error.name}:{error.lineno}"
    what = "no such template" if isinstance(error, TemplateNotFound) else "template"
    return f"{place}: {what}: {error.message} (on {page.path})"


def create_app(snapshot: Snapshot, site: Path | None = None) -> Flask:
    """The Flask application alone of `create_site`."""
    return create_site(snapshot, site).app


def template_folders(folder: Path | None) -> list[Path]:
    """Where templates are looked for, first place first."""
    own = [folder / TEMPLATES] if folder else []
    return [*own, resources.folder(TEMPLATES)]


def _flask(folder: Path | None, cache: Path | None) -> Flask:
    """An application without routes, with the site's templates before the program's."""
    app = Flask("miniconf", static_folder=None, template_folder=None)
    app.config["PROPAGATE_EXCEPTIONS"] = True  # a fault is told by who asked, in words
    environment = app.jinja_env
    environment.loader = ChoiceLoader([FileSystemLoader(f) for f in template_folders(folder)])
    environment.undefined = StrictUndefined
    environment.auto_reload = False
    environment.cache = {}  # all templates, without a lock
    environment.bytecode_cache = FileSystemBytecodeCache(str(cache)) if cache else None
    app.url_map.converters["stem"] = StemConverter
    return app


def _answer(site: Site, kind: Kind) -> Callable[..., Response]:
    """The view function of one kind; an address gives a file name, which leads to the key."""
    head, mark, tail = kind.rule.lstrip("/").partition("<stem:key>")

    def view(key: str = "") -> Response:
        page = site.by_path.get(f"{head}{key}{tail}" if mark else head)
        if page is None or page.kind is not kind:
            abort(404)
        return Response(site.render(page, site.inputs(page)), mimetype=kind.mimetype)

    return view


def _root(site: Site) -> Callable[[], Response]:
    def root() -> Response:
        page = site.by_path["index.html"]
        return Response(site.render(page, site.inputs(page)), mimetype=page.kind.mimetype)

    return root


def _static(site: Site) -> Callable[[str], Response]:
    def static(filename: str) -> Response:
        if filename in site.assets.made:
            mimetype = "text/css" if filename.endswith(".css") else "text/javascript"
            return Response(site.assets.made[filename], mimetype=mimetype)
        if filename not in site.assets.files:
            abort(404)
        return send_file(site.assets.files[filename].resolve())

    return static
