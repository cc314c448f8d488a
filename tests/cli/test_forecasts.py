"""``dragoman forecasts`` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.analysis.building import forecast

from dragoman.cli.group import dragoman
from dragoman.errors import UsageError
from dragoman.store import create_ledger


def run(*arguments: str) -> Result:
    return CliRunner().invoke(dragoman, ["forecasts", *arguments])


def rows(*arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*arguments, "--json").stdout.splitlines()]


@pytest.fixture
def ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    address = str(tmp_path / "ledger")
    monkeypatch.setenv("DRAGOMAN_LEDGER", address)
    ledger = create_ledger(address)
    text = "Croatia says Serbia may recognise Kosovo"
    return [
        forecast(ledger, "one", f"{text} by 2015.", "by 2015", published="2014-06-10"),
        forecast(ledger, "two", f"{text} by 2030.", "by 2030", published="2014-06-11", likelihood="remote"),
        forecast(ledger, "three", f"{text} some day.", "some day", published="2014-06-12"),
    ]


def test_the_list_says_who_how_surely_and_whether_it_is_due(ids: list[str]) -> None:
    assert [(row["id"], row["due"], row["until"]) for row in rows("--on", "2020-01-01")] == [
        (ids[0], "due", "2015"),
        (ids[1], "open", "2030"),
        (ids[2], "unknown", None),
    ]
    first = rows()[0]
    assert (first["speaker"], first["hedge"], first["likelihood"]) == (["Croatia"], "may", "likely")
    assert first["due"] == "due"
    assert "recognise" in run().stdout
    assert run("--csv").stdout.startswith("id,")


def test_the_list_is_filtered(ids: list[str]) -> None:
    assert [row["id"] for row in rows("--due", "open", "--due", "due", "--on", "2020-01-01")] == ids[:2]
    assert [row["id"] for row in rows("--likelihood", "Remote")] == [ids[1]]
    assert [row["id"] for row in rows("--document", "three")] == [ids[2]]
    assert "no forecast fits" in run("--actor", "FRA").stderr


def test_what_does_not_exist_is_refused(ids: list[str]) -> None:
    for options in (["--likelihood", "sure"], ["--on", "2020"], ["--on", "2020-02-31"], ["--type", "X"]):
        assert isinstance(run(*options).exception, UsageError)
