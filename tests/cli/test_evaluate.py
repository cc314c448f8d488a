"""``dragoman evaluate``: what it writes, shows and refuses."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from dragoman.cli.figures import calibration_lines, corpus_lines
from dragoman.cli.group import dragoman
from dragoman.cli.wrong import error_row, write_errors
from dragoman.errors import UsageError
from dragoman.evaluate.answers import Answer
from dragoman.evaluate.calibration import Judged
from dragoman.evaluate.corpus import ReadSentence, score
from dragoman.evaluate.errors import WrongSentence
from dragoman.formats.markup import LabelledSentence, parse_record
from dragoman.formats.standoff import as_line, stand_off

CLAIM = "event SUPPORT A>B t"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(dragoman, ["evaluate", *arguments])


def record(identifier: str) -> list[str]:
    return [f"= {identifier} | en | news", "{A:state|Malta} {t|thanked} {B:state|Cyprus} for its help.", CLAIM]


def sentence(identifier: str = "x-1") -> LabelledSentence:
    return parse_record(record(identifier))


def missed() -> WrongSentence:
    answer = Answer(
        "event", "AID", frozenset({(14, 20)}), frozenset(), "actual", (29, 33), 0.61234, ("pair read\x1b[31m",)
    )
    read = ReadSentence(sentence(), ((0, 5), (14, 20)), (answer,))
    return WrongSentence(read, tuple(read.matches()), (("likeliest no claim",), ()))


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--errors", "-"], "name --corpus"),
        (["--dates", "pyproject.toml", "--reliability", "x.svg"], "name --corpus or --standoff"),
        (["--standoff", "corpus"], "--documents"),
        (["--dates", "pyproject.toml", "--participants", "pyproject.toml"], "--convenings"),
        (["--corpus", "corpus", "--errors", "nowhere/errors.jsonl"], "no folder nowhere"),
        (["--corpus", "corpus", "--reliability", "nowhere/plot.svg"], "no folder nowhere"),
    ],
)
def test_options_that_do_not_go_together_say_what_is_missing(arguments: list[str], named: str) -> None:
    result = run(*arguments)
    assert isinstance(result.exception, UsageError)
    assert named in str(result.exception)


def test_an_error_row_points_into_both_lists_of_statements() -> None:
    row = error_row(missed(), set_="corpus", actors="given")
    assert row["kinds"] == ["invented", "missed"]
    assert row["expected"] == [
        {
            "kind": "event",
            "type": "SUPPORT",
            "source": ["Malta"],
            "target": ["Cyprus"],
            "modality": "actual",
            "trigger": "thanked",
        }
    ]
    assert (row["answered"][0]["confidence"], row["answered"][0]["trigger"]) == (0.6123, "help")
    assert row["errors"] == [
        {"kind": "missed", "expected": 0, "answered": None, "reasons": ["likeliest no claim"]},
        {"kind": "invented", "expected": None, "answered": 0, "reasons": []},
    ]


def test_errors_are_json_lines_in_a_file_and_in_a_pipe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [error_row(missed(), set_="corpus", actors="given")] * 2
    write_errors(str(tmp_path / "errors.jsonl"), rows)
    assert [json.loads(line) for line in (tmp_path / "errors.jsonl").read_text("utf-8").splitlines()] == rows
    write_errors("-", rows)
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == rows


def test_a_terminal_shows_text_that_cannot_steer_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    write_errors("-", [error_row(missed(), set_="corpus", actors="given")])
    shown = capsys.readouterr().out
    assert "x-1  en  corpus, actors given: invented, missed" in shown
    assert "expected  event SUPPORT: Malta -> Cyprus  actual “thanked”  [missed]" in shown
    assert "answered  event AID: Cyprus -> nobody  actual “help”, confidence 0.61  [invented]" in shown
    assert "\x1b" not in shown


def test_the_page_has_intervals_confusions_and_calibration() -> None:
    wrong = Answer("event", "AID", frozenset({(0, 5)}), frozenset({(14, 20)}), "actual")
    lines = corpus_lines(score([ReadSentence(sentence(), (), (wrong,))]))
    assert "F1 0.000 [0.000-0.000]" in lines[0]
    assert any(line.startswith("en ") for line in lines)
    assert lines[-1] == "most confused types, actors right (gold, answer): SUPPORT as AID 1"
    first, *table = calibration_lines([Judged(0.95, right=True), Judged(0.85, right=False)])
    assert first.startswith("expected calibration error of 2 statements: 0.450 (10 bins of equal width)")
    assert len(table) == 2


@pytest.mark.model
def test_a_corpus_is_scored_drawn_and_its_errors_written(tmp_path: Path) -> None:
    held = [each for each in (f"x-{i}" for i in range(40)) if sentence(each).held_out][:1]
    (tmp_path / "a.txt").write_text("\n".join(line for each in held for line in record(each)) + "\n", "utf-8")
    result = run(
        "--corpus", str(tmp_path), "--reliability", str(tmp_path / "plot.svg"), "--errors", str(tmp_path / "e.jsonl")
    )
    assert result.exit_code == 0, result.output
    assert "1 sentences, actors given" in result.output
    assert "swapped pairs keep their type: " in result.output
    assert ET.parse(tmp_path / "plot.svg").getroot().tag.endswith("svg")
    rows = [json.loads(line) for line in (tmp_path / "e.jsonl").read_text("utf-8").splitlines()]
    assert all(row["id"] == held[0] and row["kinds"] for row in rows)


@pytest.mark.model
def test_stand_off_labels_are_scored_where_their_documents_are(tmp_path: Path) -> None:
    labelled = sentence()
    names = [each for each in (f"d{i}.txt" for i in range(40)) if _held_out(labelled, each)][:2]
    (tmp_path / "labels").mkdir()
    lines = [as_line(each) for name in names if (each := stand_off(labelled, [CLAIM], document=name, text=_text()))]
    (tmp_path / "labels" / "a.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    (tmp_path / names[0]).write_text(_text(), "utf-8")
    result = run("--standoff", str(tmp_path / "labels"), "--documents", str(tmp_path), "--errors", "-")
    assert result.exit_code == 0, result.output
    assert "1 of 2 held-out stand-off sentences not found" in result.stderr
    assert "Held-out stand-off sentences, 1 sentences, actors found" in result.stderr
    assert all(json.loads(line)["set"] == "Held-out stand-off sentences" for line in result.stdout.splitlines())


def _text() -> str:
    return "Malta thanked Cyprus for its help."


def _held_out(labelled: LabelledSentence, document: str) -> bool:
    found = stand_off(labelled, [CLAIM], document=document, text=_text())
    return found is not None and found.held_out
