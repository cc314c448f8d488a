"""``dragoman export``: tables of a ledger as files."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.common import ledger_option
from dragoman.errors import UsageError


@click.command(epilog="Example: dragoman export out/ --format parquet")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@ledger_option
@click.option("--format", "format_", type=click.Choice(["parquet"]), default="parquet", show_default=True)
def command(folder: Path, ledger: str, format_: str) -> None:  # noqa: ARG001 - one format so far
    """Write every table, history included, to FOLDER as Parquet."""
    for path, rows in export(ledger, folder):
        click.echo(f"{path}  {rows} rows")


def export(ledger: str, folder: Path) -> list[tuple[Path, int]]:
    """Writes every table; the files with their numbers of rows."""
    from pyarrow import parquet

    from dragoman.store import open_ledger
    from dragoman.store.tables import TABLES

    reader = open_ledger(ledger).reader()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"the folder {str(folder)!r} cannot be made ({error.strerror}); name another") from None
    written = []
    for spec in TABLES:
        table = reader.export(spec.name)
        path = folder / f"{spec.name}.parquet"
        parquet.write_table(table, path)
        written.append((path, table.num_rows))
    return written
