"""Reads the register's tables: tab-separated, one record a line, errors named by file and line.

A line that starts with ``#`` is a comment; ``@source=`` gives the source note of the records below it
that have none of their own; the first other line holds the names of the columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a table, with where it stands."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell's text, empty where the record has none."""
        return self.cells.get(column, "")

    def many(self, column: str) -> tuple[str, ...]:
        """The values of a cell that holds several, separated by commas."""
        return tuple(part.strip() for part in self[column].split(",") if part.strip())

    def wrong(self, message: str) -> UsageError:
        """The error to raise about this record."""
        return UsageError(f"{self.file}:{self.line}: {message}")


def read_table(file: str, text: str | None = None) -> tuple[Row, ...]:
    """The records of a table of the package, or of ``text`` under that name."""
    if text is None:
        text = resources.files("dragoman.actors").joinpath("data", file).read_text("utf-8")
    return tuple(_rows(file, text))


def _rows(file: str, text: str) -> Iterator[Row]:
    columns: list[str] = []
    source = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("@source="):
            source = line.removeprefix("@source=").strip()
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not columns:
            columns = cells
            continue
        if len(cells) > len(columns):
            raise UsageError(
                f"{file}:{number}: {len(cells)} cells where the table has {len(columns)} columns "
                f"({', '.join(columns)}); look for a tab too many"
            )
        named = dict(zip(columns, cells, strict=False))
        named["source"] = named.get("source") or source
        row = Row(file, number, MappingProxyType(named))
        if not named["source"]:
            raise row.wrong("the record has no source note; fill `source` or set @source= above it")
        yield row
