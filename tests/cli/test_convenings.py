"""``dragoman convenings`` as a user meets it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.analysis.building import convening
from tests.analysis.test_convenings import GUESTS, TABLE
from tests.linking.building import CROATIA

from dragoman.cli.group import dragoman
from dragoman.store import create_ledger


def run(*arguments: str) -> Result:
    return CliRunner().invoke(dragoman, ["convenings", *arguments])


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    address = str(tmp_path / "ledger")
    monkeypatch.setenv("DRAGOMAN_LEDGER", address)
    return convening(create_ledger(address), "table", TABLE, GUESTS, host=CROATIA)


def test_the_list_as_table_json_and_csv(table: str) -> None:
    assert "Ivo Josipović" in run().stdout
    (row,) = [json.loads(line) for line in run("--json").stdout.splitlines()]
    assert row["id"] == table
    assert row["participants"] == ["Boris Tadić", "Ivo Josipović", "an adviser"]
    assert row["participant_ids"] == ["person/boris-tadic", "person/ivo-josipovic", None]
    assert (row["organisers"], row["topic"], row["format"]) == (["Croatia"], "energy", "in_person")
    (read,) = csv.DictReader(io.StringIO(run("--csv").stdout))
    assert read["participants"] == "Boris Tadić; Ivo Josipović; an adviser"


def test_who_meets_whom(table: str) -> None:
    (pair,) = [json.loads(line) for line in run("--together", "--json").stdout.splitlines()]
    assert (pair["a"], pair["b"], pair["convenings"]) == ("person/boris-tadic", "person/ivo-josipovic", 1)
    assert pair["statements"] == [table]
    assert "Boris Tadić" in run("--together").stdout


def test_filters(table: str) -> None:
    assert run("--actor", "Boris Tadić", "--since", "2011-05", "--json").stdout
    assert "no convening fits" in run("--actor", "XKX").stderr
    assert "no convening fits" in run("--until", "2010", "--together").stderr
