"""``dragoman code``: code what is new in a ledger, or JSON Lines from standard input."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from dragoman.cli.common import Stopped, counted, each_json_line, ledger_option, print_json_lines
from dragoman.cli.progress import ProgressLine
from dragoman.language.harmless import harmless
from dragoman.settings import load_settings


@click.command(epilog="""Example: echo '{"id": 1, "text": "Serbia expelled two diplomats."}' | dragoman code -""")
@click.argument("source", required=False, metavar="[-]", type=click.Choice(["-"]))
@ledger_option
@click.option("--model", type=click.Path(file_okay=False, path_type=Path), help="Folder of another model.")
@click.option("--workers", type=click.IntRange(0, 256), help="Processes; 0 takes one for each core.")
def command(source: str | None, ledger: str, model: Path | None, workers: int | None) -> None:
    """Code what is new; with -, one JSON object a line in ("id", "text", "date"?, "language"?), one out.

    A broken line gets an "error" in its place and the others go on.
    """
    settings = load_settings()
    settings = replace(
        settings,
        model=str(model or settings.model),
        workers=settings.workers if workers is None else workers,
    )
    if source == "-":
        from dragoman.pipe import code_lines

        print_json_lines(code_lines(each_json_line(sys.stdin.buffer), settings=settings))
        return
    from dragoman.pipeline import CodeRun
    from dragoman.store import open_ledger

    run = CodeRun(open_ledger(ledger), settings=settings)
    with ProgressLine() as shown:
        done = [0, 0, 0]

        def listen(*more: int) -> None:
            done[:] = map(sum, zip(done, more, strict=True))
            shown.show(f"{done[0]} coded, {done[2]} statements in {done[1]} sentences", done[0])

        try:
            coded = run.code(listener=listen)
        except KeyboardInterrupt:
            raise Stopped("what was coded is kept; run the same command again to go on") from None
    run.ledger.writer(run=run.run).tidy()
    said = f"{counted(coded, 'document')} coded" if coded else "nothing to code: all documents are coded"
    sys.stderr.write(f"{said} in {harmless(ledger)}\n")
