"""Texts that are no records: further pages in Markdown, the code of conduct."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from miniconf.load.accounts import Account
from miniconf.load.collections import Collection
from miniconf.load.convert import MISSING, Reading, record_type
from miniconf.load.declared.sources import Declared
from miniconf.load.drafts import Layout, converted
from miniconf.load.files import Files
from miniconf.model import TextPage
from miniconf.patterns import regex
from miniconf.problems import Problems
from miniconf.tables import Options, Record
from miniconf.tables.decode import decode
from miniconf.tables.yamlfile import parse_yaml

PAGES = Collection(name="pages", record=TextPage, files=("pages",), extra={})
_FRONT = regex(r"\A---[ \t]*\n(?P<head>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = regex(r"\A\s*#[ \t]+(?P<title>[^\n]+?)[ \t]*#*[ \t]*(?:\n|\Z)")
_TEXT_KEYS = ("text", "body", "codeofconduct", "code_of_conduct", "coc")


def read_pages(
    sources: Sequence[Declared] | None, files: Files, reading: Reading, problems: Problems
) -> tuple[dict[str, TextPage], list[Account]]:
    """The further pages by id, in the order of their file names."""
    patterns = [name for d in sources for name in d.source.file] if sources else ["pages/*.md"]
    paths = [path for pattern in patterns for path in files.find(pattern)]
    found: dict[str, TextPage] = {}
    accounts = []
    for path in paths:
        page = _page(path, files, reading, problems)
        account = Account("pages", files.name(path), read=1)
        if page is None:
            account.leave("faulty")
        elif page.id in found:
            account.leave("duplicate id")
            problems.error(files.name(path), 1, "id", f'expected each id once, got "{page.id}"')
        else:
            account.kept = 1
            found[page.id] = page
        accounts.append(account)
    return found, accounts


def _page(path: Path, files: Files, reading: Reading, problems: Problems) -> TextPage | None:
    name = files.name(path)
    text = decode(files.text(path), name, Options(), problems)
    if text is None:
        return None
    text = text.replace("\r\n", "\n")
    head: Any = Record(line=1)
    if match := _FRONT.match(text):
        head = parse_yaml(match["head"], name, problems, first_line=2)
        text = text[match.end() :]
        if head is not None and not isinstance(head, Record):
            problems.error(name, 1, "", "expected names and values between the lines ---")
            return None
    layout = Layout(PAGES, name, reading)
    draft = layout.draft(head or Record(line=1))
    layout.report(problems)
    heading = _HEADING.match(text)
    if "title" not in draft.cells:
        title = heading["title"] if heading else path.stem.replace("-", " ").replace("_", " ")
        draft.cells["title"] = [("title", title, name, 1, reading)]
        text = text[heading.end() :] if heading else text
    draft.cells["id"] = [("id", path.stem, name, 1, reading)]
    draft.cells.setdefault("text", [("text", text, name, 1, reading)])
    before = len(problems.errors)
    values = converted(draft, problems)
    return None if len(problems.errors) > before else TextPage(**values)


def read_code_of_conduct(
    sources: Sequence[Declared] | None, files: Files, reading: Reading, problems: Problems
) -> tuple[str, list[Account]]:
    """The code of conduct, Markdown; "" where there is none."""
    if sources:
        paths = [p for d in sources for name in d.source.file for p in files.find(name)]
    else:
        paths = [*files.find("code_of_conduct.md"), *files.canonical("code_of_conduct")]
    found = []
    accounts = []
    for path in paths:
        text = _text_of(path, files, reading, problems)
        accounts.append(Account("code_of_conduct", files.name(path), 1, 1 if text else 0))
        if text:
            found.append(text)
        else:
            accounts[-1].leave("empty")
    return "\n\n".join(found), accounts


def _text_of(path: Path, files: Files, reading: Reading, problems: Problems) -> str:
    name = files.name(path)
    if path.suffix.lower() in (".md", ".txt"):
        return (decode(files.text(path), name, Options(), problems) or "").strip()
    tree = files.read(path, problems)
    while isinstance(tree, list) and len(tree) == 1:
        tree = tree[0]
    if isinstance(tree, Record):
        key = next((k for k in tree if k.lower() in _TEXT_KEYS), next(iter(tree), ""))
        tree = tree.get(key)
    if tree is None:
        return ""
    text = record_type(TextPage, reading).convert("text", "text", tree, [])
    if text is MISSING or not isinstance(tree, str):
        problems.error(name, 1, "", "expected a text, got something else")
        return ""
    return text
