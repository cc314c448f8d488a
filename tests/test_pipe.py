"""The pipe commands."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from dragoman.cli.group import dragoman

pytestmark = pytest.mark.model


def pipe(command: str, *lines: object) -> list[dict[str, object]]:
    given = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    arguments = [command, "-"] + (["--workers", "1"] if command == "code" else [])
    result = CliRunner().invoke(dragoman, arguments, input=given + "\n")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


ACTOR = {"text", "start", "end", "actor", "kind", "country", "sector"}
STATEMENT = {
    "kind", "type", "about", "modes", "contexts", "modality", "source", "target", "object", "trigger",
    "attribution", "date", "place", "confidence", "convening", "forecast",
}  # fmt: skip


def test_code_answers_in_the_fixed_form_and_order() -> None:
    text = "Malta thanked Cyprus. Serbia condemned Croatia."
    first, broken, second = pipe("code", {"id": "a", "text": text, "language": "en"}, "{", {"id": 7, "text": "Rain."})
    assert set(first) == {"id", "statements", "outcomes"}
    assert first["id"] == "a"
    assert "line 2" in str(broken["error"])
    assert second == {"id": 7, "statements": [], "outcomes": [{"start": 0, "end": 5, "outcome": "no actor"}]}
    statements = first["statements"]
    assert isinstance(statements, list)
    assert statements
    for statement in statements:
        assert set(statement) == STATEMENT
        for actor in statement["source"] + statement["target"]:
            assert set(actor) == ACTOR
            assert text[actor["start"] : actor["end"]] == actor["text"]
        assert {each["kind"] for each in statement["attribution"]} <= {"author", "speaker", "outlet"}


def test_relate_tells_directions_apart_and_ranks_every_category() -> None:
    text = "Serbia condemned Croatia over the arrests."
    there, back = pipe(
        "relate",
        {"id": 1, "text": text, "source": [0, 6], "target": [17, 24]},
        {"id": 2, "text": text, "source": [17, 24], "target": [0, 6]},
    )
    assert (there["type"], there["quad"], there["modality"]) == ("ACCUSE", 3, "actual")
    assert (back["type"], back["quad"], back["modality"]) == (None, None, None)
    for answer in (there, back):
        scores = answer["scores"]
        assert isinstance(scores, dict)
        assert len(scores) == 16
        assert sum(scores.values()) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("source", [None, [0], [5, 2], [0, 999], ["a", "b"], [-1, 3], [True, False]])
def test_relate_refuses_ranges_outside_the_text(source: object) -> None:
    (answer,) = pipe("relate", {"id": 1, "text": "Oslo thanked Riga.", "source": source, "target": [13, 17]})
    assert "'source' must be [start, end] within the text of 18 characters" in str(answer["error"])


def test_resolve_knows_states_offices_and_nobody() -> None:
    state, office, nobody = pipe(
        "resolve",
        {"id": 1, "text": "Србијом"},
        {"id": 2, "text": "the Greek foreign minister"},
        {"id": 3, "text": "the table"},
    )
    assert (state["actor"], state["country"], state["name"]) == ("SRB", "SRB", "Serbia")
    assert (office["country"], office["sector"]) == ("GRC", "GOV")
    assert {nobody[field] for field in ("actor", "name", "kind", "country", "sector")} == {None}


def test_many_lines_in_processes_come_in_order() -> None:
    lines = [{"id": i, "text": f"Malta called Cyprus {i} times.", "language": "en"} for i in range(40)]
    given = "".join(json.dumps(line) + "\n" for line in lines)
    result = CliRunner().invoke(dragoman, ["code", "-", "--workers", "2"], input=given)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == list(range(40))
