"""Intervals of days."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dragoman.dates import intervals

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))


@given(DAYS, st.sampled_from(["day", "week", "weekend", "month", "year", "decade"]), st.integers(-30, 30))
def test_a_shift_is_an_interval_that_ends_after_it_starts(today: date, unit: str, by: int) -> None:
    shifted = intervals.shifted(unit, by, today)
    assert shifted.start <= shifted.end
    if by == 0 and unit != "weekend":
        assert shifted.start <= today <= shifted.end


@given(DAYS, st.integers(1, 7))
def test_a_weekday_is_the_last_one_unless_told_otherwise(today: date, number: int) -> None:
    last = intervals.weekday(number, None, today).start
    assert last.isoweekday() == number
    assert 0 <= (today - last).days < 7
    assert intervals.weekday(number, -1, today).start < today < intervals.weekday(number, 1, today).start


def test_winter_begins_in_the_year_before() -> None:
    assert intervals.season(1, 2012).start == date(2011, 12, 1)
    assert intervals.season(1, 2012).end == date(2012, 2, 29)


def test_parts_of_a_year() -> None:
    year = intervals.year(2012)
    assert intervals.part_of(year, "early").start == year.start
    assert intervals.part_of(year, "late").end == year.end
    assert intervals.fraction(2012, 4, 4).start == date(2012, 10, 1)
