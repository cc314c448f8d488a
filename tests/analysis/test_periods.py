"""A date falls into a period only as a whole."""

from __future__ import annotations

import pytest

from dragoman.analysis.periods import Grain, Undated, Window, dated, period_of
from dragoman.records import Date, DateOrigin, Precision


def date(start: str, end: str) -> Date:
    return Date(start, end, Precision.RANGE, DateOrigin.STATED)


@pytest.mark.parametrize(
    ("start", "end", "month", "year"),
    [
        ("2010-11-04", "2010-11-04", "2010-11", "2010"),
        ("2010-11-01", "2010-11-30", "2010-11", "2010"),
        ("2010-01-01", "2010-12-31", "2010 month unknown", "2010"),
        ("2010-11-29", "2010-12-02", "2010 month unknown", "2010"),
        ("2010-12-30", "2011-01-02", "year unknown", "year unknown"),
    ],
)
def test_no_date_is_made_more_exact(start: str, end: str, month: str, year: str) -> None:
    assert str(period_of(date(start, end), Grain.MONTH)) == month
    assert str(period_of(date(start, end), Grain.YEAR)) == year
    assert str(period_of(None, Grain.YEAR)) == "undated"


def test_periods_stand_in_order_of_time() -> None:
    dates = [date("2011-02-01", "2011-02-01"), date("2010-01-01", "2010-12-31"), date("2010-12-05", "2010-12-05")]
    periods = [period_of(each, Grain.MONTH) for each in (None, date("2009-12-31", "2010-01-01"), *dates)]
    assert [str(each) for each in sorted(periods, key=lambda each: each.order)] == [
        "2010-12",
        "2010 month unknown",
        "2011-02",
        "year unknown",
        "undated",
    ]


def test_a_window_says_when_it_cannot_tell() -> None:
    window = Window("2010-06-01", "2010-12-31")
    assert window.holds(date("2010-06-01", "2010-06-01")) is True
    assert window.holds(date("2010-01-01", "2010-12-31")) is None
    assert window.holds(date("2011-01-01", "2011-12-31")) is False
    assert Window().is_open
    assert Window("2010-06-01").holds(date("2010-01-01", "2010-05-31")) is False


def test_publication_stands_in_only_if_asked() -> None:
    published = Date("2014-03-04", "2014-03-04", Precision.DAY, DateOrigin.METADATA)
    assert dated(None, published, Undated.APART) is None
    stands_in = dated(None, published, Undated.PUBLICATION)
    assert stands_in is not None
    assert stands_in.origin is DateOrigin.PUBLICATION
    own = date("2010-01-01", "2010-12-31")
    assert dated(own, published, Undated.PUBLICATION) is own
    assert dated(None, None, Undated.PUBLICATION) is None
