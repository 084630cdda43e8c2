"""Writing every page of an application into a folder, through Frozen-Flask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from flask_frozen import Freezer

from miniconf.site.app import create_app
from miniconf.site.snapshot import Snapshot
from miniconf.site.views import KINDS


def freeze(snapshot: Snapshot, output: Path, site: Path | None = None) -> int:
    """Write the whole site of `snapshot` into `output`; the number of pages written."""
    app = create_app(snapshot, site)
    app.config.update(FREEZER_DESTINATION=str(output.resolve()), FREEZER_REDIRECT_POLICY="error")
    freezer = Freezer(app, with_no_argument_rules=False, log_url_for=False)

    def urls() -> Iterator[tuple[str, dict[str, str]]]:
        for kind in KINDS:
            for key in kind.keys(snapshot):
                yield kind.endpoint, {"key": key} if "<" in kind.rule else {}

    freezer.register_generator(urls)
    return len(freezer.freeze())
