"""Plain text in paragraphs: by blank lines, by lines, or out of hard-wrapped lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.ingest.draft import Draft, Piece, heading, list_item, paragraph
from dragoman.ingest.hyphens import join_lines, vocabulary
from dragoman.ingest.text import clean_lines
from dragoman.records import BlockKind

_TERMINAL = tuple(".!?…:;,\"”“»'’)]")
# A title may ask, exclaim or end in a quotation; a sentence that ends is none.
_NO_TITLE = (".", "…", ":", ";", ",", '."', ".”", ".»", ".)")
_BULLET = re.compile(r"(?:[•◦▪‣·*–—-]|\(?\d{1,2}[.)])\s+(?=\S)")
_PARAGRAPHS = re.compile(r"\n{2,}")
_TITLE_LENGTH, _TITLE_WORDS = 160, 25
_HEADING_LENGTH, _HEADING_WORDS = 80, 12
_WRAP_WIDTHS = range(40, 101)
_WRAPPED_SHARE = 0.6
_TWO = 2


def read_plain(text: str) -> Draft:
    """The draft of a text; a short first line without final punctuation is its title."""
    pieces = text_pieces(text)
    title = _title(pieces)
    if title is not None:
        pieces = (heading(title, 1), *pieces[1:])
    return Draft(pieces=pieces, media_type="text/plain", title=title)


def text_pieces(text: str) -> tuple[Piece, ...]:
    """The blocks of a text, with no title looked for."""
    cleaned = clean_lines(text)
    words = vocabulary([cleaned])
    stretches = [stretch.split("\n") for stretch in _PARAGRAPHS.split(cleaned)]
    wrapped = any(len(lines) > _TWO and _is_wrapped(lines) for lines in stretches)
    pieces = [piece for lines in stretches for piece in _stretch(lines, words, wrapped=wrapped)]
    found = tuple(piece for piece in pieces if piece.text)
    return tuple(_as_heading(found, index) for index in range(len(found)))


def _title(pieces: Sequence[Piece]) -> str | None:
    if len(pieces) <= 1:
        return None
    first = pieces[0]
    fits = len(first.text) <= _TITLE_LENGTH and len(first.text.split()) <= _TITLE_WORDS
    is_candidate = first.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}
    is_whole = not first.text.startswith(("...", "…")) and not first.text.endswith(_NO_TITLE)
    return first.text if fits and is_candidate and is_whole else None


def _stretch(lines: Sequence[str], words: frozenset[str], *, wrapped: bool) -> Iterator[Piece]:
    """The pieces of lines without a blank one between them.

    Two lines alone do not show whether they are wrapped; then the rest of the text tells.
    """
    running_on = len(lines) > _TWO or wrapped or lines[-1][:1].islower()
    if len(lines) == 1 or not running_on or not _is_wrapped(lines):
        yield from map(_line, lines)
        return
    joined = lines[0]
    for line in lines[1:]:
        if _BULLET.match(line):
            yield _line(joined)
            joined = line
        else:
            joined = join_lines(joined, line, words=words, hyphenated=False)
    yield _line(joined)


def _line(joined: str) -> Piece:
    bullet = _BULLET.match(joined)
    if bullet and not bullet[0][0].isdigit():
        return list_item(joined[bullet.end() :])
    return list_item(joined) if bullet else paragraph(joined)


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether the line ends are a page's width and no ends of paragraphs.

    Wrapped lines but the last come close to one width and mostly break off inside a sentence.
    """
    inner = lines[:-1]
    width = max(map(len, lines))
    if width not in _WRAP_WIDTHS:
        return False
    full = sum(len(line) > width * 0.7 for line in inner)
    open_ended = sum(not line.endswith((".", "!", "?", "…", "”", '"', "»")) for line in inner)
    return full >= len(inner) * _WRAPPED_SHARE and open_ended >= len(inner) * _WRAPPED_SHARE


def _as_heading(pieces: Sequence[Piece], index: int) -> Piece:
    """A short line of its own before a longer paragraph is a heading."""
    piece = pieces[index]
    if index + 1 == len(pieces) or piece.kind is not BlockKind.PARAGRAPH:
        return piece
    words = piece.text.split()
    short = len(piece.text) <= _HEADING_LENGTH and len(words) <= _HEADING_WORDS
    begins = piece.text[0].isupper() or piece.text[0].isdigit()
    above_text = len(pieces[index + 1].text) >= 2 * len(piece.text) and len(pieces[index + 1].text) > _HEADING_LENGTH
    if short and begins and above_text and not piece.text.endswith(_TERMINAL):
        return heading(piece.text, 2)
    return piece
