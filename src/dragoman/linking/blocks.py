"""Which reports are worth comparing: of one root, with actors of one country in one role, about the same days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from dragoman.linking.compare import MUTUAL
from dragoman.linking.parties import Side, block_keys_of
from dragoman.linking.report import Report

Block = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A report in a block; ``whole`` if both its sides are known, so that whole ones meet elsewhere."""

    number: int
    first: int
    last: int
    whole: bool


def candidate_pairs(reports: Sequence[Report]) -> Iterator[tuple[int, int]]:
    """Pairs of places in ``reports``, each once, the smaller first.

    What is left out could not be linked: another root, no actor of one country in one role, or days too far
    apart. In a block only neighbours in time meet, so that the work grows with the number of reports.
    """
    blocks: defaultdict[Block, list[_Entry]] = defaultdict(list)
    for number, report in enumerate(reports):
        window = report.window
        if window is None:
            continue
        for block, whole in _blocks(report):
            blocks[block].append(_Entry(number, window.first, window.last, whole))
    seen: set[tuple[int, int]] = set()
    for entries in blocks.values():
        for pair in _neighbours(entries):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _blocks(report: Report) -> Iterator[tuple[Block, bool]]:
    """Where a report meets others: with whole ones by both sides, with those that name one side by that."""
    sources, targets = block_keys_of(report.source), block_keys_of(report.target)
    if report.type in MUTUAL:
        yield from _mutual_blocks(report, {*sources, *targets})
        return
    whole = bool(sources and targets and _all_known(report.source) and _all_known(report.target))
    if whole:
        for source, target in product(sources, targets):
            yield (report.type, source, target), False
    for source in sources:
        yield (report.type, "source", source), whole
    for target in targets:
        yield (report.type, "target", target), whole


def _mutual_blocks(report: Report, keys: set[str]) -> Iterator[tuple[Block, bool]]:
    whole = len(report.everybody) > 1 and _all_known(report.everybody)
    if whole:
        ordered = sorted(keys)
        for one, other in product(ordered, ordered):
            if one < other:
                yield (report.type, one, other), False
    for key in sorted(keys):
        yield (report.type, "party", key), whole


def _all_known(side: Side) -> bool:
    return all(party.known for party in side)


def _neighbours(entries: Iterable[_Entry]) -> Iterator[tuple[int, int]]:
    """Pairs whose days overlap, found in one pass through the days; two whole ones are passed over."""
    open_: dict[bool, list[_Entry]] = {True: [], False: []}
    for entry in sorted(entries, key=lambda each: (each.first, each.number)):
        for whole, waiting in open_.items():
            if any(each.last < entry.first for each in waiting):
                waiting[:] = [each for each in waiting if each.last >= entry.first]
            if whole and entry.whole:
                continue
            for each in waiting:
                if each.number != entry.number:
                    yield (min(each.number, entry.number), max(each.number, entry.number))
        open_[entry.whole].append(entry)
