"""The papers that the home page shows: from the config, or from classic MiniConf's own file."""

from __future__ import annotations

from miniconf.load.build import Built
from miniconf.load.collections import COLLECTIONS, Collection
from miniconf.load.config import FILE, Settings
from miniconf.load.convert import Reading
from miniconf.load.declared.apply import drafts_of
from miniconf.load.declared.joins import Joins
from miniconf.load.declared.shapes import canonical
from miniconf.load.files import Files
from miniconf.problems import Problems, shown

_STEM = "highlighted"


def highlight(
    settings: Settings, files: Files, reading: Reading, built: Built, problems: Problems
) -> None:
    """Put the ids of highlighted papers into the settings; ids of none are warnings."""
    wanted = [(name, FILE, settings.lines.get(_STEM, 1)) for name in settings.values.get(_STEM, ())]
    collection = Collection(
        name=_STEM, record=COLLECTIONS["papers"].record, files=(_STEM,), extra={}
    )
    sources = settings.sources.get(_STEM)
    if sources is None:
        paths = files.canonical(_STEM)
        names = [files.relative(path) for path in paths]
        sources = [canonical(collection, names)] if names else []
    silent = Problems()
    for declared in sources:
        drafts, accounts = drafts_of(declared, files, reading, silent, Joins())
        wanted += [(draft.text("id"), draft.file, draft.line) for draft in drafts]
        read = sum(account.read for account in accounts)
        settings.notes.append(f"{_STEM}: {read} ids read")
    # A second column of such a file has no meaning here, so only errors are passed on.
    problems.extend(silent.errors)
    found: dict[str, None] = {}
    for name, file, line in wanted:
        key = built.index.find("papers", name)
        if key is None:
            message = f"expected the id of one of the papers, got {shown(name)}"
            hint = built.index.hint("papers", name) or "it is left out"
            problems.warning(file, line, _STEM, message, hint)
        else:
            found[key] = None
    if found:
        settings.values[_STEM] = tuple(found)
