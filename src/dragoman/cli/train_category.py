"""``dragoman train-category``: a further classifier from a user's examples, on the coder's own pass."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.common import Column, counted, ledger_option, output_options, print_rows
from dragoman.errors import LedgerMissingError, UsageError
from dragoman.language.harmless import harmless
from dragoman.settings import load_settings

if TYPE_CHECKING:
    from dragoman.categories.records import CategoryDraft, Confusion
    from dragoman.categories.training import Trained
    from dragoman.store import Ledger, LedgerReader

FILE_HELP = """\b
FILE says what belongs to the category, by example, in any of the five languages:
  .toml          name = "grain-corridor"
                 definition = "Safe passage of grain ships from the Black Sea."
                 positive = ["A sentence that belongs to it.", "Another.", ...]
                 negative = ["One that nearly does."]
  .csv, .tsv     columns text, label (1 or 0; all belong where there is none), language;
                 then say --definition, and --name unless the file has it
  .jsonl         {"text": "...", "label": 1} a line, with the same options
At least 20 positive examples, better 40, as different from one another as the texts
will be; a few negative ones that nearly belong help most. It is told apart from those
and from 320 sentences of the ledger (of the package, where the ledger is small), and
tried on every sentence it has not seen: held-out precision, recall and F1.
"""

COLUMNS = (
    Column("name", style="bold"),
    Column("f1"),
    Column("interval", style="dim"),
    Column("precision"),
    Column("recall"),
    Column("examples"),
    Column("sentences"),
    Column("documents"),
    Column("definition", ratio=6),
)


@click.command(
    "train-category",
    help="Teach a category of your own from examples; 'dragoman code' then applies it to everything.\n\n" + FILE_HELP,
    epilog="Example: dragoman train-category grain-corridor.toml && dragoman code && "
    "dragoman statements --category grain-corridor",
)
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@ledger_option
@click.option("--name", help="Name of the category, before the file's.")
@click.option("--definition", help="A line on what belongs to it, before the file's.")
@click.option("--model", type=click.Path(file_okay=False, path_type=Path), help="Folder of another model.")
@click.option("--dry-run", is_flag=True, help="Only train and show the scores.")
@click.option("--list", "is_list", is_flag=True, help="List the ledger's categories.")
@click.option("--remove", "removed", multiple=True, metavar="NAME", help="Take a category out again.")
@output_options
def command(
    file: Path | None,
    ledger: str,
    *,
    name: str | None,
    definition: str | None,
    model: Path | None,
    dry_run: bool,
    is_list: bool,
    removed: tuple[str, ...],
    as_json: bool,
    as_csv: bool,
) -> None:
    """Trains, lists or removes; exit code 1 if what was learnt is no better than chance, which is not kept."""
    if sum((file is not None, is_list, bool(removed))) != 1:
        raise UsageError("name a file of examples, or --list, or --remove NAME")
    if removed:
        remove(ledger, removed, dry_run=dry_run)
        return
    if file is None:
        rows = listed(ledger)
        print_rows(rows, COLUMNS, as_json=as_json, as_csv=as_csv)
        if not rows:
            click.echo("no categories; 'dragoman train-category FILE' makes one of your examples", err=True)
        return
    draft, trained = train(ledger, file, name=name, definition=definition, model=str(model or ""), dry_run=dry_run)
    if as_json or as_csv:
        print_rows([trained_row(draft, trained)], COLUMNS, as_json=as_json, as_csv=as_csv)
    else:
        for line in report_lines(draft, trained):
            click.echo(harmless(line))
    if trained.refusal:
        click.echo(harmless(f"{draft.name} is {trained.refusal}"), err=True)
        sys.exit(1)
    said = "would be kept" if dry_run else "kept"
    hint = "" if dry_run else "; 'dragoman code' applies it to what was read"
    click.echo(f"{draft.name} {said} in {harmless(ledger)}{hint}", err=True)


def train(
    ledger: str,
    file: Path,
    *,
    name: str | None = None,
    definition: str | None = None,
    model: str = "",
    dry_run: bool = False,
) -> tuple[CategoryDraft, Trained]:
    """Learns the category of a file and keeps it in the ledger, unless it is no better than chance."""
    from dataclasses import replace

    from dragoman.categories.files import read_category
    from dragoman.categorise import keep, learn, network_of
    from dragoman.store import create_ledger

    draft = read_category(file, name=name, definition=definition)
    opened = _opened(ledger)
    settings = load_settings()
    network = network_of(replace(settings, model=model or settings.model))
    trained = learn(draft, network, opened.reader() if opened else None)
    if not dry_run and trained.refusal is None:
        keep(opened or create_ledger(ledger), draft, trained, run="train-category")
    return draft, trained


def _opened(ledger: str) -> Ledger | None:
    from dragoman.store import open_ledger

    try:
        return open_ledger(ledger)
    except LedgerMissingError:
        return None


def report_lines(draft: CategoryDraft, trained: Trained) -> Iterator[str]:
    """The scores in sentences, the most confusing sentences, and what to know."""
    scores = trained.scores
    yield f"{draft.name}: {draft.definition}"
    packaged = scores.background - scores.from_ledger
    yield (
        f"learnt from {scores.positive} positive and {counted(scores.negative, 'negative example')}, told apart from "
        f"{scores.background} sentences nobody labelled ({scores.from_ledger} of the ledger, {packaged} of the package)"
    )
    yield (
        f"held out in {scores.folds} parts: precision {scores.precision:.2f}, recall {scores.recall:.2f}, "
        f"F1 {scores.f1:.2f} ({scores.low:.2f} to {scores.high:.2f} with 95 %); guessing gives {scores.chance:.2f}"
    )
    yield (
        f"taken from probability {trained.head.threshold:.2f} on; so were {scores.taken} of the {scores.background} "
        "sentences nobody labelled, which count as wrong here"
    )
    yield from _confusing("missed", [each for each in trained.confusions if each.positive])
    yield from _confusing("wrongly taken", [each for each in trained.confusions if not each.positive])
    yield from (f"note: {each}" for each in trained.notes)


def _confusing(what: str, found: Iterable[Confusion]) -> Iterator[str]:
    for each in found:
        unlabelled = (
            " (nobody labelled it: add it to the positive or negative examples)" if each.origin == "background" else ""
        )
        yield f"{what}, probability {each.probability:.2f}: {each.text}{unlabelled}"


def trained_row(draft: CategoryDraft, trained: Trained) -> dict[str, Any]:
    """The scores as one row."""
    return {
        "name": draft.name,
        "definition": draft.definition,
        **asdict(trained.scores),
        "interval": f"{trained.scores.low:.2f}-{trained.scores.high:.2f}",
        "examples": len(draft.examples),
        "threshold": round(trained.head.threshold, 4),
        "model_version": trained.head.model_version,
        "confusions": [asdict(each) for each in trained.confusions],
        "notes": list(trained.notes),
        "refusal": trained.refusal,
    }


def listed(ledger: str) -> list[dict[str, Any]]:
    """The ledger's categories with their scores and how much they found."""
    from dragoman.store import open_ledger

    reader = open_ledger(ledger).reader()
    found = _found(reader)
    return [
        {
            "name": row.name,
            "definition": row.definition,
            **asdict(row.scores),
            "interval": f"{row.scores.low:.2f}-{row.scores.high:.2f}",
            "threshold": round(row.threshold, 4),
            "examples": len(row.examples),
            "sentences": found.get(row.name, (0, 0))[0],
            "documents": found.get(row.name, (0, 0))[1],
            "waiting": len(reader.live_keys() - reader.categories.sorted_documents(row.key)),
            "model_version": row.model_version,
            "recorded_at": row.recorded_at.isoformat(),
        }
        for row in reader.categories.live
    ]


def _found(reader: LedgerReader) -> dict[str, tuple[int, int]]:
    """Sentences and live documents that each category found."""
    counts: dict[str, tuple[int, int]] = {}
    for document, findings in reader.categories.findings().items():
        if document not in reader.summaries:
            continue
        for name in {each for each, _ in findings}:
            sentences, documents = counts.get(name, (0, 0))
            counts[name] = sentences + sum(each == name for each, _ in findings), documents + 1
    return counts


def remove(ledger: str, names: tuple[str, ...], *, dry_run: bool = False) -> None:
    """Takes categories out of the ledger; UsageError for one that is not in it."""
    from dragoman.categories.files import category_name
    from dragoman.store import open_ledger

    opened = open_ledger(ledger)
    known = [each.name for each in opened.reader().categories.live]
    wanted = [category_name(each) for each in names]
    for each in wanted:
        if each not in known:
            raise UsageError(f"{each!r} is no category of this ledger; it has {', '.join(known) or 'none'}")
    if not dry_run:
        opened.writer(run="train-category").remove_categories(wanted)
    what = counted(len(set(wanted)), "category", "categories")
    click.echo(f"{what} {'would be ' if dry_run else ''}removed")


def renewed_lines(renewed: Iterable[Trained]) -> Iterator[str]:
    """What is said of categories that were learnt anew because the model is another."""
    for each in renewed:
        useless = f"; it is {each.refusal}" if each.refusal else ""
        yield (
            f"category {each.head.name} was learnt anew for this version of the model: "
            f"held-out F1 {each.scores.f1:.2f}{useless}"
        )
