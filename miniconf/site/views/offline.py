"""What makes the site installable and readable without a network."""

from __future__ import annotations

import json

from miniconf.site.kinds import Kind
from miniconf.site.looks.styles import theme_colours
from miniconf.site.prose import own_image
from miniconf.site.shared import Shared

_WORKER = 'importScripts("static/js/offline/worker.js");\n'
"""It stands at the site's root, since a service worker rules only what lies beside it."""
_SHORT = 12


def _manifest(shared: Shared) -> str:
    """The web app manifest (W3C); its links are relative to the site's root."""
    config = shared.config
    light, _ = theme_colours(config.theme)
    logo = own_image(config.theme.logo)
    own = bool(logo) and "://" not in str(logo)
    icon = f"static/{str(logo).removeprefix('static/')}" if own else "static/favicon.svg"
    manifest = {
        "name": config.name, "short_name": config.name[:_SHORT].strip(),
        "description": config.tagline, "lang": shared.words.language, "dir": shared.direction,
        "start_url": "index.html", "scope": "./", "display": "standalone",
        "background_color": light, "theme_color": light,
        "icons": [{"src": icon, "sizes": "any"}],
        "shortcuts": [{"name": shared.words("nav.mine"), "url": "mine.html"}],
    }  # fmt: skip
    return json.dumps(manifest, ensure_ascii=False, indent=1)


KINDS = (
    Kind(
        endpoint="service_worker",
        rule="/sw.js",
        inputs=lambda snapshot, _: (),
        render=lambda shared: _WORKER,
        mimetype="text/javascript",
    ),
    Kind(
        endpoint="manifest",
        rule="/site.webmanifest",
        inputs=lambda snapshot, _: (),
        render=_manifest,
        mimetype="application/manifest+json",
    ),
    Kind(
        endpoint="offline",
        rule="/offline.html",
        template="pages/offline.html",
        inputs=lambda snapshot, _: (),
    ),
)
