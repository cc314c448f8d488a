"""``dragoman kwic``: concordance lines."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.common import is_styled, ledger_option, output_options, print_csv, print_json_lines
from dragoman.cli.search import QUERY_HELP, actor_ids

if TYPE_CHECKING:
    from dragoman.search.results import KwicLine


@click.command(
    help="Concordance lines around a query's words, within their sentences.\n\n" + QUERY_HELP,
    epilog="Example: dragoman kwic 'sankc*' --sort right --width 40",
)
@click.argument("query")
@ledger_option
@click.option("--width", type=click.IntRange(5, 400), default=45, show_default=True, help="Characters on each side.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=50, show_default=True, help="Lines.")
@click.option(
    "--sort",
    type=click.Choice(["left", "right", "date"]),
    default="date",
    show_default=True,
    help="By the words left of the hit, right of it, or by date.",
)
@output_options
def command(query: str, ledger: str, *, as_json: bool, as_csv: bool, width: int, **options: Any) -> None:
    """The lines as a concordance, JSON Lines or CSV."""
    lines = find(query, ledger, width=width, **options)
    if as_json:
        print_json_lines([row(line) for line in lines])
    elif as_csv:
        print_csv([row(line) for line in lines])
    else:
        from dragoman.search.render import ANSI, PLAIN, render_kwic

        click.echo(render_kwic(lines, style=ANSI if is_styled(sys.stdout) else PLAIN), nl=False)
    if not lines:
        click.echo(f"nothing found; 'dragoman search {query!r}' says why", err=True)


def find(query: str, ledger: str, *, width: int, limit: int, sort: str) -> list[KwicLine]:
    """Concordance lines of a query on a ledger; QueryError where it does not parse."""
    from dragoman.search import kwic
    from dragoman.store import open_ledger

    reader = open_ledger(ledger).reader()
    return list(kwic(reader, query, width=width, limit=limit, sort=sort, actors=partial(actor_ids, reader)))


def row(line: KwicLine) -> dict[str, Any]:
    """A line as a flat row."""
    return {
        "left": line.left,
        "match": line.match,
        "right": line.right,
        "date": str(line.date) if line.date else None,
        "title": line.title,
        "document": line.document,
        "start": line.start,
        "end": line.end,
        "page": line.page,
    }
