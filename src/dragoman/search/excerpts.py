"""Excerpts: the sentences of a passage around its hits, the hits marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dragoman.search.lexicon import Lexicon
from dragoman.search.match import Read, Spot, read, spots
from dragoman.search.query import Node
from dragoman.search.results import Excerpt
from dragoman.store.fulltext import StoredPassage

MOST_CHARACTERS: Final = 480
"""An excerpt of several sentences stays below this; a longer sentence is cut between words."""

Range = tuple[int, int]


def make_excerpt(
    passage: StoredPassage, node: Node, lexicon: Lexicon, *, text: Read | None = None, last: bool = False
) -> Excerpt:
    """The most telling sentences of a passage; ``last`` if no passage of the document follows it."""
    analysed = text or read(passage.text, passage.language)
    found = spots(node, analysed, lexicon)
    start, end = _window(passage, analysed, found)
    offset = passage.start
    marks = tuple(
        (offset + max(first, start), offset + min(after, end))
        for first, after in marked_ranges(found, analysed)
        if first < end and after > start
    )
    return Excerpt(
        document=passage.document,
        start=offset + start,
        end=offset + end,
        text=passage.text[start:end],
        marks=marks,
        page=passage.page,
        heading=passage.heading,
        leading=start > 0 or passage.ordinal > 0,
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


def _window(passage: StoredPassage, text: Read, found: Sequence[Spot]) -> Range:
    sentences = sentence_ranges(passage)
    kinds = [_kinds(sentence, text, found) for sentence in sentences]
    best = max(range(len(sentences)), key=lambda at: (len(kinds[at]), -at))
    start, end = sentences[best]
    if end - start > MOST_CHARACTERS:
        return _cropped(passage.text, sentences[best], marked_ranges(found, text))
    first, last = _widened(sentences, kinds, best)
    return sentences[first][0], sentences[last][1]


def _kinds(sentence: Range, text: Read, found: Sequence[Spot]) -> frozenset[tuple[str, ...]]:
    """The different hits in a sentence: two words found tell more than one word twice."""
    start, end = sentence
    return frozenset(
        text.stems[spot.first : spot.after]
        for spot in found
        if start <= text.places[spot.first][0] and text.places[spot.after - 1][1] <= end
    )


def _widened(sentences: Sequence[Range], kinds: Sequence[frozenset[tuple[str, ...]]], best: int) -> tuple[int, int]:
    """Neighbours taken in while there is room: those with hits first, then what follows."""
    first = last = best
    while True:
        sides = []
        if last + 1 < len(sentences):
            sides.append((-len(kinds[last + 1]), 0, first, last + 1))
        if first > 0:
            sides.append((-len(kinds[first - 1]), 1, first - 1, last))
        fitting = [side for side in sides if sentences[side[3]][1] - sentences[side[2]][0] <= MOST_CHARACTERS]
        if not fitting:
            return first, last
        _, _, first, last = min(fitting)


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
