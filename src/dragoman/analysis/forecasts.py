"""Forecasts: who foresees what, how surely, for when, and whether that time has come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date as day
from enum import StrEnum
from typing import TYPE_CHECKING

from dragoman.analysis.timelines import EVERYTHING
from dragoman.dates.find import DateExpression, find_dates
from dragoman.store.reader import StatementFilter

if TYPE_CHECKING:
    from dragoman.records import Attribution, Date
    from dragoman.store import LedgerReader, StoredStatement


class Due(StrEnum):
    """How a forecast's horizon lies to a day."""

    OPEN = "open"
    DUE = "due"
    UNKNOWN = "unknown"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """A forecast. ``speakers`` are outermost first; ``until`` is the horizon as a date, where it can be dated.

    ``due`` once the last day of the horizon is past; ``reason`` says how that was found.
    """

    stored: StoredStatement
    speakers: tuple[Attribution, ...]
    hedge: str | None
    likelihood: str
    horizon: str | None
    until: Date | None
    due: Due
    reason: str


def forecasts(reader: LedgerReader, wanted: StatementFilter = EVERYTHING, *, on: day) -> tuple[Outlook, ...]:
    """The forecasts that fit, in the order of the texts, as they stand on a day."""
    told = reader.statements(replace(wanted, kinds=("forecast",)))
    return tuple(_outlook(each, on.isoformat()) for each in told)


def _outlook(stored: StoredStatement, on: str) -> Outlook:
    said = stored.statement.forecast
    horizon = said.horizon if said else None
    until, reason = horizon_of(stored, horizon)
    published = stored.document.published
    due = Due.UNKNOWN
    if published and published.start > on:
        due = Due.LATER
    elif until:
        due = Due.DUE if until.end < on else Due.OPEN
    return Outlook(
        stored=stored,
        speakers=stored.statement.attribution,
        hedge=said.hedge.text if said and said.hedge else None,
        likelihood=said.likelihood if said else "unstated",
        horizon=horizon,
        until=until,
        due=due,
        reason=reason,
    )


def horizon_of(stored: StoredStatement, horizon: str | None) -> tuple[Date | None, str]:
    """The horizon as a date, read in its sentence, and how; None where its words name none or several."""
    if horizon is None:
        return None, "no horizon stated"
    found = {each.date: each for each in _expressions(stored, horizon)}
    if not found:
        return None, f"“{horizon}” names no date"
    (until, expression), *others = found.items()
    if until is None or others:
        return None, f"“{horizon}” names several dates" if others else expression.reason
    published = stored.document.published
    if published and until.end < published.start:
        return None, f"{expression.reason}, but that is before publication"
    return until, expression.reason


def _expressions(stored: StoredStatement, horizon: str) -> Iterator[DateExpression]:
    """Dates in the horizon's words; within the sentence, whose verbs say whether a weekday is past or to come."""
    sentence, document = stored.statement.sentence.text, stored.document
    at = sentence.find(horizon)
    if at >= 0 and sentence.count(horizon) == 1:
        for each in find_dates(sentence, language=document.language, published=document.published):
            if each.span.start < at + len(horizon) and at < each.span.end:
                yield each
    else:
        yield from find_dates(horizon, language=document.language, published=document.published)
