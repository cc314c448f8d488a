"""``dragoman add``: read documents into the ledger."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.common import ledger_option
from dragoman.errors import UsageError
from dragoman.language.harmless import harmless
from dragoman.settings import Settings, load_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.pipeline import Progress, Report

_LOG_EVERY = 100


@click.command(epilog="Example: dragoman add reports/ https://example.org/feed.xml --publisher 'Example Institute'")
@click.argument("targets", nargs=-1, required=True, metavar="PATH_OR_URL...")
@ledger_option
@click.option("--collection", help="Name of the collection these belong to.")
@click.option("--publisher", help="Publisher, where the source names none.")
@click.option("--date", help="Date of publication (2014, 2014-05, 2014-05-31), where the source has none.")
@click.option("--genre", help="Genre, such as article, communique, report, where the source names none.")
@click.option("--licence", help="Licence of the texts.")
@click.option("--language", help="Language code (ISO 639-1), where it shall not be guessed.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="OURS=THEIRS",
    help="Which column of a table is what, as text=body.",
)
@click.option("--no-code", is_flag=True, help="Only read; code later with 'dragoman code'.")
@click.option("--workers", type=click.IntRange(0, 256), help="Processes; 0 takes one for each core.")
@click.option("--allow-private-addresses", is_flag=True, help="Fetch from this machine and private networks too.")
@click.option("--max-file-mb", type=click.IntRange(1), help="Refuse larger files.")
@click.option("--quiet", "-q", is_flag=True, help="No progress; only what was refused.")
def command(targets: tuple[str, ...], ledger: str, *, quiet: bool, **given: object) -> None:
    """Read documents, folders, feeds, sitemaps, WARC files, tables; - reads JSON Lines.

    Interrupted, the same command goes on where it stopped: nothing is read twice. Exit code 1 if everything
    was refused.
    """
    settings = _settings(given)
    report = add(targets, ledger, settings=settings, given=given, quiet=quiet)
    show(report)
    done = report.progress
    if report.refusals and not done.read and not done.unchanged:
        sys.exit(1)


def _settings(given: dict[str, object]) -> Settings:
    """The environment's settings with what the command line says over them."""
    settings = load_settings()
    changes = {name: given[name] for name in ("workers", "max_file_mb", "allow_private_addresses") if given.get(name)}
    return replace(settings, **changes)  # type: ignore[arg-type]


def add(
    targets: tuple[str, ...], ledger: str, *, settings: Settings, given: dict[str, object], quiet: bool = True
) -> Report:
    """Reads the targets into the ledger; what ``given`` says stands in where a source is silent."""
    from dragoman.ingest.dating import parse_date
    from dragoman.ingest.item import Fallback
    from dragoman.pipeline import AddOptions, AddRun
    from dragoman.records import DateOrigin
    from dragoman.store import create_ledger

    date = None
    if given.get("date"):
        date = parse_date(str(given["date"]), origin=DateOrigin.GIVEN)
        if date is None:
            raise UsageError(f"--date {given['date']!r} is no date; write 2014, 2014-05 or 2014-05-31")
    texts = {
        name: str(given[name])
        for name in ("collection", "publisher", "genre", "licence", "language")
        if given.get(name)
    }
    options = AddOptions(
        fallback=Fallback(date=date, **texts),  # type: ignore[arg-type]
        columns=_columns(given.get("columns")),
        code=not given.get("no_code"),
    )
    with _Listener(quiet=quiet) as listener:
        run = AddRun(create_ledger(ledger), settings=settings, options=options, listener=listener)
        return run.add([target if "://" in target or target == "-" else str(Path(target)) for target in targets])


def _columns(pairs: object) -> dict[str, str] | None:
    if not isinstance(pairs, tuple) or not pairs:
        return None
    columns = {}
    for pair in pairs:
        ours, found, theirs = str(pair).partition("=")
        if not found:
            raise UsageError(f"--column {pair!r} is not OURS=THEIRS, as text=body")
        columns[ours] = theirs
    return columns


class _Listener:
    """Shows progress: a moving line on a terminal, a plain line now and then elsewhere."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._live = not quiet and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._last = 0

    def __enter__(self) -> Callable[[Progress], None]:
        return self._show

    def __exit__(self, *_: object) -> None:
        if self._live:
            sys.stderr.write("\r\x1b[K")

    def _show(self, progress: Progress) -> None:
        if self._quiet:
            return
        line = (
            f"{progress.read} read, {progress.unchanged} unchanged, {progress.refused} refused, "
            f"{progress.statements} statements in {progress.sentences} sentences"
        )
        if self._live:
            name = harmless(progress.current)[-40:]
            sys.stderr.write(f"\r\x1b[K{line}  {name}")
            sys.stderr.flush()
        elif progress.read - self._last >= _LOG_EVERY:
            self._last = progress.read
            sys.stderr.write(line + "\n")


def show(report: Report) -> None:
    """What a run did, on standard error: counts, what was refused and why, near-duplicates."""
    done = report.progress
    echo = sys.stderr.write
    for refusal in report.refusals:
        echo(f"refused {harmless(refusal.uri)}: {harmless(refusal.reason)}\n")
    if report.duplicates:
        copies = len(report.duplicates)
        echo(f"{copies} nearly repeat another document; 'dragoman documents --duplicates' shows the groups\n")
    echo(
        f"{done.read} read, {done.unchanged} unchanged, {done.refused} refused; "
        f"{done.coded} coded: {done.statements} statements in {done.sentences} sentences\n"
    )
