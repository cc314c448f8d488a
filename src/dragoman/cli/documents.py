"""``dragoman documents``: what a ledger holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.common import Column, ledger_option, output_options, print_rows

if TYPE_CHECKING:
    from dragoman.store import LedgerReader

COLUMNS = (
    Column("id", style="dim"),
    Column("date"),
    Column("language"),
    Column("publisher", ratio=2),
    Column("title", ratio=5),
    Column("group"),
)
REFUSED = (Column("uri", ratio=3), Column("reason", ratio=4))


@click.command(epilog="Example: dragoman documents --duplicates")
@ledger_option
@click.option("--duplicates", is_flag=True, help="Only documents that nearly repeat another, by group.")
@click.option("--refused", is_flag=True, help="What was refused, and why.")
@output_options
def command(ledger: str, *, duplicates: bool, refused: bool, as_json: bool, as_csv: bool) -> None:
    """List documents; those that say nearly the same carry one group number."""
    from dragoman.store import open_ledger

    reader = open_ledger(ledger).reader()
    if refused:
        rows = [{"uri": r.uri, "reason": r.reason} for r in reader.sources().values() if r.reason]
        print_rows(rows, REFUSED, as_json=as_json, as_csv=as_csv)
        return
    rows = document_rows(reader)
    if duplicates:
        rows = sorted((row for row in rows if row["group"]), key=lambda row: (row["group"], row["id"]))
    print_rows(rows, COLUMNS, as_json=as_json, as_csv=as_csv)


def document_rows(reader: LedgerReader) -> list[dict[str, Any]]:
    """Live documents, oldest first, each with the number of its duplicate group or ``None``."""
    from dragoman.ingest.groups import Groups

    groups = Groups()
    for pair in reader.duplicates():
        groups.join(pair.first, pair.second)
    numbers = groups.numbers()
    found = sorted(
        reader.summaries.values(), key=lambda each: (each.published.start if each.published else "", each.uri)
    )
    return [
        {
            "id": each.id[:12],
            "date": str(each.published) if each.published else None,
            "language": each.language,
            "publisher": each.publisher,
            "title": each.title,
            "genre": each.genre,
            "collection": each.collection,
            "uri": each.uri,
            "key": each.key,
            "group": numbers.get(each.key),
        }
        for each in found
    ]
