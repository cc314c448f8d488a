"""``dragoman timeline`` as a user meets it, and the options that views of events share."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.analysis.building import written

from dragoman.cli.group import dragoman
from dragoman.cli.timeline import days_of
from dragoman.errors import UsageError
from dragoman.store import create_ledger


def run(*arguments: str) -> Result:
    return CliRunner().invoke(dragoman, ["timeline", *arguments])


def rows(*arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*arguments, "--json").stdout.splitlines()]


@pytest.fixture
def ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    address = str(tmp_path / "ledger")
    monkeypatch.setenv("DRAGOMAN_LEDGER", address)
    return written(create_ledger(address))


def test_the_list_as_table_json_and_csv(ids: dict[str, str]) -> None:
    assert "Boris Tadić" in run().stdout
    shown = rows()
    assert [(row["date"], row["precision"]) for row in shown] == [
        ("2010", "year"),
        ("2010-11-04", "day"),
        ("2013-04-19", "day"),
        ("2013-04-19", "day"),
        (None, None),
    ]
    assert shown[0]["statements"] == [ids["reply"]]
    assert (shown[0]["quad"], shown[0]["score"]) == (4, -5.5)
    read = list(csv.DictReader(io.StringIO(run("--csv").stdout)))
    assert [row["reports"] for row in read] == ["1", "2", "1", "1", "1"]


def test_the_list_is_filtered(ids: dict[str, str]) -> None:
    for options, dates in (
        (["--type", "sanction"], ["2010"]),
        (["--actor", "HRV", "--min-reports", "2"], ["2010-11-04"]),
        (["--since", "2011", "--undated", "publication"], ["2013-04-19", "2013-04-19", "2014-03-04"]),
        (["--until", "2010-11"], ["2010-11-04"]),
        (["--min-confidence", "0.95"], []),
        (["--document", "blame"], [None]),
        (["--limit", "1"], ["2010"]),
    ):
        assert [row["date"] for row in rows(*options)] == dates
    said = run("--until", "2010-11").stderr
    assert "1 event left out whose date is too rough" in said
    assert "1 event without a date left out" in said


def test_what_does_not_exist_is_refused(ids: dict[str, str]) -> None:
    for options in (
        ["--type", "X"],
        ["--category", "X"],
        ["--document", "nine"],
        ["--since", "2011", "--until", "2010"],
    ):
        assert isinstance(run(*options).exception, UsageError)


def test_days_of_a_day_a_month_a_year() -> None:
    assert days_of("--since", "2012-02") == ("2012-02-01", "2012-02-29")
    assert days_of("--since", "2012") == ("2012-01-01", "2012-12-31")
    assert days_of("--since", "2012-02-03") == ("2012-02-03", "2012-02-03")
    for wrong in ("", "12", "2012-13", "2012-02-30", "2012-2", "2012-02-03-04", "soon"):
        with pytest.raises(UsageError):
            days_of("--since", wrong)
