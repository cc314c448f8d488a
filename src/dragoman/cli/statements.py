"""``dragoman statements``: the claims of a ledger, each with its quote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.common import Column, ledger_option, output_options, print_rows
from dragoman.cli.conventions import state_convention, territories

if TYPE_CHECKING:
    from dragoman.actors.conventions import Territories
    from dragoman.store import StoredStatement

COLUMNS = (
    Column("date"),
    Column("when"),
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
@click.option("--category", "categories", multiple=True, help="A category of your own (dragoman train-category).")
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
    view = territories()
    print_rows([row(each, view) for each in shown], COLUMNS, as_json=as_json, as_csv=as_csv)
    if not found:
        click.echo("no statement fits; 'dragoman documents' shows what was read and coded", err=True)
    elif len(shown) < len(found):
        click.echo(f"{len(shown)} of {len(found)} shown; --limit {len(found)} shows all", err=True)
    if not (as_json or as_csv):
        named = [each.resolved for one in shown for each in (*one.statement.source, *one.statement.target)]
        state_convention(view, [value for each in named for value in (each.actor, each.country)])


def find(
    ledger: str,
    *,
    kinds: tuple[str, ...] = (),
    types: tuple[str, ...] = (),
    actors: tuple[str, ...] = (),
    modalities: tuple[str, ...] = (),
    categories: tuple[str, ...] = (),
    document: str | None = None,
    min_confidence: float = 0.0,
    as_of: str | None = None,
) -> list[StoredStatement]:
    """The statements that fit; UsageError for a kind or type that does not exist."""
    from dragoman.cli.names import check_categories, check_names, documents_named, moment
    from dragoman.store import open_ledger
    from dragoman.store.reader import StatementFilter

    check_names(kinds=kinds, types=types, modalities=modalities)
    reader = open_ledger(ledger).reader(as_of=moment(as_of))
    check_categories(categories, [each.name for each in reader.categories.live])
    return reader.statements(
        StatementFilter(
            kinds=kinds,
            types=types,
            actors=actors,
            modalities=modalities,
            categories=categories,
            documents=documents_named(reader, document),
            minimum_confidence=min_confidence,
        )
    )


def row(stored: StoredStatement, view: Territories) -> dict[str, Any]:
    """A statement as a flat row, for tables and files; countries by the convention, actors by their ids."""
    statement, document, place = stored.statement, stored.document, stored.statement.place
    sides = {"source": statement.source, "target": statement.target}
    shown = {side: [view.apply(each.resolved).country for each in named] for side, named in sides.items()}
    return {
        "id": stored.id,
        "date": str(document.published) if document.published else None,
        "when": str(statement.date) if statement.date else None,
        "when_precision": str(statement.date.precision) if statement.date else None,
        "when_origin": str(statement.date.origin) if statement.date else None,
        "place": place.name or place.span.text if place else None,
        "place_country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "place_precision": place.precision if place else None,
        "kind": statement.kind,
        "type": statement.type if not statement.about else f"{statement.type} ({statement.about})",
        "about": statement.about,
        "source": [actor.span.text for actor in statement.source],
        "target": [actor.span.text for actor in statement.target],
        "source_actors": [
            each.resolved.actor or code for each, code in zip(statement.source, shown["source"], strict=True)
        ],
        "target_actors": [
            each.resolved.actor or code for each, code in zip(statement.target, shown["target"], strict=True)
        ],
        "source_countries": shown["source"],
        "target_countries": shown["target"],
        "modality": statement.modality,
        "attribution": [each.actor.span.text if each.actor else each.kind for each in statement.attribution],
        "trigger": statement.trigger.text if statement.trigger else None,
        "object": statement.object.text if statement.object else None,
        "modes": list(statement.modes),
        "contexts": list(statement.contexts),
        "categories": list(stored.categories),
        "confidence": statement.confidence,
        "quote": statement.sentence.text,
        "start": statement.sentence.start,
        "end": statement.sentence.end,
        "document": document.key,
        "title": document.title,
        "publisher": document.publisher,
        "uri": document.uri,
        "coder": f"{stored.coder} {stored.coder_version}",
        "convention": str(view.convention),
    }
