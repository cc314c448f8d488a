"""What expressions of time look like, as patterns over words, and the interval each stands for.

A pattern is a line of elements: D day of the month, M month, Y year, W weekday (W+ in a sentence about what will
be), S season, U unit, H last/this/next, X the same of stretches, N number, P early/mid/late, O ordinal, T today and
the like, C decade, K number of a century, Q quarter as in Q3, L last year and Z last season in one word; small
letters are the words of ``words.tsv`` with that role, ``=a|b`` these words, ``<`` before what must stand before the
expression, ``?`` after what may be missing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.dates import intervals
from dragoman.dates.intervals import Interval

Values = Sequence[str]
Absolute = Callable[[Values], Interval | None]
Relative = Callable[[Values, date], Interval | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with what it stands for; a relative one needs the day of publication."""

    pattern: str
    languages: frozenset[str]
    absolute: Absolute | None = None
    relative: Relative | None = None


def _day(year: str, month: str, day: str) -> Interval | None:
    when = intervals.valid_day(int(year), int(month), int(day))
    return intervals.day(when) if when else None


def _days(first: str, last: str, month: str, year: str) -> Interval | None:
    start = intervals.valid_day(int(year), int(month), int(first))
    end = intervals.valid_day(int(year), int(month), int(last))
    return intervals.days(start, end) if start and end and start < end else None


def _long_days(values: Values) -> Interval | None:
    first_day, first_month, last_day, last_month, year = values
    start = intervals.valid_day(int(year), int(first_month), int(first_day))
    end = intervals.valid_day(int(year), int(last_month), int(last_day))
    return intervals.days(start, end) if start and end and start < end else None


def _months(first: str, last: str, year: str) -> Interval | None:
    start, end = intervals.month(int(year), int(first)), intervals.month(int(year), int(last))
    return intervals.days(start.start, end.end) if start.start < end.start else None


def _years(first: str, last: str) -> Interval | None:
    end = last if len(last) == len(first) else first[: len(first) - len(last)] + last
    return intervals.years(int(first), int(end)) if int(first) < int(end) else None


def _half_of_decade(half: str, decade: str) -> Interval | None:
    first = int(decade) + (5 if half == "2" else 0)
    return intervals.years(first, first + 4)


def _part_of_century(part: str, number: str) -> Interval | None:
    whole = _century(number)
    return intervals.part_of(whole, part) if whole else None


def _part_of_current(part: str, unit: str, now: date) -> Interval | None:
    """``by the end of the year``: of the one that runs."""
    return intervals.part_of(intervals.shifted(unit, 0, now), part) if unit in {"month", "year", "decade"} else None


def _century(number: str) -> Interval | None:
    first = (int(number) - 1) * 100 + 1
    return intervals.years(first, first + 99) if 0 < int(number) < 22 else None  # noqa: PLR2004 - known centuries


def _day_of_nearest_year(month: str, day: str, today: date) -> Interval | None:
    return _day(str(intervals.nearest_year(int(month), today)), month, day)


def _month_shifted(shift: str, month: str, today: date) -> Interval:
    """``last March`` is the last one before today's month, ``next March`` the first after it."""
    number, year = int(month), today.year
    if int(shift) < 0 and number >= today.month:
        year -= 1
    if int(shift) > 0 and number <= today.month:
        year += 1
    return intervals.month(year, number)


def _season_shifted(shift: str, season: str, today: date) -> Interval:
    """``last spring`` is the last one that is over, ``next spring`` the first that has not begun."""
    candidates = [intervals.season(int(season), today.year + k) for k in (-2, -1, 0, 1, 2)]
    if int(shift) < 0:
        return [each for each in candidates if each.end < today][-1]
    if int(shift) > 0:
        return next(each for each in candidates if each.start > today)
    return min(candidates, key=lambda each: abs((each.start - today).days + 45))


def _season_begun(season: str, today: date) -> Interval:
    """``letos``: the last such season that has begun."""
    candidates = [intervals.season(int(season), today.year + k) for k in (-1, 0, 1)]
    return [each for each in candidates if each.start <= today][-1]


def _of_nearest_year(season: str, today: date) -> Interval:
    return _season_shifted("0", season, today)


def _rules() -> tuple[Rule, ...]:
    english, russian, slavic = frozenset({"en"}), frozenset({"ru"}), frozenset({"sr"})
    every, both = english | russian | slavic, russian | slavic
    return (
        # Stated in full
        Rule("weekday? ,? D =of? M ,? Y yearword?", every, lambda v: _day(v[2], v[1], v[0])),
        Rule("weekday? ,? M D ,? Y", english, lambda v: _day(v[2], v[0], v[1])),
        Rule("D - D M ,? Y yearword?", every, lambda v: _days(v[0], v[1], v[2], v[3])),
        Rule("D =to|until|and|do|i|по|и|до D M Y yearword?", every, lambda v: _days(v[0], v[1], v[2], v[3])),
        Rule("D M =to|until|and|do|i|по|и|до D M Y yearword?", every, _long_days),
        Rule("M =to|until|and|do|i|по|и|до M Y yearword?", every, lambda v: _months(v[0], v[1], v[2])),
        Rule("M - M Y yearword?", every, lambda v: _months(v[0], v[1], v[2])),
        Rule("Q Y", every, lambda v: intervals.fraction(int(v[1]), int(v[0]), 4)),
        Rule("S =of? Y -/ D2 yearword?", every, lambda v: intervals.season(int(v[0]), int(v[1]) + 1)),
        Rule("M D - D , Y", english, lambda v: _days(v[1], v[2], v[0], v[3])),
        Rule("M =of? Y yearword?", every, lambda v: intervals.month(int(v[1]), int(v[0]))),
        Rule(
            "P =of|the|-? M Y yearword?",
            every,
            lambda v: intervals.part_of(intervals.month(int(v[2]), int(v[1])), v[0]),
        ),
        Rule("P =of|the|-? Y yearword?", every, lambda v: intervals.part_of(intervals.year(int(v[1])), v[0])),
        Rule("S =of? Y yearword?", every, lambda v: intervals.season(int(v[0]), int(v[1]))),
        Rule("O quarter =of? Y yearword?", every, lambda v: intervals.fraction(int(v[1]), int(v[0]), 4)),
        Rule("O half =of? Y yearword?", every, lambda v: intervals.fraction(int(v[1]), int(v[0]), 2)),
        Rule("Y -/ Y yearword?", every, lambda v: _years(v[0], v[1])),
        Rule("Y -/ D2 yearword?", every, lambda v: _years(v[0], v[1])),
        Rule("Y =to|until|and|do|i|по|и|до Y yearword?", every, lambda v: _years(v[0], v[1])),
        Rule("Y yearword", both, lambda v: intervals.year(int(v[0]))),
        Rule("<prep Y", every, lambda v: intervals.year(int(v[0]))),
        Rule("<( Y", every, lambda v: intervals.year(int(v[0]))),
        Rule("<the Y", english, lambda v: intervals.year(int(v[0]))),
        Rule("P =of? =the? C", every, lambda v: intervals.part_of(intervals.years(int(v[1]), int(v[1]) + 9), v[0])),
        Rule("C yearword?", every, lambda v: intervals.years(int(v[0]), int(v[0]) + 9)),
        Rule("O half =of? =the? C", every, lambda v: _half_of_decade(v[0], v[1])),
        Rule("K century", every, lambda v: _century(v[0])),
        Rule("P =of? =the? K century", every, lambda v: _part_of_century(v[0], v[1])),
        # Counted from the day of publication
        Rule("T", every, relative=lambda v, now: intervals.shifted("day", int(v[0]), now)),
        Rule("=the? =day =before =yesterday", english, relative=lambda _, now: intervals.shifted("day", -2, now)),
        Rule("=the? =day =after =tomorrow", english, relative=lambda _, now: intervals.shifted("day", 2, now)),
        Rule("<prep W", every, relative=lambda v, now: intervals.weekday(int(v[0]), None, now)),
        Rule("<prep W+", every, relative=lambda v, now: intervals.weekday(int(v[0]), 1, now)),
        Rule("Wen", english, relative=lambda v, now: intervals.weekday(int(v[0]), None, now)),
        Rule("H U", every, relative=lambda v, now: intervals.shifted(v[1], int(v[0]), now)),
        Rule("H W", every, relative=lambda v, now: intervals.weekday(int(v[1]), int(v[0]), now)),
        Rule("U H", slavic, relative=lambda v, now: intervals.shifted(v[0], int(v[1]), now)),
        Rule("=earlier|later H0 U", english, relative=lambda v, now: intervals.shifted(v[1], 0, now)),
        Rule("H S", every, relative=lambda v, now: _season_shifted(v[0], v[1], now)),
        Rule("H M", every, relative=lambda v, now: _month_shifted(v[0], v[1], now)),
        Rule("P =of? =the? U", every, relative=lambda v, now: _part_of_current(v[0], v[1], now)),
        Rule("=last =night|evening", english, relative=lambda _, now: intervals.shifted("day", -1, now)),
        Rule("=this =morning|afternoon|evening", english, relative=lambda _, now: intervals.day(now)),
        Rule("M H U", both, relative=lambda v, now: intervals.month(now.year + int(v[1]), int(v[0]))),
        Rule(
            "D M H U",
            both,
            relative=lambda v, now: _day(str(now.year + int(v[2])), v[1], v[0]) if v[3] == "year" else None,
        ),
        Rule("P H U", every, relative=lambda v, now: intervals.part_of(intervals.shifted(v[2], int(v[1]), now), v[0])),
        Rule(
            "P =of|the H U",
            english,
            relative=lambda v, now: intervals.part_of(intervals.shifted(v[2], int(v[1]), now), v[0]),
        ),
        Rule("L", slavic, relative=lambda v, now: intervals.year(now.year + int(v[0]))),
        Rule("Z", slavic, relative=lambda v, now: _season_begun(v[0], now)),
        Rule("N =of? U ago", frozenset({"en", "ru"}), relative=lambda v, now: intervals.ago(v[1], -int(v[0]), now)),
        Rule("U ago", russian, relative=lambda v, now: intervals.ago(v[0], -1, now)),
        Rule("before N U", slavic, relative=lambda v, now: intervals.ago(v[1], -int(v[0]), now)),
        Rule("before U =dana", slavic, relative=lambda v, now: intervals.ago(v[0], -1, now)),
        Rule("after U =dana", slavic, relative=lambda v, now: intervals.ago(v[0], 1, now)),
        Rule("after U", russian, relative=lambda v, now: intervals.ago(v[0], 1, now)),
        Rule("after N U", both, relative=lambda v, now: intervals.ago(v[1], int(v[0]), now)),
        Rule("within N U", english, relative=lambda v, now: intervals.stretch(v[1], int(v[0]), now)),
        Rule("=in N U", english, relative=lambda v, now: intervals.ago(v[1], int(v[0]), now)),
        Rule("X N =of? U", every, relative=lambda v, now: intervals.stretch(v[2], int(v[0]) * int(v[1]), now)),
        Rule("N X U", both, relative=lambda v, now: intervals.stretch(v[2], int(v[0]) * int(v[1]), now)),
        # Day and month or season without a year: the nearest
        Rule("D M", every, relative=lambda v, now: _day_of_nearest_year(v[1], v[0], now)),
        Rule("M D", english, relative=lambda v, now: _day_of_nearest_year(v[0], v[1], now)),
        Rule("P =of|the|-? M", every, relative=_part_of_nearest),
        Rule("<prep M", every, relative=lambda v, now: _nearest_month(v[0], now)),
        Rule("<the S", english, relative=lambda v, now: _of_nearest_year(v[0], now)),
        Rule("<prep S", slavic, relative=lambda v, now: _of_nearest_year(v[0], now)),
    )


def _nearest_month(month: str, now: date) -> Interval:
    return intervals.month(intervals.nearest_year(int(month), now), int(month))


def _part_of_nearest(values: Values, now: date) -> Interval:
    return intervals.part_of(_nearest_month(values[1], now), values[0])


RULES = _rules()
