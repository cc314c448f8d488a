"""Options and output that commands share."""

from __future__ import annotations

import csv
import getpass
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any, TypeVar
from urllib.parse import unquote

import click

from dragoman.errors import UnreadableError
from dragoman.language.harmless import harmless
from dragoman.settings import load_settings

_PIPED_WIDTH = 160
"""Columns of a table that goes into a file or a pipe."""

_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Signs that JSON itself does not escape: they stand inside strings only, where an escape means the same."""

F = TypeVar("F", bound=Callable[..., Any])


def ledger_option(command: F) -> F:
    """``--ledger``, by default from the environment."""
    return click.option(
        "--ledger",
        default=lambda: load_settings().ledger,
        metavar="FOLDER|ADDRESS",
        help="Ledger folder or object-store address  [default: $DRAGOMAN_LEDGER or ./dragoman.ledger]",
    )(command)


def inherited_ledger(command: F) -> F:
    """``--ledger`` of a subcommand; what is given before the subcommand counts too."""

    def above() -> str:
        context = click.get_current_context().parent
        given = context.params.get("ledger") if context else None
        return str(given or load_settings().ledger)

    return click.option(
        "--ledger", default=above, metavar="FOLDER|ADDRESS", help="Ledger folder or object-store address"
    )(command)


def decision_options(command: F) -> F:
    """``--note`` and ``--by``."""
    command = click.option("--by", "who", metavar="NAME", help="Who decides  [default: the user's name]")(command)
    return click.option("--note", help="Why; kept with the judgement.")(command)


def output_options(command: F) -> F:
    """``--json`` and ``--csv``."""
    command = click.option("--csv", "as_csv", is_flag=True, help="CSV with a header row.")(command)
    return click.option("--json", "as_json", is_flag=True, help="JSON Lines, one object a line.")(command)


def user_name() -> str:
    """The name of whoever runs the command; a container may have none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"


class Stopped(click.ClickException):
    """Ctrl-C in a run that can go on; the message says how."""

    exit_code = 130

    def show(self, file: IO[Any] | None = None) -> None:
        """The message as a line of its own on standard error."""
        click.echo(f"\nstopped: {self.format_message()}", file=file, err=file is None)


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
    """One JSON object a line, as UTF-8; whatever could steer a terminal is escaped."""
    for row in rows:
        text = json.dumps(row, ensure_ascii=False)
        sys.stdout.write(_STEERING.sub(_escaped, text) + "\n")


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


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
    terminal = sys.stdout.isatty()
    console = Console(
        highlight=False,
        width=None if terminal else _PIPED_WIDTH,
        color_system="auto" if is_styled(sys.stdout) else None,
    )
    console.print(table)


def is_styled(stream: IO[str]) -> bool:
    """Whether colours and a moving line may be used: a terminal that has them, and a user who wants them."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _plain(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def each_json_line(stream: Iterable[bytes]) -> Iterable[tuple[int, dict[str, Any] | UnreadableError]]:
    """Objects of JSON Lines with their line numbers; a broken line comes as an error in its place."""
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            yield number, _json_object(line)
        except UnreadableError as error:
            yield number, UnreadableError(f"line {number} {error}")


def _json_object(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line.decode("utf-8-sig").strip(), parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise UnreadableError("is not UTF-8; write the lines as UTF-8") from None
    except json.JSONDecodeError as error:
        raise UnreadableError(f"is no JSON: {error.msg} at character {error.pos + 1}") from None
    except (ValueError, RecursionError):
        raise UnreadableError("is nested too deeply or holds a number that is too long") from None
    if not isinstance(value, dict):
        raise UnreadableError('is no JSON object; write one like {"id": 1, "text": "..."}')
    return value


def _no_constant(name: str) -> None:
    raise UnreadableError(f"is no JSON: {name} is no number; write null")


def shown_address(uri: str) -> str:
    """An address as a person reads it: a file by its path, with its own letters."""
    path = unquote(uri.removeprefix("file://")) if uri.startswith("file://") else uri
    return harmless(path)


def counted(number: int, one: str, many: str | None = None) -> str:
    """``1 document``, ``2 documents``."""
    return f"{number} {one if number == 1 else many or one + 's'}"
