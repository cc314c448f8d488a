"""Months and years that dates fall into, and no more than the dates say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from dragoman.records import Date, DateOrigin


class Grain(StrEnum):
    """How long the periods of a series are."""

    MONTH = "month"
    YEAR = "year"


class Undated(StrEnum):
    """What becomes of a claim whose text says no day: it stays apart, or the day of publication stands in."""

    APART = "apart"
    PUBLICATION = "publication"


class PeriodKind(StrEnum):
    """What is known of a date at the asked grain."""

    MONTH = "month"
    YEAR = "year"
    MONTH_UNKNOWN = "month unknown"
    YEAR_UNKNOWN = "year unknown"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Period:
    """A month, a year, or what stands in its place where a date is too rough or missing."""

    kind: PeriodKind
    year: str | None = None
    month: str | None = None

    def __str__(self) -> str:
        if self.kind is PeriodKind.MONTH_UNKNOWN:
            return f"{self.year} {self.kind}"
        return self.month or self.year or str(self.kind)

    @property
    def order(self) -> tuple[str, str, str]:
        """By time; a year without its month after the months of that year, what has no year last."""
        last = "9999" if self.kind is PeriodKind.UNDATED else "9998"
        return self.year or last, self.month or "9999-99", self.kind


def period_of(date: Date | None, grain: Grain) -> Period:
    """The period a date lies in as a whole.

    >>> str(period_of(Date("2008-01-01", "2008-12-31", Precision.YEAR, DateOrigin.STATED), Grain.MONTH))
    '2008 month unknown'
    """
    if date is None:
        return Period(PeriodKind.UNDATED)
    year, month = date.start[:4], date.start[:7]
    if year != date.end[:4]:
        return Period(PeriodKind.YEAR_UNKNOWN)
    if grain is Grain.YEAR:
        return Period(PeriodKind.YEAR, year)
    if month != date.end[:7]:
        return Period(PeriodKind.MONTH_UNKNOWN, year)
    return Period(PeriodKind.MONTH, year, month)


@dataclass(frozen=True, slots=True)
class Window:
    """From the first to the last ISO day, both included; an open side is ``None``."""

    first: str | None = None
    last: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it lets everything in."""
        return self.first is None and self.last is None

    def holds(self, date: Date) -> bool | None:
        """Whether a date lies within; None where only a part of its days does, so that nobody can say."""
        first, last = self.first or "", self.last or "9999"
        if first <= date.start and date.end <= last:
            return True
        return False if date.end < first or last < date.start else None


def dated(date: Date | None, published: Date | None, undated: Undated) -> Date | None:
    """The date that counts: the text's own, else that of publication if it is asked to stand in."""
    if date is not None or published is None or undated is Undated.APART:
        return date
    return replace(published, origin=DateOrigin.PUBLICATION)
