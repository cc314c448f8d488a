"""Which statement of a newer reading is the same as one of an older: the same claim in other span edges or words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from dragoman.store.alignment import Alignment, aligned, overlap

if TYPE_CHECKING:
    from dragoman.records import Span
    from dragoman.store.tables import StatementRow

Reading = Sequence["StatementRow"]
"""The claims that one coder version found in one document version."""

_Align = Callable[[str, str], Alignment]
_ENOUGH = 2
"""Of source, target and trigger so many overlap, or all that there are: of one alone any claim nearby may have it."""


def same_as(readings: Sequence[Reading], texts: Mapping[str, str]) -> dict[str, str]:
    """For each statement of these readings of one document the one of the last reading that is the same.

    The readings come in the order they were made; ``texts`` are those of the document versions, if several. A
    statement that vanished has none. A newer statement of the same kind is the same where source, target and trigger of
    both overlap, the texts aligned. One is linked to one: first what an id says, then what the reading just
    before found, then one of the same type, then by what is shared, then the smaller id. What is left over leads to
    one of the same type that is linked already, where two claims became one.
    """
    threads = _Threads(_aligner(texts))
    for number, reading in enumerate(readings):
        threads.follow(number, {row.id: row for row in reading})
    return threads.leads({row.id: row for row in readings[-1]}) if readings else {}


def _aligner(texts: Mapping[str, str]) -> _Align:
    @cache
    def align(old: str, new: str) -> Alignment:
        return None if old == new else aligned(texts[old], texts[new])

    return align


@dataclass(slots=True)
class _Thread:
    """A claim through the readings: as it was found last, and in which reading."""

    row: StatementRow
    seen: int


@dataclass(slots=True)
class _Threads:
    """Claims as far as the readings were followed."""

    align: _Align
    threads: list[_Thread] = field(default_factory=list)
    of: dict[str, _Thread] = field(default_factory=dict)
    met: dict[str, StatementRow] = field(default_factory=dict)

    def follow(self, number: int, reading: Mapping[str, StatementRow]) -> None:
        """Goes on with the next reading: a claim it does not have waits, a claim nobody had begins."""
        left = dict(reading)
        self.met |= reading
        waiting = [thread for thread in self.threads if not self._go_on(thread, left, thread.row.id, number)]
        for thread, new in self._links(waiting, left):
            if thread.seen < number:
                self._go_on(thread, left, new, number)
        for row in left.values():
            self.of[row.id] = _Thread(row, number)
            self.threads.append(self.of[row.id])

    def _go_on(self, thread: _Thread, left: dict[str, StatementRow], new: str, number: int) -> bool:
        row = left.pop(new, None)
        if row is None:
            return False
        thread.row, thread.seen = row, number
        self.of[new] = thread
        return True

    def _links(self, waiting: Sequence[_Thread], left: Mapping[str, StatementRow]) -> Iterator[tuple[_Thread, str]]:
        """Threads with what may go on with them, the surest first."""
        ranked = [
            (-thread.seen, _claimed(thread.row) != _claimed(row), -shared, thread.row.id, row.id, thread)
            for thread in waiting
            for row in left.values()
            if (shared := self._shared(thread.row, row))
        ]
        for *_, new, thread in sorted(ranked, key=lambda each: each[:-1]):
            yield thread, new

    def leads(self, last: Mapping[str, StatementRow]) -> dict[str, str]:
        """Where every statement met leads to in the last reading, if anywhere."""
        found = {}
        for id_, thread in self.of.items():
            live = id_ if id_ in last else thread.row.id
            if live in last or (live := self._joined(self.met[id_], last) or self._joined(thread.row, last)):
                found[id_] = live
        return found

    def _joined(self, old: StatementRow, last: Mapping[str, StatementRow]) -> str:
        """The one of the same type that says what an old one and another said; empty where there is none."""
        ranked = [
            (-shared, row.id)
            for row in last.values()
            if _claimed(row) == _claimed(old) and (shared := self._shared(old, row, whole=True))
        ]
        return min(ranked)[1] if ranked else ""

    def _shared(self, old: StatementRow, new: StatementRow, *, whole: bool = False) -> int:
        """Characters that two statements share; 0 where they are not the same. ``whole``: the objects overlap too."""
        if old.kind != new.kind:
            return 0
        alignment = self.align(old.document, new.document)
        sides = list(zip(_sides(old), _sides(new), strict=True))
        shared = [overlap(ours, theirs, alignment) for ours, theirs in sides if ours and theirs]
        needed = min(_ENOUGH, max(sum(map(bool, _sides(row))) for row in (old, new)))
        if len(shared) < needed or not all(shared):
            return 0
        objects = 0
        if old.object and new.object:
            objects = overlap([old.object], [new.object], alignment)
            if whole and not objects:
                return 0
        return sum(shared) + objects


def _sides(row: StatementRow) -> tuple[Sequence[Span], Sequence[Span], Sequence[Span]]:
    return row.source, row.target, (row.trigger,) if row.trigger else ()


def _claimed(row: StatementRow) -> tuple[str, str | None]:
    return row.type, row.about
