"""Excerpts: the sentences of a passage around its hits, the hits marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from dragoman.search.lexicon import Lexicon
from dragoman.search.match import Read, Spot, read, spots
from dragoman.search.query import Node
from dragoman.search.results import Excerpt
from dragoman.store.fulltext import StoredPassage

MOST_CHARACTERS: Final = 400
"""An excerpt of several sentences stays below this; a longer sentence is cut between words."""
MOST_SENTENCES: Final = 3

Range = tuple[int, int]
Kinds = frozenset[tuple[str, ...]]


def make_excerpts(
    passage: StoredPassage,
    node: Node,
    lexicon: Lexicon,
    *,
    text: Read | None = None,
    title: str | None = None,
    last: bool = False,
    most: int = 2,
) -> tuple[Excerpt, ...]:
    """The most telling sentences of a passage, one to three, the best first.

    A second excerpt follows where other words of the query stand far from the first. ``last`` if no
    passage of the document follows. The document's ``title`` and the passage's heading, said again
    as first sentences, are left out unless they alone have hits.
    """
    analysed = text or read(passage.text, passage.language)
    found = spots(node, analysed, lexicon)
    lines = _lines(passage, analysed, found, title)
    marks = marked_ranges(found, analysed)
    begin = lines[0].start
    return tuple(
        _excerpt(passage, window, marks, leading=window[0] > begin or passage.ordinal > 0, last=last)
        for window in _windows(passage.text, lines, marks, most)
    )


def _excerpt(passage: StoredPassage, window: Range, marks: Sequence[Range], *, leading: bool, last: bool) -> Excerpt:
    start, end = window
    offset = passage.start
    return Excerpt(
        document=passage.document,
        start=offset + start,
        end=offset + end,
        text=passage.text[start:end],
        marks=tuple(
            (offset + max(first, start), offset + min(after, end))
            for first, after in marks
            if first < end and after > start
        ),
        page=passage.page,
        heading=passage.heading,
        leading=leading,
        trailing=end < len(passage.text) or not last,
    )


def marked_ranges(found: Sequence[Spot], text: Read) -> list[Range]:
    """Runs of words as ranges of characters, in order, overlapping ones in one."""
    ranges: list[Range] = []
    for spot in sorted(found):
        first, after = text.places[spot.first][0], text.places[spot.after - 1][1]
        if ranges and first < ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(after, ranges[-1][1]))
        else:
            ranges.append((first, after))
    return ranges


def sentence_ranges(passage: StoredPassage) -> list[Range]:
    """The sentences of a passage as ranges of its own text."""
    length = len(passage.text)
    found = [(max(each.start - passage.start, 0), min(each.end - passage.start, length)) for each in passage.sentences]
    return [(start, end) for start, end in found if start < end] or [(0, length)]


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence: its range, the different hits in it, and whether it ends as sentences do."""

    start: int
    end: int
    kinds: Kinds
    closed: bool


def _lines(passage: StoredPassage, text: Read, found: Sequence[Spot], title: str | None) -> list[_Line]:
    lines = [
        _Line(start, end, _kinds((start, end), text, found), not passage.text[start:end][-1:].isalnum())
        for start, end in sentence_ranges(passage)
    ]
    heads = [head.split() for head in (title, passage.heading) if head]
    while len(lines) > 1 and passage.text[lines[0].start : lines[0].end].split() in heads:
        if lines[0].kinds and not any(line.kinds for line in lines[1:]):
            break
        del lines[0]
    return lines


def _kinds(sentence: Range, text: Read, found: Sequence[Spot]) -> Kinds:
    """The different hits in a sentence: two words found tell more than one word twice."""
    start, end = sentence
    return frozenset(
        text.stems[spot.first : spot.after]
        for spot in found
        if start <= text.places[spot.first][0] and text.places[spot.after - 1][1] <= end
    )


def _windows(text: str, lines: Sequence[_Line], marks: Sequence[Range], most: int) -> Iterator[Range]:
    """Ranges to show: the most telling one, then others that have hits it has not."""
    wanted = [line.kinds for line in lines]
    if not any(wanted):
        opening = next((at for at, line in enumerate(lines) if line.closed), 0)
        wanted[opening] = frozenset([()])
    for _ in range(most):
        if not any(wanted):
            return
        first, last = max(_choices(lines, wanted), key=partial(_worth, wanted))
        start, end = lines[first].start, lines[last].end
        yield (start, end) if end - start <= MOST_CHARACTERS else _cropped(text, (start, end), marks)
        seen = frozenset().union(*wanted[first : last + 1])
        shown = range(first - 1, last + 2)
        wanted = [frozenset() if at in shown else kinds - seen for at, kinds in enumerate(wanted)]


def _choices(lines: Sequence[_Line], kinds: Sequence[Kinds]) -> Iterator[tuple[int, int]]:
    """First and last of up to three sentences that fit, each with a hit or beside one with a hit.

    Headings and bylines, which do not end as sentences do, neither are company nor get any.
    """
    for first in range(len(lines)):
        for last in range(first, min(first + MOST_SENTENCES, len(lines))):
            if last > first and lines[last].end - lines[first].start > MOST_CHARACTERS:
                break
            if all(_belongs(lines, kinds, at, first, last) for at in range(first, last + 1)):
                yield first, last


def _belongs(lines: Sequence[_Line], kinds: Sequence[Kinds], at: int, first: int, last: int) -> bool:
    if kinds[at]:
        return True
    beside = range(max(at - 1, first), min(at + 1, last) + 1)
    return lines[at].closed and any(kinds[other] and lines[other].closed for other in beside)


def _worth(kinds: Sequence[Kinds], window: tuple[int, int]) -> tuple[int, int, int, int]:
    """How much a window tells: different hits, sentences with hits, sentences; then the earlier one."""
    inside = kinds[window[0] : window[1] + 1]
    return len(frozenset().union(*inside)), sum(map(bool, inside)), len(inside), -window[0]


def _cropped(text: str, sentence: Range, marks: Sequence[Range]) -> Range:
    """Part of a long sentence, where most hits stand, cut between words."""
    inside = [mark for mark in marks if sentence[0] <= mark[0] and mark[1] <= sentence[1]]
    if not inside:
        return sentence[0], _word_end(text, sentence[0] + MOST_CHARACTERS, sentence[1])
    room = MOST_CHARACTERS * 2 // 3
    anchor = max(inside, key=lambda m: sum(m[0] <= o[0] and o[1] <= m[0] + room for o in inside))
    start = max(sentence[0], anchor[0] - (MOST_CHARACTERS - room))
    if start > sentence[0]:
        start = _word_start(text, start, anchor[0])
    end = max(_word_end(text, start + MOST_CHARACTERS, sentence[1]), anchor[1])
    return start, end


def _word_start(text: str, position: int, latest: int) -> int:
    """The next beginning of a word."""
    space = next((at for at in range(position, latest) if text[at].isspace()), None)
    if space is None:
        return position
    return next((at for at in range(space, latest) if not text[at].isspace()), latest)


def _word_end(text: str, position: int, latest: int) -> int:
    """The last end of a word before a position, at most 60 characters back."""
    if position >= latest:
        return latest
    space = next((at for at in range(position, position - 60, -1) if text[at].isspace()), None)
    return position if space is None else len(text[:space].rstrip())
