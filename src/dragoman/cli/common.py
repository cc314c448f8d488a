"""Options and output that commands share."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from dragoman.errors import UnreadableError
from dragoman.language.harmless import harmless
from dragoman.settings import load_settings

_PIPED_WIDTH = 160
"""Columns of a table that goes into a file or a pipe."""

F = TypeVar("F", bound=Callable[..., Any])


def ledger_option(command: F) -> F:
    """``--ledger``, by default from the environment."""
    return click.option(
        "--ledger",
        default=lambda: load_settings().ledger,
        metavar="FOLDER|ADDRESS",
        help="Ledger folder or object-store address  [default: $DRAGOMAN_LEDGER or ./dragoman.ledger]",
    )(command)


def output_options(command: F) -> F:
    """``--json`` and ``--csv``."""
    command = click.option("--csv", "as_csv", is_flag=True, help="CSV with a header row.")(command)
    return click.option("--json", "as_json", is_flag=True, help="JSON Lines, one object a line.")(command)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table on the terminal: its head, and whether it may be folded."""

    name: str
    style: str = ""
    ratio: int | None = None


def print_rows(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column], *, as_json: bool, as_csv: bool) -> None:
    """Rows as a table, JSON Lines or CSV; the table shows the named columns only."""
    if as_json:
        print_json_lines(rows)
    elif as_csv:
        print_csv(rows)
    else:
        print_table(rows, columns)


def print_json_lines(rows: Iterable[Mapping[str, Any]]) -> None:
    """One JSON object a line, as UTF-8; control characters are escaped by the format itself."""
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def print_csv(rows: Sequence[Mapping[str, Any]]) -> None:
    """CSV (RFC 4180) with a header row; lists are joined with ``; ``."""
    if not rows:
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow([_cell(value) for value in row.values()])


def _cell(value: Any) -> str:
    """A cell a spreadsheet does not take for a formula."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "; ".join(_cell(each) for each in value)
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else harmless(str(value))
    return f"'{text}" if text[:1] in "=+@" else text


def print_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column]) -> None:
    """Rows as a table, as wide as the terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column.name, style=column.style, ratio=column.ratio, overflow="fold")
    for row in rows:
        table.add_row(*(Text(harmless(_plain(row.get(column.name)))) for column in columns))
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_PIPED_WIDTH)
    console.print(table)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def each_json_line(stream: Iterable[str]) -> Iterable[tuple[int, dict[str, Any] | UnreadableError]]:
    """Objects of JSON Lines with their line numbers; a broken line comes as an error in its place."""
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError as error:
            yield number, UnreadableError(f"line {number} is no JSON: {error}")
            continue
        if isinstance(value, dict):
            yield number, value
        else:
            yield number, UnreadableError(f"line {number} is no JSON object")


def required_text(record: Mapping[str, Any], field: str = "text") -> str:
    """A string field of a record; UnreadableError where it is missing."""
    value = record.get(field)
    if not isinstance(value, str):
        raise UnreadableError(f"field {field!r} is missing or no string")
    return value
