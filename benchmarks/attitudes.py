"""Attitudes in Russian articles (RuSentRel) and opinions in Russian sentences (a fifth of RuOpinionNE).

python benchmarks/attitudes.py [--model FOLDER] [--no-opinions]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from common import DEV, need

from dragoman.evaluate.attitudes import (
    LABELS,
    Article,
    Attitude,
    Groups,
    Tuning,
    chance_answers,
    pair_table,
    plain_answers,
    read_all,
    read_articles,
    read_groups,
    read_opinions,
    score_attitudes,
    score_opinions,
    tuned_answers,
)
from dragoman.statements.coder import NeuralCoder, load_coder

VARIANTS = {
    "facts": Tuning(names=False),
    "facts and vectors": Tuning(names=False, directions=32),
    "facts and names": Tuning(),
    "facts, names and vectors": Tuning(directions=32),
}


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="", help="folder of another model")
    parser.add_argument("--no-opinions", action="store_true", help="leave RuOpinionNE out")
    options = parser.parse_args()
    coder = load_coder(options.model)
    print(f"coder {coder.version}")
    attitudes(need(DEV / "rusentrel"), coder)
    if not options.no_opinions:
        opinions(need(DEV / "ruopinionne" / "train.jsonl"), coder)


def attitudes(folder: Path, coder: NeuralCoder) -> None:
    """Each variant by the official and by the strict score."""
    groups, articles = read_groups(folder / "synonyms.txt"), read_articles(folder)
    start = time.monotonic()
    read = list(read_all(articles, coder))
    statements = sum(len(each.coding.statements) for each in read)
    print(f"{len(articles)} articles with text, {statements} statements, coded in {time.monotonic() - start:.1f} s")
    tables = [pair_table(each, groups, coder.network) for each in read]
    _print("statements, nothing tuned", articles, [plain_answers(each, groups) for each in read], groups)
    _print("heads on the given names, nothing tuned", articles, [chance_answers(each) for each in tables], groups)
    for title, tuning in VARIANTS.items():
        answers = tuned_answers(articles, tables, groups, tuning)
        _print(f"classifier on {title}, each document unseen", articles, answers, groups)


def _print(title: str, articles: Sequence[Article], answers: Sequence[Sequence[Attitude]], groups: Groups) -> None:
    print(f"{title}: {sum(map(len, answers))} answers", flush=True)
    for strict in (False, True):
        scores = score_attitudes([each.attitudes for each in articles], answers, groups, strict=strict)
        parts = (
            f"{label} P {scores.precision[label]:.3f} R {scores.recall[label]:.3f} F1 {scores.f1(label):.3f}"
            for label in LABELS
        )
        print("  ".join((f"  {'strict' if strict else 'official':8}", f"{scores.result:.3f}", *parts)))


def opinions(path: Path, coder: NeuralCoder) -> None:
    """What the statements say of opinions in sentences read alone."""
    scores = score_opinions(read_opinions(path), coder)
    print(f"RuOpinionNE, {scores.sentences} sentences (a fifth), {scores.exact.expected} opinions")
    for title, tally in (("exact", scores.exact), ("overlap", scores.overlap)):
        print(f"  {title:8} F1 {tally.f1:.3f}  P {tally.precision:.3f} R {tally.recall:.3f}")


if __name__ == "__main__":
    main()
