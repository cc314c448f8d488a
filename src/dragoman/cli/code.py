"""``dragoman code``: code what is new in a ledger, or JSON Lines from standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.common import Stopped, counted, each_json_line, ledger_option, print_json_lines
from dragoman.cli.progress import ProgressLine
from dragoman.errors import UsageError
from dragoman.language.harmless import harmless
from dragoman.settings import Settings, load_settings

if TYPE_CHECKING:
    from dragoman.llm.account import Bill
    from dragoman.llm.coder import LlmCoder
    from dragoman.pipeline import CodeRun


@click.command(epilog="""Example: echo '{"id": 1, "text": "Serbia expelled two diplomats."}' | dragoman code -""")
@click.argument("source", required=False, metavar="[-]", type=click.Choice(["-"]))
@ledger_option
@click.option("--model", type=click.Path(file_okay=False, path_type=Path), help="Folder of another model.")
@click.option("--workers", type=click.IntRange(0, 256), help="Processes; 0 takes one for each core.")
@click.option(
    "--coder",
    type=click.Choice(["dragoman", "llm"]),
    default="dragoman",
    show_default=True,
    help="Who codes; llm sends the texts to the endpoint you name, with the key in $DRAGOMAN_LLM_KEY.",
)
@click.option("--llm-url", metavar="ADDRESS", help="OpenAI-compatible endpoint, as http://127.0.0.1:8080/v1.")
@click.option("--llm-model", metavar="NAME", help="Name of the model there.")
def command(
    source: str | None,
    ledger: str,
    *,
    model: Path | None,
    workers: int | None,
    coder: str,
    llm_url: str | None,
    llm_model: str | None,
) -> None:
    """Code what is new; with -, one JSON object a line in ("id", "text", "date"?, "language"?), one out.

    A broken line gets an "error" in its place and the others go on.
    """
    if coder != "llm" and (llm_url or llm_model):
        raise UsageError("--llm-url and --llm-model are for another coder; add --coder llm or leave them out")
    if coder == "llm" and model:
        raise UsageError("--model is a folder for Dragoman's own coder; with --coder llm say --llm-model")
    settings = load_settings()
    settings = replace(
        settings,
        model=str(model or settings.model),
        workers=settings.workers if workers is None else workers,
        llm_url=llm_url or settings.llm_url,
        llm_model=llm_model or settings.llm_model,
    )
    if source == "-":
        _code_lines(settings, with_llm=coder == "llm")
    elif coder == "llm":
        _code_with_llm(ledger, settings)
    else:
        from dragoman.pipeline import CodeRun
        from dragoman.store import open_ledger

        run = CodeRun(open_ledger(ledger), settings=settings)
        _report(_code(run), ledger)
        for line in category_lines(run):
            sys.stderr.write(harmless(line) + "\n")


def _code_lines(settings: Settings, *, with_llm: bool) -> None:
    from dragoman.pipe import code_lines

    lines = each_json_line(sys.stdin.buffer)
    if not with_llm:
        print_json_lines(code_lines(lines, settings=settings))
        return
    from dragoman.llm.coder import open_llm_coder

    coder = open_llm_coder(settings)
    print_json_lines(code_lines(lines, settings=settings, coder=coder))
    _show_bill(coder)


def _code_with_llm(ledger: str, settings: Settings) -> None:
    """Codes with a model; exit code 1 if documents were left."""
    from dragoman.llm.coder import open_llm_coder
    from dragoman.pipeline import CodeRun
    from dragoman.store import open_ledger

    opened = open_ledger(ledger)
    coder = open_llm_coder(settings, overlay=opened.reader().naming.overlay)
    run = CodeRun(opened, settings=settings, coder=coder, is_stopped=lambda: coder.stopped is not None)
    try:
        coded = _code(run)
    finally:
        _show_bill(coder)
    if run.left:
        failed = f", {run.failed} of them not finished" if run.failed else ""
        sys.stderr.write(
            f"{counted(coded, 'document')} coded in {harmless(ledger)}, {run.left} left{failed}; "
            "run the same command again to go on\n"
        )
        sys.exit(1)
    _report(coded, ledger)


def _code(run: CodeRun) -> int:
    """Codes with a line of progress; how many documents that were."""
    with ProgressLine() as shown:
        done = [0, 0, 0]
        sorted_ = [0]

        def listen(*more: int) -> None:
            done[:] = map(sum, zip(done, more, strict=True))
            shown.show(f"{done[0]} coded, {done[2]} statements in {done[1]} sentences", done[0])

        def sort(more: int) -> None:
            sorted_[0] += more
            shown.show(f"categories applied to {sorted_[0]}", done[0] + sorted_[0])

        try:
            coded = run.code(listener=listen, sorting=sort)
        except KeyboardInterrupt:
            raise Stopped("what was coded is kept; run the same command again to go on") from None
    run.ledger.writer(run=run.run).tidy()
    return coded


def _report(coded: int, ledger: str) -> None:
    said = f"{counted(coded, 'document')} coded" if coded else "nothing to code: all documents are coded"
    sys.stderr.write(f"{said} in {harmless(ledger)}\n")


def category_lines(run: CodeRun) -> Iterator[str]:
    """What a run did with the user's own categories."""
    from dragoman.cli.train_category import renewed_lines

    yield from renewed_lines(run.renewed)
    if run.sorted:
        yield f"categories applied to {counted(run.sorted, 'document')} coded before"


def _show_bill(coder: LlmCoder) -> None:
    for line in bill_lines(coder.bill()):
        sys.stderr.write(harmless(line) + "\n")


def bill_lines(bill: Bill) -> Iterator[str]:
    """What a run with a model has cost, what failed and what was not taken, a line each."""
    cost = "" if bill.cost is None else f", cost {bill.cost:.4f}"
    untold = f" ({counted(bill.unreported, 'request')} untold)" if bill.unreported else ""
    yield f"{counted(bill.requests, 'request')}, tokens: {bill.tokens_in} in, {bill.tokens_out} out{untold}{cost}"
    if bill.failures:
        yield "failures: " + "; ".join(f"{kind} {count}" for kind, count in bill.failures)
    if bill.dropped:
        yield "not taken: " + "; ".join(f"{reason} {count}" for reason, count in bill.dropped)
    if bill.passed_over:
        yield (
            f"{counted(bill.passed_over, 'document')} not begun, which need more than was left of the run's limits; "
            "raise DRAGOMAN_LLM_MAX_REQUESTS and DRAGOMAN_LLM_MAX_RUN_TOKENS"
        )
    if bill.stopped:
        yield f"stopped: {bill.stopped}"
