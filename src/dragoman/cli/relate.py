"""``dragoman relate``: what one given actor does to another."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dragoman.cli.common import each_json_line, print_json_lines
from dragoman.settings import load_settings


@click.command(
    epilog="""Example: echo '{"id": 1, "text": "Oslo thanked Riga.", "source": [0, 4], "target": [13, 17]}' | dragoman relate -"""  # noqa: E501 - an example that runs
)
@click.argument("source", metavar="-", type=click.Choice(["-"]), default="-")
@click.option("--model", type=click.Path(file_okay=False, path_type=Path), help="Folder of another model.")
def command(source: str, model: Path | None) -> None:  # noqa: ARG001 - standard input is the only one
    """Type of the act from a given source to a given target: PLOVER category, quad class, modality, scores.

    One JSON object a line in ("id", "text", "source": [start, end], "target": [start, end]), one out. "type"
    is null where the text makes no claim from that source to that target.
    """
    from dragoman.pipe import relate_lines

    folder = str(model or load_settings().model)
    print_json_lines(relate_lines(each_json_line(sys.stdin.buffer), model=folder))
