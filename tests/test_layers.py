"""The house's laws about imports: they point down, and only few modules open sockets."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import miniconf

PACKAGE = Path(miniconf.__file__).parent
LAYERS = {
    "cli": 3,
    "load": 2, "site": 2, "chat": 2, "hub": 2, "importers": 2, "mentors": 2,
    "model": 0, "problems": 0, "names": 0, "resources": 0, "apart": 0, "patterns": 0, "days": 0,
}  # fmt: skip
"""Module -> layer; every other module is in layer 1."""
NETWORK = {
    "socket", "ssl", "http", "urllib.request", "urllib3", "requests", "httpx", "aiohttp", "asyncio",
    "huggingface_hub", "rocketchat_API", "gevent", "ftplib", "smtplib", "websockets",
}  # fmt: skip
MAY_CONNECT = ("chat/", "hub/", "hub.py", "importers/")
SERVES = ("cli/ports.py", "cli/serve.py", "site/live.py")
"""Modules that answer on a socket but never call out."""


def imports(path: Path) -> Iterator[str]:
    """The dotted names that the module at `path` imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(names: Iterator[str]) -> set[str]:
    """The subjects of this package among `names`: `miniconf.site.app` -> `site`."""
    parts = [name.split(".") for name in names if name.startswith("miniconf.")]
    subjects = {path.name.removesuffix(".py") for path in PACKAGE.iterdir()}
    return {part[1] for part in parts if part[1] in subjects}


MODULES = sorted(PACKAGE.rglob("*.py"))


def subject(path: Path) -> str:
    """The first part of a module's place in the package: `site/app.py` -> `site`."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def breach(importer: str, imported: str) -> bool:
    """Whether `importer` may not import `imported`."""
    above, below = LAYERS.get(importer, 1), LAYERS.get(imported, 1)
    return importer != imported and not (above > below or above == below == 0)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    if path.parent == PACKAGE and path.name in ("__init__.py", "__main__.py"):
        return
    wrong = {name for name in own(imports(path)) if breach(subject(path), name)}
    assert wrong == set(), f"{path.name} may not import {sorted(wrong)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_only_few_modules_open_sockets(path: Path) -> None:
    place = path.relative_to(PACKAGE).as_posix()
    if place.startswith(MAY_CONNECT) or place in SERVES:
        return
    wrong = {
        name
        for name in imports(path)
        if any(name == n or name.startswith(f"{n}.") for n in NETWORK) and name != "http.HTTPStatus"
    }
    assert wrong - {"http"} == set(), f"{place} may not open a socket: {sorted(wrong)}"


@pytest.mark.parametrize(
    ("importer", "imported", "wrong"),
    [
        ("cli", "site", False), ("site", "load", True), ("site", "similar", False),
        ("similar", "text", True), ("text", "model", False), ("model", "names", False),
        ("model", "text", True), ("load", "chat", True), ("load", "load", False),
    ],
)  # fmt: skip
def test_breach(importer: str, imported: str, wrong: bool) -> None:
    assert breach(importer, imported) is wrong


def test_module_sizes() -> None:
    lines = {p: len(p.read_text("utf-8").splitlines()) for p in MODULES}
    assert [f"{p.relative_to(PACKAGE)}: {n}" for p, n in lines.items() if n > 300] == []


def test_function_sizes() -> None:
    long = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or 0) - node.lineno + 1
                if size > 50:
                    long.append(f"{path.relative_to(PACKAGE)}:{node.lineno}: {size} lines")
    assert long == []


def test_public_functions_have_docstrings() -> None:
    bare = []
    for path in MODULES:
        tree = ast.parse(path.read_text("utf-8"))
        kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Module
        for node in (n for n in [tree, *tree.body] if isinstance(n, kinds)):
            public = not getattr(node, "name", "").startswith("_")
            if public and ast.get_docstring(node) is None:
                bare.append(f"{path.relative_to(PACKAGE)}:{getattr(node, 'lineno', 1)}")
    assert bare == []


def test_help_imports_nothing_heavy() -> None:
    """`miniconf --help` answers at once; what is imported counts here, not the time it took."""
    program = (
        "import sys; sys.argv[1:] = ['--help']\n"
        "from miniconf.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(sorted(n for n in sys.modules if '.' not in n and n in "
        "{'flask', 'jinja2', 'yaml', 'pandas', 'numpy', 'icalendar', 'requests', 'werkzeug'}))\n"
        "print(sorted(n for n in sys.modules if n.startswith('miniconf')))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-2:] == [
        "[]",
        "['miniconf', 'miniconf.cli', 'miniconf.cli.lazy', 'miniconf.problems']",
    ]
