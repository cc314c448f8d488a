"""``dragoman evaluate``: scores on labelled data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.evaluate import CorpusScores, PloverScores, Tally


@click.command(epilog="Example: dragoman evaluate --corpus corpus")
@click.option("--corpus", type=click.Path(exists=True, path_type=Path), help="Corpus; its held-out fifth is scored.")
@click.option("--plover", type=click.Path(exists=True, path_type=Path), help="Marked PLOVER pairs (TSV).")
@click.option("--model", type=click.Path(file_okay=False, path_type=Path), help="Folder of another model.")
def command(corpus: Path | None, plover: Path | None, model: Path | None) -> None:
    """Score the coder on a labelled corpus, on PLOVER pairs, or both."""
    from dragoman.evaluate import held_out, score_corpus, score_plover
    from dragoman.statements.coder import load_coder

    if corpus is None and plover is None:
        raise UsageError("nothing to score: name --corpus FOLDER, --plover FILE, or both")
    coder = load_coder(str(model or ""))
    click.echo(f"coder {coder.name} {coder.version}")
    if corpus:
        sentences = held_out([corpus])
        for title, given in (("actors found", False), ("actors given", True)):
            scores = score_corpus(sentences, coder, given_mentions=given)
            click.echo(f"\nHeld-out fifth of the corpus, {scores.sentences} sentences, {title}")
            click.echo("\n".join(corpus_lines(scores)))
    if plover:
        click.echo(f"\nPLOVER pairs of {plover.name}")
        click.echo("\n".join(plover_lines(score_plover(plover, coder.network))))


def corpus_lines(scores: CorpusScores) -> list[str]:
    """The figures of a corpus, a line each."""
    lines = [
        _line("statements", scores.statements),
        _line("mentions", scores.mentions),
        _line("modality of right ones", scores.modality),
        _line("no claim in the sentence", scores.silent),
        _line("source named first", scores.source_first),
        _line("target named first", scores.target_first),
        f"{'direction right':<28} {scores.directed.precision:.3f} of {scores.directed.found}",
    ]
    for name, tallies in (("", scores.by_language), ("", scores.by_kind), ("  ", scores.by_type)):
        lines += [_line(name + each, tally) for each, tally in sorted(tallies.items())]
    return lines


def _line(name: str, tally: Tally) -> str:
    return (
        f"{name:<28} precision {tally.precision:.3f}  recall {tally.recall:.3f}  F1 {tally.f1:.3f}  "
        f"({tally.right} right, {tally.found} found, {tally.expected} expected)"
    )


def plover_lines(scores: PloverScores) -> list[str]:
    """The figures of marked pairs, a line each."""
    return [
        f"{scores.pairs} pairs",
        f"macro-F1 root {scores.root:.3f}; of the best-ranked category: root {scores.ranked_root:.3f}, ",
        f"quad {scores.quad:.3f}, binary {scores.binary:.3f}, accuracy of root {scores.accuracy:.3f}",
        f"answered with no claim: {scores.no_claim:.3f}",
        *(f"  {name:<10} F1 {value:.3f}" for name, value in sorted(scores.by_root.items())),
        "most confused (gold, answer): "
        + ", ".join(f"{gold} as {answer} {count}" for gold, answer, count in scores.confusions),
    ]
