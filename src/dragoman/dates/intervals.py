"""Intervals of days with their precision, and how relative ones follow from a day."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.records import Precision

_SEASONS = {1: (12, 2), 2: (3, 5), 3: (6, 8), 4: (9, 11)}
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from ``start`` to ``end``, both included."""

    start: date
    end: date
    precision: Precision


def day(when: date) -> Interval:
    """One day."""
    return Interval(when, when, Precision.DAY)


def days(start: date, end: date) -> Interval:
    """A stretch of days."""
    return Interval(start, end, Precision.RANGE)


def month(year: int, number: int) -> Interval:
    """A calendar month."""
    return Interval(date(year, number, 1), _last(year, number), Precision.MONTH)


def year(number: int) -> Interval:
    """A calendar year."""
    return Interval(date(number, 1, 1), date(number, 12, 31), Precision.YEAR)


def years(first: int, last: int) -> Interval:
    """Calendar years, both included."""
    return Interval(date(first, 1, 1), date(last, 12, 31), Precision.RANGE)


def season(number: int, of_year: int) -> Interval:
    """A season of the northern year; winter is the one that begins in December of the year before."""
    first, last = _SEASONS[number]
    start_year = of_year - 1 if first > last else of_year
    return Interval(date(start_year, first, 1), _last(of_year, last), Precision.RANGE)


def part_of(whole: Interval, part: str) -> Interval:
    """The first, middle or last third of an interval."""
    third = (whole.end - whole.start).days // 3
    if part == "early":
        return days(whole.start, whole.start + timedelta(third))
    if part == "middle":
        return days(whole.start + timedelta(third), whole.end - timedelta(third))
    return days(whole.end - timedelta(third), whole.end)


def fraction(of_year: int, number: int, parts: int) -> Interval:
    """A half or a quarter of a year."""
    length = 12 // parts
    return Interval(date(of_year, (number - 1) * length + 1, 1), _last(of_year, number * length), Precision.RANGE)


def shifted(unit: str, by: int, today: date) -> Interval:
    """The day, week, weekend, month, year or decade that lies so many of them from that of today."""
    if unit == "day":
        return day(today + timedelta(by))
    if unit in {"week", "weekend"}:
        monday = today - timedelta(today.weekday()) + timedelta(_WEEK * by)
        first = 5 if unit == "weekend" else 0
        return days(monday + timedelta(first), monday + timedelta(6))
    if unit == "month":
        count = today.year * 12 + today.month - 1 + by
        return month(count // 12, count % 12 + 1)
    if unit == "year":
        return year(today.year + by)
    first_year = today.year // 10 * 10 + 10 * by
    return years(first_year, first_year + 9)


def stretch(unit: str, count: int, today: date) -> Interval:
    """The last (negative count) or coming days, weeks, months, years up to or from today."""
    if unit in {"month", "year", "decade"}:
        months = count * {"month": 1, "year": 12, "decade": 120}[unit]
        other = _add_months(today, months)
    else:
        other = today + timedelta(count * (1 if unit == "day" else _WEEK))
    return days(min(other, today), max(other, today))


def ago(unit: str, count: int, today: date) -> Interval:
    """What lies so many units away, as exact as the unit: weeks a range, months a month, years a year."""
    if unit == "decade":
        return shifted("year", 10 * count, today)
    return shifted(unit, count, today)


def weekday(number: int, shift: int | None, today: date) -> Interval:
    """A weekday: the last one up to today if nothing is said, else of the week before or after."""
    back = (today.isoweekday() - number) % _WEEK
    if shift is None or shift == 0:
        return day(today - timedelta(back))
    if shift < 0:
        return day(today - timedelta(back or _WEEK))
    return day(today + timedelta((number - today.isoweekday()) % _WEEK or _WEEK))


def nearest_year(month_number: int, today: date) -> int:
    """The year in which a month lies nearest to today."""
    return min(
        (today.year - 1, today.year, today.year + 1),
        key=lambda y: abs((y - today.year) * 12 + month_number - today.month),
    )


def valid_day(year_: int, month_: int, day_: int) -> date | None:
    """The day, or None where the calendar has none."""
    try:
        return date(year_, month_, day_)
    except ValueError:
        return None


def _last(year_: int, month_: int) -> date:
    return date(year_, month_, calendar.monthrange(year_, month_)[1])


def _add_months(when: date, months: int) -> date:
    count = when.year * 12 + when.month - 1 + months
    last = _last(count // 12, count % 12 + 1)
    return last.replace(day=min(when.day, last.day))
