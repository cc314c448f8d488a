"""``dragoman statements``: the claims of a ledger, each with its quote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.common import Column, ledger_option, output_options, print_rows
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.store import StoredStatement

COLUMNS = (
    Column("date"),
    Column("type", style="bold"),
    Column("source", style="cyan", ratio=3),
    Column("target", style="cyan", ratio=3),
    Column("modality", style="dim"),
    Column("quote", ratio=8),
)


@click.command(epilog="Example: dragoman statements --kind event --type SANCTION --actor SRB --csv > srb.csv")
@ledger_option
@click.option("--kind", "kinds", multiple=True, help="event, relation, interest, forecast or convening.")
@click.option("--type", "types", multiple=True, help="A PLOVER category or another type of the codebook.")
@click.option("--actor", "actors", multiple=True, help="An actor's id, country code or name, on either side.")
@click.option("--modality", "modalities", multiple=True, help="actual, planned, denied, ...")
@click.option("--document", help="Only of this document (id, its beginning, or address).")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out less certain ones.")
@click.option("--as-of", metavar="TIME", help="The ledger as it stood then, as 2026-05-01T12:00.")
@click.option("--limit", type=click.IntRange(1), help="At most so many; all by default in --json and --csv, else 40.")
@output_options
def command(ledger: str, *, as_json: bool, as_csv: bool, limit: int | None, **wanted: Any) -> None:
    """List statements, each with its quote and the document it stands in."""
    found = find(ledger, **wanted)
    shown = found[: limit or (None if as_json or as_csv else 40)]
    print_rows([row(each) for each in shown], COLUMNS, as_json=as_json, as_csv=as_csv)
    if not found:
        click.echo("no statement fits; 'dragoman documents' shows what was read and coded", err=True)
    elif len(shown) < len(found):
        click.echo(f"{len(shown)} of {len(found)} shown; --limit {len(found)} shows all", err=True)


def find(
    ledger: str,
    *,
    kinds: tuple[str, ...] = (),
    types: tuple[str, ...] = (),
    actors: tuple[str, ...] = (),
    modalities: tuple[str, ...] = (),
    document: str | None = None,
    min_confidence: float = 0.0,
    as_of: str | None = None,
) -> list[StoredStatement]:
    """The statements that fit; UsageError for a kind or type that does not exist."""
    from dragoman.cli.names import check_names, moment
    from dragoman.store import open_ledger
    from dragoman.store.reader import StatementFilter

    check_names(kinds=kinds, types=types, modalities=modalities)
    reader = open_ledger(ledger).reader(as_of=moment(as_of))
    documents = tuple(each.key for each in reader.find_document(document)) if document else None
    if document and not documents:
        raise UsageError(f"--document {document!r} fits no document; 'dragoman documents' lists the ids")
    return reader.statements(
        StatementFilter(
            kinds=kinds,
            types=types,
            actors=actors,
            modalities=modalities,
            documents=documents,
            minimum_confidence=min_confidence,
        )
    )


def row(stored: StoredStatement) -> dict[str, Any]:
    """A statement as a flat row, for tables and files."""
    statement, document = stored.statement, stored.document
    return {
        "id": stored.id,
        "date": str(document.published) if document.published else None,
        "kind": statement.kind,
        "type": statement.type if not statement.about else f"{statement.type} ({statement.about})",
        "about": statement.about,
        "source": [actor.span.text for actor in statement.source],
        "target": [actor.span.text for actor in statement.target],
        "source_actors": [actor.resolved.actor or actor.resolved.country for actor in statement.source],
        "target_actors": [actor.resolved.actor or actor.resolved.country for actor in statement.target],
        "modality": statement.modality,
        "attribution": [each.actor.span.text if each.actor else each.kind for each in statement.attribution],
        "trigger": statement.trigger.text if statement.trigger else None,
        "object": statement.object.text if statement.object else None,
        "modes": list(statement.modes),
        "contexts": list(statement.contexts),
        "confidence": statement.confidence,
        "quote": statement.sentence.text,
        "start": statement.sentence.start,
        "end": statement.sentence.end,
        "document": document.key,
        "title": document.title,
        "publisher": document.publisher,
        "uri": document.uri,
        "coder": f"{stored.coder} {stored.coder_version}",
    }
