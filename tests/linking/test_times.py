"""Dates of two reports, stated or of publication."""

from __future__ import annotations

from datetime import date

from tests.linking.building import stated

from dragoman.linking.facts import Fact
from dragoman.linking.times import Days, compare_days, days_of
from dragoman.records import Date, DateOrigin, Precision


def days(first: str, last: str | None = None) -> Days:
    return Days(date.fromisoformat(first).toordinal(), date.fromisoformat(last or first).toordinal())


DAY, NEXT, YEAR = days("2014-03-04"), days("2014-03-05"), days("2014-01-01", "2014-12-31")


def found(a: Days | None, b: Days | None, published_a: Days | None = None, published_b: Days | None = None) -> Fact:
    one = compare_days(a, b, published_a=published_a, published_b=published_b)
    other = compare_days(b, a, published_a=published_b, published_b=published_a)
    assert (one.score, one.contradicts) == (other.score, other.contradicts)
    return one


def test_the_narrower_both_dates_the_more_their_overlap_says() -> None:
    scores = [
        found(DAY, other).score
        for other in (DAY, days("2014-03-03", "2014-03-09"), days("2014-03-01", "2014-03-31"), YEAR)
    ]
    assert scores == sorted(set(scores), reverse=True)
    assert scores[-1] == 0
    assert not found(DAY, YEAR).contradicts


def test_dates_that_do_not_overlap_contradict() -> None:
    assert found(DAY, NEXT).contradicts
    assert "2014-03-04 is not 2014-03-05" in compare_days(DAY, NEXT, published_a=None, published_b=None).detail


def test_without_a_date_a_report_is_of_the_days_before_its_publication() -> None:
    fits = [day for day in range(1, 15) if not found(DAY, None, None, days(f"2014-03-{day:02d}")).contradicts]
    assert fits == [4, 5, 6, 7]


def test_publication_says_less_than_a_date_and_less_the_further_apart() -> None:
    together = found(None, None, DAY, DAY)
    assert found(DAY, DAY).score > together.score > found(None, None, DAY, NEXT).score > 0
    assert found(None, None, DAY, days("2014-03-08")).contradicts
    assert found(None, None, YEAR, YEAR).score == 0


def test_without_any_day_nothing_is_linked() -> None:
    assert found(None, None, None, DAY).contradicts
    assert found(DAY, None).contradicts


def test_a_date_that_repeats_the_publication_is_none() -> None:
    assert days_of(Date("2014-03-04", "2014-03-04", Precision.DAY, DateOrigin.PUBLICATION)) is None
    assert days_of(stated("2014-03-04")) == DAY
