"""Characters of a PDF page with their boxes, gathered into stretches of one line."""

from __future__ import annotations

import ctypes
import math
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

_HIGH_SURROGATES, _LOW_SURROGATES = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_BREAKS = frozenset("\r\n")
_SOFT_HYPHENS = frozenset("\x02\u00ad\ufffe\uffff")
GAP = 1.2  # in heights of the letters: wider is another column or cell
_RAISED = 0.15
_SMALLER = 0.8
RAISED_MARKS = frozenset("0123456789*†‡§,")
"""Signs by which a note is called; raised letters of an ordinal are none."""
_MAX_MARK = 4
_BOLD = 600
_BOLD_SHARE = 0.9
_QUARTER = math.pi / 2
_WORD_GAP = 0.25  # in heights of the letters: a space even where the file has none


@dataclass(frozen=True, slots=True)
class Fragment:
    """Text on one baseline without a wide gap; points from the page's lower left corner.

    ``marked`` says that it begins with a raised mark, as a footnote does.
    """

    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class PageText:
    """The fragments of one page in the order of the file, and the page's size."""

    number: int
    width: float
    height: float
    fragments: tuple[Fragment, ...]


@dataclass(slots=True)
class _Pending:
    """A fragment while its characters come in."""

    x0: float = 0.0
    x1: float = 0.0
    y: float = 0.0
    size: float = 0.0
    letters: int = 0
    settled: bool = False
    bold: int = 0
    parts: list[str] = field(default_factory=list)
    marked: bool = False


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A character: its box, its origin on the baseline, and the quarter turns its line takes."""

    character: str
    x0: float
    bottom: float
    x1: float
    top: float
    x: float
    y: float
    bold: bool
    quarter: int

    @property
    def size(self) -> float:
        return self.top - self.bottom


def page_text(page: Any, *, number: int) -> PageText:
    """The page's fragments as its reader holds it; text that stands across the rest is left out."""
    width, height = page.get_size()
    text_page = page.get_textpage()
    try:
        glyphs = list(_glyphs(text_page.raw, text_page.count_chars()))
    finally:
        text_page.close()
    quarters = Counter(glyph.quarter for glyph in glyphs if not glyph.character.isspace())
    main = quarters.most_common(1)[0][0] if quarters else 0
    upright = [_turned(glyph, width, height) for glyph in glyphs if glyph.quarter == main]
    if main % 2:
        width, height = height, width
    return PageText(number, width, height, tuple(_fragments(iter(upright))))


def _turned(glyph: _Glyph, width: float, height: float) -> _Glyph:
    """The glyph on a page turned so that its line runs to the right."""
    x0, bottom, x1, top, x, y = glyph.x0, glyph.bottom, glyph.x1, glyph.top, glyph.x, glyph.y
    match glyph.quarter:
        case 1:
            return replace(glyph, x0=bottom, x1=top, bottom=width - x1, top=width - x0, x=y, y=width - x)
        case 2:
            return replace(
                glyph,
                x0=width - x1,
                x1=width - x0,
                bottom=height - top,
                top=height - bottom,
                x=width - x,
                y=height - y,
            )
        case 3:
            return replace(glyph, x0=height - top, x1=height - bottom, bottom=x0, top=x1, x=height - y, y=x)
        case _:
            return glyph


def _glyphs(raw: Any, count: int) -> Iterator[_Glyph]:
    """One glyph a character. The bindings are called directly: the wrappers cost five times as much."""
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    unicode, loose_box = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    origin, weight = pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetFontWeight
    bold, quarter, at_start = False, 0, True
    for index in range(count):
        code = unicode(raw, index)
        if code == 0 or code in _LOW_SURROGATES or code > sys.maxunicode:
            continue
        character = _paired(code, unicode(raw, index + 1)) if code in _HIGH_SURROGATES else chr(code)
        loose_box(raw, index, box)
        if character.isspace():
            at_start = True
        elif at_start:
            bold = weight(raw, index) >= _BOLD
            # pdfium counts clockwise, mathematics the other way round.
            quarter = round(-pdfium.FPDFText_GetCharAngle(raw, index) / _QUARTER) % 4
            at_start = False
        origin(raw, index, x, y)
        yield _Glyph(character, box.left, box.bottom, box.right, box.top, x.value, y.value, bold, quarter)


def _paired(high: int, low: int) -> str:
    """The character that two surrogates stand for; nothing if they are no pair."""
    units = high.to_bytes(2, "little") + (low & 0xFFFF).to_bytes(2, "little")
    return units.decode("utf-16-le", "ignore")


def _fragments(glyphs: Iterator[_Glyph]) -> Iterator[Fragment]:
    pending = _Pending()
    for glyph in glyphs:
        if glyph.character in _BREAKS:
            yield from _finished(pending)
            pending = _Pending()
        elif glyph.character.isspace():
            if pending.parts:
                pending.parts.append(" ")
        else:
            if pending.parts and not _continues(pending, glyph):
                yield from _finished(pending)
                pending = _Pending()
            _take(pending, glyph)
    yield from _finished(pending)


def _continues(pending: _Pending, glyph: _Glyph) -> bool:
    reach = GAP * max(pending.size, glyph.size)
    on_line = abs(glyph.y - pending.y) < 0.5 * max(pending.size, glyph.size)
    return on_line and -reach < glyph.x0 - pending.x1 < reach


def _take(pending: _Pending, glyph: _Glyph) -> None:
    if not pending.parts:
        pending.x0, pending.x1 = glyph.x0, glyph.x1  # also left of the page, where x is negative
        pending.y, pending.size = glyph.y, glyph.size
    smaller = glyph.size < _SMALLER * pending.size
    if smaller and glyph.y > pending.y + _RAISED * pending.size and glyph.character in RAISED_MARKS:
        pending.x1 = max(pending.x1, glyph.x1)
        return  # the number of a note is no part of the sentence
    if glyph.size > pending.size / _SMALLER and not pending.settled:
        began = "".join(pending.parts).strip()
        pending.marked = glyph.y < pending.y - _RAISED * glyph.size and set(began) <= RAISED_MARKS
        pending.parts.append(" " if pending.marked else "")
        pending.y, pending.size = glyph.y, glyph.size
    elif glyph.character.isalpha() and not smaller and not pending.letters:
        pending.y, pending.size = glyph.y, glyph.size  # a bullet before it may be of another font
    letter = glyph.character.isalpha() and not smaller
    pending.letters += letter
    pending.bold += glyph.bold and letter
    pending.settled = pending.settled or len(pending.parts) > _MAX_MARK
    if pending.parts and glyph.x0 - pending.x1 > _WORD_GAP * pending.size:
        pending.parts.append(" ")
    pending.x1 = max(pending.x1, glyph.x1)
    pending.parts.append("-" if glyph.character in _SOFT_HYPHENS else glyph.character)


def _finished(pending: _Pending) -> Iterator[Fragment]:
    text = "".join(pending.parts).strip()
    if text:
        bold = pending.bold > 0 and pending.bold >= _BOLD_SHARE * pending.letters
        yield Fragment(pending.x0, pending.x1, pending.y, pending.size, bold, text, pending.marked)
