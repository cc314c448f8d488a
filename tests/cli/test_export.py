"""``dragoman export`` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.formats.event_building import event, write

from dragoman.cli.group import dragoman
from dragoman.errors import DragomanError
from dragoman.store import create_ledger


def run(*arguments: str) -> Result:
    return CliRunner().invoke(dragoman, ["export", *arguments])


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    address = str(tmp_path / "ledger")
    write(create_ledger(address), event(), event(date=None), event(kind="relation", type="ally"))
    return address


def test_parquet_is_what_comes_without_a_format(ledger: str, tmp_path: Path) -> None:
    result = run(str(tmp_path / "out"), "--ledger", ledger)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out" / "statements.parquet").exists()


@pytest.mark.parametrize(
    ("format_", "names"),
    [
        ("plover", ["plover.jsonl", "plover-dictionary.md", "plover-losses.json"]),
        ("polecat", ["polecat.tsv", "polecat-evidence.tsv", "polecat-dictionary.md", "polecat-losses.json"]),
    ],
)
def test_a_folder_gets_the_events_and_what_explains_them(
    ledger: str, tmp_path: Path, format_: str, names: list[str]
) -> None:
    out = tmp_path / "new" / "folder"
    result = run(str(out), "--format", format_, "--ledger", ledger)
    assert result.exit_code == 0, result.output
    assert [Path(each).name for each in result.stdout.splitlines()] == names
    assert {each.name for each in out.iterdir()} == set(names)
    assert "3 statements: " in result.stderr
    assert "1 relation: how two actors stand" in result.stderr
    losses = json.loads((out / names[-1]).read_text("utf-8"))
    assert losses["written"] + losses["left_out"] == losses["statements"] == 3


def test_a_file_can_be_named(ledger: str, tmp_path: Path) -> None:
    result = run(str(tmp_path / "events.tsv"), "--format", "polecat", "--ledger", ledger)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "events.tsv").read_text("utf-8").count("\n") == 3
    assert (tmp_path / "events-losses.json").exists()


@pytest.mark.parametrize(("name", "format_"), [("events.tsv", "plover"), ("events.csv", "polecat")])
def test_a_file_named_for_another_format_is_refused(ledger: str, tmp_path: Path, name: str, format_: str) -> None:
    result = run(str(tmp_path / name), "--format", format_, "--ledger", ledger)
    assert isinstance(result.exception, DragomanError)
    assert "'events." in str(result.exception)
    assert not (tmp_path / name).exists()


def test_undated_events_are_pointed_out_with_the_way_to_keep_them(ledger: str, tmp_path: Path) -> None:
    first = run(str(tmp_path), "--format", "plover", "--ledger", ledger)
    assert "1 event has no date; --publication-dates" in first.stderr
    second = run(str(tmp_path), "--format", "plover", "--publication-dates", "--ledger", ledger)
    assert "--publication-dates" not in second.stderr
    assert (tmp_path / "plover.jsonl").read_text("utf-8").count("\n") == 2


def test_publication_dates_are_for_plover(ledger: str, tmp_path: Path) -> None:
    result = run(str(tmp_path), "--format", "polecat", "--publication-dates", "--ledger", ledger)
    assert isinstance(result.exception, DragomanError)
    assert "--format plover" in str(result.exception)


def test_a_folder_that_cannot_be_made_is_named(ledger: str, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x")
    for format_ in ("parquet", "plover"):
        result = run(str(tmp_path / "taken"), "--format", format_, "--ledger", ledger)
        assert isinstance(result.exception, DragomanError)
        assert "taken" in str(result.exception)
