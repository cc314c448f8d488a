"""Where the words of one version of a text stand in another."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.records import Span

Range = tuple[int, int]
Stretch = tuple[int, int, int]
"""Where something stands in the old text, where in the new, and how long it is."""

Alignment = tuple[Stretch, ...] | None
"""What two texts share; None where they are one text."""

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_SENTENCE = re.compile(r".+?(?:[.!?…]\s+|$)", re.DOTALL)
_WORD = re.compile(r"\w+|\W")
_LEVELS = (_LINE, _SENTENCE, _WORD)

_DENSE = 100_000
"""Pairs of equal pieces beyond which frequent ones (spaces, articles) start no match: each is tried with each."""

_ENDLESS = 200_000
"""Pairs of equal rarer pieces beyond which two stretches are taken to share nothing but their ends."""


def aligned(old: str, new: str) -> tuple[Stretch, ...]:
    """What two versions of a text share: lines, then sentences where lines differ, then words.

    >>> aligned("Sofia met Skopje.", "Sofia again met Skopje.")
    ((0, 0, 6), (6, 12, 11))
    """
    return tuple(_shared(old, new, (0, len(old)), (0, len(new)), _LEVELS))


def moved(span: Span, alignment: Alignment) -> Iterator[Range]:
    """Where the words of a span stand in the new text, as far as they do."""
    if alignment is None:
        yield span.start, span.end
        return
    for old, new, size in alignment:
        start, end = max(span.start, old), min(span.end, old + size)
        if start < end:
            yield start - old + new, end - old + new


def overlap(old: Iterable[Span], new: Sequence[Span], alignment: Alignment) -> int:
    """How many characters of the old spans stand in the new ones."""
    ranges = [each for span in old for each in moved(span, alignment)]
    return sum(max(0, min(end, span.end) - max(start, span.start)) for start, end in ranges for span in new)


def _shared(old: str, new: str, here: Range, there: Range, levels: Sequence[re.Pattern[str]]) -> Iterator[Stretch]:
    """What a range of each text shares, by pieces of the first level, then by finer ones."""
    pieces = levels[0].findall(old, *here), levels[0].findall(new, *there)
    for (i, i_end), (j, j_end), equal in _parts(*pieces):
        if equal:
            yield here[0] + i, there[0] + j, i_end - i
        elif levels[1:] and i < i_end and j < j_end:
            mine, theirs = (here[0] + i, here[0] + i_end), (there[0] + j, there[0] + j_end)
            yield from _shared(old, new, mine, theirs, levels[1:])


def _parts(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Range, Range, bool]]:
    """Ranges of characters that are equal or stand for each other."""
    starts, ends = ([0, *accumulate(map(len, pieces))] for pieces in (old, new))
    for i, i_end, j, j_end, equal in _runs(old, new):
        yield (starts[i], starts[i_end]), (ends[j], ends[j_end]), equal


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int, bool]]:
    """Runs of pieces that are equal or stand for each other; equal ends are not searched for."""
    head = _equal(old, new)
    tail = _equal(old[head:][::-1], new[head:][::-1])
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    if head:
        yield 0, head, 0, head, True
    if _meetings(before, after, rarer=True) > _ENDLESS:
        yield head, head + len(before), head, head + len(after), False
    else:
        dense = _meetings(before, after) > _DENSE
        for tag, i, i_end, j, j_end in difflib.SequenceMatcher(a=before, b=after, autojunk=dense).get_opcodes():
            yield head + i, head + i_end, head + j, head + j_end, tag == "equal"
    if tail:
        yield len(old) - tail, len(old), len(new) - tail, len(new), True


def _meetings(old: Sequence[str], new: Sequence[str], *, rarer: bool = False) -> int:
    """How many pairs of pieces are equal; of the rarer ones those that ``difflib`` does not call popular."""
    ours, theirs = Counter(old), Counter(new)
    most = len(new) // 100 + 1 if rarer else len(new)
    return sum(count * theirs[piece] for piece, count in ours.items() if theirs[piece] <= most)


def _equal(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pieces are equal from the beginning on."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
