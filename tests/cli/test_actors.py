"""``dragoman actors`` as a user meets it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from tests.judgements.building import FIRST, NOBODY, SAME_STRANGER, STRANGER, VUCIC, Told, mention_of, written
from tests.store.building import document

from dragoman.cli.actors import command
from dragoman.cli.group import dragoman
from dragoman.errors import DragomanError, SettingsError
from dragoman.records import ResolvedActor
from dragoman.store import create_ledger, open_ledger

KOSOVO = ResolvedActor("XKX", "Kosovo", "state", "XKX", None, ("a name",), "listed name")
ANA, ANITSH, LISTED = "provisional/ana-anic", "provisional/ana-anitsh", "person/aleksandar-vucic"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(dragoman, list(arguments))


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    address = str(tmp_path / "ledger")
    made = create_ledger(address)
    written(made, "one", Told(VUCIC), Told(STRANGER))
    written(made, "two", Told(SAME_STRANGER), Told(KOSOVO))
    written(made, "three", Told(NOBODY, (LISTED,)), Told(STRANGER), day="2015-01-01")
    monkeypatch.setenv("DRAGOMAN_LEDGER", address)
    return address


def rows(*arguments: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("actors", *arguments, "--json").stdout.splitlines()]


def test_the_list_as_table_json_and_csv(ledger: str) -> None:
    shown = run("actors").stdout
    assert "Aleksandar Vučić" in shown
    assert "2014-05-31" in shown
    assert [row["id"] for row in rows()] == [ANA, LISTED, ANITSH, "XKX"]
    read = list(csv.DictReader(io.StringIO(run("actors", "--csv").stdout)))
    assert [row["mentions"] for row in read] == ["2", "1", "1", "1"]
    assert {row["convention"] for row in read} == {"house"}


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--kind", "state"], ["XKX"]),
        (["--country", "SRB"], [LISTED]),
        (["--provisional"], [ANA, ANITSH]),
        (["--query", "вучић"], [LISTED]),
        (["--query", "Ана Анић"], [ANA, ANITSH]),
        (["--sector", "GOV", "--limit", "1"], [LISTED]),
    ],
)
def test_the_list_is_filtered(ledger: str, options: list[str], found: list[str]) -> None:
    assert [row["id"] for row in rows(*options)] == found


def test_merge_show_log_and_undo(ledger: str) -> None:
    merged = run("actors", "merge", "Ana Anić", ANITSH, "--note", "one woman", "--by", "tester")
    assert f"{ANA} and {ANITSH} are one; they count as {ANA}" in merged.stdout
    assert [row["mentions"] for row in rows("--provisional")] == [3]
    page = run("actors", "show", "Ana Anich", "--limit", "1").stdout
    assert f"one with  {ANITSH}" in page
    assert "3 mentions: 3 by provisional person" in page
    assert "“Belgrade rejected proposal" in page
    found = run("statements", "--actor", ANITSH, "--json").stdout.splitlines()
    assert len(found) == 3
    assert sorted(str(json.loads(line)["source_actors"]) for line in found) == sorted(
        map(str, [[LISTED], [ANA], [None]])
    )
    (entry,) = [json.loads(line) for line in run("actors", "log", "--json").stdout.splitlines()]
    assert (entry["who"], entry["note"], entry["withdrawn"]) == ("tester", "one woman", None)
    assert "withdrew" in run("actors", "undo", "--by", "tester").stdout
    assert [row["mentions"] for row in rows("--provisional")] == [2, 1]
    (entry,) = [json.loads(line) for line in run("actors", "log", "--json").stdout.splitlines()]
    assert "by tester" in entry["withdrawn"]


def test_a_split_overrides_a_merge_and_the_log_says_so(ledger: str) -> None:
    run("actors", "merge", ANA, ANITSH)
    run("actors", "split", ANA, ANITSH)
    assert "a split overrides it" in run("actors", "log", "--csv").stdout
    assert "distinct" in str(run("actors", "merge", ANA, ANITSH).exception)


def test_accept_and_reject_by_the_id_of_a_mention(ledger: str) -> None:
    shown = run("actors", "show", LISTED).stdout
    mention = mention_of(open_ledger(ledger), document("three", paragraphs=1).key, FIRST)
    assert f"mention {mention[:12]}: candidate only" in shown
    accepted = run("actors", "accept", mention[:12], "Александар Вучић", "--by", "tester")
    assert f"stands for {LISTED}" in accepted.stdout
    shown = json.loads(run("actors", "show", LISTED, "--json").stdout)
    assert shown["rules"] == {"listed name": 1, "accepted by tester": 1}
    run("actors", "reject", mention[:12])
    assert json.loads(run("actors", "show", LISTED, "--json").stdout)["accepted"] == 1


def test_rename(ledger: str) -> None:
    run("actors", "rename", ANITSH, "Ana A.")
    assert [row["name"] for row in rows("--query", "Ana A.")][-1] == "Ana A."


def test_search_covers_register_and_ledger(ledger: str) -> None:
    found = [json.loads(line) for line in run("actors", "search", "Ана Анић", "--json").stdout.splitlines()]
    assert [each["id"] for each in found][:2] == [ANA, ANITSH]
    assert "is called anything like" in run("actors", "search", "Qwxzyq").stderr


def test_a_ledger_named_before_the_subcommand_counts(ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAGOMAN_LEDGER")
    for arguments in (["actors", "--ledger", ledger, "show", "XKX"], ["actors", "show", "XKX", "--ledger", ledger]):
        assert "Kosovo" in run(*arguments).stdout


@pytest.mark.parametrize(
    ("convention", "name", "code"), [("un", "Kosovo (UNSCR 1244)", "SRB"), ("PLOVER", "Kosovo", "KOS")]
)
def test_the_convention_is_followed_and_stated(
    ledger: str, monkeypatch: pytest.MonkeyPatch, convention: str, name: str, code: str
) -> None:
    monkeypatch.setenv("DRAGOMAN_CONVENTION", convention)
    (row,) = rows("--kind", "state")
    assert (row["id"], row["name"], row["country"]) == ("XKX", name, code)
    assert row["convention"] == convention.lower()
    assert f"shown by the convention {convention.lower()}" in run("actors").stderr
    assert f"counted in {code}, by the convention" in run("actors", "show", "XKX").stdout
    (statement,) = [json.loads(line) for line in run("statements", "--actor", "XKX", "--json").stdout.splitlines()]
    assert (statement["target_actors"], statement["target_countries"]) == (["XKX"], [code])
    assert statement["convention"] == convention.lower()
    assert f"the convention {convention.lower()}" in run("statements").stderr


def test_an_unknown_convention_names_the_choices(ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_CONVENTION", "mine")
    error = run("actors").exception
    assert isinstance(error, SettingsError)
    assert "choose house, plover, un" in str(error)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--kind", "planet"], "choose from state, body"),
        (["show", "Nobody Atall Qq"], "no actor has the id or name"),
        (["merge", "SRB", "SRB"], "give two"),
        (["accept", "feedbeef", "SRB"], "no mention of a live document"),
        (["undo"], "no judgement to withdraw"),
        (["show", "SRB", "--ledger", "/nowhere/at/all"], "dragoman add PATH"),
    ],
)
def test_misuse_names_the_next_step(ledger: str, arguments: list[str], said: str) -> None:
    error = run("actors", *arguments).exception
    assert isinstance(error, DragomanError)
    assert said in str(error)


def test_an_empty_ledger_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_ledger(str(tmp_path / "l"))
    monkeypatch.setenv("DRAGOMAN_LEDGER", str(tmp_path / "l"))
    assert "dragoman documents" in run("actors").stderr
    assert "actors merge" in run("actors", "log").stderr


def test_every_subcommand_has_help_with_an_example() -> None:
    assert isinstance(command, click.Group)
    for name in command.commands:
        shown = " ".join(run("actors", name, "--help").stdout.split())
        assert f"Example: dragoman actors {name}" in shown


def test_no_control_character_reaches_the_terminal(ledger: str) -> None:
    run("actors", "rename", ANITSH, "Red \x1b[31mAna")
    for arguments in ([], ["log"], ["show", ANITSH], ["search", "Ana"]):
        assert "\x1b" not in run("actors", *arguments).stdout
