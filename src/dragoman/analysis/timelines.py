"""Events in order of date, each with the reports that fit what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date as day
from typing import TYPE_CHECKING

from dragoman.analysis.periods import Undated, Window, dated
from dragoman.analysis.signs import mean_score, quad_of, score_of
from dragoman.linking import link_events
from dragoman.store.reader import StatementFilter

if TYPE_CHECKING:
    from dragoman.linking import Event
    from dragoman.records import Date
    from dragoman.store import LedgerReader, StoredStatement

EVENTS = StatementFilter(kinds=("event",))
"""Every event."""
EVERYTHING = StatementFilter()
"""Statements of every kind."""
ANY_TIME = Window()
"""No limit of time."""


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with the reports of it that fit; ``date`` is the one that counts, with precision and origin."""

    event: Event
    told: tuple[StoredStatement, ...]
    date: Date | None

    @property
    def quad(self) -> int:
        """The quad class."""
        return quad_of(self.event.type)

    @property
    def score(self) -> float:
        """The mean PLOVER score of the reports."""
        return mean_score(score_of(each.statement) for each in self.told) or 0.0

    @property
    def statements(self) -> tuple[str, ...]:
        """Ids of the reports."""
        return tuple(each.id for each in self.told)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events by date, the undated last. A window leaves out ``undated`` events and those dated ``too_roughly``."""

    happenings: tuple[Happening, ...]
    too_roughly: int = 0
    undated: int = 0


def timeline(
    reader: LedgerReader,
    wanted: StatementFilter = EVENTS,
    *,
    window: Window = ANY_TIME,
    undated: Undated = Undated.APART,
    min_reports: int = 1,
) -> Timeline:
    """The events with a report that fits, in order of date; only actual and ongoing ones are events."""
    wanted = replace(wanted, kinds=EVENTS.kinds)
    fitting = None if wanted == EVENTS else {each.id for each in reader.statements(wanted)}
    found = [
        Happening(event, told, event_date(event, undated))
        for event in link_events(reader).events
        if event.reports >= min_reports
        and (told := tuple(each for each in event.members if fitting is None or each.id in fitting))
    ]
    return within(sorted(found, key=_order), window)


def within(happenings: Sequence[Happening], window: Window) -> Timeline:
    """Those that surely lie in the window, with how many could not be placed."""
    if window.is_open:
        return Timeline(tuple(happenings))
    held = [window.holds(each.date) if each.date else None for each in happenings]
    inside = tuple(each for each, holds in zip(happenings, held, strict=True) if holds)
    undated = sum(each.date is None for each in happenings)
    return Timeline(inside, held.count(None) - undated, undated)


def event_date(event: Event, undated: Undated) -> Date | None:
    """The event's own date; else the narrowest that a report counts from its publication ("on Tuesday")."""
    relative = [each.statement.date for each in event.members if each.statement.date]
    own = event.date or min(relative, key=_width, default=None)
    published = [each.document.published for each in event.members if each.document.published]
    return dated(own, min(published, key=lambda each: (each.start, each.end), default=None), undated)


def _width(date: Date) -> tuple[int, str]:
    return (day.fromisoformat(date.end) - day.fromisoformat(date.start)).days, date.start


def _order(happening: Happening) -> tuple[str, str, str, str]:
    date, published = happening.date, happening.event.members[0].document.published
    return (
        date.start if date else "9999",
        date.end if date else "9999",
        published.start if published else "9999",
        happening.event.id,
    )
