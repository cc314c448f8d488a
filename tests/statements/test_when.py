"""When a claim's act happened."""

from __future__ import annotations

from dragoman.dates.find import find_dates
from dragoman.records import Span
from dragoman.statements.when import given_date, when_of

TEXT = "In 2008 Sofia vetoed the deal that Athens signed in 2011."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def test_the_expression_nearest_the_trigger_counts() -> None:
    found = find_dates(TEXT, language="en")
    assert str(when_of(found, near=span("vetoed"), apart=[])[0]) == "2008"
    assert str(when_of(found, near=span("signed"), apart=[])[0]) == "2011"


def test_expressions_inside_the_object_are_the_objects() -> None:
    found = find_dates(TEXT, language="en")
    date, reason = when_of(found, near=span("signed"), apart=[span("in 2011")])
    assert str(date) == "2008"
    assert "2008" in reason


def test_nothing_is_invented() -> None:
    assert when_of([], near=span("vetoed"), apart=[])[0] is None
    assert when_of(find_dates(TEXT, language="en"), near=None, apart=[])[0] is None


def test_only_a_full_day_lets_relative_expressions_count() -> None:
    assert str(given_date("2014-05-31")) == "2014-05-31"
    assert given_date("2014-05") is None
    assert given_date(None) is None
