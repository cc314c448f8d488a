from __future__ import annotations

import pytest

from dragoman.ingest.dating import date_in_url, find_written_date, parse_date
from dragoman.records import DateOrigin, Precision


@pytest.mark.parametrize(
    ("raw", "start"),
    [
        ("2008-02-17", "2008-02-17"),
        ("2008-02-17T23:30:00Z", "2008-02-17"),
        ("2008-02-17T23:30:00.000+01:00", "2008-02-17"),
        ("2008-02-17 23:30", "2008-02-17"),
        ("20080217", "2008-02-17"),
        ("D:20080217093000+01'00'", "2008-02-17"),
        ("Sun, 17 Feb 2008 23:30:00 +0100", "2008-02-17"),
        ("17 February 2008", "2008-02-17"),
        ("February 17, 2008", "2008-02-17"),
        ("Feb. 17, 2008", "2008-02-17"),
        ("17.02.2008.", "2008-02-17"),
        ("17. 2. 2008.", "2008-02-17"),
        ("17/02/2008", "2008-02-17"),
        ("02/17/2008", "2008-02-17"),
        ("17 февраля 2008 г.", "2008-02-17"),
        ("17. фебруар 2008.", "2008-02-17"),
        ("17. februara 2008.", "2008-02-17"),
        ("17. veljače 2008.", "2008-02-17"),
        ("28. studenoga 1995.", "1995-11-28"),
        ("1203282000", "2008-02-17"),
    ],
)
def test_a_day_is_read_however_it_is_written(raw: str, start: str) -> None:
    found = parse_date(raw, origin=DateOrigin.METADATA)
    assert found is not None
    assert (found.start, found.end, found.precision) == (start, start, Precision.DAY)


@pytest.mark.parametrize(
    ("raw", "shown", "precision"),
    [
        ("2008", "2008", Precision.YEAR),
        ("2008-02", "2008-02", Precision.MONTH),
        ("veljača 2008.", "2008-02", Precision.MONTH),
        ("февраль 2008", "2008-02", Precision.MONTH),
        ("March 1878", "1878-03", Precision.MONTH),
        ("03/02/2008", "2008", Precision.YEAR),
    ],
)
def test_no_more_precision_than_the_source_has(raw: str, shown: str, precision: Precision) -> None:
    found = parse_date(raw, origin=DateOrigin.METADATA)
    assert found is not None
    assert (str(found), found.precision) == (shown, precision)


@pytest.mark.parametrize("raw", ["", "soon", "2008-02-30", "0000-00-00", "31.04.2008.", "17 Nonsense 2008", "99"])
def test_what_is_no_date_is_none(raw: str) -> None:
    assert parse_date(raw, origin=DateOrigin.METADATA) is None


def test_an_address_gives_a_day_or_a_month_but_no_bare_year() -> None:
    day = date_in_url("https://example.org/news/2008/02/17/declared.html")
    assert day is not None
    assert (day.start, day.origin) == ("2008-02-17", DateOrigin.URL)
    assert str(date_in_url("https://example.org/2008/02/declared")) == "2008-02"
    assert date_in_url("https://example.org/2008/declared") is None
    assert date_in_url("https://example.org/item/200802171") is None


def test_a_date_is_found_in_a_dateline() -> None:
    assert str(find_written_date("Beograd, 5. ožujka 2004. godine")) == "2004-03-05"
    assert find_written_date("In 1995 nothing more exact is said") is None
