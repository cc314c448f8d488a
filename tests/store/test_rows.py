"""Records survive the way to Arrow, to Lance and back."""

from __future__ import annotations

import dataclasses
import typing
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.records import Date, DateOrigin, Precision, Statement
from dragoman.store.engine import Engine
from dragoman.store.rows import arrow_type, from_table, schema_of, to_table
from dragoman.store.tables import TABLES, DocumentRow, ObservationRow, TableSpec


@dataclass(frozen=True, slots=True)
class Odd:
    """Every kind of field a record may have, nested as deep as records go."""

    name: str
    data: bytes
    count: int | None
    share: float
    sure: bool
    at: datetime | None
    level: Precision | None
    dates: tuple[Date, ...]
    more: tuple[tuple[str, ...], ...] | None
    date: Date | None = None


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Values of an annotation as records use them."""
    members = [each for each in typing.get_args(hint) if each is not type(None)]
    if typing.get_origin(hint) is tuple:
        return st.lists(values(members[0]), max_size=3).map(tuple)
    if type(None) in typing.get_args(hint):
        return st.none() | values(members[0])
    if dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return st.builds(typing.cast("Any", hint), **{name: values(each) for name, each in hints.items()})
    if issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    scalars: dict[type, st.SearchStrategy[Any]] = {
        str: st.text(max_size=6),
        bytes: st.binary(max_size=6),
        bool: st.booleans(),
        int: st.integers(-(2**63), 2**63 - 1),
        float: st.floats(allow_nan=False),
        datetime: st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds come without zone
    }
    return scalars[hint]


@settings(deadline=None, max_examples=60)
@given(st.lists(values(Odd), max_size=5))
def test_any_record_comes_back_equal(records: list[Odd]) -> None:
    table = to_table(records, schema_of(Odd))
    assert from_table(table, Odd) == records
    assert from_table(table.slice(1, 2), Odd) == records[1:3]
    assert from_table(pa.concat_tables([table, table]), Odd) == records * 2


@settings(deadline=None, max_examples=30)
@given(st.lists(values(Statement), max_size=2), st.lists(values(DocumentRow), max_size=2))
def test_the_records_of_a_ledger_come_back_equal(statements: list[Statement], documents: list[DocumentRow]) -> None:
    assert from_table(to_table(statements, schema_of(Statement)), Statement) == statements
    assert from_table(to_table(documents, schema_of(DocumentRow)), DocumentRow) == documents


@settings(deadline=None, max_examples=15)
@given(rows=st.lists(values(ObservationRow), min_size=1, max_size=4, unique_by=lambda row: row.id))
def test_what_lance_stores_comes_back_equal(
    tmp_path_factory: pytest.TempPathFactory, rows: list[ObservationRow]
) -> None:
    spec = TableSpec("observations", ObservationRow, "id")
    engine = Engine(str(tmp_path_factory.mktemp("rows")))
    engine.create(spec)
    engine.upsert(spec, rows, replace=True)
    assert sorted(engine.rows(spec), key=lambda row: row.id) == sorted(rows, key=lambda row: row.id)


@pytest.mark.parametrize("spec", TABLES, ids=lambda spec: spec.name)
def test_a_table_names_its_key_as_lance_wants_it(spec: TableSpec, tmp_path: Path) -> None:
    field = schema_of(spec.record, key=spec.key).field(spec.key)
    assert not field.nullable
    assert field.metadata == {b"lance-schema:unenforced-primary-key": b"true"}
    engine = Engine(str(tmp_path))
    engine.create(spec)
    stored = engine.dataset(spec.name).schema.field(spec.key)
    assert not stored.nullable
    assert set(spec.indexes) <= set(engine.dataset(spec.name).schema.names)


def test_columns_a_record_lacks_are_passed_over_and_missing_ones_take_their_default() -> None:
    date = Date("2024-01-01", "2024-12-31", Precision.YEAR, DateOrigin.STATED)
    odd = Odd("a", b"", 1, 0.5, True, None, None, (date,), None, date)
    table = to_table([odd], schema_of(Odd))
    wider = table.append_column("later", pa.array(["x"]))
    assert from_table(wider, Odd) == [odd]
    assert from_table(table.drop_columns(["date"]), Odd) == [dataclasses.replace(odd, date=None)]


def test_what_has_no_column_type_is_named() -> None:
    with pytest.raises(TypeError, match="dict"):
        arrow_type(dict[str, str])
    with pytest.raises(TypeError, match="mixes types"):
        arrow_type(int | str)


def test_a_value_outside_an_enumeration_is_not_taken() -> None:
    table = pa.table({"level": ["century"]})
    with pytest.raises(ValueError, match="century"):
        from_table(table, Odd)
