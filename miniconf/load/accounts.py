"""What became of every record that was read: the numbers add up."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Account:
    """The records of one file for one collection.

    `read` = `kept` + `merged` + all of `left`, whose keys say why a record was left out; `notes`
    tell what else happened, such as columns dropped.
    """

    collection: str
    file: str
    read: int = 0
    kept: int = 0
    merged: int = 0
    left: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def leave(self, why: str, count: int = 1) -> None:
        """Count records left out."""
        if count:
            self.left[why] = self.left.get(why, 0) + count

    @property
    def balanced(self) -> bool:
        """Whether every record read is accounted for."""
        return self.read == self.kept + self.merged + sum(self.left.values())

    def __str__(self) -> str:
        """`papers  main_papers.csv: 781 read, 780 kept, 1 left out (duplicate id)`."""
        parts = [f"{self.read:,} read", f"{self.kept:,} kept"]
        if self.merged:
            parts.append(f"{self.merged:,} merged")
        parts += [f"{count:,} left out ({why})" for why, count in self.left.items()]
        notes = "".join(f"; {note}" for note in self.notes)
        return f"{self.collection}: {self.file}: {', '.join(parts)}{notes}"
