"""``dragoman places`` in a pipe, with a text and with a file."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from dragoman.cli.group import dragoman

KEYS = {"text", "start", "end", "name", "lat", "lon", "country", "precision", "geonames"}


def test_the_pipe_answers_in_the_fixed_form_and_order() -> None:
    lines = [{"id": "a", "text": "Састанак у Нишу."}, {"id": 2}, {"id": 3, "text": "It rained."}]
    given = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    result = CliRunner().invoke(dragoman, ["places", "-"], input=given)
    assert result.exit_code == 0, result.output
    first, broken, empty = (json.loads(line) for line in result.stdout.splitlines())
    assert set(first) == {"id", "places"}
    (place,) = first["places"]
    assert set(place) == KEYS
    assert (place["text"], place["start"], place["end"]) == ("Нишу", 11, 15)
    assert (place["name"], place["country"], place["precision"], place["geonames"]) == ("Niš", "SRB", "town", 787657)
    assert "line 2" in broken["error"]
    assert empty == {"id": 3, "places": []}


def test_a_text_gives_a_table_with_reasons() -> None:
    result = CliRunner().invoke(dragoman, ["places", "Floods near Zvornik on the Drina."])
    assert result.exit_code == 0, result.output
    assert "Zvornik" in result.stdout
    assert "river" in result.stdout


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("The bridge at Mostar was rebuilt after the war, and the road to Sarajevo was opened.", "utf-8")
    result = CliRunner().invoke(dragoman, ["places", str(path), "--json"])
    assert result.exit_code == 0, result.output
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["name"] for row in rows] == ["Mostar", "Sarajevo"]
    assert rows[0]["why"]
