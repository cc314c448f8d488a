"""``dragoman forecasts``: who foresees what, how surely, and whether the time has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dragoman.cli import statements
from dragoman.cli.common import Column, ledger_option, output_options, print_rows
from dragoman.cli.conventions import state_convention, territories
from dragoman.cli.timeline import LISTED, actor_option, asked, days_of, filter_options, limit_option, say_shown
from dragoman.errors import UsageError
from dragoman.ontology import load_ontology

if TYPE_CHECKING:
    from datetime import date

    from dragoman.actors.conventions import Territories
    from dragoman.analysis import Outlook

_DAY = len("2026-05-01")
COLUMNS = (
    Column("date"),
    Column("speaker", style="cyan", ratio=2),
    Column("type", style="bold"),
    Column("source", style="cyan", ratio=2),
    Column("target", style="cyan", ratio=2),
    Column("hedge", ratio=2),
    Column("likelihood"),
    Column("until"),
    Column("due", style="bold"),
    Column("quote", ratio=6),
)


@click.command(epilog="Example: dragoman forecasts --due due --on 2020-01-01 --csv > due.csv")
@ledger_option
@actor_option
@filter_options
@click.option("--likelihood", "likelihoods", multiple=True, help="remote, unlikely, even, likely, almost_certain, ...")
@click.option("--on", metavar="DATE", help="The day to look from, as 2026-05-01  [default: today]")
@click.option(
    "--due",
    "dues",
    multiple=True,
    type=click.Choice(["open", "due", "unknown", "later"]),
    help="Only those whose horizon is still open, past, or of no date; or that were made after --on.",
)
@limit_option
@output_options
def command(
    ledger: str,
    *,
    as_json: bool,
    as_csv: bool,
    limit: int | None,
    on: str | None,
    likelihoods: tuple[str, ...],
    dues: tuple[str, ...],
    **wanted: Any,
) -> None:
    """List forecasts: who says so, hedge, likelihood, horizon, and whether that is still open or due.

    A horizon is dated by its own words only ("by 2030", "next year"); where they name no date it is unknown.
    """
    from dragoman.analysis import forecasts

    choices = load_ontology().likelihoods
    for each in likelihoods:
        if each.lower() not in choices:
            raise UsageError(f"--likelihood {each!r} does not exist; choose from {', '.join(choices)}")
    day = _day(on)
    given = asked(ledger, **wanted)
    bands = [each.lower() for each in likelihoods] or choices
    found = [
        each
        for each in forecasts(given.reader, given.wanted, on=day)
        if each.likelihood in bands and (not dues or each.due in dues)
    ]
    shown = found[: limit or (None if as_json or as_csv else LISTED)]
    view = territories()
    print_rows([row(each, view, day) for each in shown], COLUMNS, as_json=as_json, as_csv=as_csv)
    say_shown(len(shown), len(found), "no forecast fits; 'dragoman statements --kind forecast' shows what was coded")
    if not (as_json or as_csv):
        claims = [each.stored.statement for each in shown]
        named = [each.resolved for claim in claims for each in (*claim.source, *claim.target)]
        state_convention(view, [value for each in named for value in (each.actor, each.country)])


def _day(on: str | None) -> date:
    from datetime import date

    if on is None:
        return date.today()  # noqa: DTZ011 - the user's own day
    if len(on) != _DAY:
        raise UsageError(f"--on {on!r} is no day; write 2026-05-01")
    return date.fromisoformat(days_of("--on", on)[0])


def row(outlook: Outlook, view: Territories, on: date) -> dict[str, Any]:
    """A forecast as a flat row: what a statement's row has, with speaker, hedge, likelihood and horizon."""
    said = [each.actor for each in outlook.speakers]
    return {
        **statements.row(outlook.stored, view),
        "speaker": [
            (view.name(actor.resolved.actor, actor.resolved.name) or actor.span.text) if actor else attribution.kind
            for actor, attribution in zip(said, outlook.speakers, strict=True)
        ],
        "speaker_actors": [actor.resolved.actor if actor else None for actor in said],
        "hedge": outlook.hedge,
        "likelihood": outlook.likelihood,
        "horizon": outlook.horizon,
        "until": str(outlook.until) if outlook.until else None,
        "until_precision": str(outlook.until.precision) if outlook.until else None,
        "due": str(outlook.due),
        "on": on.isoformat(),
        "horizon_reason": outlook.reason,
    }
