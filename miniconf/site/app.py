"""The Flask application of one snapshot: one route a kind of page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flask import Flask, Response, abort
from jinja2 import StrictUndefined
from werkzeug.routing import BaseConverter

from miniconf import names, resources
from miniconf.site.kinds import Kind, context_of
from miniconf.site.links import linker, path_of
from miniconf.site.shared import shared
from miniconf.site.snapshot import Snapshot
from miniconf.site.views import KINDS


class StemConverter(BaseConverter):
    """A record's id in Python, its safe file name in an address."""

    def to_url(self, value: str) -> str:
        """The file name of the record with the id `value`."""
        return names.file_stem(value)


def create_app(snapshot: Snapshot, site: Path | None = None) -> Flask:
    """The application that answers every page of `snapshot`.

    Templates and assets are the program's; the folders `templates/` and `static/` inside `site`
    come first.
    """
    app = Flask(__name__, static_folder=None, template_folder=str(resources.folder("templates")))
    app.jinja_env.undefined = StrictUndefined
    app.url_map.converters["stem"] = StemConverter
    for kind in KINDS:
        app.add_url_rule(kind.rule, kind.endpoint, _answer(app, snapshot, kind))
    return app


def _answer(app: Flask, snapshot: Snapshot, kind: Kind) -> Callable[..., Response]:
    """The view function of one kind."""
    common = shared(snapshot)
    ids = {names.file_stem(key) if key else "": key for key in kind.keys(snapshot)}

    def view(key: str = "") -> Response:
        if key not in ids:
            abort(404)
        inputs = kind.inputs(snapshot, ids[key])
        if kind.render:
            return Response(kind.render(common, *inputs), mimetype=kind.mimetype)
        depth = path_of(kind, key).count("/")
        template = app.jinja_env.get_template(kind.template)
        text = template.render(
            {**context_of(kind, common, inputs), "shared": common, "url_for": linker(KINDS, depth)}
        )
        return Response(text, mimetype=kind.mimetype)

    return view
