"""``dragoman dyad`` as a user meets it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.analysis.building import written

from dragoman.cli.group import dragoman
from dragoman.errors import UsageError
from dragoman.store import create_ledger


def run(*arguments: str) -> Result:
    return CliRunner().invoke(dragoman, ["dyad", *arguments])


@pytest.fixture
def ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    address = str(tmp_path / "ledger")
    monkeypatch.setenv("DRAGOMAN_LEDGER", address)
    return written(create_ledger(address))


def test_a_terminal_gets_series_relations_and_latest(ids: dict[str, str]) -> None:
    result = run("SRB", "XKX")
    for words in ("2010 month unknown", "XKX -> SRB", "material conflict", "not_recognises", "dispute the border"):
        assert words in result.stdout
    assert "Kosovo (XKX)" in result.stderr


def test_files_get_the_series_or_the_part_asked_for(ids: dict[str, str]) -> None:
    points = [json.loads(line) for line in run("SRB", "XKX", "--by", "year", "--json").stdout.splitlines()]
    assert [(row["period"], row["direction"], row["statements"]) for row in points] == [
        ("2010", "XKX -> SRB", [ids["reply"]]),
        ("2013", "joint", [ids["joint"]]),
        ("undated", "SRB -> XKX", [ids["blame"]]),
    ]
    read = list(csv.DictReader(io.StringIO(run("SRB", "XKX", "--part", "relations", "--csv").stdout)))
    assert [row["statements"] for row in read] == [ids["quarrel"], ids["unrecognised"]]
    (last,) = run("SRB", "XKX", "--part", "latest", "--latest", "1", "--json").stdout.splitlines()
    assert json.loads(last)["id"] == ids["quarrel"]


def test_filters_and_nobody(ids: dict[str, str]) -> None:
    result = run("SRB", "XKX", "--since", "2012", "--until", "2013", "--type", "AGREE", "--json")
    assert [json.loads(line)["statements"] for line in result.stdout.splitlines()] == [[ids["joint"]]]
    assert "nothing between SRB and Nobody" in run("SRB", "Nobody").stderr
    assert isinstance(run("SRB", "srb").exception, UsageError)
