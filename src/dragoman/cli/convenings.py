"""``dragoman convenings``: who met, who held it, about what; and who meets whom again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.common import Column, ledger_option, output_options, print_rows
from dragoman.cli.conventions import state_convention, territories
from dragoman.cli.timeline import LISTED, asked, filter_options, limit_option, say_left_out, say_shown, time_options

if TYPE_CHECKING:
    from dragoman.actors.conventions import Territories
    from dragoman.analysis import Companions, Gathering

COLUMNS = (
    Column("date"),
    Column("type", style="bold"),
    Column("name", ratio=3),
    Column("participants", style="cyan", ratio=5),
    Column("organisers", style="cyan", ratio=2),
    Column("topic", ratio=3),
    Column("format", style="dim"),
    Column("place", ratio=2),
    Column("modality", style="dim"),
)
TOGETHER = (
    Column("a_name", style="cyan", ratio=4),
    Column("b_name", style="cyan", ratio=4),
    Column("convenings", style="bold"),
    Column("reports"),
)


@click.command(epilog="Example: dragoman convenings --actor SRB --together --limit 20")
@ledger_option
@click.option("--actor", "actors", multiple=True, help="Who took part or held it: id, country code or name.")
@filter_options
@time_options
@click.option("--together", is_flag=True, help="How often any two took part together.")
@limit_option
@output_options
def command(ledger: str, *, as_json: bool, as_csv: bool, limit: int | None, together: bool, **wanted: Any) -> None:
    """List convenings: summits, visits, talks, roundtables, with participants, organisers, form and topic.

    Each row is what one text tells. With --together, only convenings that took place count, and texts that are
    linked as reports of one meeting count once.
    """
    from dragoman.analysis import companions, convenings

    given = asked(ledger, **wanted)
    found = convenings(given.reader, given.wanted, window=given.window, undated=given.undated)
    view, most = territories(), limit or (None if as_json or as_csv else LISTED)
    named: list[str | None]
    columns: tuple[Column, ...]
    if together:
        pairs = companions(found.found)
        rows, every, columns = [pair_row(each, view) for each in pairs[:most]], len(pairs), TOGETHER
        named = [id_ for each in pairs[:most] for id_ in (each.a, each.b)]
    else:
        shown = found.found[:most]
        rows, every, columns = [row(each, view) for each in shown], len(found.found), COLUMNS
        people = [each.who for one in shown for each in (*one.participants, *one.organisers)]
        named = [value for who in people for value in (who.actor, who.country)]
    print_rows(rows, columns, as_json=as_json, as_csv=as_csv)
    nothing = "no two known actors took part together" if found.found else "no convening fits"
    say_shown(len(rows), every, f"{nothing}; 'dragoman statements --kind convening' shows what was coded")
    say_left_out(too_roughly=found.too_roughly, undated=found.undated, what="convening")
    if not (as_json or as_csv):
        state_convention(view, named)


def row(gathering: Gathering, view: Territories) -> dict[str, Any]:
    """A convening as a flat row; participants by name, with their ids, roles, offices, affiliations in order."""
    statement, document, date = gathering.stored.statement, gathering.stored.document, gathering.date
    place = statement.place
    people = {"participants": gathering.participants, "organisers": gathering.organisers}
    return {
        "id": gathering.stored.id,
        "date": str(date) if date else None,
        "date_precision": str(date.precision) if date else None,
        "date_origin": str(date.origin) if date else None,
        "published": str(document.published) if document.published else None,
        "type": statement.type,
        "name": gathering.name,
        "format": gathering.format,
        "topic": gathering.topic,
        **{side: [view.name(each.id, each.who.name) or each.text for each in each_] for side, each_ in people.items()},
        "participant_ids": [each.id for each in gathering.participants],
        "participant_roles": [each.role for each in gathering.participants],
        "participant_offices": [each.office for each in gathering.participants],
        "participant_affiliations": [each.affiliation for each in gathering.participants],
        "participants_listed": gathering.listed,
        "organiser_ids": [each.id for each in gathering.organisers],
        "place": place.name or place.span.text if place else None,
        "modality": statement.modality,
        "event": gathering.event,
        "confidence": statement.confidence,
        "quote": statement.sentence.text,
        "start": statement.sentence.start,
        "end": statement.sentence.end,
        "document": document.key,
        "title": document.title,
        "uri": document.uri,
        "convention": str(view.convention),
    }


def pair_row(pair: Companions, view: Territories) -> dict[str, Any]:
    """Two that meet as a flat row."""
    return {
        "a": pair.a,
        "b": pair.b,
        "a_name": view.name(pair.a, pair.a_name),
        "b_name": view.name(pair.b, pair.b_name),
        "convenings": pair.convenings,
        "reports": len(pair.statements),
        "statements": list(pair.statements),
        "convention": str(view.convention),
    }
