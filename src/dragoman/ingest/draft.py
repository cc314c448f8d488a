"""What a format reader gives: pieces of clean text and what the source says of itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.ingest.text import clean_block, clean_line
from dragoman.records import Block, BlockKind, Date, Page

SEPARATOR = "\n\n"
"""Stands between two blocks of a document's text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A block before it has offsets; ``breaks`` are (offset in the text, page beginning there)."""

    kind: BlockKind
    text: str
    level: int = 0
    breaks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A source as one reader understood it; None is what the source does not say.

    ``language`` is the source's own field and stands; ``language_hint`` is a template's
    word for it and yields to what the text itself looks like.
    """

    pieces: tuple[Piece, ...]
    media_type: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    genre: str | None = None
    language: str | None = None
    language_hint: str | None = None
    licence: str | None = None
    collection: str | None = None
    published: Date | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's text with its blocks and pages."""

    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...]


def paragraph(text: str) -> Piece:
    """A paragraph, cleaned."""
    return Piece(BlockKind.PARAGRAPH, clean_line(text))


def heading(text: str, level: int = 1) -> Piece:
    """A heading, cleaned; the level is kept within 1 to 6."""
    return Piece(BlockKind.HEADING, clean_line(text), min(max(level, 1), 6))


def list_item(text: str) -> Piece:
    """An item of a list, cleaned."""
    return Piece(BlockKind.LIST_ITEM, clean_line(text))


def quote(text: str) -> Piece:
    """A quoted block, cleaned."""
    return Piece(BlockKind.QUOTE, clean_line(text))


def table(rows: Iterable[Iterable[str]]) -> Piece:
    """A table: a line for each row, `` | `` between its cells; empty cells and rows are left out."""
    lines = (" | ".join(filter(None, (clean_line(cell) for cell in row))) for row in rows)
    return Piece(BlockKind.TABLE, clean_block("\n".join(lines)))


def lay_out(pieces: Iterable[Piece]) -> Layout:
    """The pieces as one text with ``SEPARATOR`` between blocks; empty pieces fall away."""
    texts: list[str] = []
    blocks: list[Block] = []
    breaks: list[tuple[int, int]] = []
    position = 0
    for piece in pieces:
        if not piece.text:
            continue
        blocks.append(Block(piece.kind, position, position + len(piece.text), piece.level))
        breaks.extend((position + offset, number) for offset, number in piece.breaks)
        texts.append(piece.text)
        position += len(piece.text) + len(SEPARATOR)
    text = SEPARATOR.join(texts)
    return Layout(text, tuple(blocks), _pages(breaks, len(text)))


def _pages(breaks: list[tuple[int, int]], length: int) -> tuple[Page, ...]:
    """Ranges that cover the text; a page met twice (prose, then its notes) has two ranges."""
    starts: list[tuple[int, int]] = []
    for offset, number in breaks:
        if not starts or starts[-1][1] != number:
            starts.append((offset, number))
    ends = [offset for offset, _ in starts[1:]] + [length] if starts else []
    return tuple(Page(number, start, end) for (start, number), end in zip(starts, ends, strict=True))
