"""``dragoman dyad``: two actors over time, how they stand, what was said last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dragoman.cli import statements
from dragoman.cli.common import Column, counted, ledger_option, output_options, print_rows
from dragoman.cli.conventions import state_convention, territories
from dragoman.cli.timeline import asked, filter_options, say_left_out, time_options

if TYPE_CHECKING:
    from dragoman.actors.conventions import Territories
    from dragoman.analysis import Direction, Dyad, DyadPoint, Standing

_PARTS = ("series", "relations", "latest")
_QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
SERIES = (
    Column("period", style="bold"),
    Column("direction", style="cyan"),
    Column("class"),
    Column("events"),
    Column("reports"),
    Column("score"),
    Column("period_score"),
)
RELATIONS = (
    Column("type", style="bold"),
    Column("direction", style="cyan"),
    Column("sign"),
    Column("reports"),
    Column("first"),
    Column("last"),
)


@click.command(epilog="Example: dragoman dyad SRB XKX --by year --csv > series.csv")
@click.argument("a")
@click.argument("b")
@ledger_option
@click.option("--by", type=click.Choice(["month", "year"]), default="month", show_default=True, help="The periods.")
@filter_options
@time_options
@click.option("--latest", type=click.IntRange(0), default=5, show_default=True, help="Statements shown as the latest.")
@click.option(
    "--part",
    type=click.Choice(_PARTS),
    help="Only this  [default: all on a terminal, the series in --json and --csv]",
)
@output_options
def command(
    a: str,
    b: str,
    ledger: str,
    *,
    as_json: bool,
    as_csv: bool,
    by: str,
    latest: int,
    part: str | None,
    **wanted: Any,
) -> None:
    """Show what two actors do to each other by period and quad class, how they stand, what was said last.

    A and B are ids, country codes or names; a code stands for all of that country, a name for its bearer only.
    Reports count statements, each by the date it states; events count happenings, however many texts report
    them. The score is PLOVER's, -10 to +10, the mean of the events, and beside it that of the whole period in
    this direction. --since and --until hold for the series.
    """
    from dragoman.analysis import Grain, dyad

    given = asked(ledger, **wanted)
    found = dyad(
        given.reader,
        a,
        b,
        wanted=given.wanted,
        grain=Grain(by),
        window=given.window,
        undated=given.undated,
        latest=latest,
    )
    view = territories()
    parts = (part,) if part else (_PARTS[:1] if as_json or as_csv else _PARTS)
    for name in parts:
        _print(name, found, view, as_json=as_json, as_csv=as_csv, titled=len(parts) > 1)
    if not (found.points or found.latest):
        click.echo(f"nothing between {a} and {b}; 'dragoman actors --query NAME' shows how actors are called", err=True)
    say_left_out(too_roughly=found.too_roughly, undated=found.undated)
    if found.reports_unplaced:
        click.echo(f"{counted(found.reports_unplaced, 'report')} that says no date or too rough a one", err=True)
    if not (as_json or as_csv):
        state_convention(view, (a.upper(), b.upper()))


def _print(part: str, found: Dyad, view: Territories, *, as_json: bool, as_csv: bool, titled: bool) -> None:
    rows, columns = {
        "series": ([point_row(each, found, view) for each in found.points], SERIES),
        "relations": ([relation_row(each, found, view) for each in found.relations], RELATIONS),
        "latest": ([statements.row(each, view) for each in found.latest], statements.COLUMNS),
    }[part]
    if titled and rows:
        click.echo(f"{'' if part == _PARTS[0] else chr(10)}{part.capitalize()}\n")
    if rows or not titled:
        print_rows(rows, columns, as_json=as_json, as_csv=as_csv)


def point_row(point: DyadPoint, found: Dyad, view: Territories) -> dict[str, Any]:
    """A point of the series as a flat row, with the ids of its statements."""
    return {
        "period": str(point.period),
        "period_kind": str(point.period.kind),
        "direction": _runs(point.direction, found),
        "quad": point.quad,
        "class": _QUADS[point.quad],
        "events": point.events,
        "reports": point.reports,
        "score": _rounded(point.score),
        "period_score": _rounded(point.period_score),
        "statements": list(point.statements),
        "event_ids": list(point.event_ids),
        "a": found.a,
        "b": found.b,
        "convention": str(view.convention),
    }


def relation_row(standing: Standing, found: Dyad, view: Territories) -> dict[str, Any]:
    """A relation as a flat row."""
    return {
        "type": standing.type,
        "direction": _runs(standing.direction, found),
        "sign": standing.sign,
        "reports": standing.reports,
        "first": standing.first,
        "last": standing.last,
        "statements": list(standing.statements),
        "a": found.a,
        "b": found.b,
        "convention": str(view.convention),
    }


def _runs(direction: Direction, found: Dyad) -> str:
    return {"a to b": f"{found.a} -> {found.b}", "b to a": f"{found.b} -> {found.a}"}.get(direction, "joint")


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 2)
