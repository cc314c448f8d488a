"""``dragoman resolve``: who a name or phrase stands for."""

from __future__ import annotations

import sys

import click

from dragoman.cli.common import each_json_line, print_json_lines


@click.command(epilog="""Example: echo '{"id": 1, "text": "the Greek foreign minister"}' | dragoman resolve -""")
@click.argument("source", metavar="-", type=click.Choice(["-"]), default="-")
def command(source: str) -> None:  # noqa: ARG001 - standard input is the only one
    """Who a name or phrase stands for, on a date if one is given.

    One JSON object a line in ("id", "text", "date"?, "context"?), one out; nobody gives nulls.
    """
    from dragoman.pipe import resolve_lines

    print_json_lines(resolve_lines(each_json_line(sys.stdin.buffer)))
