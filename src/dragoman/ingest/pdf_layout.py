"""A PDF's lines in reading order, with the page's furniture and its footnotes set apart."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dragoman.ingest.pdf_text import GAP, RAISED_MARKS, Fragment, PageText

_EDGE_ROWS = 3
_SAME_SIZE = 1.0
_SAME_ROW = 0.45  # of the letters' height
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—|\s]*(?:page|p\.|стр\.?|str\.?|seite|страна|strana|stranica)?\s*(?:\d{1,4}|[ivxl]{1,7})"
    r"(?:\s*(?:of|/|из|od|von)\s*\d{1,4})?[-–—|.\s]*)$",
    re.IGNORECASE,
)
_ADDRESS_ONLY = re.compile(r"(?:https?://|www\.)\S+(?:\s+[|·•].{0,80})?$")
_NOTE_SIZE = 0.93
_NOTE_START = re.compile(r"(?:\[?\d{1,3}[\].)]?|[*†‡§]{1,3})\s*\S")
_MARK_LENGTH = 4
_MIN_COLUMN_LINES = 4
_WIDE = 25  # characters
_GUTTER_STEP = 3.0
_OVERLAP = 2.0
_FULL_SHARE = 0.55
_BODY_SHARE = 0.35
_ALIGNED, _APART = 2.0, 5.0
_MARGIN = 0.12  # of the page's height
_FOOT_REACH = 0.2
_FOOT = 0.15  # of the page's height
_FOOT_CHARACTERS = 60
_LARGER = 1.12  # than the prose: set as a heading
_LEADER = re.compile(r"(?:\.\s?){5,}\s*(?:\d{1,4}|[ivxl]{1,6})?$")
_LEADER_REACH = 2
_ASIDE_PROSE = 60  # characters of a prose line that something stands beside
_TOUCHING = 0.12  # of the letters' height: no space is meant


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one column: ``right`` is where the column's text ends, ``cells`` its fragments."""

    page: int
    column: int
    x0: float
    x1: float
    y: float
    left: float
    right: float
    size: float
    bold: bool
    cells: tuple[str, ...]
    marked: bool

    @property
    def text(self) -> str:
        """The line's words."""
        return " ".join(self.cells)


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of the prose and those of the notes, each in reading order."""

    prose: tuple[Line, ...]
    notes: tuple[Line, ...]
    body_size: float


def reading_order(pages: Sequence[PageText]) -> Reading:
    """The document's lines without what repeats at the pages' edges."""
    furniture = _furniture(pages)
    body_size = _body_size(pages)
    prose: list[Line] = []
    notes: list[Line] = []
    for page in pages:
        whole = [each for each in page.fragments if (page.number, each) not in furniture]
        kept = list(_without_marks(whole))
        for column in _columns(page, kept):
            upper, lower = _without_notes(column, body_size)
            prose.extend(upper)
            notes.extend(lower)
    return Reading(tuple(prose), tuple(notes), body_size)


def _body_size(pages: Iterable[PageText]) -> float:
    """The height of the prose: the largest of those common enough, since notes may have more letters."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for fragment in page.fragments:
            sizes[round(fragment.size * 2) / 2] += len(fragment.text)
    if not sizes:
        return 0.0
    most = max(sizes.values())
    return max(size for size, count in sizes.items() if count >= _BODY_SHARE * most)


def _rows(fragments: Iterable[Fragment]) -> list[list[Fragment]]:
    """Fragments on one height, from the top; each row from the left."""
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda each: -each.y):
        if rows and abs(rows[-1][0].y - fragment.y) < _SAME_ROW * min(fragment.size, rows[-1][0].size):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    return [sorted(row, key=lambda each: each.x0) for row in rows]


@dataclass(frozen=True, slots=True)
class _EdgeFragment:
    page: int
    above: bool
    fragment: Fragment

    def repeats(self, other: _EdgeFragment) -> bool:
        return (
            self.page != other.page
            and self.above == other.above
            and abs(self.fragment.size - other.fragment.size) < _SAME_SIZE
        )


def _furniture(pages: Sequence[PageText]) -> set[tuple[int, Fragment]]:
    """Running heads, feet, imprints and page numbers: what comes again at the same edge, digits aside."""
    by_signature: defaultdict[str, list[_EdgeFragment]] = defaultdict(list)
    for page in pages:
        for row in _edge_rows(page):
            for fragment in row:
                above = fragment.y > page.height / 2
                signature = _DIGITS.sub("", fragment.text).casefold().strip(" |-–—·")
                if signature:
                    by_signature[signature].append(_EdgeFragment(page.number, above, fragment))
    repeated = {
        (each.page, each.fragment)
        for group in by_signature.values()
        for each in group
        if any(each.repeats(other) for other in group)
    }
    dropped = set(repeated)
    for page in pages:
        for row in _edge_rows(page):
            rest = [each.text for each in row if (page.number, each) not in repeated]
            if len(rest) < len(row) and len(" ".join(rest)) < _FOOT_CHARACTERS:
                dropped.update((page.number, each) for each in row)
        dropped.update((page.number, each) for each in _outermost(page))
    body_size = _body_size(pages)
    for page in pages:
        foot = [each for each in _foot(page) if (page.number, each) not in dropped]
        if not _is_lone_heading(foot, body_size):
            dropped.update((page.number, each) for each in foot)
    return dropped


def _is_lone_heading(foot: Sequence[Fragment], body_size: float) -> bool:
    """Whether one line is left at the foot, set as the heading of what follows on the next page."""
    if len(_rows(foot)) != 1:
        return False
    return all(each.size >= _LARGER * body_size or (each.bold and each.size >= body_size) for each in foot)


def _edge_rows(page: PageText) -> list[list[Fragment]]:
    rows = _rows(page.fragments)
    return rows[:_EDGE_ROWS] + rows[max(_EDGE_ROWS, len(rows) - _EDGE_ROWS) :]


def _outermost(page: PageText) -> Iterator[Fragment]:
    """The first and last row where they are only a page's number or an address."""
    rows = _rows(page.fragments)
    for row in (rows[0], rows[-1]) if rows else ():
        place = row[0].y / (page.height or 1)
        text = " ".join(fragment.text for fragment in row)
        if not _MARGIN < place < 1 - _MARGIN and (_PAGE_NUMBER.match(text) or _ADDRESS_ONLY.match(text)):
            yield from row


def _foot(page: PageText) -> Iterator[Fragment]:
    """Short scraps at the very foot, a wide gap below the text: an imprint, not its last lines."""
    rows = _rows(page.fragments)
    cut = len(rows)
    for index in range(len(rows) - 1, 0, -1):
        row, above = rows[index], rows[index - 1]
        if not _is_scrap(row, page):
            break
        if row[0].y < _FOOT * page.height and above[0].y - row[0].y > 2 * row[0].size:
            cut = index
    start = cut
    while start > 0 and _is_scrap(rows[start - 1], page) and (start == cut or _flush_right(rows, start)):
        start -= 1
    cut = start if cut - start > 1 and cut < len(rows) and _flush_right(rows, start + 1) else cut
    yield from (fragment for row in rows[cut:] for fragment in row)


def _is_scrap(row: Sequence[Fragment], page: PageText) -> bool:
    text = " ".join(fragment.text for fragment in row)
    low = row[0].y < _FOOT_REACH * page.height
    return low and len(text) <= _FOOT_CHARACTERS and not text.endswith((".", "!", "?"))


def _flush_right(rows: Sequence[Sequence[Fragment]], index: int) -> bool:
    """Whether a row and the one above it end together and begin apart, as running text never does."""
    above, row = rows[index - 1], rows[index]
    return (
        len(above) == len(row) == 1
        and abs(above[0].x1 - row[0].x1) < _ALIGNED
        and abs(above[0].x0 - row[0].x0) > _APART
    )


def _without_marks(fragments: Sequence[Fragment]) -> Iterator[Fragment]:
    """The fragments without note numbers that stand raised at a word's end, apart from its line."""
    for fragment in fragments:
        is_mark = set(fragment.text) <= RAISED_MARKS and len(fragment.text) <= _MARK_LENGTH
        if not is_mark or not any(_raised_beside(fragment, other) for other in fragments):
            yield fragment


def _raised_beside(mark: Fragment, other: Fragment) -> bool:
    near = min(abs(mark.x0 - other.x1), abs(other.x0 - mark.x1)) < 0.3 * other.size
    return near and mark.size < 0.8 * other.size and 0 < mark.y - other.y < 0.7 * other.size


def _columns(page: PageText, fragments: Sequence[Fragment]) -> Iterator[list[Line]]:
    """The page's columns in reading order: bands from the top, in each the left before the right."""
    gutter = _gutter(page, fragments)
    for number, group in enumerate(_groups(fragments, gutter)):
        yield _lines(group, page=page.number, column=number)


def _groups(fragments: Sequence[Fragment], gutter: float | None) -> list[list[Fragment]]:
    if gutter is None:
        return [list(fragments)] if fragments else []
    groups: list[list[Fragment]] = []
    left: list[Fragment] = []
    right: list[Fragment] = []
    full: list[Fragment] = []

    def close() -> None:
        groups.extend(group for group in (full.copy(), left.copy(), right.copy()) if group)
        for group in (full, left, right):
            group.clear()

    for fragment in sorted(fragments, key=lambda each: -each.y):
        if _crosses(fragment, gutter):
            if left or right:
                close()
            full.append(fragment)
        else:
            if full:
                close()
            (left if fragment.x1 <= gutter + _OVERLAP else right).append(fragment)
    close()
    return groups


def _crosses(fragment: Fragment, gutter: float) -> bool:
    return fragment.x0 < gutter - _OVERLAP and fragment.x1 > gutter + _OVERLAP


def _gutter(page: PageText, fragments: Sequence[Fragment]) -> float | None:
    """Where two columns part, or None: the x that fewest lines cross and many fill on either side."""
    best: tuple[int, float] | None = None
    x = page.width * 0.3
    while x <= page.width * 0.7:
        score = _gutter_score(fragments, x)
        if score is not None and (best is None or score > best[0]):
            best = (score, x)
        x += _GUTTER_STEP
    return best[1] if best else None


def _gutter_score(fragments: Sequence[Fragment], x: float) -> int | None:
    left = [each for each in fragments if each.x1 <= x + _OVERLAP]
    right = [each for each in fragments if each.x0 >= x - _OVERLAP]
    crossing = len(fragments) - len(left) - len(right)
    if min(_prose_lines(left), _prose_lines(right)) < _MIN_COLUMN_LINES:
        return None
    score = _prose_lines(left) + _prose_lines(right) - 3 * crossing
    return score if score > 0 else None


def _prose_lines(fragments: Sequence[Fragment]) -> int:
    """How many of the fragments are about as wide as their column: cells of a table are not."""
    if not fragments:
        return 0
    width = max(each.x1 for each in fragments) - min(each.x0 for each in fragments)
    return sum(each.x1 - each.x0 > _FULL_SHARE * width and len(each.text) > _WIDE for each in fragments)


def _lines(fragments: Sequence[Fragment], *, page: int, column: int) -> list[Line]:
    main, aside = _beside(_rows(fragments))
    left = min(each.x0 for each in fragments)
    lines: list[Line] = []
    for offset, rows in enumerate((main, aside)):
        right = max((each.x1 for row in rows for each in row), default=0.0)
        place = column * 2 + offset
        lines.extend(_line(row, page=page, column=place, left=left, right=right) for row in rows)
    return list(_without_contents(lines))


def _beside(rows: Sequence[list[Fragment]]) -> tuple[list[list[Fragment]], list[list[Fragment]]]:
    """The rows, and apart from them what stands beside long lines of prose, such as a name in the margin."""
    merged = [_merged(row) for row in rows]
    edges = [row[1].x0 for row in merged if len(row) > 1 and len(row[0].text) > _ASIDE_PROSE]
    if not edges:
        return merged, []
    edge = min(edges) - 1
    main = [[each for each in row if each.x0 < edge] for row in merged]
    aside = [[each for each in row if each.x0 >= edge] for row in merged]
    return [row for row in main if row], [row for row in aside if row]


def _merged(row: Sequence[Fragment]) -> list[Fragment]:
    """The row's fragments, those that touch or are a space apart made one."""
    merged: list[Fragment] = []
    for each in row:
        last = merged[-1] if merged else None
        gap = each.x0 - last.x1 if last else 0.0
        if last is None or gap > GAP * max(last.size, each.size):
            merged.append(each)
            continue
        space = "" if gap < _TOUCHING * max(last.size, each.size) and each.size != last.size else " "
        larger = max(last, each, key=lambda one: (sum(map(str.isalpha, one.text)) > 0, one.size))
        merged[-1] = replace(
            larger,
            x0=last.x0,
            x1=max(last.x1, each.x1),
            bold=last.bold and each.bold,
            text=f"{last.text}{space}{each.text}",
            marked=last.marked,
        )
    return merged


def _without_contents(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines without a table of contents: dotted leaders, and what stands between two of them."""
    leaders = [index for index, line in enumerate(lines) if _LEADER.search(line.text)]
    dropped = set(leaders)
    for first, second in pairwise(leaders):
        if second - first <= _LEADER_REACH:
            dropped.update(range(first, second))
    yield from (line for index, line in enumerate(lines) if index not in dropped)


def _line(row: Sequence[Fragment], *, page: int, column: int, left: float, right: float) -> Line:
    widest = max(row, key=lambda each: len(each.text))
    return Line(
        page=page,
        column=column,
        x0=row[0].x0,
        x1=max(each.x1 for each in row),
        y=widest.y,
        left=left,
        right=right,
        size=widest.size,
        bold=all(each.bold for each in row),
        cells=tuple(each.text for each in row),
        marked=row[0].marked,
    )


def _without_notes(lines: list[Line], body_size: float) -> tuple[list[Line], list[Line]]:
    """The column's lines, and the small print at its foot that begins with a note's number."""
    first_small = len(lines)
    while first_small and lines[first_small - 1].size < _NOTE_SIZE * body_size:
        first_small -= 1
    for index in range(first_small, len(lines)):
        line = lines[index]
        if index and (line.marked or _NOTE_START.match(line.text)):
            return lines[:index], lines[index:]
    return lines, []
