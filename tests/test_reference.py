from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parent.parent / "scripts" / "reference.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = spec_from_file_location("reference", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_reference_is_current(script: ModuleType) -> None:
    expected = script.reference().rstrip("\n") + "\n"
    assert script.TARGET.read_text("utf-8") == expected, "run scripts/reference.py"


def test_reference_explains_every_extra_name(script: ModuleType) -> None:
    from miniconf.load.collections import COLLECTIONS

    extra = {name for collection in COLLECTIONS.values() for name in collection.extra}
    assert extra == set(script.EXTRA)
