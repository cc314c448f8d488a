"""Lines of a PDF put together into paragraphs, headings, lists and tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from dragoman.ingest.draft import Piece
from dragoman.ingest.hyphens import join_lines, vocabulary
from dragoman.ingest.pdf_layout import Line, Reading
from dragoman.ingest.text import clean_line
from dragoman.records import BlockKind

_TERMINAL = tuple(".!?…:;")
_CLOSING = "\"'”’»)]"
_BULLET = re.compile(r"[•▪◦‣●■–\uf0b7o]\s+(?=\S)|[•▪◦‣●■\uf0b7](?=\S)")
_WIDER_GAP = 1.22
_SAME_SIZE = 0.06
_LARGER = 1.12
_HEADING_CHARACTERS, _HEADING_LINES = 220, 4
_TABLE_ROWS = 3
_AUTO_HYPHENS = 0.05
_MIN_LINES = 20


@dataclass(slots=True)
class _Group:
    """Lines of one block while it grows; ``breaks`` as in ``Piece``."""

    lines: list[Line]
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    text: str = ""
    breaks: list[tuple[int, int]] = field(default_factory=list)


def pieces_of(reading: Reading) -> tuple[Piece, ...]:
    """The prose in order; then the footnotes, each a paragraph of its own that keeps its page.

    Standing at the end of the text, a note cannot part the sentence that runs over its page's foot.
    """
    joiner = _Joiner(reading)
    prose = joiner.join(_continued(_groups(reading)))
    return (*prose, *joiner.join(_note_groups(reading.notes)))


class _Joiner:
    """Writes groups as pieces, mending broken words by the words of the whole document."""

    def __init__(self, reading: Reading) -> None:
        texts = [line.text for line in (*reading.prose, *reading.notes)]
        broken = sum(text.endswith("-") for text in texts)
        self._words = vocabulary(texts)
        self._hyphenated = len(texts) >= _MIN_LINES and broken > _AUTO_HYPHENS * len(texts)

    def join(self, groups: Iterable[_Group]) -> Iterator[Piece]:
        for group in groups:
            yield self._table(group) if group.kind is BlockKind.TABLE else self._running(group)

    def _running(self, group: _Group) -> Piece:
        text = ""
        breaks: list[tuple[int, int]] = []
        for line in group.lines:
            words = clean_line(line.text)
            if not text and group.kind is BlockKind.LIST_ITEM:
                words = _BULLET.sub("", words, count=1)
            if not words:
                continue
            text = join_lines(text, words, words=self._words, hyphenated=self._hyphenated) if text else words
            if not breaks or breaks[-1][1] != line.page:
                breaks.append((len(text) - len(words) if breaks else 0, line.page))
        return Piece(group.kind, text, group.level, tuple(breaks))

    def _table(self, group: _Group) -> Piece:
        rows = [" | ".join(filter(None, map(clean_line, line.cells))) for line in group.lines]
        return Piece(BlockKind.TABLE, "\n".join(filter(None, rows)), 0, ((0, group.lines[0].page),))


def _groups(reading: Reading) -> list[_Group]:
    """Blocks by gaps, indents, sizes and weights, column by column."""
    levels = _heading_levels(reading)
    leading = _leading(reading.prose)
    groups: list[_Group] = []
    for line in reading.prose:
        if groups and not _begins_block(groups[-1], line, leading):
            groups[-1].lines.append(line)
        else:
            groups.append(_Group([line]))
    tabled = list(_with_tables(groups))
    for group in tabled:
        _classify(group, levels, reading.body_size)
    return tabled


def _leading(lines: Sequence[Line]) -> dict[float, float]:
    """The usual distance of two lines, by their size."""
    distances: dict[float, list[float]] = {}
    for above, below in pairwise(lines):
        distance = above.y - below.y
        if _same_column(above, below) and _same_style(above, below) and 0 < distance < 3 * below.size:
            distances.setdefault(_rounded(below.size), []).append(distance)
    return {size: median(found) for size, found in distances.items()}


def _begins_block(group: _Group, line: Line, leading: dict[float, float]) -> bool:
    last = group.lines[-1]
    if _same_column(last, line) and min(len(last.cells), len(line.cells)) > 1:
        return last.y - line.y > 3 * line.size  # rows of a table stay together
    if not _same_column(last, line) or not _same_style(last, line) or _BULLET.match(line.text):
        return True
    usual = leading.get(_rounded(line.size), line.size * 1.2)
    if last.y - line.y > usual * _WIDER_GAP:
        return True
    if _is_bullet(group):
        return line.x0 < group.lines[0].x0 + 1  # a hanging indent goes on, the margin does not
    indented = line.x0 > line.left + 0.8 * line.size and last.x0 < line.left + 0.5 * line.size
    return (indented and _ends_sentence(last.text)) or _broke_early(last, line)


def _broke_early(last: Line, line: Line) -> bool:
    """Whether the next word would have stood on the last line: its end was meant."""
    word = line.text.split(" ", 1)[0]
    letter = (line.x1 - line.x0) / max(len(line.text), 1)
    room = last.right - last.x1 - letter * (len(word) + 1)
    if _ends_sentence(last.text):
        return room > line.size
    return room > 0.35 * (last.right - last.left)


def _with_tables(groups: Iterable[_Group]) -> Iterator[_Group]:
    """The groups, rows of cells made into tables where several follow each other."""
    for group in groups:
        run: list[Line] = []
        rest: list[Line] = []
        for line in group.lines:
            if len(line.cells) > 1:
                run.append(line)
                continue
            yield from _flushed(run, rest)
            rest.append(line)
        yield from _flushed(run, rest)
        if rest:
            yield _Group(rest)


def _flushed(run: list[Line], rest: list[Line]) -> Iterator[_Group]:
    """Gives a table and the lines before it once the run is long enough; else it is prose."""
    if len(run) >= _TABLE_ROWS:
        if rest:
            yield _Group(rest.copy())
            rest.clear()
        yield _Group(run.copy(), BlockKind.TABLE)
    else:
        rest.extend(run)
    run.clear()


def _classify(group: _Group, levels: dict[tuple[float, bool], int], body_size: float) -> None:
    if group.kind is BlockKind.TABLE:
        return
    first = group.lines[0]
    text = " ".join(line.text for line in group.lines)
    if _is_bullet(group):
        group.kind = BlockKind.LIST_ITEM
    elif _is_heading(group, text, body_size):
        group.kind = BlockKind.HEADING
        group.level = levels.get((_rounded(first.size), first.bold), 6)


def _is_heading(group: _Group, text: str, body_size: float) -> bool:
    short = len(text) <= _HEADING_CHARACTERS and len(group.lines) <= _HEADING_LINES
    if not short or not any(character.isalpha() for character in text):
        return False
    larger = all(line.size >= _LARGER * body_size for line in group.lines)
    bold = all(line.bold and line.size >= 0.95 * body_size for line in group.lines)
    return larger or (bold and not text.rstrip().endswith((".", ";", ",")))


def _heading_levels(reading: Reading) -> dict[tuple[float, bool], int]:
    """Levels by size, then weight, from the largest; sizes are as few as the document's."""
    styles: Counter[tuple[float, bool]] = Counter()
    for line in reading.prose:
        if line.size >= _LARGER * reading.body_size or line.bold:
            styles[_rounded(line.size), line.bold] += 1
    ordered = sorted(styles, reverse=True)
    return {style: min(level, 6) for level, style in enumerate(ordered, start=1)}


def _continued(groups: Sequence[_Group]) -> Iterator[_Group]:
    """Paragraphs that run on in the next column or page made whole again."""
    done: list[_Group] = []
    for group in groups:
        before = next((each for each in reversed(done[-4:]) if each.kind in _RUNNING), None)
        if before is not None and _runs_on(before, group, adjacent=before is done[-1]):
            before.lines.extend(group.lines)
        else:
            done.append(group)
    yield from done


_RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})


def _runs_on(before: _Group, group: _Group, *, adjacent: bool) -> bool:
    last, first = before.lines[-1], group.lines[0]
    if group.kind is not BlockKind.PARAGRAPH or _same_column(last, first) or not _same_style(last, first):
        return False
    if _ends_sentence(last.text):
        return False
    return first.text[0].islower() or (adjacent and last.x1 > last.left + 0.6 * (last.right - last.left))


def _note_groups(notes: Sequence[Line]) -> Iterator[_Group]:
    """A group for each note: it begins with its number."""
    number = re.compile(r"(?:\[?\d{1,3}[\].)]?|[*†‡§]{1,3})\s+\S")
    group: _Group | None = None
    for line in notes:
        if group is None or line.marked or (number.match(line.text) and line.page != group.lines[0].page):
            if group is not None:
                yield group
            group = _Group([line])
        else:
            group.lines.append(line)
    if group is not None:
        yield group


def _is_bullet(group: _Group) -> bool:
    return _BULLET.match(group.lines[0].text) is not None


def _ends_sentence(text: str) -> bool:
    return text.rstrip().rstrip(_CLOSING).endswith(_TERMINAL)


def _same_column(first: Line, second: Line) -> bool:
    return first.page == second.page and first.column == second.column


def _same_style(first: Line, second: Line) -> bool:
    close = abs(first.size - second.size) <= _SAME_SIZE * max(first.size, second.size)
    return close and first.bold == second.bold


def _rounded(size: float) -> float:
    return round(size * 2) / 2
