"""Scores of resolving phrases in context, asked as the pipe command is: country, sector, actor, and nobody."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.actors.register import Register, load_register
from dragoman.actors.tokens import fold_phrase
from dragoman.pipe import resolve_lines

COLUMNS = ("country", "sector", "actor")


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """A labelled phrase and what was answered; ``-`` in a label is not judged, an empty one wants null."""

    labels: Mapping[str, str]
    answer: Mapping[str, Any]

    @property
    def nobody(self) -> bool:
        """Whether the right answer is nobody at all."""
        return not any(self.labels[column] for column in COLUMNS)

    def nobody_right(self) -> bool:
        """Whether the answer is nobody."""
        return not any(self.answer[column] for column in COLUMNS)

    def right(self, column: str, register: Register) -> bool | None:
        """Whether a column was met; None where it is not judged. Nobody is judged apart."""
        wanted = self.labels[column]
        if wanted == "-" or self.nobody or (column == "actor" and not wanted):
            return None
        if column != "actor":
            return (self.answer[column] or "") == wanted
        named = {actor.id for actor in register.named(wanted)}
        return self.answer["actor"] in named or fold_phrase(self.answer["name"] or "") == fold_phrase(wanted)


def read_phrases(paths: Iterable[Path]) -> Iterator[PhraseRow]:
    """The rows of phrase tables with their answers; the language is not told, as a text does not tell it.

    Columns: id, language, sentence, phrase, nth, date, country, sector, actor, kind, hard.
    """
    labels: list[dict[str, str]] = []
    for path in paths:
        with path.open(encoding="utf-8", newline="") as stream:
            labels += csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
    asked = (
        (number, {"id": number, "text": row["phrase"], "date": row["date"] or None, "context": row["sentence"]})
        for number, row in enumerate(labels)
    )
    for row, answer in zip(labels, resolve_lines(asked), strict=True):
        yield PhraseRow(row, answer)


@dataclass(frozen=True, slots=True)
class PhraseScores:
    """Right answers of those judged, by column and for nobody."""

    country: tuple[int, int]
    sector: tuple[int, int]
    actor: tuple[int, int]
    nobody: tuple[int, int]


def score_phrases(rows: Iterable[PhraseRow]) -> PhraseScores:
    """The scores of some rows."""
    register = load_register()
    rows = list(rows)
    judged = {
        column: [right for row in rows if (right := row.right(column, register)) is not None] for column in COLUMNS
    }
    nobody = [row.nobody_right() for row in rows if row.nobody]
    return PhraseScores(*((sum(each), len(each)) for each in (*judged.values(), nobody)))


def grouped(rows: Iterable[PhraseRow], column: str) -> dict[str, list[PhraseRow]]:
    """The rows by a column of their labels."""
    groups: dict[str, list[PhraseRow]] = {}
    for row in rows:
        groups.setdefault(row.labels[column] or "-", []).append(row)
    return dict(sorted(groups.items()))
