"""Where the statements went that somebody judged and a new reading or a new version of the text replaced."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.records import Span
    from dragoman.store import LedgerReader, StoredStatement
    from dragoman.store.tables import StatementRow

Range = tuple[int, int]
Stretch = tuple[int, int, int]
"""Where something stands in the old text, where in the new, and how long it is."""

_WORD = re.compile(r"\w+|\W")


def successors(reader: LedgerReader, ids: Collection[str], live: Sequence[StoredStatement]) -> Mapping[str, str]:
    """For each statement that is not among the live ones the live one that says the same, if there is one.

    That is one of the same kind in the same document whose source, target and trigger overlap, the texts
    aligned; of several the one of the same type, then the one that shares most.
    """
    lost = reader.claims(set(ids) - {each.id for each in live})
    if not lost:
        return {}
    there: dict[str, list[StoredStatement]] = {}
    for each in live:
        there.setdefault(each.document.id, []).append(each)
    candidates = {old: there.get(_document(row.document), []) for old, row in lost.items()}
    keys = {row.document for row in lost.values()}
    keys |= {each.document.key for group in candidates.values() for each in group}
    texts = reader.texts(keys)

    @cache
    def alignment(old: str, new: str) -> tuple[Stretch, ...] | None:
        return None if old == new else aligned(texts.get(old, ""), texts.get(new, ""))

    found: dict[str, str] = {}
    for old, row in sorted(lost.items()):
        ranked = [
            (each.statement.type != row.type, -shared, each.id)
            for each in candidates[old]
            if each.statement.kind == row.kind
            and (shared := _shared(row, each, alignment(row.document, each.document.key)))
        ]
        if ranked:
            found[old] = min(ranked)[2]
    return found


def _document(key: str) -> str:
    """The document of a document version's key."""
    return key.partition("-")[0]


def aligned(old: str, new: str) -> tuple[Stretch, ...]:
    """What two versions of a text share: line by line, then word by word where lines differ.

    >>> aligned("Sofia met Skopje.", "Sofia again met Skopje.")
    ((0, 0, 6), (6, 12, 11))
    """
    found: list[Stretch] = []
    for (i, i_end), (j, j_end), equal in _parts(old.splitlines(keepends=True), new.splitlines(keepends=True)):
        if equal:
            found.append((i, j, i_end - i))
            continue
        words = (_WORD.findall(old[i:i_end]), _WORD.findall(new[j:j_end]))
        found += [(i + k, j + m, k_end - k) for (k, k_end), (m, _), same in _parts(*words) if same]
    return tuple(found)


def _parts(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Range, Range, bool]]:
    """Ranges of characters that are equal or stand for each other."""
    starts, ends = ([0, *accumulate(map(len, pieces))] for pieces in (old, new))
    for tag, i, i_end, j, j_end in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        yield (starts[i], starts[i_end]), (ends[j], ends[j_end]), tag == "equal"


def _shared(row: StatementRow, new: StoredStatement, alignment: tuple[Stretch, ...] | None) -> int:
    """Characters that source, target and trigger of two statements share; 0 unless each that both have does."""
    claim = new.statement
    pairs = (
        (row.source, [each.span for each in claim.source]),
        (row.target, [each.span for each in claim.target]),
        ([row.trigger] if row.trigger else [], [claim.trigger] if claim.trigger else []),
    )
    overlaps = [_overlap(old, spans, alignment) for old, spans in pairs if old and spans]
    return sum(overlaps) if overlaps and all(overlaps) else 0


def _overlap(old: Iterable[Span], new: Iterable[Span], alignment: tuple[Stretch, ...] | None) -> int:
    moved = [each for span in old for each in _moved(span, alignment)]
    return sum(max(0, min(end, span.end) - max(start, span.start)) for start, end in moved for span in new)


def _moved(span: Span, alignment: tuple[Stretch, ...] | None) -> Iterator[Range]:
    """Where the words of a span stand in the new text, as far as they do."""
    if alignment is None:
        yield span.start, span.end
        return
    for old, new, size in alignment:
        start, end = max(span.start, old), min(span.end, old + size)
        if start < end:
            yield start - old + new, end - old + new
