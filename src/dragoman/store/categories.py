"""A user's own categories in a ledger: what is live, what they found, and the words search finds it by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property

from dragoman.categories.records import Finding, SortedDocument
from dragoman.records import digest
from dragoman.store.engine import Engine, moment, quoted
from dragoman.store.labels import label
from dragoman.store.tables import BY_NAME, CategoryReadingRow, CategoryRow, PassageRow

FIELD = "category"
_CHUNK = 1_000


@dataclass(frozen=True)
class Categories:
    """The categories that stand at a reader's moment, and what they found until then.

    ``standing`` and ``recorded`` are the reader's filters.
    """

    engine: Engine
    standing: str
    recorded: str

    @cached_property
    def live(self) -> tuple[CategoryRow, ...]:
        """By name; a ledger of an earlier format that cannot be written has none."""
        rows: list[CategoryRow] = self.engine.rows(BY_NAME["categories"], where=self.standing)
        return tuple(sorted(rows, key=lambda each: each.name))

    def sorted_documents(self, key: str) -> frozenset[str]:
        """Document versions that one record of a category was applied to."""
        where = f"category = {quoted([key])}"
        table = self.engine.scan("category_readings", columns=["document"], where=where)
        return frozenset(table["document"].to_pylist())

    def findings(self, documents: Collection[str] | None = None) -> dict[str, tuple[tuple[str, Finding], ...]]:
        """The name of a category with each sentence it found, by document; of these documents or of all."""
        if not self.live:
            return {}
        clauses = [self.recorded, f"category IN ({quoted(each.key for each in self.live)})"]
        if documents is not None:
            clauses.append(f"document IN ({quoted(documents or ('',))})")
        rows: list[CategoryReadingRow] = self.engine.rows(BY_NAME["category_readings"], where=" AND ".join(clauses))
        found: dict[str, list[tuple[str, Finding]]] = defaultdict(list)
        for row in sorted(rows, key=lambda each: each.name):
            found[row.document] += [(row.name, each) for each in row.findings]
        return {document: tuple(each) for document, each in found.items() if each}


def live_categories(engine: Engine) -> Categories:
    """The categories of now."""
    return Categories(engine, "retired_at IS NULL", "true")


def write_category(engine: Engine, row: CategoryRow) -> None:
    """Writes a category; an earlier record of the name is retired, one with the same key counts again."""
    mine = f"name = {quoted([row.name])}"
    with engine.together():
        engine.upsert(BY_NAME["categories"], [row], replace=False)
        engine.update("categories", {"retired_at": "NULL"}, f"key = {quoted([row.key])} AND retired_at IS NOT NULL")
        _retire(engine, f"{mine} AND key != {quoted([row.key])}")
    label_categories(engine, _documents_named(engine, row.name))


def retire_categories(engine: Engine, names: Collection[str]) -> None:
    """Takes categories out; what they were and found stays as history, and search does not find it any more."""
    if not names:
        return
    _retire(engine, f"name IN ({quoted(names)})")
    label_categories(engine, {document for name in names for document in _documents_named(engine, name)})


def _retire(engine: Engine, where: str) -> None:
    engine.update("categories", {"retired_at": moment(datetime.now(UTC))}, f"{where} AND retired_at IS NULL")


def _documents_named(engine: Engine, name: str) -> frozenset[str]:
    """Documents that a category of this name was applied to at any time."""
    table = engine.scan("category_readings", columns=["document"], where=f"name = {quoted([name])}")
    return frozenset(table["document"].to_pylist())


def write_sorted(engine: Engine, batch: Sequence[SortedDocument], *, run: str) -> None:
    """Writes what categories found in documents, and lets search find it."""
    now = datetime.now(UTC)
    rows = [
        CategoryReadingRow(
            id=digest(reading.category, each.document),
            category=reading.category,
            name=reading.name,
            document=each.document,
            findings=reading.findings,
            run=run,
            recorded_at=now,
        )
        for each in batch
        for reading in each.readings
    ]
    engine.upsert(BY_NAME["category_readings"], rows, replace=False)
    label_categories(engine, {row.document for row in rows})


def label_categories(engine: Engine, documents: Collection[str]) -> None:
    """Gives the passages of these documents the words of the categories they hold, and no others."""
    categories = live_categories(engine)
    for chunk in _chunks(sorted(documents)):
        found = categories.findings(chunk)
        rows: list[PassageRow] = engine.rows(BY_NAME["passages"], where=f"document IN ({quoted(chunk)})")
        labelled = [replace(row, labels=_labels(row, found.get(row.document, ()))) for row in rows]
        changed = [new for new, row in zip(labelled, rows, strict=True) if new.labels != row.labels]
        engine.upsert(BY_NAME["passages"], changed, replace=True)


def _labels(row: PassageRow, found: Sequence[tuple[str, Finding]]) -> tuple[str, ...]:
    others = (each for each in row.labels if not each.startswith(f"{FIELD}:"))
    own = (label(FIELD, name) for name, each in found if row.start <= each.start < row.end)
    return tuple(sorted({*others, *own}))


def _chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
