"""Whether two reports may tell of one day: by the dates they state, else by when they were published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.linking.facts import Fact, contradiction
from dragoman.records import Date, DateOrigin

FEW_DAYS = 3
"""So long after a happening, and so far from each other, reports without a date may tell of it."""

_STATED = ((1, 0.35), (3, 0.3), (7, 0.2), (31, 0.1), (92, 0.05))
"""Up to so many days in the wider of two stated dates -> what their overlap adds."""
_AFTER, _TOGETHER, _EACH_DAY_LESS = 0.25, 0.2, 0.05
_NARROW = 7


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last day, counted from the year 1."""

    first: int
    last: int

    @property
    def width(self) -> int:
        """How many days."""
        return self.last - self.first + 1

    def gap(self, other: Days) -> int:
        """Days between the two; 0 where they overlap."""
        return max(0, self.first - other.last, other.first - self.last)

    def __str__(self) -> str:
        first, last = (date.fromordinal(day).isoformat() for day in (self.first, self.last))
        return first if first == last else f"{first} to {last}"


def days_of(when: Date | None) -> Days | None:
    """The days of a date; None for one that only repeats the publication's."""
    if when is None or when.origin is DateOrigin.PUBLICATION:
        return None
    return Days(date.fromisoformat(when.start).toordinal(), date.fromisoformat(when.end).toordinal())


def compare_days(a: Days | None, b: Days | None, *, published_a: Days | None, published_b: Days | None) -> Fact:
    """What the dates of two reports say: of the happening where stated, of publication with less weight."""
    if a and b:
        return _both_stated(a, b)
    if a or b:
        stated, published = (a, published_b) if a else (b, published_a)
        return _one_stated(stated, published) if stated else contradiction("no date")
    return _none_stated(published_a, published_b)


def _both_stated(a: Days, b: Days) -> Fact:
    if a.gap(b):
        return contradiction(f"{a} is not {b}")
    wide = max(a.width, b.width)
    score = next((score for width, score in _STATED if wide <= width), 0.0)
    return Fact(score, f"both tell of {a}" if a == b else f"{a} and {b} overlap")


def _one_stated(stated: Days, published: Days | None) -> Fact:
    if published is None:
        return contradiction("one text has neither a date nor a day of publication")
    if published.last < stated.first:
        return contradiction(f"published {published}, before {stated}")
    gap = max(0, published.first - stated.last)
    if gap > FEW_DAYS:
        return contradiction(f"published {published}, {gap} days after {stated}")
    narrow = max(stated.width, published.width) <= _NARROW
    score = _AFTER - gap * _EACH_DAY_LESS if narrow else 0.0
    return Fact(score, f"one tells of {stated}, the other was published {published} and states no date")


def _none_stated(a: Days | None, b: Days | None) -> Fact:
    if a is None or b is None:
        return contradiction("neither a date nor a day of publication to compare")
    gap = a.gap(b)
    if gap > FEW_DAYS:
        return contradiction(f"published {gap} days apart, and neither states a date")
    narrow = max(a.width, b.width) <= _NARROW
    score = _TOGETHER - gap * _EACH_DAY_LESS if narrow else 0.0
    apart = f"{gap} {'day' if gap == 1 else 'days'} apart" if gap else f"together ({a})"
    return Fact(score, f"published {apart}, and neither states a date")
