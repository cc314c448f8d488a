"""Frozen dataclasses to Arrow and back: the schema of a table is the record's own fields.

Both ways go column by column: a ledger is read in hundreds of thousands of rows, and a dictionary
for each would cost ten times as much.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from itertools import accumulate, pairwise, repeat
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import pyarrow as pa

R = TypeVar("R")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _hints(record: Any) -> dict[str, Any]:
    return _all_hints(record)


@cache
def _all_hints(record: Hashable) -> dict[str, Any]:
    return typing.get_type_hints(record)


@cache
def _required(hint: Any) -> Any:
    """The type without ``None``."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        members = [each for each in typing.get_args(hint) if each is not type(None)]
        if len(members) != 1:
            raise TypeError(f"{hint} mixes types; a column holds one")
        return members[0]
    return hint


def _item(hint: Any) -> Any:
    """The type of a tuple's items; None for what is no tuple."""
    return typing.get_args(hint)[0] if typing.get_origin(hint) is tuple else None


def _is_enum(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, StrEnum)


def arrow_type(hint: Any) -> pa.DataType:
    """The Arrow type that holds values of this annotation; TypeError for one that has none."""
    import pyarrow as pa

    hint = _required(hint)
    item = _item(hint)
    if item is not None:
        return pa.list_(arrow_type(item))
    if dataclasses.is_dataclass(hint):
        return pa.struct(list(_fields(hint)))
    scalars = {
        str: pa.string(),
        bytes: pa.large_binary(),
        bool: pa.bool_(),
        int: pa.int64(),
        float: pa.float64(),
        datetime: pa.timestamp("us", tz="UTC"),
    }
    if _is_enum(hint):
        return pa.string()
    if hint not in scalars:
        raise TypeError(f"no column type for {hint!r}")
    return scalars[hint]


def _fields(record: Any) -> Iterable[pa.Field]:
    import pyarrow as pa

    for name, hint in _hints(record).items():
        yield pa.field(name, arrow_type(hint))


def schema_of(record: type, *, key: str | None = None) -> pa.Schema:
    """The Arrow schema of a table of these records, its key marked as Lance wants it.

    Lance keeps upserts of several processes apart only by a key that is non-nullable
    and carries this metadata.
    """
    import pyarrow as pa

    fields = []
    for field in _fields(record):
        if field.name == key:
            mark = {"lance-schema:unenforced-primary-key": "true"}
            fields.append(pa.field(key, field.type, nullable=False, metadata=mark))
        else:
            fields.append(field)
    return pa.schema(fields)


def to_table(records: Sequence[Any], schema: pa.Schema) -> pa.Table:
    """The records as one Arrow table with this schema."""
    import pyarrow as pa

    if not records:
        return schema.empty_table()
    hints = _hints(type(records[0]))
    columns = [_encoded(hints[name], [getattr(each, name) for each in records]) for name in schema.names]
    return pa.Table.from_arrays(columns, schema=schema)


def _encoded(hint: Any, values: list[Any]) -> pa.Array:
    """Values of one annotation as an Arrow array."""
    import pyarrow as pa

    hint = _required(hint)
    item = _item(hint)
    if item is not None:
        lengths = [len(each) if each is not None else 0 for each in values]
        flat = [inner for each in values if each is not None for inner in each]
        return pa.ListArray.from_arrays(
            pa.array(accumulate(lengths, initial=0), pa.int32()),
            _encoded(item, flat),
            type=arrow_type(hint),
            mask=_nulls(values),
        )
    if dataclasses.is_dataclass(hint):
        children = [
            _encoded(inner, [None if each is None else getattr(each, name) for each in values])
            for name, inner in _hints(hint).items()
        ]
        return pa.StructArray.from_arrays(children, fields=list(_fields(hint)), mask=_nulls(values))
    return pa.array(values, arrow_type(hint))


def _nulls(values: list[Any]) -> pa.Array:
    import pyarrow as pa

    return pa.array([each is None for each in values], pa.bool_())


def from_table(table: pa.Table, record: type[R]) -> list[R]:
    """The rows of an Arrow table as records; columns the record lacks are passed over."""
    hints = {name: hint for name, hint in _hints(record).items() if name in table.column_names}
    columns = [_decoded(hint, _whole(table.column(name))) for name, hint in hints.items()]
    return _built(record, tuple(hints), columns, table.num_rows)


def _whole(column: pa.ChunkedArray) -> pa.Array:
    """A column in one piece."""
    import pyarrow as pa

    if column.num_chunks == 1:
        return column.chunk(0)
    return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)


def _decoded(hint: Any, array: pa.Array) -> list[Any]:
    """An Arrow array as values of one annotation."""
    if array.null_count == len(array):
        return [None] * len(array)
    hint = _required(hint)
    item = _item(hint)
    if item is not None:
        found = _decoded_lists(item, array)
    elif dataclasses.is_dataclass(hint):
        found = _decoded_structs(hint, array)
    elif hint is datetime:
        found = _decoded_moments(array)
    elif _is_enum(hint):
        return _each(hint, array.to_pylist())
    else:
        return typing.cast("list[Any]", array.to_pylist())
    if array.null_count:
        valid = array.is_valid().to_pylist()
        return [value if there else None for value, there in zip(found, valid, strict=True)]
    return found


def _each(convert: Callable[[Any], Any], values: list[Any]) -> list[Any]:
    """Converted values; each distinct one is converted once, for columns repeat themselves."""
    known = {value: convert(value) for value in set(values) if value is not None}
    return [known.get(value) for value in values]


def _decoded_moments(array: pa.Array) -> list[Any]:
    import pyarrow as pa

    counts = array.cast(pa.int64()).to_pylist()
    return _each(lambda count: _EPOCH + timedelta(microseconds=count), counts)


def _decoded_lists(item: Any, array: pa.Array) -> list[Any]:
    offsets = array.offsets.to_pylist()
    first = offsets[0]
    flat = _decoded(item, array.values[first : offsets[-1]])
    return [tuple(flat[start - first : end - first]) for start, end in pairwise(offsets)]


def _decoded_structs(hint: Any, array: pa.Array) -> list[Any]:
    """Structs as records; for a null one something is built from nulls, which the caller drops."""
    present = {field.name: child for field, child in zip(array.type, array.flatten(), strict=True)}
    hints = {name: inner for name, inner in _hints(hint).items() if name in present}
    columns = [_decoded(inner, present[name]) for name, inner in hints.items()]
    return _built(hint, tuple(hints), columns, len(array))


def _built(record: Any, names: tuple[str, ...], columns: list[list[Any]], count: int) -> list[Any]:
    """A record for each row; by position where the record allows it, which is twice as fast."""
    own = dataclasses.fields(record)
    if not any(field.kw_only for field in own) and names == tuple(field.name for field in own)[: len(names)]:
        return list(map(record, *columns)) if columns else [record() for _ in repeat(None, count)]
    return [record(**dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True)]
