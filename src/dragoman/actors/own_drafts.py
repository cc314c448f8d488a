"""Records of a CSV or YAML file of actors as they are written, before they are checked."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.actors.overlay import OwnOffice
from dragoman.actors.own_forms import LANGUAGES
from dragoman.errors import UsageError
from dragoman.language.scripts import script_of

_SHARED = (
    "id",
    "kind",
    "country",
    "sector",
    "parent",
    "gender",
    "surname",
    "from",
    "to",
    "offices",
    "wikidata",
    "source",
)
_LONGEST_NAME = 200

COLUMNS = (*_SHARED, "name", *(f"{what}_{language}" for language in LANGUAGES for what in ("name", "forms")))
"""Columns of a CSV file; several values of a cell are separated by ``;``."""
KEYS = (*_SHARED, "name", "names", "forms")
"""Keys of a YAML record; ``names`` and ``forms`` hold lists by language."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One record as the file gives it."""

    where: str
    fields: Mapping[str, tuple[str, ...]]
    names: Mapping[str, tuple[str, ...]]
    forms: Mapping[str, tuple[str, ...]]
    offices: tuple[OwnOffice, ...]

    def one(self, field: str) -> str | None:
        """The one value of a field, or None; UsageError where it has several."""
        values = self.fields.get(field, ())
        if len(values) > 1:
            raise self.wrong(f"{field} holds {len(values)} values ({', '.join(values)}); give one")
        return values[0] if values else None

    def wrong(self, message: str) -> UsageError:
        """The error to raise about this record."""
        return UsageError(f"{self.where}: {message}")


def read_drafts(path: Path) -> Iterator[Draft | UsageError]:
    """The records of a ``.csv``, ``.tsv``, ``.yaml`` or ``.yml`` file; what is no record comes as its error.

    UsageError where the file as a whole cannot be read.
    """
    text = _text(path)
    suffix = path.suffix.lower()
    if suffix in {".yaml", ".yml"}:
        yield from _yaml_drafts(path.name, text)
    elif suffix in {".csv", ".tsv"}:
        yield from _csv_drafts(path.name, text)
    else:
        raise UsageError(f"{path.name} is neither CSV nor YAML by its name; call it .csv, .tsv, .yaml or .yml")


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise UsageError(f"there is no file {str(path)!r}") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{path.name} is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    except OSError as error:
        raise UsageError(f"{path.name} cannot be read: {error.strerror}") from None


def _csv_drafts(file: str, text: str) -> Iterator[Draft | UsageError]:
    header = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max("\t;,", key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns: list[str] = []
    try:
        while True:
            line = rows.line_num + 1
            cells = [cell.strip() for cell in next(rows)]
            if not any(cells):
                continue
            if not columns:
                columns = _checked_columns(file, line, cells)
                continue
            yield _csv_draft(f"{file}:{line}", columns, cells)
    except StopIteration:
        return
    except csv.Error as error:
        yield UsageError(f"{file}:{rows.line_num}: {error}; what follows was not read")


def _checked_columns(file: str, line: int, cells: list[str]) -> list[str]:
    columns = [cell.lower() for cell in cells]
    for cell, column in zip(cells, columns, strict=True):
        if column.lower() not in {each.lower() for each in COLUMNS}:
            raise UsageError(f"{file}:{line}: there is no column {cell!r}; choose from {', '.join(COLUMNS)}")
    if len(set(columns)) < len(columns):
        raise UsageError(f"{file}:{line}: a column stands twice; put several values into one cell, separated by ;")
    if "id" not in columns:
        raise UsageError(f"{file}:{line}: there is no column id; the first line names the columns")
    return columns


def _csv_draft(where: str, columns: list[str], cells: list[str]) -> Draft | UsageError:
    if len(cells) > len(columns):
        return UsageError(
            f"{where}: {len(cells)} cells in {len(columns)} columns; quote a cell that holds the separator"
        )
    values = {column: _parts(cell) for column, cell in zip(columns, cells, strict=False)}
    names, forms = {"en": values.pop("name", ())}, {}
    for language in LANGUAGES:
        names[language] = (*names.get(language, ()), *values.pop(f"name_{language.lower()}", ()))
        forms[language] = values.pop(f"forms_{language.lower()}", ())
    offices = values.pop("offices", ())
    try:
        return Draft(where, values, _by_script(where, names), _named(forms), _parsed_offices(where, offices))
    except UsageError as error:
        return error


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _parsed_offices(where: str, texts: Iterable[str]) -> tuple[OwnOffice, ...]:
    found = []
    for text in texts:
        role, of, span = (*text.split(":"), "", "")[:3]
        start, dots, end = span.partition("..")
        if not role or not of or (span and not dots):
            raise UsageError(f"{where}: office {text!r} is not OFFICE:ACTOR:START..END, as president:SRB:2017-05-31..")
        found.append(OwnOffice(role.strip(), of.strip(), start.strip() or None, end.strip() or None))
    return tuple(found)


def _by_script(where: str, names: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Names with Serbian ones under their script, as the register has them."""
    found: dict[str, list[str]] = {}
    for language, texts in names.items():
        for text in texts:
            if len(text) > _LONGEST_NAME:
                raise UsageError(
                    f"{where}: the name {text[:40]!r}... has {len(text)} characters; {_LONGEST_NAME} at most"
                )
            key = ("sr-Cyrl" if script_of(text) == "Cyrl" else "sr-Latn") if language == "sr" else language
            found.setdefault(key, []).append(text)
    return _named(found)


def _named(texts: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(dict.fromkeys(each)) for language, each in texts.items() if tuple(each)}


def _yaml_drafts(file: str, text: str) -> Iterator[Draft | UsageError]:
    """Records of a YAML list, or of the list under ``actors``; every scalar is read as text."""
    try:
        import yaml
    except ImportError:
        raise UsageError(f"{file} is YAML, which needs PyYAML: pip install pyyaml; or write CSV") from None
    loader = yaml.BaseLoader(text)
    try:
        node = loader.get_single_node()
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == "actors"), node)
        if not isinstance(node, yaml.SequenceNode):
            raise UsageError(f"{file} holds no list of records; begin each record with '- id: ...'")
        for record in node.value:
            where = f"{file}:{record.start_mark.line + 1}"
            value = loader.construct_object(record, deep=True)
            try:
                yield _yaml_draft(where, value)
            except UsageError as error:
                yield error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise UsageError(f"{file}{line}: this is no YAML: {getattr(error, 'problem', None) or error}") from None
    except RecursionError:
        raise UsageError(f"{file} is nested too deeply; a record holds texts, lists and names by language") from None


def _yaml_draft(where: str, record: Any) -> Draft:
    if not isinstance(record, dict):
        raise UsageError(f"{where}: this is no record; write '- id: ...' with the other keys below it")
    for key in record:
        if key not in KEYS:
            raise UsageError(f"{where}: there is no key {key!r}; choose from {', '.join(KEYS)}")
    names = _by_language(where, "names", record.get("names"))
    names = {"en": (*_texts(where, "name", record.get("name")), *names.pop("en", ())), **names}
    fields = {key: _texts(where, key, record.get(key)) for key in _SHARED if key != "offices"}
    offices = _yaml_offices(where, record.get("offices"))
    return Draft(
        where, fields, _by_script(where, names), _named(_by_language(where, "forms", record.get("forms"))), offices
    )


def _texts(where: str, key: str, value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    if not all(each is None or isinstance(each, str) for each in values):
        raise UsageError(f"{where}: {key} holds something nested; write a text or a list of texts")
    return tuple(" ".join(each.split()) for each in values if each and each.strip())


def _by_language(where: str, key: str, value: Any) -> dict[str, tuple[str, ...]]:
    if value in (None, ""):
        return {}
    if not isinstance(value, dict) or not all(language in LANGUAGES for language in value):
        raise UsageError(f"{where}: {key} holds names by language; the languages are {', '.join(LANGUAGES)}")
    return {language: _texts(where, f"{key} in {language}", each) for language, each in value.items()}


def _yaml_offices(where: str, value: Any) -> tuple[OwnOffice, ...]:
    """Offices as texts like the CSV's, or as mappings of role, of, from and to."""
    found: list[OwnOffice] = []
    for each in value if isinstance(value, list) else [value] if value else []:
        if isinstance(each, str):
            found += _parsed_offices(where, _parts(each))
        elif isinstance(each, dict) and {"role", "of"} <= set(each) <= {"role", "of", "from", "to"}:
            fields = [
                (_texts(where, f"{key} of an office", each.get(key)) or (None,))[0]
                for key in ("role", "of", "from", "to")
            ]
            found.append(OwnOffice(fields[0] or "", fields[1] or "", fields[2], fields[3]))
        else:
            raise UsageError(
                f"{where}: an office holds role, of, from and to, or is a text like president:SRB:2017..2022"
            )
    return tuple(found)
