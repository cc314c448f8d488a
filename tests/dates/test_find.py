"""Expressions of time: where they stand and which days they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.dates.find import find_dates
from dragoman.records import Date, DateOrigin, Precision

WEDNESDAY = Date("2012-03-14", "2012-03-14", Precision.DAY, DateOrigin.METADATA)


def only(text: str, language: str) -> str:
    (found,) = find_dates(text, language=language, published=WEDNESDAY)
    assert text[found.span.start : found.span.end] == found.span.text
    return str(found.date)


@pytest.mark.parametrize(
    ("language", "text", "when"),
    [
        ("en", "It left the bloc on 17 February 2008.", "2008-02-17"),
        ("en", "It left the bloc on February 17, 2008, at noon.", "2008-02-17"),
        ("en", "They fought from 1992 to 1995.", "1992-01-01/1995-12-31"),
        ("en", "They fought in 1992-95.", "1992-01-01/1995-12-31"),
        ("en", "Trade fell in the 1990s.", "1990-01-01/1999-12-31"),
        ("en", "Trade fell in the second quarter of 2010.", "2010-04-01/2010-06-30"),
        ("en", "Talks ended three days ago.", "2012-03-11"),
        ("en", "Talks ended last spring.", "2011-03-01/2011-05-31"),
        ("en", "Talks begin next Monday.", "2012-03-19"),
        ("en", "Talks began on Wednesday.", "2012-03-14"),
        ("en", "Talks began on 2011-11-02.", "2011-11-02"),
        ("sr", "Vlada je 12. marta 2008. godine pala.", "2008-03-12"),
        ("sr", "Vlada je prošle nedelje pala.", "2012-03-05/2012-03-11"),
        ("sr", "Vlada je u nedelju pala.", "2012-03-11"),
        ("sr", "Влада је пре три дана пала.", "2012-03-11"),
        ("sr", "Vlada je letos pala.", "2011-06-01/2011-08-31"),
        ("hr", "Vlada je krajem siječnja pala.", "2012-01-21/2012-01-31"),
        ("hr", "Vlada je u studenom 2010. pala.", "2010-11"),
        ("bs", "Vlada je prije dvije godine pala.", "2010"),
        ("ru", "Кабинет ушёл 12 марта 2008 года.", "2008-03-12"),
        ("ru", "Кабинет ушёл на прошлой неделе.", "2012-03-05/2012-03-11"),
        ("ru", "Кабинет ушёл в 1990-х годах.", "1990-01-01/1999-12-31"),
        ("ru", "Кабинет ушёл год назад.", "2011"),
        ("ru", "Кабинет ушёл во вторник.", "2012-03-13"),
    ],
)
def test_expressions_mean_days(language: str, text: str, when: str) -> None:
    assert only(text, language) == when


@pytest.mark.parametrize(
    "text",
    ["It may march on.", "A sum of 2,008 euros.", "Flight 370 left.", "The fall of the wall.", "On 31 February 2011."],
)
def test_other_words_are_left_alone(text: str) -> None:
    found = find_dates(text, language="en", published=WEDNESDAY)
    assert [each for each in found if each.date and each.date.precision is Precision.DAY] == []


def test_relative_ones_stay_unknown_without_the_day_of_publication() -> None:
    for published in (None, Date("2012-01-01", "2012-12-31", Precision.YEAR, DateOrigin.METADATA)):
        tuesday, stated = find_dates("On Tuesday, as in May 2008, it rained.", language="en", published=published)
        assert tuesday.date is None
        assert "not known" in tuesday.reason
        assert stated.date is not None
        assert stated.date.origin is DateOrigin.STATED


def test_the_origin_is_the_day_of_publication_where_it_was_counted_from_it() -> None:
    (found,) = find_dates("It rained yesterday.", language="en", published=WEDNESDAY)
    assert found.date is not None
    assert found.date.origin is DateOrigin.PUBLICATION


def test_days_and_months_in_figures_that_may_be_either_are_left_alone() -> None:
    assert find_dates("Signed 03/04/2008.", language="en") == ()
    assert str(find_dates("Signed 25/04/2008.", language="en")[0].date) == "2008-04-25"


@given(st.text(max_size=200), st.sampled_from(["en", "ru", "sr", "hr", "bs", "de"]))
def test_spans_slice_back_whatever_the_text(text: str, language: str) -> None:
    for each in find_dates(text, language=language, published=WEDNESDAY):
        assert text[each.span.start : each.span.end] == each.span.text
