"""``dragoman export``: a ledger as files of other formats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.common import counted, ledger_option
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.formats.event_files import EventFormat, Written

_FORMATS = {"parquet": "", "plover": ".jsonl", "polecat": ".tsv"}
"""The formats, and what the name of an event file ends in."""
_FILE_NAMES = frozenset({".jsonl", ".json", ".tsv", ".csv", ".txt"})
"""Endings of what is meant as a file, not as a folder to be made."""


@click.command(
    epilog="""\b
Example: dragoman export out/
         dragoman export out/ --format plover
         dragoman export events.tsv --format polecat"""
)
@click.argument("out", type=click.Path(path_type=Path))
@ledger_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(_FORMATS)),
    default="parquet",
    show_default=True,
    help="Every table (parquet), or the events as PLOVER's JSON record (plover) or POLECAT's TSV (polecat).",
)
@click.option(
    "--publication-dates",
    is_flag=True,
    help="For plover: an event whose text does not say when gets its document's date, and dragoman_date says so; "
    "otherwise it is left out.",
)
def command(out: Path, ledger: str, format_: str, *, publication_dates: bool) -> None:
    """Write a ledger to the folder OUT; for plover and polecat also to a file OUT that ends in .jsonl or .tsv.

    parquet writes every table, history included, with a README that states the convention. plover and polecat
    write the live event statements, one a line, and beside them a data dictionary and a loss report: what could
    not be said in the format, and how often.
    """
    if publication_dates and format_ != "plover":
        raise UsageError(
            f"--publication-dates belongs to --format plover, not {format_}: POLECAT has a column of its own for the "
            "publication date"
        )
    if format_ == "parquet":
        for path, rows in export(ledger, out):
            click.echo(f"{path}  {rows} rows")
        return
    from dragoman.formats.losses import LeftOut

    written = export_events(ledger, out, format_, publication_dates=publication_dates)
    for path in written.files:
        click.echo(path)
    for line in written.report.lines():
        click.echo(line, err=True)
    undated = written.report.left_out.get(LeftOut.NO_DATE, 0)
    if undated:
        counts = counted(undated, "event has", "events have")
        click.echo(f"{counts} no date; --publication-dates gives the document's, marked as such", err=True)


def export(ledger: str, folder: Path) -> list[tuple[Path, int]]:
    """Writes every table; the files with their numbers of rows."""
    from dragoman.actors.conventions import load_territories
    from dragoman.formats.parquet import write_tables
    from dragoman.settings import load_settings
    from dragoman.store import open_ledger

    reader = open_ledger(ledger).reader()
    _make(folder)
    return list(write_tables(reader, folder, territories=load_territories(load_settings().convention)))


def export_events(ledger: str, out: Path, format_: str, *, publication_dates: bool = False) -> Written:
    """Writes the events of a ledger as ``plover`` or ``polecat`` to a folder or a file, and what explains them."""
    from dragoman.formats.event_files import write_events
    from dragoman.store import open_ledger

    path = _event_file(out, format_)
    reader = open_ledger(ledger).reader()
    _make(path.parent)
    return write_events(reader, path, format_=_event_format(format_), publication_dates=publication_dates)


def _event_file(out: Path, format_: str) -> Path:
    """OUT itself if it is named like a file, else the file in the folder OUT."""
    ending = _FORMATS[format_]
    if out.suffix.lower() not in _FILE_NAMES or out.is_dir():
        return out / f"{format_}{ending}"
    if out.suffix != ending:
        raise UsageError(
            f"the name {out.name!r} does not end in {ending}, as the format {format_} does; "
            f"write {out.with_suffix(ending).name!r}, or name a folder"
        )
    return out


def _event_format(name: str) -> EventFormat:
    if name == "plover":
        from dragoman.formats.plover import PLOVER

        return PLOVER
    from dragoman.formats.polecat import POLECAT

    return POLECAT


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"the folder {str(folder)!r} cannot be made ({error.strerror}); name another") from None
