"""``dragoman resolve``: who a name or phrase stands for."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from dragoman.cli.common import each_json_line, print_json_lines

if TYPE_CHECKING:
    from dragoman.actors.overlay import Overlay


@click.command(epilog="""Example: echo '{"id": 1, "text": "the Greek foreign minister"}' | dragoman resolve -""")
@click.argument("source", metavar="-", type=click.Choice(["-"]), default="-")
@click.option("--ledger", metavar="FOLDER|ADDRESS", help="Use the actors added to this ledger too.")
def command(source: str, ledger: str | None) -> None:  # noqa: ARG001 - standard input is the only one
    """Who a name or phrase stands for, on a date if one is given.

    One JSON object a line in ("id", "text", "date"?, "context"?), one out; nobody gives nulls.
    """
    from dragoman.pipe import resolve_lines

    print_json_lines(resolve_lines(each_json_line(sys.stdin.buffer), overlay=_overlay(ledger)))


def _overlay(ledger: str | None) -> Overlay | None:
    """The own register of a ledger, if one is named."""
    if ledger is None:
        return None
    from dragoman.store import open_ledger

    return open_ledger(ledger).reader().naming.overlay
