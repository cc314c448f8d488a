"""Scores of phrases in context."""

from __future__ import annotations

from pathlib import Path

from dragoman.evaluate.actors import grouped, read_phrases, score_phrases

HEAD = "id\tlanguage\tsentence\tphrase\tnth\tdate\tcountry\tsector\tactor\tkind\thard"


def test_dashes_are_not_judged_and_nobody_is_judged_apart(tmp_path: Path) -> None:
    path = tmp_path / "phrases.tsv"
    rows = [
        "1\ten\tThe Greek army moved.\tThe Greek army\t0\t\tGRC\tMIL\t-\tarmed\t",
        "2\ten\tBelgium agreed.\tBelgium\t0\t\tNLD\t-\tBelgium\tstate\t",
        "3\ten\tThe table was set.\tThe table\t0\t\t\t\t\tnobody\tnobody",
    ]
    path.write_text("\n".join([HEAD, *rows]) + "\n", "utf-8")
    found = list(read_phrases([path]))
    scores = score_phrases(found)
    assert (scores.country, scores.sector, scores.actor, scores.nobody) == ((1, 2), (1, 1), (1, 1), (1, 1))
    assert {name: len(group) for name, group in grouped(found, "hard").items()} == {"-": 2, "nobody": 1}
