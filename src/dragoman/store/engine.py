"""The one place that talks to Lance: open, upsert, scan, delete, tidy up."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from dragoman.errors import LedgerError, LedgerMissingError, LedgerReadOnlyError
from dragoman.store.failures import CONFLICT, FAILURES, MISSING, reason_of, says, translated
from dragoman.store.lock import locked
from dragoman.store.rows import from_table, schema_of, to_table
from dragoman.store.tables import TABLES, TableSpec

if TYPE_CHECKING:
    import lance
    import pyarrow as pa

T = TypeVar("T")

os.environ.setdefault("LANCE_LOG", "error")

_INDEX_KINDS = {"LabelList": "LABEL_LIST"}
_NO_OPTIONS = frozenset({"document_granularity", "lance_tokenizer"})
"""Lance names these among an index's options and does not take them back as it gives them."""

_FRAGMENT_ROWS = 50_000
_SMALL_FRAGMENTS = 8
"""So many small files of a table are worth rewriting as one; fewer cost readers nothing."""


class Engine:
    """Tables of one ledger at a folder or an object-store address.

    An address such as ``s3://bucket/ledger`` is opened with what the environment says
    (``AWS_ACCESS_KEY_ID``, ``AWS_SECRET_ACCESS_KEY``, ``AWS_REGION``, ``AWS_ENDPOINT_URL``,
    ``AWS_ALLOW_HTTP`` for an endpoint without TLS).
    """

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/") or address
        self.remote = "://" in self.address
        self._open: dict[str, lance.LanceDataset] = {}
        self._alone = False

    def uri(self, table: str) -> str:
        """Where a table lies."""
        return f"{self.address}/{table}.lance"

    @contextmanager
    def together(self) -> Iterator[None]:
        """Several writes that nobody's :meth:`alone` may fall between."""
        if self.remote or self._alone:
            yield
            return
        with locked(self.address, alone=False):
            yield

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Work that no other process may write beside; LedgerError if one does not pause.

        Holds for a folder. In object storage nothing keeps others out.
        """
        if self.remote:
            yield
            return
        with locked(self.address, alone=True):
            self._alone = True
            try:
                yield
            finally:
                self._alone = False

    def exists(self, table: str) -> bool:
        """Whether a table is there."""
        try:
            self.dataset(table)
        except LedgerMissingError:
            return False
        return True

    def create(self, spec: TableSpec) -> None:
        """Makes an empty table unless it is there; safe beside another process doing the same."""
        import lance

        if self.exists(spec.name):
            return
        if not self.remote:
            self._make_folder()
        empty = schema_of(spec.record, key=spec.key).empty_table()
        try:
            self._guarded(lambda: lance.write_dataset(empty, self.uri(spec.name), mode="create"))
        except LedgerReadOnlyError:
            raise
        except LedgerError:
            if not self.exists(spec.name):
                raise

    def _make_folder(self) -> None:
        folder = Path(self.address)
        if folder.exists() and not folder.is_dir():
            raise LedgerError(f"{self.address} is a file, a ledger is a folder; name another with --ledger")
        self._guarded(lambda: folder.mkdir(parents=True, exist_ok=True))

    def dataset(self, table: str) -> lance.LanceDataset:
        """The newest version of a table; LedgerMissingError if there is none."""
        opened = self._open.get(table)
        try:
            if opened is not None:
                opened.checkout_latest()
                return opened
            self._open[table] = self._opened(table)
        except FAILURES as error:
            self._open.pop(table, None)
            if says(error, MISSING):
                raise LedgerMissingError(f"{self.address} has no table {table}") from error
            reason = reason_of(error)
            raise LedgerError(f"table {table} of {self.address} cannot be opened: {reason}") from error
        return self._open[table]

    def _opened(self, table: str) -> lance.LanceDataset:
        import lance

        if not self.remote and not Path(self.uri(table)).is_dir():
            raise FileNotFoundError(f"no such file or directory: {self.uri(table)}")
        return lance.dataset(self.uri(table))

    def upsert(self, spec: TableSpec, rows: Sequence[Any], *, replace: bool) -> None:
        """Writes rows under their keys in one commit; ``replace`` lets a newer row win.

        The last of several rows with one key counts. Conflicts with other writers are retried.
        """
        if not rows:
            return
        unique = {getattr(row, spec.key): row for row in rows}
        table = to_table(list(unique.values()), schema_of(spec.record, key=spec.key))
        self.merge(spec.name, spec.key, table, replace=replace)

    def merge(self, name: str, key: str, table: pa.Table, *, replace: bool) -> None:
        """Merges an Arrow table under its key in one commit.

        The key's index is passed by: found through it, one row written by two processes at once
        is stored twice (tried with four: 321 rows of 201 keys), for only the full join notes keys
        with the commit.
        """

        def attempt() -> None:
            merge = self.dataset(name).merge_insert(key).when_not_matched_insert_all()
            if replace:
                merge = merge.when_matched_update_all()
            merge.use_index(False).conflict_retries(30).execute(table)

        self._retried(attempt)

    def update(self, name: str, values: dict[str, str], where: str) -> None:
        """Sets columns (SQL expressions) of the rows that a filter selects."""
        if self.count(name, where):
            self._retried(lambda: self.dataset(name).update(values, where=where))

    def delete(self, name: str, where: str) -> None:
        """Deletes the rows that a filter selects."""
        if self.count(name, where):
            self._retried(lambda: self.dataset(name).delete(where))

    def add_column(self, name: str, column: str, expression: str) -> None:
        """Adds a column with the value of an SQL expression unless it is there."""

        def attempt() -> None:
            dataset = self.dataset(name)
            if column not in dataset.schema.names:
                dataset.add_columns({column: expression})

        self._retried(attempt)

    def add_missing_columns(self, spec: TableSpec) -> None:
        """Adds what the record has and the table lacks, without values; a column that is there stays as it is."""

        def attempt() -> None:
            dataset = self.dataset(spec.name)
            missing = [field for field in schema_of(spec.record) if field.name not in dataset.schema.names]
            if missing:
                dataset.add_columns(missing)

        self._retried(attempt)

    def rewrite(self, spec: TableSpec) -> None:
        """Writes a table again in one commit where its columns, nested ones too, are not those of the record.

        What the record has and the table lacks has no value. Nobody else may write meanwhile; indexes are
        made again by the next tidying.
        """
        import lance
        import pyarrow as pa

        with self.alone():
            dataset, schema = self.dataset(spec.name), schema_of(spec.record, key=spec.key)
            if dataset.schema.equals(schema):
                return
            batches = (
                each
                for batch in dataset.to_batches(batch_size=_FRAGMENT_ROWS)
                for each in to_table(from_table(pa.Table.from_batches([batch]), spec.record), schema).to_batches()
            )
            reader = pa.RecordBatchReader.from_batches(schema, batches)
            self._guarded(lambda: lance.write_dataset(reader, self.uri(spec.name), mode="overwrite"))

    def scan(self, name: str, *, columns: Sequence[str] | None = None, where: str | None = None) -> pa.Table:
        """Rows as an Arrow table."""
        chosen = list(columns) if columns is not None else None
        return self._read(name, lambda dataset: dataset.to_table(columns=chosen, filter=where))

    def rows(self, spec: TableSpec, *, where: str | None = None) -> list[Any]:
        """Rows as records."""
        return from_table(self.scan(spec.name, where=where), spec.record)

    def count(self, name: str, where: str | None = None) -> int:
        """How many rows a filter selects."""
        return self._read(name, lambda dataset: int(dataset.count_rows(filter=where)))

    def read_through(self, name: str) -> int:
        """Reads every value of a table and gives the number of rows; LedgerError names what is damaged."""
        dataset = self.dataset(name)
        rows = 0
        for fragment in dataset.get_fragments():
            try:
                rows += sum(batch.num_rows for batch in fragment.to_batches(batch_size=256))
            except FAILURES as error:
                files = ", ".join(f"{self.uri(name)}/data/{file.path}" for file in fragment.data_files())
                raise LedgerError(f"{files} is damaged: {reason_of(error)}") from error
        return rows

    def _read(self, name: str, action: Callable[[lance.LanceDataset], T]) -> T:
        """Reads once more where files went away because another process tidied up meanwhile."""
        try:
            return action(self.dataset(name))
        except FAILURES as error:
            if not says(error, MISSING):
                raise translated(error, self.address) from error
        self._open.pop(name, None)
        return self._guarded(lambda: action(self.dataset(name)))

    def tidy(self, *, keep: timedelta) -> None:
        """Compacts every table, brings its indexes up to date and drops versions older than ``keep``.

        A conflict with a running writer leaves a table as it is: the next run tidies it.
        """
        for spec in filter(self._touched, TABLES):
            for step in (self._compact, self._index, partial(self._clean, keep=keep)):
                self.unless_conflicting(partial(step, spec))

    def unless_conflicting(self, action: Callable[[], None]) -> None:
        """Does what may as well be done by a later run: a conflict with a running writer is no failure."""
        try:
            with self.together():
                action()
        except FAILURES as error:
            if not says(error, CONFLICT):
                raise translated(error, self.address) from error

    def purge(self) -> None:
        """Removes deleted rows from disk at once: no old version is kept, indexes are made anew.

        Call it :meth:`alone`: a write under way would lose its files. In object storage, where
        nothing keeps others out, files of interrupted writes stay for a week.
        """
        for spec in filter(self._touched, TABLES):
            self._guarded(partial(self._purge, spec))

    def _touched(self, spec: TableSpec) -> bool:
        """Whether anything was written since the table was made."""
        return int(self.dataset(spec.name).version) > 1

    def _purge(self, spec: TableSpec) -> None:
        dataset = self.dataset(spec.name)
        dataset.optimize.compact_files(materialize_deletions=True, materialize_deletions_threshold=0.0)
        for index in dataset.describe_indices():
            if dataset.count_rows():
                _build_anew(dataset, index)
            else:
                dataset.drop_index(index.name)
        dataset.cleanup_old_versions(older_than=timedelta(), delete_unverified=not self.remote)

    def damaged_indexes(self, name: str) -> dict[str, str]:
        """Columns of a table whose index does not read, with the reason: asked for everything they hold."""
        dataset = self.dataset(name)
        found = {}
        for index in dataset.describe_indices():
            (column,) = index.field_names
            try:
                dataset.to_table(columns=[], with_row_id=True, limit=1, **_probe(column, index.index_type))
            except FAILURES as error:
                found[column] = reason_of(error)
        return found

    def reindex(self, name: str, columns: Collection[str]) -> None:
        """Makes the indexes of these columns anew from the rows."""

        def attempt() -> None:
            dataset = self.dataset(name)
            for index in dataset.describe_indices():
                if set(index.field_names) & set(columns):
                    _build_anew(dataset, index)

        self._retried(attempt)

    def _compact(self, spec: TableSpec) -> None:
        dataset = self.dataset(spec.name)
        small = [each for each in dataset.get_fragments() if each.count_rows() < _FRAGMENT_ROWS]
        if len(small) >= _SMALL_FRAGMENTS:
            dataset.optimize.compact_files(target_rows_per_fragment=_FRAGMENT_ROWS, batch_size=1024)

    def _index(self, spec: TableSpec) -> None:
        dataset = self.dataset(spec.name)
        if dataset.count_rows() == 0:
            return
        present = {name for index in dataset.describe_indices() for name in index.field_names}
        for column in spec.indexes:
            if column not in present:
                dataset.create_scalar_index(column, "BTREE")
        dataset.optimize.optimize_indices()

    def _clean(self, spec: TableSpec, *, keep: timedelta) -> None:
        self.dataset(spec.name).cleanup_old_versions(older_than=keep)

    def _retried(self, attempt: Callable[[], T], *, tries: int = 12) -> T:
        """Repeats a write that failed only because another process wrote first."""
        for turn in range(tries):
            try:
                with self.together():
                    return attempt()
            except FAILURES as error:
                if turn + 1 == tries or not says(error, CONFLICT):
                    raise translated(error, self.address) from error
                time.sleep(0.05 * (turn + 1))
        raise AssertionError("unreachable")

    def _guarded(self, action: Callable[[], T]) -> T:
        try:
            return action()
        except FAILURES as error:
            raise translated(error, self.address) from error


def _build_anew(dataset: lance.LanceDataset, index: Any) -> None:
    """Makes an index again with the options it has: rebuilt in place it would keep words of deleted rows."""
    options = {name: value for name, value in index.details.items() if name not in _NO_OPTIONS}
    kind = _INDEX_KINDS.get(index.index_type, index.index_type.upper())
    dataset.create_scalar_index(index.field_names[0], kind, name=index.name, replace=True, **options)


def _probe(column: str, kind: str) -> dict[str, Any]:
    """A scan's options that make it read an index of strings."""
    from lance.query import MatchQuery

    if kind == "Inverted":
        return {"full_text_query": MatchQuery("a", column)}
    return {"filter": f"array_has_any({column}, ['a'])" if kind == "LabelList" else f"{column} >= ''"}


def quoted(values: Iterable[str]) -> str:
    """Strings as an SQL list, quotes doubled."""
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)


def moment(when: datetime) -> str:
    """A time as an SQL value; one without a time zone is local time."""
    text = when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")
    return f"arrow_cast('{text}', 'Timestamp(Microsecond, Some(\"UTC\"))')"
