"""``dragoman map`` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.analysis.building import written

from dragoman.cli.group import dragoman
from dragoman.cli.map import feature_collection
from dragoman.errors import UsageError
from dragoman.store import create_ledger


def run(*arguments: str) -> Result:
    return CliRunner().invoke(dragoman, ["map", *arguments])


@pytest.fixture
def ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    address = str(tmp_path / "ledger")
    monkeypatch.setenv("DRAGOMAN_LEDGER", address)
    return written(create_ledger(address))


def test_places_as_table_json_and_geojson(ids: dict[str, str]) -> None:
    result = run()
    assert "Vukovar" in result.stdout
    assert "3 events without a place" in result.stderr
    rows = [json.loads(line) for line in run("--json").stdout.splitlines()]
    assert [(row["place"], row["precision"], row["events"]) for row in rows] == [
        ("Brussels", "town", 1),
        ("Vukovar", "town", 1),
    ]
    drawn = json.loads(run("--geojson").stdout)
    assert drawn["type"] == "FeatureCollection"
    assert drawn["features"][0]["geometry"] == {"type": "Point", "coordinates": [20.0, 44.0]}
    assert drawn["features"][0]["properties"]["statements"] == [ids["joint"]]
    assert isinstance(run("--geojson", "--csv").exception, UsageError)


def test_a_place_nobody_knows_has_no_geometry() -> None:
    drawn = feature_collection([{"place": "the bridge", "lat": None, "lon": None}])
    assert drawn["features"][0] == {"type": "Feature", "geometry": None, "properties": {"place": "the bridge"}}


def test_nothing_fits(ids: dict[str, str]) -> None:
    assert json.loads(run("--type", "AID", "--geojson").stdout)["features"] == []
    assert "no event fits" in run("--type", "AID").stderr
