"""A source while it is read: what is known of it, and where its problems and counts go."""

from __future__ import annotations

from dataclasses import dataclass, field

from miniconf.load.accounts import Account
from miniconf.load.convert import Reading
from miniconf.load.declared.asked import Asked
from miniconf.load.declared.joins import Joins
from miniconf.load.declared.sources import Declared
from miniconf.load.files import Files
from miniconf.problems import Problems


@dataclass(slots=True)
class Applying:
    """One source while it is read."""

    declared: Declared
    files: Files
    reading: Reading
    problems: Problems
    joins: Joins
    accounts: dict[str, Account] = field(default_factory=dict)
    asked: Asked = field(default_factory=Asked)

    def error(self, path: tuple[str, ...], message: str, hint: str = "") -> None:
        """Add an error at the entry `path` of the declaration."""
        name = ".".join(("sources", self.declared.collection.name, *path))
        self.problems.error(self.declared.file, self.declared.line(*path), name, message, hint)

    def account(self, file: str) -> Account:
        """The account of one file."""
        found = self.accounts.get(file)
        if found is None:
            found = self.accounts[file] = Account(self.declared.collection.name, file)
        return found
