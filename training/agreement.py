"""How far a blind second reading agrees: python training/agreement.py corpus corpus/second-reading.marked

The second reader saw the sentences with their actors marked, and no claim. Prints Cohen's kappa (Cohen 1960) by kind
and by category over all ordered pairs of marked actors, nobody on a side included, and the F1 of whole statements.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.evaluate.answers import Answer, expected_answers
from dragoman.evaluate.figures import Tally, kappa
from dragoman.formats.markup import LabelledSentence, read_corpus

Side = tuple[int, int] | None
Cell = tuple[str, Side, Side]
"""A sentence with an ordered pair of ranges, None for nobody."""
FEWEST = 15
"""Categories that fewer cells hold in either reading are not printed: their kappa says nothing."""


def main() -> None:
    """Prints the agreement of two readings of the same sentences."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("second", type=Path)
    options = parser.parse_args()
    first = {each.id: each for each in read_corpus([options.corpus])[0]}
    second, problems = read_corpus([options.second])
    for problem in problems:
        print(problem)
    both = [(first[each.id], each) for each in second if each.id in first and first[each.id].text == each.text]
    print(f"{len(both)} sentences read twice")
    print("\n".join(report(both)))


def report(both: list[tuple[LabelledSentence, LabelledSentence]]) -> Iterator[str]:
    """The figures, a line each."""
    cells = {cell for one, _ in both for cell in _all_cells(one)}
    one, other = (labels(side) for side in zip(*both, strict=True))
    for depth, title in ((1, "kind"), (2, "kind and type")):
        names = sorted({label[:depth] for found in (one, other) for each in found.values() for label in each})
        for name in [(), *names]:
            ours, theirs = cells_with(name, one), cells_with(name, other)
            if min(len(ours), len(theirs)) >= FEWEST and (name or depth == 1):
                shown = " ".join(name) or "any claim"
                agreed = f"kappa {kappa(ours, theirs, len(cells)):.2f}"
                yield f"{title}: {shown:<24} {agreed}  ({len(ours)} and {len(theirs)} pairs)"
    tally = Tally()
    for a, b in both:
        want, got = ({each.core for each in expected_answers(side)} for side in (a, b))
        tally.right, tally.found, tally.expected = (
            tally.right + len(want & got), tally.found + len(got), tally.expected + len(want)
        )  # fmt: skip
    yield f"whole statements (kind, type, both sides): F1 {tally.f1:.3f} of {tally.expected} and {tally.found}"


def cells_with(name: tuple[str, ...], found: dict[Cell, set[tuple[str, str]]]) -> set[Cell]:
    """The pairs with a claim whose kind, or kind and type, is this."""
    return {cell for cell, each in found.items() if any(label[: len(name)] == name for label in each)}


def labels(sentences: Iterable[LabelledSentence]) -> dict[Cell, set[tuple[str, str]]]:
    """Kind and type of what each ordered pair is said to do."""
    found: dict[Cell, set[tuple[str, str]]] = {}
    for sentence in sentences:
        for answer in expected_answers(sentence):
            for source, target in _sides(answer):
                found.setdefault((sentence.id, source, target), set()).add((answer.kind, answer.type))
    return found


def _sides(answer: Answer) -> Iterator[tuple[Side, Side]]:
    if answer.source and answer.target:
        yield from ((s, t) for s in answer.source for t in answer.target)
    else:
        yield from ((s, None) for s in answer.source)
        yield from ((None, t) for t in answer.target)


def _all_cells(sentence: LabelledSentence) -> Iterator[Cell]:
    ranges = [(each.start, each.end) for each in sentence.actors]
    yield from ((sentence.id, s, t) for s in [None, *ranges] for t in [None, *ranges] if s != t)


if __name__ == "__main__":
    main()
