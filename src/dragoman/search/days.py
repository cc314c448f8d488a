"""When the documents of a ledger were published, and the quickest way to ask for some of the days."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dragoman.store.fulltext import Begun, Condition, Either, Inside, Labelled, Published
from dragoman.store.labels import label

_MOST_YEARS: Final = 200
_MOST_RUNNING: Final = 200
"""More documents than this that were under way on one day are not listed one by one."""


@dataclass(frozen=True)
class Days:
    """The first and the last day of each document's date."""

    of: dict[str, tuple[str, str]]

    @cached_property
    def _span(self) -> tuple[str, str]:
        return min(first for first, _ in self.of.values()), max(last for _, last in self.of.values())

    @cached_property
    def _periods(self) -> tuple[tuple[str, str, str], ...]:
        """The documents dated to more than a day."""
        return tuple((first, last, key) for key, (first, last) in self.of.items() if first < last)

    def touching(self, first: str | None, last: str | None) -> Condition:
        """Documents whose date touches these days, both inclusive; one without a date never does.

        Labels of whole years, and narrow ranges of days for what is left at either end: an index
        of days is slow where a range holds many passages.
        """
        if not self.of:
            return Labelled(())
        earliest, latest = (day[:4] for day in self._span)
        first = max(first or "", f"{earliest}-01-01")
        last = min(last or "9999-12-31", f"{latest}-12-31")
        if first > last:
            return Labelled(())
        return self._pieces(first, last) or Published(first, last)

    def _pieces(self, first: str, last: str) -> Condition | None:
        years = range(int(first[:4]) + (not first.endswith("-01-01")), int(last[:4]) + last.endswith("-12-31"))
        running = () if first.endswith("-01-01") and years else self._running(first)
        if len(years) > _MOST_YEARS or len(running) > _MOST_RUNNING:
            return None
        pieces: list[Condition] = []
        if years:
            pieces.append(Labelled(tuple(label("year", f"{year:04d}") for year in years)))
            if first < f"{years[0]:04d}":
                pieces.append(Begun(first, f"{years[0] - 1:04d}-12-31"))
            if last[:4] > f"{years[-1]:04d}":
                pieces.append(Begun(f"{last[:4]}-01-01", last))
        else:
            pieces.append(Begun(first, last))
        if running:
            pieces.append(Inside(running))
        return pieces[0] if len(pieces) == 1 else Either(tuple(pieces))

    def _running(self, day: str) -> tuple[str, ...]:
        """Documents dated to a period that began before the day and had not ended."""
        return tuple(key for begun, ended, key in self._periods if begun < day <= ended)
