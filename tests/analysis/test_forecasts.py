"""Forecasts and whether their time has come."""

from __future__ import annotations

from datetime import date

import pytest
from tests.analysis.building import forecast

from dragoman.analysis import Outlook, forecasts
from dragoman.store import Ledger


def the_one(ledger: Ledger, on: str = "2020-01-01") -> Outlook:
    (found,) = forecasts(ledger.reader(), on=date.fromisoformat(on))
    return found


@pytest.mark.parametrize(
    ("horizon", "until", "due"),
    [
        ("by 2015", "2015", "due"),
        ("by 2030", "2030", "open"),
        ("next year", "2015", "due"),
        ("within ten years", "2014-06-10/2024-06-10", "open"),
        ("one day", None, "unknown"),
        ("in 2016 or in 2018", None, "unknown"),
        ("in 2009", None, "unknown"),
    ],
)
def test_a_horizon_is_dated_by_its_own_words(ledger: Ledger, horizon: str, until: str | None, due: str) -> None:
    forecast(ledger, "one", f"Croatia says Serbia may recognise Kosovo {horizon}.", horizon, published="2014-06-10")
    found = the_one(ledger)
    assert (str(found.until) if found.until else None, found.due) == (until, due)
    assert (found.hedge, found.likelihood, found.horizon) == ("may", "likely", horizon)
    (speaker,) = found.speakers
    assert speaker.actor is not None
    assert speaker.actor.resolved.actor == "HRV"


def test_without_horizon_or_day_of_publication_nothing_is_known(ledger: Ledger) -> None:
    forecast(ledger, "one", "Croatia says Serbia may recognise Kosovo.", None, published="2014-06-10")
    assert the_one(ledger).due == "unknown"
    assert the_one(ledger).reason == "no horizon stated"


def test_relative_words_need_the_day_of_publication(ledger: Ledger) -> None:
    forecast(ledger, "one", "Croatia says Serbia may recognise Kosovo next year.", "next year", published=None)
    assert the_one(ledger).until is None


def test_a_forecast_is_open_to_the_last_day_and_unmade_before_its_publication(ledger: Ledger) -> None:
    text = "Croatia says Serbia may recognise Kosovo in 2015."
    forecast(ledger, "one", text, "in 2015", published="2014-06-10")
    assert [the_one(ledger, on).due for on in ("2014-06-09", "2014-06-10", "2015-12-31", "2016-01-01")] == [
        "later",
        "open",
        "open",
        "due",
    ]
