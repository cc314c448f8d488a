"""A document into passages: about a paragraph, never across a heading, never inside a sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from dragoman.language.sentences import split_sentences
from dragoman.records import Block, BlockKind, Document, Page, Passage, Sentence

FEWEST_WORDS: Final = 60
"""A shorter paragraph is joined with the next one."""
MOST_WORDS: Final = 180
"""A longer paragraph is cut between sentences."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """The sentences of one block, or a part of them."""

    sentences: tuple[Sentence, ...]
    words: int
    heading: bool


@dataclass(slots=True)
class _Open:
    """The passage being filled, and the heading it stands under."""

    heading: str | None = None
    pieces: list[_Piece] = field(default_factory=list)

    @property
    def words(self) -> int:
        return sum(piece.words for piece in self.pieces if not piece.heading)

    @property
    def has_body(self) -> bool:
        return any(not piece.heading for piece in self.pieces)


def split_passages(document: Document) -> tuple[Passage, ...]:
    """The passages of a document, in order.

    A heading opens a passage and is its first sentence; every passage under it carries its
    text. All of the text but white space lies in exactly one passage and one sentence.
    """
    found: list[Passage] = []
    for heading, pieces in _groups(document):
        sentences = tuple(sentence for piece in pieces for sentence in piece.sentences)
        start = sentences[0].start
        found.append(
            Passage(
                document=document.key,
                ordinal=len(found),
                start=start,
                end=sentences[-1].end,
                heading=heading,
                page=_page_at(document.pages, start),
                sentences=sentences,
            )
        )
    return tuple(found)


def _groups(document: Document) -> Iterator[tuple[str | None, list[_Piece]]]:
    current = _Open()
    for piece in _pieces(document):
        if piece.heading:
            if current.has_body:
                yield current.heading, current.pieces
                current = _Open()
            elif not current.pieces:
                current = _Open()
            current.heading = _text_of(document, piece)
        elif current.has_body and not _fits(current.words, piece.words):
            yield current.heading, current.pieces
            current = _Open(current.heading)
        current.pieces.append(piece)
    if current.pieces:
        yield current.heading, current.pieces


def _fits(words: int, more: int) -> bool:
    """Whether a paragraph joins the passage before it: only to spare a tiny one."""
    return words + more <= MOST_WORDS and (words < FEWEST_WORDS or more < FEWEST_WORDS // 3)


def _text_of(document: Document, piece: _Piece) -> str:
    text = document.text[piece.sentences[0].start : piece.sentences[-1].end]
    return " ".join(text.split())


def _pieces(document: Document) -> Iterator[_Piece]:
    for block in _covering(document):
        sentences = tuple(_sentences(document, block))
        if not sentences:
            continue
        if block.kind is BlockKind.HEADING:
            yield _piece(document.text, sentences, heading=True)
        else:
            yield from _cut(document.text, sentences)


def _covering(document: Document) -> Iterator[Block]:
    """The blocks in order, and what lies between them as paragraphs."""
    done = 0
    for block in sorted(document.blocks, key=lambda each: (each.start, each.end)):
        start, end = max(block.start, done), min(block.end, len(document.text))
        if start > done:
            yield Block(BlockKind.PARAGRAPH, done, start)
        if end > start:
            yield Block(block.kind, start, end, block.level)
        done = max(done, end)
    if done < len(document.text):
        yield Block(BlockKind.PARAGRAPH, done, len(document.text))


def _sentences(document: Document, block: Block) -> Iterator[Sentence]:
    """The sentences of a block; a heading is one, each row of a table is one."""
    if block.kind is BlockKind.HEADING:
        yield from _whole(document.text, block.start, block.end)
    elif block.kind is BlockKind.TABLE:
        yield from _rows(document.text, block)
    else:
        text = document.text[block.start : block.end]
        for start, end in split_sentences(text, document.language):
            yield Sentence(block.start + start, block.start + end)


def _rows(text: str, block: Block) -> Iterator[Sentence]:
    start = block.start
    for row in text[block.start : block.end].split("\n"):
        yield from _whole(text, start, start + len(row))
        start += len(row) + 1


def _whole(text: str, start: int, end: int) -> Iterator[Sentence]:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        first = start + len(piece) - len(piece.lstrip())
        yield Sentence(first, first + len(stripped))


def _cut(text: str, sentences: Sequence[Sentence]) -> Iterator[_Piece]:
    """A paragraph in parts of about equal length, none longer than need be."""
    counts = [len(text[each.start : each.end].split()) for each in sentences]
    parts = -(-sum(counts) // MOST_WORDS)
    goal = sum(counts) / max(parts, 1)
    taken: list[Sentence] = []
    words = 0
    for sentence, count in zip(sentences, counts, strict=True):
        ends_line = bool(taken) and "\n\n" in text[taken[-1].end : sentence.start]
        if taken and (words + count / 2 > goal or (ends_line and words >= FEWEST_WORDS)):
            yield _piece(text, taken)
            taken, words = [], 0
        taken.append(sentence)
        words += count
    if taken:
        yield _piece(text, taken)


def _piece(text: str, sentences: Iterable[Sentence], *, heading: bool = False) -> _Piece:
    kept = tuple(sentences)
    return _Piece(kept, sum(len(text[each.start : each.end].split()) for each in kept), heading)


def _page_at(pages: Sequence[Page], position: int) -> int | None:
    """The number of the page a position lies on."""
    place = bisect_right([page.start for page in pages], position) - 1
    return pages[place].number if place >= 0 else None
