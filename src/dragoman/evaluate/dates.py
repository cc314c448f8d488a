"""Scores of expressions of time: which days they mean, how exactly, counted from what."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman.dates.find import DateExpression, find_dates
from dragoman.records import Date, DateOrigin, Precision

_TOLERANCE = 0.1
"""Edges of vague stretches ("early 2012") may be off by this part of the period."""


@dataclass(frozen=True, slots=True)
class DateCase:
    """A labelled sentence: the words that say when, and the right answer; no expression is a trap."""

    id: str
    language: str
    published: Date | None
    sentence: str
    expression: str
    date: Date | None


def read_cases(path: Path) -> Iterator[DateCase]:
    """The rows of a table with id, language, published, sentence, expression, start, end, precision, origin."""
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            day = row["published"]
            given = Date(day, day, Precision.DAY, DateOrigin.METADATA) if day else None
            wanted = None
            if row["start"]:
                precision, origin = Precision(row["precision"]), DateOrigin(row["origin"])
                wanted = Date(row["start"], row["end"], precision, origin)
            yield DateCase(row["id"], row["language"], given, row["sentence"], row["expression"], wanted)


def answered(case: DateCase) -> tuple[bool, tuple[DateExpression, ...]]:
    """Whether a case is right, with what was found in its sentence.

    A date is right with its interval, precision and origin; a trap if no date is found at all.
    """
    found = find_dates(case.sentence, language=case.language, published=case.published)
    if not case.expression:
        return not any(each.date for each in found), found
    start = case.sentence.index(case.expression)
    end = start + len(case.expression)
    at = [each for each in found if each.span.start < end and start < each.span.end]
    if case.date is None:
        return all(each.date is None for each in at), found
    return len(at) == 1 and at[0].date is not None and _same(at[0].date, case.date), found


def _same(answer: Date, wanted: Date) -> bool:
    if (answer.precision, answer.origin) != (wanted.precision, wanted.origin):
        return False
    length = (date.fromisoformat(wanted.end) - date.fromisoformat(wanted.start)).days + 1
    slack = length * _TOLERANCE if wanted.precision is Precision.RANGE else 0
    return all(
        abs((date.fromisoformat(a) - date.fromisoformat(b)).days) <= slack
        for a, b in ((answer.start, wanted.start), (answer.end, wanted.end))
    )
