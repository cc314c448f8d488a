"""Reads a category from TOML, or its examples from CSV or JSON Lines."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dragoman.categories.records import CategoryDraft, Example
from dragoman.errors import UsageError
from dragoman.statements.labels import CODED_LANGUAGES

FEWEST_EXAMPLES = 20
MOST_EXAMPLES = 2_000
_LONGEST = 1_000
_SHOWN_PROBLEMS = 5
_NAME = re.compile(r"[^\W_][\w-]{0,59}")
_YES = frozenset({"", "1", "yes", "true", "positive", "+"})
_NO = frozenset({"0", "no", "false", "negative", "-"})
_SUFFIXES = ".toml, .csv, .tsv, .jsonl"


def category_name(raw: str) -> str:
    """A name as it stands after ``category:`` in a query; UsageError for one that cannot.

    >>> category_name("Grain corridor")
    'grain-corridor'
    """
    name = "-".join(raw.casefold().replace("_", " ").split())
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"{raw!r} is no name of a category; write up to 60 letters, digits and hyphens, as grain-corridor"
        )
    return name


def read_category(path: Path, *, name: str | None = None, definition: str | None = None) -> CategoryDraft:
    """The category that a ``.toml`` file describes, or whose examples a ``.csv``, ``.tsv`` or ``.jsonl`` file holds.

    What ``name`` and ``definition`` say goes before the file; without either a name is the file's own.
    UsageError where something is missing, contradicts itself or is too little.
    """
    text = _text(path)
    kind = path.suffix.lower()
    given: Mapping[str, Any] = {}
    if kind == ".toml":
        given = _toml(text, path)
        rows = _toml_rows(given)
    elif kind in {".csv", ".tsv"}:
        rows = _csv_rows(text, "\t" if kind == ".tsv" else ",", path)
    elif kind in {".jsonl", ".ndjson"}:
        rows = _json_rows(text)
    else:
        raise UsageError(f"{path.name} is no file of examples; write {_SUFFIXES}")
    called = category_name(name or _line(given, "name") or path.stem)
    meant = (definition or _line(given, "definition") or "").strip()
    if not meant:
        where = 'a line definition = "..."' if kind == ".toml" else "--definition"
        raise UsageError(f"{path.name} does not say what belongs to {called}; add {where}")
    return CategoryDraft(called, meant, _checked(list(rows), path))


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8; save it as UTF-8") from None


# Rows: where one stands, and the example or what is wrong with it -------------------------------

_Row = tuple[str, "Example | str"]


def _toml(text: str, path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{path.name} is no TOML: {error}") from None


def _line(given: Mapping[str, Any], field: str) -> str | None:
    value = given.get(field)
    if value is not None and not isinstance(value, str):
        raise UsageError(f'{field} is {value!r}; write it in quotation marks: {field} = "..."')
    return value


def _toml_rows(given: Mapping[str, Any]) -> Iterator[_Row]:
    for field, positive in (("positive", True), ("negative", False)):
        listed = given.get(field, [])
        if not isinstance(listed, list):
            raise UsageError(f'{field} is no list; write {field} = ["a sentence", "another"]')
        for number, each in enumerate(listed, 1):
            table = each if isinstance(each, dict) else {"text": each}
            yield f"{field} {number}", _example(table.get("text"), positive, table.get("language"))


def _csv_rows(text: str, delimiter: str, path: Path) -> Iterator[_Row]:
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns = {name.strip().casefold(): name for name in reader.fieldnames or () if name}
    if "text" not in columns:
        raise UsageError(f"{path.name} has no column text; name its columns text, label and language")
    try:
        for row in reader:
            fields = {name: row.get(own) for name, own in columns.items()}
            yield f"line {reader.line_num}", _labelled(fields)
    except csv.Error as error:
        raise UsageError(f"line {reader.line_num} of {path.name} is no CSV: {error}") from None


def _json_rows(text: str) -> Iterator[_Row]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if isinstance(row, dict):
            yield f"line {number}", _labelled(row)
        else:
            yield f"line {number}", 'is no JSON object; write one like {"text": "...", "label": 1}'


def _labelled(row: Mapping[str, Any]) -> Example | str:
    label = row.get("label", "")
    word = "" if label is None else str(label).strip().casefold()
    if word not in _YES | _NO:
        return f"has the label {label!r}; write 1 or 0, yes or no"
    return _example(row.get("text"), word in _YES, row.get("language"))


def _example(text: object, positive: bool, language: object) -> Example | str:  # noqa: FBT001 - the record's own order
    if not isinstance(text, str) or not text.strip():
        return "has no text"
    words = " ".join(text.split())
    if len(words) > _LONGEST:
        return f"has {len(words)} characters; an example is a sentence of at most {_LONGEST}"
    if language is not None and not isinstance(language, str):
        return f"has the language {language!r}; write {', '.join(sorted(CODED_LANGUAGES))}"
    tongue = (language or "").strip().casefold() or None
    if tongue is not None and tongue not in CODED_LANGUAGES:
        return f"has the language {language!r}, which is not coded; choose {', '.join(sorted(CODED_LANGUAGES))}"
    return Example(words, positive, tongue)


def _checked(rows: Iterable[_Row], path: Path) -> tuple[Example, ...]:
    problems = [f"{where} {what}" for where, what in rows if isinstance(what, str)]
    examples = [what for _, what in rows if isinstance(what, Example)]
    both = {each.text for each in examples if each.positive} & {each.text for each in examples if not each.positive}
    problems += [f"{text!r} stands under positive and under negative" for text in sorted(both)]
    if problems:
        more = f"; and {len(problems) - _SHOWN_PROBLEMS} more" if len(problems) > _SHOWN_PROBLEMS else ""
        raise UsageError(f"{path.name}: {'; '.join(problems[:_SHOWN_PROBLEMS])}{more}")
    belonging = sum(each.positive for each in examples)
    if belonging < FEWEST_EXAMPLES:
        raise UsageError(
            f"{path.name} has {belonging} positive examples, {FEWEST_EXAMPLES} are needed; "
            f"add {FEWEST_EXAMPLES - belonging} sentences that belong to the category"
        )
    if len(examples) > MOST_EXAMPLES:
        raise UsageError(f"{path.name} has {len(examples)} examples, at most {MOST_EXAMPLES} are read; leave some out")
    return tuple(examples)
