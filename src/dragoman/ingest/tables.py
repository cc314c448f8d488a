"""Documents in the rows of JSON Lines and CSV files, read one at a time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import IO
from urllib.parse import quote

from dragoman.errors import RefusedError
from dragoman.ingest.addresses import canonical_url, is_web_address
from dragoman.ingest.encoding import decode
from dragoman.ingest.item import Source
from dragoman.ingest.pages import row_item
from dragoman.ingest.rows import row_bytes
from dragoman.ingest.scope import Scope
from dragoman.ingest.text import clean_line
from dragoman.records import Refusal, digest

JSONL_TYPE = "application/jsonl"
CSV_TYPE = "text/csv"
_CSV_HEAD = 200_000
_DELIMITERS = ",;\t|"

Found = Source | Refusal


def json_lines(stream: IO[bytes], uri: str, scope: Scope) -> Iterator[Found]:
    """A source for each line that is a JSON object with a text; a refusal, with its number, else."""
    number = 0
    while line := stream.readline(scope.limit + 1):
        number += 1
        if len(line) > scope.limit:
            yield Refusal(
                f"{uri}#L{number}",
                f"line {number} is longer than {scope.settings.max_file_mb} MB, the rest of the file was not "
                "read; raise the limit with --max-file-mb or DRAGOMAN_MAX_FILE_MB",
            )
            return
        if line.strip():
            yield _json_line(line.removeprefix(b"\xef\xbb\xbf"), number, uri, scope)


def json_file(stream: IO[bytes], uri: str, scope: Scope) -> Iterator[Found]:
    """Like ``json_lines`` for a file that is one JSON list, or one object over several lines."""
    data = stream.read(scope.limit + 1)
    try:
        whole = json.loads(data) if len(data) <= scope.limit else None
    except (ValueError, RecursionError):
        whole = None
    if isinstance(whole, list):
        for number, row in enumerate(whole, start=1):
            yield _row(row, f"entry {number}", f"{uri}#{number}", uri, scope, media_type="application/json")
    elif isinstance(whole, dict):
        yield _row(whole, "the object", uri, uri, scope, media_type="application/json")
    else:
        yield from json_lines(io.BytesIO(data), uri, scope)


def csv_rows(stream: IO[bytes], uri: str, scope: Scope) -> Iterator[Found]:
    """A source for each row with a text, under a first row that names the columns."""
    head = stream.read(_CSV_HEAD)
    try:
        encoding = decode(head).encoding
    except RefusedError as error:
        yield Refusal(uri, str(error))
        return
    joined: io.RawIOBase = _Joined(head, stream)
    rest = io.BufferedReader(joined)
    csv.field_size_limit(scope.limit)  # the csv module knows one limit for the whole process
    with io.TextIOWrapper(rest, encoding=encoding, errors="replace", newline="") as text:
        yield from _csv_rows(text, uri, scope)


def _csv_rows(text: io.TextIOWrapper, uri: str, scope: Scope) -> Iterator[Found]:
    first = text.readline()
    delimiter = max(_DELIMITERS, key=first.count)
    columns = next(csv.reader([first], delimiter=delimiter), [])
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    line = 2
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Refusal(f"{uri}#L{line}", f"line {line} is not CSV ({error}); the rest was not read")
            return
        if any(cell.strip() for cell in cells):
            yield _csv_row(columns, cells, line, uri, scope)
        line = reader.line_num + 2


def _csv_row(columns: list[str], cells: list[str], line: int, uri: str, scope: Scope) -> Found:
    if len(cells) > len(columns):
        return Refusal(
            f"{uri}#L{line}",
            f"line {line} has {len(cells)} cells for {len(columns)} columns; "
            "put cells that hold the separator in quotes",
        )
    row = dict(zip(columns, cells, strict=False))
    return _row(row, f"line {line}", f"{uri}#L{line}", uri, scope, media_type=CSV_TYPE)


def _json_line(line: bytes, number: int, uri: str, scope: Scope) -> Found:
    address = f"{uri}#L{number}"
    try:
        row = json.loads(line.strip())
    except UnicodeDecodeError:
        return Refusal(address, f"line {number} is not UTF-8; save the file as UTF-8")
    except json.JSONDecodeError as error:
        return Refusal(address, f"line {number} is not JSON ({error.msg} at character {error.pos + 1}); mend the line")
    except (ValueError, RecursionError):
        return Refusal(address, f"line {number} is nested too deeply or holds too long a number; mend the line")
    return _row(row, f"line {number}", address, uri, scope, media_type=JSONL_TYPE)


def _row(row: object, name: str, address: str, uri: str, scope: Scope, *, media_type: str) -> Found:
    if not isinstance(row, Mapping):
        return Refusal(address, f"{name} is no object with named fields but {type(row).__name__}")
    try:
        data = row_bytes(scope.mapper.row(row, media_type=media_type))
        canonical = _row_uri(row, address, uri, scope)
    except RefusedError as error:
        return Refusal(address, f"{name} {error}")
    load = partial(row_item, canonical, data=data, fallback=scope.fallback)
    return Source(canonical, digest(data.decode("utf-8", "replace")), load)


def _row_uri(row: Mapping[str, object], address: str, uri: str, scope: Scope) -> str:
    """The row's own address, else the file's with the row's id, else with its line."""
    stated = scope.mapper.value("uri", row)
    if stated is not None:
        return canonical_url(stated) if is_web_address(stated) else clean_line(stated)
    identifier = scope.mapper.value("id", row)
    return f"{uri}#{quote(identifier, safe='/:@._-')}" if identifier else address


class _Joined(io.RawIOBase):
    """A head already read, then the rest of its stream."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # the stub says Buffer
        piece = self._head.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)
