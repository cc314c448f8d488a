"""The command line as a user meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.cli.group import COMMANDS, dragoman
from dragoman.errors import DragomanError


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(dragoman, list(arguments), input=given)


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    text = "Malta and Cyprus\n\nMalta called Cyprus in May. Both spoke of the Balkans."
    (tmp_path / "a.txt").write_text(text, "utf-8")
    (tmp_path / "b.txt").write_text(text, "utf-8")
    (tmp_path / "=evil \x1b[31mred.txt").write_text("Greece\n\nGreece wrote to Malta about fishing.", "utf-8")
    address = str(tmp_path / "test.ledger")
    result = run("add", str(tmp_path), "--ledger", address, "--no-code", "--workers", "1", "-q")
    assert result.exit_code == 0, result.output
    return address


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "Example: " in result.output
    assert f"dragoman {name}" in " ".join(result.output.split())


def test_the_list_of_commands_says_what_each_command_says() -> None:
    output = run("--help").output
    for name in COMMANDS:
        assert f"  {name} " in output


def test_help_imports_no_heavy_library() -> None:
    code = "import sys, dragoman.cli; heavy = {'lance', 'pyarrow', 'numpy', 'onnxruntime', 'trafilatura', 'rich'}; print(sorted(heavy & set(sys.modules)))"  # noqa: E501 - one line of code
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_documents_as_table_json_and_csv(ledger: str) -> None:
    assert "Malta and Cyprus" in run("documents", "--ledger", ledger).output
    rows = [json.loads(line) for line in run("documents", "--ledger", ledger, "--json").output.splitlines()]
    assert [row["title"] for row in rows].count("Malta and Cyprus") == 2
    groups = [row["group"] for row in rows if row["title"] == "Malta and Cyprus"]
    assert groups == [1, 1]
    csv = run("documents", "--ledger", ledger, "--csv", "--duplicates").output.splitlines()
    assert csv[0].startswith("id,date,")
    assert len(csv) == 3


def test_no_control_character_reaches_the_terminal(ledger: str) -> None:
    for command in (["documents"], ["documents", "--csv"], ["documents", "--json"]):
        output = run(*command, "--ledger", ledger).output
        assert "\x1b" not in output


def test_a_missing_ledger_names_the_fix(tmp_path: Path) -> None:
    result = run("documents", "--ledger", str(tmp_path / "none"))
    assert isinstance(result.exception, DragomanError)
    assert "dragoman add PATH" in str(result.exception)


def test_a_missing_path_is_refused_and_says_so(tmp_path: Path) -> None:
    ledger = str(tmp_path / "l")
    result = run("add", str(tmp_path / "nowhere"), "--ledger", ledger, "-q", "--no-code", "--workers", "1")
    assert result.exit_code == 1
    assert "nowhere" in result.output
    assert "1 refused" in result.output


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["statements", "--type", "HUG"], "'HUG' does not exist"),
        (["statements", "--kind", "rumour"], "choose from event, relation"),
        (["statements", "--as-of", "yesterday"], "'yesterday' is no time"),
        (["forget", "no such"], "fits no document"),
        (["evaluate"], "--corpus"),
    ],
)
def test_misuse_names_the_value_and_the_choices(ledger: str, arguments: list[str], named: str) -> None:
    extra = [] if arguments[0] == "evaluate" else ["--ledger", ledger]
    result = run(*arguments, *extra)
    assert named in str(result.exception)


def test_forget_removes_for_good(ledger: str) -> None:
    result = run("forget", "a.txt", "--ledger", ledger, "--yes", "--reason", "asked for")
    assert "removed 1 version" in result.output
    rows = run("documents", "--ledger", ledger, "--json").output
    assert "a.txt" not in rows
    assert "b.txt" in rows


def test_export_writes_every_table(ledger: str, tmp_path: Path) -> None:
    from pyarrow import parquet

    from dragoman.store.tables import TABLES

    result = run("export", str(tmp_path / "out"), "--ledger", ledger)
    assert result.exit_code == 0
    assert {path.stem for path in (tmp_path / "out").glob("*.parquet")} == {spec.name for spec in TABLES}
    assert parquet.read_table(tmp_path / "out" / "documents.parquet").num_rows == 3


def test_main_turns_an_error_into_one_line_and_an_exit_code(tmp_path: Path) -> None:
    for arguments, code in ((["documents", "--ledger", str(tmp_path / "x")], 1), (["evaluate"], 2)):
        done = subprocess.run(
            [sys.executable, "-m", "dragoman", *arguments], capture_output=True, text=True, check=False
        )
        assert done.returncode == code
        assert done.stderr.startswith("dragoman: ")
        assert "Traceback" not in done.stderr
