"""Scores on marked PLOVER sentence pairs."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.evaluate.figures import f1_by_class, macro_f1
from dragoman.ontology import load_ontology

if TYPE_CHECKING:
    from dragoman.statements.network import Network

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PloverScores:
    """Figures on marked PLOVER pairs: macro-F1 of root, quad class and binary conflict/cooperation.

    ``no_claim`` is the share of pairs answered with no claim (which count as wrong in ``root``);
    ``ranked_root`` takes the best-ranked category instead.
    """

    pairs: int
    root: float
    ranked_root: float
    quad: float
    binary: float
    accuracy: float
    no_claim: float
    by_root: Mapping[str, float]
    confusions: Sequence[tuple[str, str, int]]


def read_plover_pairs(path: Path) -> Iterator[tuple[str, Range, Range, str]]:
    """Text, source range, target range and gold root of each marked sentence."""
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield (*_unmarked(row["marked_sentence"]), row["gold_root"])


def _unmarked(marked: str) -> tuple[str, Range, Range]:
    """The text without ``<s>..</s>`` and ``<t>..</t>``, and where the two stood."""
    bare: list[str] = []
    length = 0
    edges: dict[str, int] = {}
    rest = marked
    while rest:
        mark = next((m for m in ("<s>", "</s>", "<t>", "</t>") if rest.startswith(m)), None)
        if mark:
            edges.setdefault(mark, length)
            rest = rest[len(mark) :]
        else:
            bare.append(rest[0])
            length += 1
            rest = rest[1:]
    source = edges.get("<s>", 0), edges.get("</s>", length)
    target = edges.get("<t>", 0), edges.get("</t>", length)
    return "".join(bare), source, target


def score_plover(path: Path, network: Network) -> PloverScores:
    """Scores the pairs of a file in the form of the PLV sets (Halterman et al.; see the data's README)."""
    from dragoman.statements.relate import relate

    gold: list[str] = []
    said: list[str] = []
    ranked: list[str] = []
    fold = load_ontology().folds["plv"]
    for text, source, target, root in read_plover_pairs(path):
        answer = relate(network, text, source, target, language="en")
        sums: Counter[str] = Counter()
        for name, probability in answer.scores.items():
            sums[fold.get(name, name)] += probability  # type: ignore[assignment]
        gold.append(root)
        ranked.append(sums.most_common(1)[0][0])
        said.append(fold.get(answer.type, answer.type) if answer.type else "")
    confusions = Counter((g, r) for g, r in zip(gold, ranked, strict=True) if g != r)
    by_root = f1_by_class(gold, ranked)
    quads = [_quads(labels) for labels in (gold, ranked)]
    return PloverScores(
        pairs=len(gold),
        root=macro_f1(gold, said),
        ranked_root=macro_f1(gold, ranked),
        quad=macro_f1(*quads),
        binary=macro_f1(*([str(int(q) > 2) for q in each] for each in quads)),  # noqa: PLR2004 - 3, 4 conflict
        accuracy=sum(g == r for g, r in zip(gold, ranked, strict=True)) / max(1, len(gold)),
        no_claim=sum(not each for each in said) / max(1, len(said)),
        by_root=by_root,
        confusions=[(g, r, n) for (g, r), n in confusions.most_common(12)],
    )


def _quads(roots: Sequence[str]) -> list[str]:
    ontology = load_ontology()
    folded = ontology.folds["plv_quad"]
    return [str(folded[root]) if root in folded else str(ontology.quad(root)) for root in roots]
