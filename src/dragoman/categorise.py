"""A ledger's own categories: learnt from a user's examples, learnt anew for another model, applied to what waits."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.categories.background import Plain, packaged_background
from dragoman.categories.records import CategoryDraft, Head, SortedDocument
from dragoman.executor import run_stage, worker_count
from dragoman.records import Document, Passage
from dragoman.settings import Settings
from dragoman.statements.labels import CODED_LANGUAGES
from dragoman.store import Ledger, LedgerReader
from dragoman.store.rows import from_table, schema_of, to_table
from dragoman.store.tables import CategoryRow

if TYPE_CHECKING:
    import pyarrow as pa

    from dragoman.categories.sorter import Reads
    from dragoman.categories.training import Trained

BACKGROUND = 320
"""Sentences nobody labelled that a category is told apart from."""
_FROM_ONE = 2
"""Sentences one document gives to the background."""
_SHORTEST, _LONGEST = 40, 400
_PARTITION = 8


@dataclass(frozen=True, slots=True)
class SortOrder:
    """A document that waits for categories."""

    document: Document
    passages: tuple[Passage, ...]
    model: str


def network_of(settings: Settings) -> Reads:
    """The network of the model that is set, or of the packaged one."""
    from dragoman.statements.network import PACKAGED, load_network

    return load_network(Path(settings.model) if settings.model else PACKAGED)


def learn(draft: CategoryDraft, network: Reads, reader: LedgerReader | None) -> Trained:
    """Learns a category; what it is told apart from is drawn from the ledger, and from the package if that is small."""
    from dragoman.categories.training import train

    return train(draft, network, background_of(reader, seed=draft.name))


def background_of(reader: LedgerReader | None, *, seed: str) -> tuple[Plain, ...]:
    """Sentences of live documents in coded languages, the same for one ledger and seed, filled up from the package."""
    own = tuple(_drawn(reader, random.Random(seed))) if reader else ()  # noqa: S311 - a sample, no secret
    return (*own, *packaged_background()[: BACKGROUND - len(own)])


def _drawn(reader: LedgerReader, rng: random.Random) -> Iterator[Plain]:
    coded = sorted(each.key for each in reader.summaries.values() if each.language in CODED_LANGUAGES)
    keys = rng.sample(coded, min(len(coded), BACKGROUND // _FROM_ONE))
    documents, passages = reader.documents(keys), reader.passages(keys)
    for key in keys:
        text = documents[key].text
        spans = [(s.start, s.end) for passage in passages.get(key, ()) for s in passage.sentences]
        fit = [text[start:end] for start, end in spans if _SHORTEST <= end - start <= _LONGEST]
        for each in rng.sample(fit, min(len(fit), _FROM_ONE)):
            yield Plain(" ".join(each.split()), documents[key].language, from_ledger=True)


def keep(ledger: Ledger, draft: CategoryDraft, trained: Trained, *, run: str) -> None:
    """Writes a category into the ledger; it counts from now on instead of an earlier one of its name."""
    head = trained.head
    ledger.writer(run=run).write_category(
        CategoryRow(
            key=head.key,
            name=draft.name,
            definition=draft.definition,
            examples=draft.examples,
            query=head.query,
            weights=head.weights,
            threshold=head.threshold,
            scores=trained.scores,
            model_version=head.model_version,
            recorded_at=datetime.now(UTC),
        )
    )


def heads_of(reader: LedgerReader) -> tuple[Head, ...]:
    """The heads of the ledger's categories; one that another model made no better than chance is not used."""
    return tuple(
        Head(row.key, row.name, row.model_version, row.query, row.weights, row.threshold)
        for row in reader.categories.live
        if row.scores.beats_chance
    )


def refresh(ledger: Ledger, settings: Settings, *, run: str) -> list[Trained]:
    """Learns the categories anew, from the examples kept, that were learnt for another version of the model."""
    reader = ledger.reader()
    if not reader.categories.live:
        return []
    network = network_of(settings)
    renewed = []
    for row in reader.categories.live:
        if row.model_version != network.version:
            draft = CategoryDraft(row.name, row.definition, row.examples)
            trained = learn(draft, network, reader)
            keep(ledger, draft, trained, run=run)
            renewed.append(trained)
    return renewed


def apply_waiting(
    ledger: Ledger, settings: Settings, *, run: str, listener: Callable[[int], None] | None = None
) -> int:
    """Reads the live documents that a category was not applied to yet, without coding them; how many those were.

    The listener gets the number of documents of each batch.
    """
    reader = ledger.reader()
    heads = heads_of(reader)
    done = {head.key: reader.categories.sorted_documents(head.key) for head in heads}
    groups: dict[tuple[Head, ...], list[str]] = {}
    for key in sorted(reader.live_keys()):
        missing = tuple(head for head in heads if key not in done[head.key])
        if missing:
            groups.setdefault(missing, []).append(key)
    writer, count = ledger.writer(run=run), 0
    for missing, keys in groups.items():
        workers = min(worker_count(settings.workers), max(1, len(keys) // _PARTITION))
        tables = _partitions(reader, keys, settings.model)
        for table in run_stage(partial(sort, heads=missing), tables, workers=workers, crashed=_crashed):
            batch = from_table(table, SortedDocument)
            writer.write_sorted(batch)
            count += len(batch)
            if listener:
                listener(len(batch))
    return count


def sort(orders: pa.Table, *, heads: Sequence[Head]) -> pa.Table:
    """Stage: documents (``SortOrder`` rows) to what categories find in them (``SortedDocument`` rows)."""
    from dragoman.categories.sorter import sort_document

    found = [
        sort_document(network_of(Settings(model=order.model)), heads, order.document, order.passages)
        for order in from_table(orders, SortOrder)
    ]
    return to_table(found, schema_of(SortedDocument))


def _partitions(reader: LedgerReader, keys: Sequence[str], model: str) -> Iterator[pa.Table]:
    for start in range(0, len(keys), _PARTITION):
        documents = reader.documents(keys[start : start + _PARTITION])
        passages = reader.passages(documents)
        orders = [SortOrder(document, tuple(passages.get(key, ())), model) for key, document in documents.items()]
        yield to_table(orders, schema_of(SortOrder))


def _crashed(_: pa.Table) -> pa.Table:
    """Nothing: a document that kills its reader waits on, and the others go on."""
    return to_table([], schema_of(SortedDocument))
