"""Sentences with errors as rows of a file and as text on a terminal."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.common import print_json_lines
from dragoman.language.harmless import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dragoman.evaluate.answers import Answer
    from dragoman.evaluate.errors import WrongSentence


def write_errors(target: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Rows as JSON Lines into a file or, for ``-``, onto standard output; as text if that is a terminal."""
    if target != "-":
        with Path(target).open("w", encoding="utf-8") as stream, redirect_stdout(stream):
            print_json_lines(rows)
    elif sys.stdout.isatty():
        for row in rows:
            click.echo("\n".join(error_lines(row)))
    else:
        print_json_lines(rows)


def error_row(wrong: WrongSentence, *, set_: str, actors: str) -> dict[str, Any]:
    """A sentence with errors; its ``errors`` point into the two lists of statements by place."""
    sentence = wrong.read.sentence
    expected, answered = wrong.expected, wrong.answered
    return {
        "id": sentence.id,
        "language": sentence.language,
        "set": set_,
        "actors": actors,
        "kinds": wrong.kinds,
        "text": sentence.text,
        "expected": [_statement(each, sentence.text) for each in expected],
        "answered": [
            {**_statement(each, sentence.text), "confidence": round(each.confidence, 4), "reasons": list(each.reasons)}
            for each in answered
        ],
        "errors": [
            {
                "kind": str(match.verdict),
                "expected": _place(expected, match.expected),
                "answered": _place(answered, match.answered),
                "reasons": list(reasons),
            }
            for match, reasons in wrong.differences
        ],
    }


def _place(answers: Sequence[Answer], one: Answer | None) -> int | None:
    return next((i for i, each in enumerate(answers) if each is one), None)


def _statement(answer: Answer, text: str) -> dict[str, Any]:
    return {
        "kind": answer.kind,
        "type": answer.type,
        "source": [text[slice(*each)] for each in sorted(answer.source)],
        "target": [text[slice(*each)] for each in sorted(answer.target)],
        "modality": answer.modality,
        "trigger": text[slice(*answer.trigger)] if answer.trigger else None,
    }


def error_lines(row: Mapping[str, Any]) -> Iterator[str]:
    """A sentence with errors as a person reads it."""
    yield f"\n{row['id']}  {row['language']}  {row['set']}, actors {row['actors']}: {', '.join(row['kinds'])}"
    yield f"  {harmless(row['text'])}"
    wrong = {each["answered"]: each for each in row["errors"] if each["answered"] is not None}
    for number, statement in enumerate(row["expected"]):
        error = next((each for each in row["errors"] if each["expected"] == number), None)
        yield f"  expected  {_shown(statement)}" + (f"  [{error['kind']}]" if error else "  [right]")
        yield from (f"              {harmless(reason)}" for reason in (error["reasons"] if error else ()))
    for number, statement in enumerate(row["answered"]):
        kind = wrong[number]["kind"] if number in wrong else "right"
        yield f"  answered  {_shown(statement)}, confidence {statement['confidence']:.2f}  [{kind}]"
        yield from (f"              {harmless(reason)}" for reason in statement["reasons"])


def _shown(statement: Mapping[str, Any]) -> str:
    sides = (", ".join(statement[side]) or "nobody" for side in ("source", "target"))
    trigger = f" “{statement['trigger']}”" if statement["trigger"] else ""
    return harmless(f"{statement['kind']} {statement['type']}: {' -> '.join(sides)}  {statement['modality']}{trigger}")
