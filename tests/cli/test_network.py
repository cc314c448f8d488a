"""``dragoman network`` as a user meets it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.analysis.building import written

from dragoman.cli.group import dragoman
from dragoman.store import create_ledger


def run(*arguments: str) -> Result:
    return CliRunner().invoke(dragoman, ["network", *arguments])


@pytest.fixture
def ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    address = str(tmp_path / "ledger")
    monkeypatch.setenv("DRAGOMAN_LEDGER", address)
    return written(create_ledger(address))


def test_edges_as_table_json_and_csv(ids: dict[str, str]) -> None:
    assert "Boris Tadić" in run().stdout
    assert "Kosovo (XKX)" in run().stderr
    edges = [json.loads(line) for line in run("--level", "country", "--json").stdout.splitlines()]
    first = edges[0]
    assert (first["source"], first["target"], first["events"], first["reports"]) == ("SRB", "HRV", 2, 3)
    assert {ids["meeting"], ids["again"], ids["third"]} == set(first["statements"])
    assert {(row["source"], row["target"], row["runs"], row["sign"]) for row in edges[1:]} == {
        ("SRB", "XKX", "with", 1),
        ("SRB", "XKX", "to", -1),
        ("XKX", "SRB", "to", -1),
        ("XKX", "HRV", "to", -1),
    }
    periods = list(csv.DictReader(io.StringIO(run("--by", "year", "--csv").stdout)))
    assert [row["period"] for row in periods] == ["2010", "2010", "2013", "2013", "2013", "undated"]


def test_nodes_and_filters(ids: dict[str, str]) -> None:
    nodes = [json.loads(line) for line in run("--nodes", "--level", "country", "--json").stdout.splitlines()]
    assert [(row["id"], row["events"]) for row in nodes] == [("SRB", 5), ("XKX", 4), ("HRV", 2)]
    (edge,) = run("--type", "CONSULT", "--json").stdout.splitlines()
    assert json.loads(edge)["source"] == "person/boris-tadic"
    assert "without a date left out" in run("--since", "2013").stderr
    assert "no event fits" in run("--type", "AID").stderr
