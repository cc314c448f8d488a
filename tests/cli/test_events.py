"""``dragoman events`` as a user meets it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.linking.building import KOSOVO, Told, write
from tests.linking.test_events import AGAIN, LATER, MEETING

from dragoman.cli.group import dragoman
from dragoman.errors import UsageError
from dragoman.store import create_ledger


def run(*arguments: str) -> Result:
    return CliRunner().invoke(dragoman, ["events", *arguments])


@pytest.fixture
def ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A ledger with a meeting told twice, another meeting, and a complaint; the ids of the statements."""
    address = str(tmp_path / "ledger")
    ledger = create_ledger(address)
    monkeypatch.setenv("DRAGOMAN_LEDGER", address)
    blame = Told(text="Serbia blamed Kosovo.", published="2014-03-04", confidence=0.5)
    tellings = {"one": MEETING, "two": AGAIN, "three": LATER, "four": blame}
    return [each for name, told in tellings.items() for each in write(ledger, name, told)]


def rows(*arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*arguments, "--json").stdout.splitlines()]


def test_the_list_as_table_json_and_csv(ids: list[str]) -> None:
    shown = run().stdout
    assert "Boris Tadić" in shown
    assert "2010-11-04" in shown
    assert [(row["reports"], row["statements"]) for row in rows()] == [(2, 2), (1, 1), (1, 1)]
    assert set(rows()[0]["members"]) == set(ids[:2])
    read = list(csv.DictReader(io.StringIO(run("--csv").stdout)))
    assert [row["date"] for row in read] == ["2010-11-04", "2010-11-24", ""]


@pytest.mark.parametrize(
    ("options", "types"),
    [
        (["--type", "ACCUSE"], ["ACCUSE"]),
        (["--actor", "SRB", "--type", "consult"], ["CONSULT", "CONSULT"]),
        (["--actor", "Kosovo"], ["ACCUSE"]),
        (["--min-reports", "2"], ["CONSULT"]),
        (["--min-confidence", "0.8"], ["CONSULT", "CONSULT"]),
        (["--modality", "ongoing"], []),
        (["--document", "three"], ["CONSULT"]),
        (["--limit", "1"], ["CONSULT"]),
    ],
)
def test_the_list_is_filtered(ids: list[str], options: list[str], types: list[str]) -> None:
    assert [row["type"] for row in rows(*options)] == types


def test_what_does_not_exist_is_refused(ids: list[str]) -> None:
    for arguments in (["--type", "CONSULTS"], ["--document", "nine"], ["show", "ffffffff"], ["undo"]):
        assert isinstance(run(*arguments).exception, UsageError)


def test_one_event_with_quotes_and_reasons(ids: list[str]) -> None:
    page = run("show", ids[1][:8]).stdout
    assert "2 reports, 2 statements" in page
    assert f"“{MEETING.text}”" in page
    assert "acts for" in page
    (row,) = rows("show", ids[0])
    assert [member["quote"] for member in row["members"]].count(AGAIN.text) == 1
    assert all(member["reasons"] for member in row["members"])


def test_merge_split_and_undo(ids: list[str]) -> None:
    merged = run("merge", ids[0], ids[2], "--by", "tester", "--note", "one summit")
    assert "3 reports of one event" in merged.stdout
    assert "judged" in run("show", ids[0]).stdout
    split = run("split", ids[0], ids[1], "--by", "tester")
    assert "what is left is 1 event" in split.stdout
    assert [row["reports"] for row in rows("--type", "CONSULT")] in ([1, 2], [2, 1])
    log = CliRunner().invoke(dragoman, ["actors", "log"]).stdout
    assert "tell of one event" in log
    assert "withdrew" in run("undo").stdout
    assert "withdrew" in run("undo").stdout
    assert [row["reports"] for row in rows()] == [2, 1, 1]


def test_disputed_territory_is_said(ids: list[str]) -> None:
    assert KOSOVO.actor == "XKX"
    assert "Kosovo (XKX)" in run("--type", "ACCUSE").stderr
