"""``dragoman documents``: what a ledger holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.common import Column, ledger_option, output_options, print_rows, shown_address
from dragoman.statements.labels import CODED_LANGUAGES

if TYPE_CHECKING:
    from dragoman.store import LedgerReader
    from dragoman.store.reader import DocumentSummary

COLUMNS = (
    Column("id", style="dim"),
    Column("date"),
    Column("language"),
    Column("statements"),
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
        uris = [(r.uri if as_json or as_csv else shown_address(r.uri), r) for r in reader.sources().values()]
        rows = [{"uri": uri, "reason": r.reason} for uri, r in uris if r.reason]
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
    counts = reader.statement_counts()
    found = sorted(
        reader.summaries.values(), key=lambda each: (each.published.start if each.published else "", each.uri)
    )
    return [
        {
            "id": each.id[:12],
            "date": str(each.published) if each.published else None,
            "language": each.language,
            "statements": _coded(each, counts),
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


def _coded(document: DocumentSummary, counts: dict[str, int]) -> int | str:
    """How many statements a document makes, or why that is not known."""
    if document.language and document.language not in CODED_LANGUAGES:
        return "language not coded"
    return counts.get(document.key, "not yet coded")
