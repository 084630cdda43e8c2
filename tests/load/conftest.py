"""Fixtures for tests that load a site of a few files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from miniconf.load import Loaded, load

CONFIG = "name: Tern 2031\nstart: 2031-03-28\nend: 2031-03-30\ntime_zone: Atlantic/Azores\n"
Sites = Callable[..., Loaded]


@pytest.fixture
def loaded(tmp_path: Path) -> Sites:
    """Load a site of the files given: texts, bytes, or values to be written as JSON."""

    def loaded(files: dict[str, Any] | None = None, config: str = CONFIG) -> Loaded:
        for name, content in {"config.yml": config, **(files or {})}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not isinstance(content, str | bytes):
                content = json.dumps(content)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        found = load(tmp_path)
        assert all(account.balanced for account in found.summary.accounts)
        return found

    return loaded


def told(found: Loaded) -> list[str]:
    """The problems as `miniconf check` shows them."""
    return [str(problem) for problem in found.problems]
