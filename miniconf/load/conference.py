"""The path from a site folder to a `Conference`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from miniconf import names
from miniconf.model import Author, Conference, Config, Paper, Person
from miniconf.problems import Problem, Problems


@dataclass(frozen=True)
class Loaded:
    """What loading gives: `conference` is None where an error stands in the way of one."""

    conference: Conference | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that forbid a build."""
        return tuple(problem for problem in self.problems if problem.level == "error")


def load(site: Path) -> Loaded:
    """The conference in the folder `site`, with the list of problems, sorted by file and line."""
    problems = Problems()
    config = _config(site, problems)
    papers = _papers(site, problems)
    conference = None
    if config and not problems.errors:
        conference = Conference(config=config, papers=papers, authors=_authors(papers))
    return Loaded(conference, tuple(problems))


def _config(site: Path, problems: Problems) -> Config | None:
    path = site / "config.yml"
    if not path.is_file():
        problems.error("config.yml", 0, "", "expected a file, found none", "try `miniconf new DIR`")
        return None
    values = yaml.safe_load(path.read_text("utf-8"))
    return Config(
        name=values["name"],
        start=date.fromisoformat(str(values["start"])),
        end=date.fromisoformat(str(values["end"])),
        time_zone=values["time_zone"],
    )


def _papers(site: Path, problems: Problems) -> dict[str, Paper]:
    papers: dict[str, Paper] = {}
    with (site / "papers.csv").open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            authors = tuple(Person(name=n.strip()) for n in row["authors"].split("|") if n.strip())
            if not authors:
                message = f'expected names separated by "|", got "{row["authors"]}"'
                problems.error("papers.csv", reader.line_num, "authors", message)
            papers[row["id"]] = Paper(
                id=row["id"], title=row["title"], authors=authors, abstract=row.get("abstract", "")
            )
    return papers


def _authors(papers: dict[str, Paper]) -> dict[str, Author]:
    found: dict[str, tuple[str, list[str]]] = {}
    for paper in papers.values():
        for person in paper.authors:
            found.setdefault(names.slug(person.name), (person.name, []))[1].append(paper.id)
    return {
        slug: Author(slug=slug, name=name, papers=tuple(ids))
        for slug, (name, ids) in sorted(found.items(), key=lambda item: item[1][0])
    }
