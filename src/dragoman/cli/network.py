"""``dragoman network``: signed edges between actors or countries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.common import Column, counted, ledger_option, output_options, print_rows
from dragoman.cli.conventions import state_convention, territories
from dragoman.cli.timeline import (
    LISTED,
    NO_EVENT,
    actor_option,
    asked,
    filter_options,
    limit_option,
    say_left_out,
    say_shown,
    time_options,
)

if TYPE_CHECKING:
    from dragoman.actors.conventions import Territories
    from dragoman.analysis import Edge, Node, Tally

COUNTS = (
    Column("events"),
    Column("cooperation", style="green"),
    Column("conflict", style="red"),
    Column("score"),
    Column("reports"),
)
EDGES = (
    Column("period"),
    Column("source_name", style="cyan", ratio=4),
    Column("runs", style="dim"),
    Column("target_name", style="cyan", ratio=4),
    *COUNTS,
)
NODES = (
    Column("id", style="dim", ratio=3),
    Column("name", style="bold", ratio=4),
    Column("kind"),
    Column("country"),
    *COUNTS,
)


@click.command(epilog="Example: dragoman network --level country --by year --since 2010 --csv > edges.csv")
@ledger_option
@actor_option
@filter_options
@time_options
@click.option(
    "--level", type=click.Choice(["actor", "country"]), default="actor", show_default=True, help="What the nodes are."
)
@click.option("--by", type=click.Choice(["month", "year"]), help="Edges by period  [default: the whole time]")
@click.option("--nodes", is_flag=True, help="The nodes instead of the edges.")
@limit_option
@output_options
def command(
    ledger: str,
    *,
    as_json: bool,
    as_csv: bool,
    limit: int | None,
    level: str,
    by: str | None,
    nodes: bool,
    **wanted: Any,
) -> None:
    """List who acts on whom: events of cooperation and conflict, mean PLOVER score, the statements they rest on.

    An edge runs from who acts to whom it is done to; joint acts give edges both ways. An event counts once on
    an edge, however many texts report it. What happens within a node counts with the node only.
    """
    from dragoman.analysis import Grain, Level, network, timeline

    given = asked(ledger, **wanted)
    found = timeline(given.reader, given.wanted, window=given.window, undated=given.undated)
    net = network(found, given.reader.naming.register, level=Level(level), grain=Grain(by) if by else None)
    most = limit or (None if as_json or as_csv else LISTED)
    view = territories()
    names = {each.id: each.name for each in net.nodes}
    every = net.nodes if nodes else net.edges
    shown: list[str | None]
    if nodes:
        rows = [node_row(each, view) for each in net.nodes[:most]]
        shown = [value for each in net.nodes[:most] for value in (each.id, each.country)]
    else:
        rows = [edge_row(each, names, view) for each in net.edges[:most]]
        shown = [id_ for each in net.edges[:most] for id_ in (each.source, each.target)]
    print_rows(rows, NODES if nodes else EDGES, as_json=as_json, as_csv=as_csv)
    say_shown(len(rows), len(every), NO_EVENT if not found.happenings else "no two actors of these events are known")
    if net.nameless:
        click.echo(f"{counted(net.nameless, 'event')} with an actor nobody knows, who is no node", err=True)
    say_left_out(too_roughly=found.too_roughly, undated=found.undated)
    if not (as_json or as_csv):
        state_convention(view, shown)


def edge_row(edge: Edge, names: dict[str, str], view: Territories) -> dict[str, Any]:
    """An edge as a flat row; names of disputed territories by the convention, ids as they are."""
    return {
        "period": str(edge.period) if edge.period else None,
        "period_kind": str(edge.period.kind) if edge.period else None,
        "source": edge.source,
        "target": edge.target,
        "source_name": view.name(edge.source, names.get(edge.source)),
        "target_name": view.name(edge.target, names.get(edge.target)),
        "runs": "to" if edge.directed else "with",
        "sign": edge.tally.sign,
        **tally_row(edge.tally),
        "convention": str(view.convention),
    }


def node_row(node: Node, view: Territories) -> dict[str, Any]:
    """A node as a flat row."""
    return {
        "id": node.id,
        "name": view.name(node.id, node.name),
        "kind": node.kind,
        "country": view.country(node.country),
        **tally_row(node.tally),
        "convention": str(view.convention),
    }


def tally_row(tally: Tally) -> dict[str, Any]:
    """Counts with the ids they rest on."""
    return {
        "events": tally.events,
        "cooperation": tally.cooperation,
        "conflict": tally.conflict,
        "score": round(tally.score, 2),
        "reports": tally.reports,
        "statements": list(tally.statements),
        "event_ids": list(tally.event_ids),
    }
