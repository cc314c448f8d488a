"""``dragoman timeline``: events in order of date; and what the views of events share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dragoman.cli import events
from dragoman.cli.common import Column, counted, ledger_option, output_options, print_rows
from dragoman.cli.conventions import state_convention, territories
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.actors.conventions import Territories
    from dragoman.analysis import Happening, Undated, Window
    from dragoman.store import LedgerReader
    from dragoman.store.reader import StatementFilter

F = TypeVar("F", bound=Callable[..., Any])

LISTED = 40
"""Rows a terminal gets if nothing else is asked."""
_SHORT = 12
COLUMNS = (
    Column("id", style="dim"),
    Column("date"),
    Column("precision", style="dim"),
    Column("reported", style="dim"),
    Column("type", style="bold"),
    Column("score"),
    Column("source", style="cyan", ratio=4),
    Column("target", style="cyan", ratio=4),
    Column("place", ratio=2),
    Column("reports"),
)


def filter_options(command: F) -> F:
    """Which statements count, as ``dragoman statements`` has it."""
    for option in reversed(
        (
            click.option("--type", "types", multiple=True, help="A PLOVER category or another type of the codebook."),
            click.option(
                "--category", "categories", multiple=True, help="A category of your own (dragoman train-category)."
            ),
            click.option(
                "--modality", "modalities", multiple=True, help="Only of these; events are actual or ongoing."
            ),
            click.option("--document", help="Only of this document (id, its beginning, or address)."),
            click.option(
                "--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out less certain ones."
            ),
            click.option("--as-of", metavar="TIME", help="The ledger as it stood then, as 2026-05-01T12:00."),
        )
    ):
        command = option(command)
    return command


def actor_option(command: F) -> F:
    """``--actor``."""
    return click.option(
        "--actor", "actors", multiple=True, help="An actor's id, country code or name, on either side."
    )(command)


def time_options(command: F) -> F:
    """``--since``, ``--until`` and ``--undated``."""
    command = click.option(
        "--undated",
        type=click.Choice(["apart", "publication"]),
        default="apart",
        show_default=True,
        help="What says no date: counted apart, or dated by its publication.",
    )(command)
    command = click.option("--until", metavar="DATE", help="Surely not later: 2012, 2012-06 or 2012-06-30.")(command)
    return click.option("--since", metavar="DATE", help="Surely not earlier: 2010, 2010-06 or 2010-06-01.")(command)


limit_option = click.option(
    "--limit", type=click.IntRange(1), help="At most so many; all by default in --json and --csv, else 40."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a view was asked for."""

    reader: LedgerReader
    wanted: StatementFilter
    window: Window
    undated: Undated


def asked(
    ledger: str,
    *,
    types: tuple[str, ...] = (),
    actors: tuple[str, ...] = (),
    modalities: tuple[str, ...] = (),
    categories: tuple[str, ...] = (),
    document: str | None = None,
    min_confidence: float = 0.0,
    as_of: str | None = None,
    since: str | None = None,
    until: str | None = None,
    undated: str = "apart",
) -> Asked:
    """The ledger with the filter and the time; UsageError for a name or date that does not exist."""
    from dragoman.analysis import Undated
    from dragoman.cli.names import check_categories, check_names, documents_named, moment
    from dragoman.store import open_ledger
    from dragoman.store.reader import StatementFilter

    check_names(kinds=(), types=types, modalities=modalities)
    window = window_of(since, until)
    reader = open_ledger(ledger).reader(as_of=moment(as_of))
    check_categories(categories, [each.name for each in reader.categories.live])
    wanted = StatementFilter(
        types=types,
        actors=actors,
        modalities=tuple(each.lower() for each in modalities),
        categories=categories,
        documents=documents_named(reader, document),
        minimum_confidence=min_confidence,
    )
    return Asked(reader, wanted, window, Undated(undated))


def window_of(since: str | None, until: str | None) -> Window:
    """The days from the first of ``since`` to the last of ``until``."""
    from dragoman.analysis import Window

    first = days_of("--since", since)[0] if since else None
    last = days_of("--until", until)[1] if until else None
    if first and last and last < first:
        raise UsageError(f"--until {until} lies before --since {since}; exchange them")
    return Window(first, last)


def days_of(option: str, text: str) -> tuple[str, str]:
    """The first and the last day of a day, month or year; UsageError if it is none."""
    from calendar import monthrange
    from datetime import date

    parts = text.split("-")
    try:
        year, month, day = (int(each) for each in (*parts, "1", "1")[:3])
        first = date(year, month, day)
    except ValueError:
        parts = []
    if not parts or text != first.isoformat()[: len(text)] or len(parts) > len(("year", "month", "day")):
        raise UsageError(f"{option} {text!r} is no date; write 2010, 2010-06 or 2010-06-01") from None
    last = {
        1: first.replace(month=12, day=31),
        2: first.replace(day=monthrange(first.year, first.month)[1]),
    }.get(len(parts), first)
    return first.isoformat(), last.isoformat()


def say_left_out(*, too_roughly: int, undated: int, what: str = "event") -> None:
    """Says on standard error what a window could not place."""
    if too_roughly:
        click.echo(f"{counted(too_roughly, what)} left out whose date is too rough for --since or --until", err=True)
    if undated:
        click.echo(
            f"{counted(undated, what)} without a date left out by --since or --until; "
            "--undated publication dates by publication",
            err=True,
        )


def say_shown(shown: int, found: int, nothing: str) -> None:
    """Says on standard error that there was nothing, or how much more there is."""
    if not found:
        click.echo(nothing, err=True)
    elif shown < found:
        click.echo(f"{shown} of {found} shown; --limit {found} shows all", err=True)


NO_EVENT = "no event fits; 'dragoman statements --kind event' shows what was coded"


@click.command(epilog="Example: dragoman timeline --actor SRB --since 2010 --until 2012-06 --csv > serbia.csv")
@ledger_option
@actor_option
@filter_options
@time_options
@click.option("--min-reports", type=click.IntRange(1), default=1, help="Told by at least so many texts.")
@limit_option
@output_options
def command(ledger: str, *, as_json: bool, as_csv: bool, limit: int | None, min_reports: int, **wanted: Any) -> None:
    """List events in order of date, each with how many texts report it.

    A date is as exact as the texts are: an event of which only the year is known stands before those of that
    year and is never put into a month. Events without a date come last.
    """
    from dragoman.analysis import timeline

    given = asked(ledger, **wanted)
    found = timeline(given.reader, given.wanted, window=given.window, undated=given.undated, min_reports=min_reports)
    shown = found.happenings[: limit or (None if as_json or as_csv else LISTED)]
    view = territories()
    rows = [row(each, view) for each in shown]
    if not (as_json or as_csv):
        rows = [{**each, "id": each["id"][:_SHORT]} for each in rows]
    print_rows(rows, COLUMNS, as_json=as_json, as_csv=as_csv)
    say_shown(len(shown), len(found.happenings), NO_EVENT)
    say_left_out(too_roughly=found.too_roughly, undated=found.undated)
    if not (as_json or as_csv):
        parties = [party for each in shown for party in (*each.event.source, *each.event.target)]
        state_convention(view, [value for party in parties for value in (party.actor, party.country)])


def row(happening: Happening, view: Territories) -> dict[str, Any]:
    """An event as a flat row, with the ids of the statements that fit and the first one's quote."""
    date, first = happening.date, happening.told[0]
    whole = events.row(happening.event, view)
    return {
        "id": whole.pop("id"),
        "date": str(date) if date else None,
        "precision": str(date.precision) if date else None,
        "date_origin": str(date.origin) if date else None,
        **{name: value for name, value in whole.items() if name not in {"date", "statements", "members"}},
        "quad": happening.quad,
        "score": round(happening.score, 2),
        "statements": list(happening.statements),
        "quote": first.statement.sentence.text,
        "document": first.document.key,
    }
