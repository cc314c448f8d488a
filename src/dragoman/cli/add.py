"""``dragoman add``: read documents into the ledger."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import click

from dragoman.cli.common import Stopped, counted, ledger_option, shown_address
from dragoman.cli.progress import ProgressLine
from dragoman.errors import UsageError
from dragoman.language.harmless import harmless
from dragoman.settings import Settings, load_settings

if TYPE_CHECKING:
    from dragoman.pipeline import Progress, Report


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
    show(report, ledger)
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

    if not all(target.strip() for target in targets):
        raise UsageError("a target is empty; name a file, a folder, an address, - or . for this folder")
    date = None
    if given.get("date"):
        date = parse_date(str(given["date"]), origin=DateOrigin.GIVEN)
        if date is None:
            raise UsageError(f"--date {given['date']!r} is no date; write 2014, 2014-05 or 2014-05-31")
    language = given.get("language")
    if language and not re.fullmatch("[A-Za-z]{2,3}", str(language)):
        raise UsageError(f"--language {language!r} is no language code; write two letters such as en, ru, sr or hr")
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
    with ProgressLine(quiet=quiet) as shown:
        listener = partial(_show, shown=shown)
        run = AddRun(create_ledger(ledger), settings=settings, options=options, listener=listener)
        try:
            return run.add(targets)
        except KeyboardInterrupt:
            raise Stopped(f"what was read is kept in {harmless(ledger)}; run the same command again to go on") from None


def _columns(pairs: object) -> dict[str, str] | None:
    if not isinstance(pairs, tuple) or not pairs:
        return None
    columns: dict[str, str] = {}
    for pair in pairs:
        ours, found, theirs = str(pair).partition("=")
        if not found or not ours or not theirs:
            raise UsageError(f"--column {pair!r} is not OURS=THEIRS, as text=body")
        if ours in columns:
            raise UsageError(f"--column names {ours!r} twice: {columns[ours]!r} and {theirs!r}; leave one out")
        columns[ours] = theirs
    return columns


def _show(progress: Progress, shown: ProgressLine) -> None:
    line = (
        f"{progress.read} read, {progress.unchanged} unchanged, {progress.refused} refused, "
        f"{progress.statements} statements in {progress.sentences} sentences"
    )
    shown.show(line, progress.read, current=shown_address(progress.current))


def show(report: Report, ledger: str) -> None:
    """What a run did, on standard error: counts, what was refused and why, near-duplicates."""
    from dragoman.cli.train_category import renewed_lines

    done = report.progress
    echo = sys.stderr.write
    for line in renewed_lines(report.renewed):
        echo(harmless(line) + "\n")
    for refusal in report.refusals:
        echo(f"refused {shown_address(refusal.uri)}: {harmless(refusal.reason)}\n")
    if report.duplicates:
        copies = counted(len(report.duplicates), "document nearly repeats", "documents nearly repeat")
        echo(f"{copies} another; 'dragoman documents --duplicates' shows the groups\n")
    coded = f"{counted(done.statements, 'statement')} in {counted(done.sentences, 'sentence')}"
    echo(
        f"{counted(done.read, 'document')} read into {harmless(ledger)}, {done.unchanged} unchanged, "
        f"{done.refused} refused; {f'{done.coded} coded: {coded}' if done.coded else 'none coded'}\n"
    )
