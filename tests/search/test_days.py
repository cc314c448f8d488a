"""Days asked for by labels of years and narrow ranges are the same days as by two plain ranges."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.search.building import build, make_document

from dragoman.records import Date, DateOrigin, Precision
from dragoman.search import search
from dragoman.search.days import Days
from dragoman.store.fulltext import Begun, Condition, Either, Inside, Labelled, Published

DAYS = ["2009-12-31", "2010-01-01", "2010-05-17", "2010-12-31", "2011-01-01", "2011-06-30", "2012-01-01", "2013-12-31"]
day = st.sampled_from(DAYS)
dates = st.dictionaries(
    st.integers().map(str), st.tuples(day, day).map(lambda pair: (min(pair), max(pair))), max_size=6
)
side = st.none() | day | st.sampled_from(["1800-01-01", "2999-12-31"])


def holds(condition: Condition, key: str, first: str, last: str) -> bool:
    """The plain meaning of a condition for a document dated so."""
    match condition:
        case Labelled(labels):
            return bool({f"year:{year}" for year in range(int(first[:4]), int(last[:4]) + 1)} & set(labels))
        case Published(begin, end):
            return (begin is None or last >= begin) and (end is None or first <= end)
        case Begun(begin, end):
            return begin <= first <= end
        case Inside(documents):
            return key in documents
        case Either(conditions):
            return any(holds(each, key, first, last) for each in conditions)
        case _:
            raise AssertionError(condition)


@given(dates, side, side)
def test_every_document_that_touches_the_days_is_found_and_no_other(
    of: dict[str, tuple[str, str]], first: str | None, last: str | None
) -> None:
    if first and last and first > last:
        first, last = last, first
    condition = Days(of).touching(first, last)
    for key, (begun, ended) in of.items():
        expected = holds(Published(first, last), key, begun, ended)
        assert holds(condition, key, begun, ended) == expected, condition


def test_whole_years_are_asked_for_by_their_labels() -> None:
    days = Days({"a": ("2008-03-01", "2008-03-01"), "b": ("2011-05-01", "2011-05-01")})
    assert days.touching("2010-01-01", None) == Labelled(("year:2010", "year:2011"))


def test_part_of_a_year_is_one_narrow_range() -> None:
    days = Days({"a": ("2008-03-01", "2008-03-01"), "b": ("2008-01-01", "2008-12-31")})
    assert days.touching("2008-02-01", "2008-04-30") == Either((Begun("2008-02-01", "2008-04-30"), Inside(("b",))))


@pytest.mark.parametrize(
    ("days", "found"),
    [("2008-05..2008-06", 1), ("2006-03..2007-02", 1), ("<=2006-12-31", 0), (">=2009-12", 1), (">2009", 0)],
)
def test_a_document_dated_to_years_is_found_by_any_of_their_days(tmp_path: Path, days: str, found: int) -> None:
    dated = Date("2007-01-01", "2009-12-31", Precision.YEAR, DateOrigin.GIVEN)
    ledger = build(str(tmp_path / "ledger"), replace(make_document("review", "Talks went on."), published=dated))
    assert search(ledger.reader(), f"talks date:{days}").total == found
