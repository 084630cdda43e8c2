from __future__ import annotations

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


def load(name: str) -> ModuleType:
    """The script of that name."""
    spec = spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return load("reference")


def test_commands_are_current() -> None:
    commands = load("commands")
    assert commands.TARGET.read_text("utf-8") == commands.reference(), "run scripts/commands.py"


def test_readme_names_every_page_of_the_docs() -> None:
    named = set(re.findall(r"\(docs/([\w-]+\.md)\)", (ROOT / "README.md").read_text("utf-8")))
    assert named == {path.name for path in (ROOT / "docs").glob("*.md")}


def test_links_inside_the_docs_lead_somewhere() -> None:
    """To files that exist, and to headings of theirs."""
    dead = []
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        text = re.sub(r"`[^`\n]*`", "", page.read_text("utf-8"))  # what is shown as code is no link
        for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text):
            name, _, anchor = target.partition("#")
            path = (page.parent / name).resolve() if name else page
            if not path.exists() or (anchor and anchor not in anchors(path)):
                dead.append(f"{page.name}: {target}")
    assert dead == []


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub makes of a page's headings."""
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


def test_reference_is_current(script: ModuleType) -> None:
    expected = script.reference().rstrip("\n") + "\n"
    assert script.TARGET.read_text("utf-8") == expected, "run scripts/reference.py"


def test_reference_explains_every_extra_name(script: ModuleType) -> None:
    from miniconf.load.collections import COLLECTIONS

    extra = {name for collection in COLLECTIONS.values() for name in collection.extra}
    assert extra == set(script.EXTRA)
