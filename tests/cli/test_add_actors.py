"""``dragoman add-actors`` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.cli.group import dragoman
from dragoman.errors import UsageError
from dragoman.store import open_ledger

GOOD = "id,kind,name,country\nHARBOUR-WATCH,body,Harbour Watch,NGO\nXKX,,Test Land,\n"


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(dragoman, list(arguments), input=given)


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    address = str(tmp_path / "ledger")
    monkeypatch.setenv("DRAGOMAN_LEDGER", address)
    return address


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(GOOD, "utf-8")
    return path


def own(ledger: str) -> dict[str, str]:
    return {each.id: each.source for each in open_ledger(ledger).reader().naming.overlay.actors}


def test_actors_go_in_are_changed_and_come_out_again(ledger: str, file: Path) -> None:
    first = run("add-actors", str(file))
    assert first.stdout == "2 actors taken: 1 new, 1 over one of ours\n"
    assert "dragoman code" in first.stderr
    assert own(ledger) == {"HARBOUR-WATCH": "from own.csv", "XKX": "from own.csv"}
    assert run("add-actors", str(file)).stdout == "2 actors taken: 2 unchanged\n"
    file.write_text(GOOD.replace("Harbour Watch", "Port Watch"), "utf-8")
    assert run("add-actors", str(file)).stdout == "2 actors taken: 1 changed, 1 unchanged\n"
    register = open_ledger(ledger).reader().naming.register
    assert register.actor("HARBOUR-WATCH").names["en"] == ("Port Watch",)
    assert "1 actor removed" in run("add-actors", "--remove", "HARBOUR-WATCH").stdout
    assert list(own(ledger)) == ["XKX"]
    assert open_ledger(ledger).reader().count("actors") == 3


def test_a_search_finds_what_was_added(ledger: str, file: Path) -> None:
    run("add-actors", str(file))
    (found,) = [json.loads(line) for line in run("actors", "search", "harbour watch", "--json").stdout.splitlines()]
    assert found["id"] == "HARBOUR-WATCH"


def test_resolve_knows_the_ledgers_actors_when_it_is_named(ledger: str, file: Path) -> None:
    run("add-actors", str(file))
    line = json.dumps({"id": 1, "text": "Harbour Watch"})
    assert json.loads(run("resolve", "-", given=line).stdout)["actor"] is None
    found = json.loads(run("resolve", "-", "--ledger", ledger, given=line).stdout)
    assert (found["actor"], found["country"]) == ("HARBOUR-WATCH", "NGO")


def test_a_dry_run_writes_nothing(ledger: str, file: Path) -> None:
    assert "2 actors would be taken" in run("add-actors", str(file), "--dry-run").stdout
    assert not Path(ledger).exists()


def test_good_records_go_in_and_bad_ones_are_named(ledger: str, file: Path) -> None:
    file.write_text(GOOD + "bad,planet,Bad,\n", "utf-8")
    result = run("add-actors", str(file))
    assert result.exit_code == 0
    assert "2 actors taken: 1 new, 1 over one of ours; 1 record refused" in result.stdout
    assert "own.csv:4: kind 'planet' is none of" in result.stderr


def test_a_file_of_bad_records_alone_fails(ledger: str, file: Path) -> None:
    file.write_text("id,kind,name\nbad,planet,Bad\n", "utf-8")
    assert run("add-actors", str(file)).exit_code == 1
    assert own(ledger) == {}


def test_misuse_names_the_next_step(ledger: str, file: Path) -> None:
    run("add-actors", str(file))
    for arguments, said in (
        ([], "name a CSV or YAML file"),
        (["--remove", "NOBODY"], "yours are HARBOUR-WATCH, XKX"),
        ([str(file.with_name("none.csv"))], "there is no file"),
    ):
        error = run("add-actors", *arguments).exception
        assert isinstance(error, UsageError)
        assert said in str(error)
