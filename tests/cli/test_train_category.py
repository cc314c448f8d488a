"""``dragoman train-category`` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.categories.building import WordNetwork, sentences
from tests.categories.conftest import ledger as made
from tests.categories.conftest import network

from dragoman.categorise import apply_waiting
from dragoman.cli.group import dragoman
from dragoman.errors import LedgerMissingError, UsageError
from dragoman.settings import Settings
from dragoman.store import Ledger, open_ledger

__all__ = ["made", "network"]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(dragoman, list(arguments))


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DRAGOMAN_LEDGER", str(tmp_path / "ledger"))
    return str(tmp_path / "ledger")


def file(folder: Path, positive: list[str], name: str = "grain") -> str:
    path = folder / f"{name}.toml"
    path.write_text(f'definition = "Wheat cargo."\npositive = {json.dumps(positive)}\n', "utf-8")
    return str(path)


@pytest.fixture
def good(tmp_path: Path) -> str:
    return file(tmp_path, sentences(24, topical=True, seed=1))


@pytest.fixture
def bad(tmp_path: Path) -> str:
    return file(tmp_path, sentences(24, topical=False, seed=1), "nothing")


def test_a_category_comes_with_its_held_out_scores(address: str, network: WordNetwork, good: str) -> None:
    done = run("train-category", good)
    assert done.exit_code == 0
    assert "learnt from 24 positive and 0 negative examples, told apart from 120 sentences nobody" in done.stdout
    assert "held out in 10 parts: precision" in done.stdout
    assert "guessing gives 0.29" in done.stdout
    assert "note: there are no negative examples" in done.stdout
    assert f"grain kept in {address}; 'dragoman code' applies it" in done.stderr
    assert [each.name for each in open_ledger(address).reader().categories.live] == ["grain"]


def test_a_dry_run_keeps_nothing(address: str, network: WordNetwork, good: str) -> None:
    assert "would be kept" in run("train-category", good, "--dry-run").stderr
    with pytest.raises(LedgerMissingError):
        open_ledger(address)


def test_one_no_better_than_chance_is_shown_and_not_kept(address: str, network: WordNetwork, bad: str) -> None:
    done = run("train-category", bad)
    assert done.exit_code == 1
    assert "held out in 10 parts" in done.stdout
    assert "nothing is no better than chance: F1 is" in done.stderr
    with pytest.raises(LedgerMissingError):
        open_ledger(address)


def test_the_scores_as_json(address: str, network: WordNetwork, good: str) -> None:
    row = json.loads(run("train-category", good, "--json", "--name", "Wheat").stdout)
    assert (row["name"], row["positive"], row["background"], row["refusal"]) == ("wheat", 24, 120, None)
    assert row["low"] <= row["f1"] <= row["high"]


def test_categories_are_listed_used_and_taken_out(address: str, made: Ledger, network: WordNetwork, good: str) -> None:
    run("train-category", good)
    apply_waiting(made, Settings(workers=1), run="t")
    (row,) = [json.loads(line) for line in run("train-category", "--list", "--json").stdout.splitlines()]
    assert (row["name"], row["examples"], row["sentences"], row["documents"], row["waiting"]) == ("grain", 24, 1, 1, 0)
    (statement,) = [json.loads(line) for line in run("statements", "--category", "grain", "--json").stdout.splitlines()]
    assert "wheat cargo" in statement["quote"]
    assert statement["categories"] == ["grain"]
    assert "wheat cargo" in run("search", "category:grain").stdout
    assert run("train-category", "--remove", "Grain", "--dry-run").stdout == "1 category would be removed\n"
    assert run("train-category", "--remove", "Grain").stdout == "1 category removed\n"
    assert "no categories" in run("train-category", "--list").stderr


def test_names_that_are_not_there_are_answered_with_those_that_are(
    address: str, made: Ledger, network: WordNetwork, good: str
) -> None:
    run("train-category", good)
    wrong = run("statements", "--category", "grian").exception
    assert isinstance(wrong, UsageError)
    assert "'grian' is none of this ledger's (grain)" in str(wrong)
    assert "it has grain" in str(run("train-category", "--remove", "wheat").exception)
    assert "category: has for example" not in run("search", "category:none").stdout


def test_one_thing_at_a_time(address: str, good: str) -> None:
    for arguments in ((), (good, "--list"), ("--list", "--remove", "a")):
        assert "name a file of examples, or --list, or --remove NAME" in str(
            run("train-category", *arguments).exception
        )
