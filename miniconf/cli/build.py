"""`miniconf build`: data in, site out.

What is imported at the top is what a build with nothing to do needs; the rest waits in `_write`.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from miniconf.apart import Apart, default_jobs
from miniconf.chat.credentials import mark, secrets
from miniconf.cli.sites import find_site, site_argument
from miniconf.site.freezing import quick, state

if TYPE_CHECKING:
    from miniconf.problems import Problem
    from miniconf.site.freezing.report import Report

_WARNINGS_SHOWN = 20
_STEPS = 10
"""Plain progress tells every tenth."""


@click.command()
@site_argument
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("build"),
    show_default=True, help="Folder to write.",
)  # fmt: skip
@click.option(
    "--base-url", callback=lambda _, __, value: _web(value),
    help="Where the site will stand, path prefix included.",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Let warnings fail the build too.")
@click.option("--jobs", type=click.IntRange(1), help="Processes at once.  [default: all cores]")
def build(
    site: Path | None, output: Path, base_url: str | None, strict: bool, jobs: int | None
) -> None:
    """Write the conference in SITE as static files."""
    started = time.perf_counter()
    folder = find_site(site)
    state.check_place(output, folder)
    known_secrets = secrets(os.environ)
    secret_mark = mark(known_secrets, str(output.resolve()))
    options = {"base_url": base_url, "strict": strict, "secrets": secret_mark}
    known = quick.unchanged(folder, output, options)
    if known:
        _tell(known["warnings"])
        seconds = time.perf_counter() - started
        click.echo(f"nothing changed: {known['pages']:,} pages in {output}, {seconds:.1f} s")
        return
    from miniconf.cli.retouch import Order, retouch

    gc.disable()  # nearly all that is made is kept; see docs/performance.md
    jobs = jobs or default_jobs()
    with state.locked(output):
        report = retouch(Order(folder, output, options, jobs, known_secrets, _progress()))
        if report is None:
            _write(folder, output, options, jobs, started, known_secrets)
        else:
            notes = state.read_quick(output)
            _tell(notes["warnings"])
            _close(report, output, started, len(notes["warnings"]))
            _say(notes["waiting"])


def _web(address: str | None) -> str | None:
    """`address`, which must be one where a site can stand, where it is given."""
    from miniconf.webroot import fault

    if address and (wrong := fault(address)):
        raise click.BadParameter(wrong)
    return address


def _write(
    folder: Path, output: Path, options: Mapping[str, Any], jobs: int, started: float,
    known_secrets: tuple[str, ...],
) -> None:  # fmt: skip
    """Load, write and check; exits with 1 where something is wrong."""
    from miniconf.load import Ahead, load

    before = quick.inputs(folder, output)
    cache = state.cache_folder(output)
    ahead = Ahead(folder, cache, apart=jobs > 1)  # meanwhile the rest is imported
    from miniconf.cli.remember import keep, recall, waiting
    from miniconf.schedule import state_file
    from miniconf.site.app import create_site
    from miniconf.site.freezing.build import Job, write_site
    from miniconf.site.freezing.checkpoint import Checkpoint, settle
    from miniconf.site.prepare import prepare

    loaded = load(folder, ahead)
    warnings = _problems(loaded.problems, options["strict"])
    if loaded.conference is None:
        raise SystemExit(1)
    _look_again(output, cache, options["secrets"])
    base_url = options["base_url"]
    snapshot, private = prepare(loaded.conference, cache, base_url, known_secrets, apart=jobs > 1)
    snapshot = recall(folder, snapshot)
    site = create_site(snapshot, folder, cache=state.templates(cache))
    job = Job(output=output, folder=folder, jobs=jobs, progress=_progress())
    checkpoint = Checkpoint(
        snapshot.conference, private, site.assets, snapshot.index.papers_by_title,
        snapshot.abstracts.edition,
    )  # fmt: skip
    tables = before.contents(loaded.tables) if checkpoint.worth_keeping else {}
    saving = Apart(partial(checkpoint.save, output), jobs > 1) if tables else None
    report = write_site(site, job, private)
    _close(report, output, started, len(warnings))
    if not report.sound:
        raise SystemExit(1)
    still = waiting(snapshot.agenda.state)
    _say(keep(folder, snapshot), still)
    state.write_tables(output, tables)
    state.settle_tables(output, len(tables))
    if saving:
        _ = saving.result
        settle(output)
    before = quick.with_file(before, folder / state_file.FILE)
    outside = [str(path) for path in getattr(loaded, "files", ())]
    told = {"warnings": warnings, "waiting": still, "similar": snapshot.compared, **report.told()}
    before = quick.again(before, outside)
    quick.note(folder, output, options, before, outside, report.standing.mark, told, tables)


def _say(*lines: str) -> None:
    for line in filter(None, lines):
        click.echo(line)


def _look_again(output: Path, cache: Path, secret_mark: str) -> None:
    """Forget what stands in `output` where the secrets to look for in it are others now."""
    path = cache / "secrets"
    before = path.read_text("utf-8") if path.is_file() else ""
    if before != secret_mark:
        cache.mkdir(parents=True, exist_ok=True)
        path.write_text(secret_mark, "utf-8")
        state.write_manifest(output, state.Manifest())


def _problems(problems: Iterable[Problem], strict: bool) -> list[str]:
    """Tell all errors; the warnings as they are to be told again. Exits with 1 on errors.

    With `strict`, warnings are errors.
    """
    errors = [str(p) for p in problems if p.level == "error" or strict]
    if errors:
        from miniconf.site.freezing.report import plural

        for line in errors:
            click.echo(line, err=True)
        click.echo(f"miniconf: {plural(len(errors), 'problem')}; nothing was written", err=True)
        raise SystemExit(1)
    warnings = [str(problem) for problem in problems]
    _tell(warnings)
    return warnings


def _tell(warnings: list[str]) -> None:
    for line in warnings[:_WARNINGS_SHOWN]:
        click.echo(line, err=True)
    if len(warnings) > _WARNINGS_SHOWN:
        from miniconf.site.freezing.report import plural

        more = len(warnings) - _WARNINGS_SHOWN
        click.echo(f"... and {plural(more, 'more warning')}; `miniconf check` lists all", err=True)


def _progress() -> Callable[[int, int], None]:
    """A bar on a terminal, a line for every tenth of the pages elsewhere."""
    if sys.stderr.isatty():
        return _bar
    told = 0

    def line(done: int, total: int) -> None:
        nonlocal told
        step = done * _STEPS // total if total else 0
        if step > told and total > 1000:
            told = step
            click.echo(f"{done:,} of {total:,} pages", err=True)

    return line


def _bar(done: int, total: int) -> None:
    width = 32
    full = width * done // total if total else width
    text = f"\r[{'#' * full}{'-' * (width - full)}] {done:,} of {total:,} pages"
    click.echo(text, nl=done >= total, err=True)


def _close(report: Report, output: Path, started: float, warnings: int) -> None:
    for line in report.faults():
        click.echo(line, err=True)
    for line in report.lines(str(output), time.perf_counter() - started, warnings):
        click.echo(line)
    if not report.sound:
        click.echo("miniconf: the site has faults; do not publish it", err=True)
