"""The steps from what a user names to a ledger that holds it, and the run through them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from importlib import metadata
from typing import TYPE_CHECKING
from uuid import uuid4

from dragoman.actors.overlay import NO_OVERLAY, Overlay
from dragoman.categories.records import Head
from dragoman.categorise import apply_waiting, heads_of, refresh
from dragoman.errors import RefusedError
from dragoman.executor import run_stage, worker_count
from dragoman.ingest.addresses import is_web_address
from dragoman.ingest.duplicates import DuplicatePair, find_pairs, signature
from dragoman.ingest.fetch import Fetcher
from dragoman.ingest.groups import Groups
from dragoman.ingest.item import Fallback, Item, Source
from dragoman.ingest.read import read
from dragoman.ingest.sources import discover
from dragoman.language.analyzer import terms
from dragoman.passages.split import split_passages
from dragoman.records import Coding, Document, OutcomeKind, Passage, Refusal, digest
from dragoman.settings import Settings
from dragoman.store import CodedDocument, Ledger, LedgerReader, LedgerWriter, NewDocument
from dragoman.store.rows import from_table, schema_of, to_table
from dragoman.store.tables import DuplicateRow, RunRow, SourceRow

if TYPE_CHECKING:
    import pyarrow as pa

    from dragoman.categories.training import Trained
    from dragoman.statements.coder import Coder

PARTITION_ITEMS = 8
PARTITION_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands: counts of documents and of statements so far."""

    seen: int = 0
    read: int = 0
    unchanged: int = 0
    refused: int = 0
    coded: int = 0
    sentences: int = 0
    statements: int = 0
    current: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did."""

    run: str
    progress: Progress
    refusals: tuple[Refusal, ...]
    duplicates: tuple[DuplicateRow, ...]
    renewed: tuple[Trained, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """One item with what its reading needs to know."""

    item: Item
    fingerprint: str
    captured_at: datetime
    max_pdf_pages: int
    max_unpacked_mb: int
    model: str
    code: bool


@dataclass(frozen=True, slots=True)
class Prepared:
    """What became of one item: a document ready to be written, or a refusal."""

    uri: str
    fingerprint: str
    new: NewDocument | None
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class CodeOrder:
    """A document of the ledger that waits to be coded."""

    document: Document
    passages: tuple[Passage, ...]
    model: str


def prepare(orders: pa.Table, *, overlay: Overlay = NO_OVERLAY, heads: Sequence[Head] = ()) -> pa.Table:
    """Stage: items (``Order`` rows) to documents with passages, terms and codings (``Prepared`` rows)."""
    return to_table([_prepare(order, overlay, heads) for order in from_table(orders, Order)], schema_of(Prepared))


def _prepare(order: Order, overlay: Overlay, heads: Sequence[Head]) -> Prepared:
    settings = Settings(
        max_pdf_pages=order.max_pdf_pages, max_unpacked_mb=order.max_unpacked_mb, max_file_mb=sys.maxsize
    )
    uri = order.item.uri
    try:
        document = read(order.item, captured_at=order.captured_at, settings=settings)
    except RefusedError as error:
        return Prepared(uri, order.fingerprint, None, Refusal(uri, str(error)))
    passages = split_passages(document)
    coded = code_document(document, passages, order.model, overlay, heads) if order.code else None
    new = NewDocument(
        document,
        passages,
        tuple(terms(document.text[p.start : p.end], document.language) for p in passages),
        signature(document.text),
        coded,
        order.fingerprint,
    )
    return Prepared(uri, order.fingerprint, new, None)


def code(orders: pa.Table, *, overlay: Overlay = NO_OVERLAY, heads: Sequence[Head] = ()) -> pa.Table:
    """Stage: documents of the ledger (``CodeOrder`` rows) to their codings (``CodedDocument`` rows)."""
    coded = [
        code_document(order.document, order.passages, order.model, overlay, heads)
        for order in from_table(orders, CodeOrder)
    ]
    return to_table(coded, schema_of(CodedDocument))


def code_document(
    document: Document,
    passages: Sequence[Passage],
    model: str,
    overlay: Overlay = NO_OVERLAY,
    heads: Sequence[Head] = (),
) -> CodedDocument:
    """The reading of a document by the coder with the model of this folder; an empty one means the packaged model.

    ``overlay`` is the ledger's own register and ``heads`` its own categories, which go with every partition:
    workers keep no state.
    """
    from dragoman.categories.sorter import Sorter
    from dragoman.statements.coder import load_coder
    from dragoman.statements.listening import listening

    sorter = Sorter(heads)
    with listening(sorter.hear):
        coded = read_by(load_coder(model, overlay), document, passages)
    return replace(coded, categories=sorter.readings(each for passage in passages for each in passage.sentences))


def read_by(coder: Coder, document: Document, passages: Sequence[Passage]) -> CodedDocument:
    """The reading of a document by this coder."""
    sentences = [sentence for passage in passages for sentence in passage.sentences]
    date = document.published.start if document.published else None
    coding = coder.code(document.text, sentences, date=date, language=document.language)
    return CodedDocument(document.key, coder.name, coder.version, coder.register_version, coding)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOptions:
    """What ``add`` is told beside the targets."""

    fallback: Fallback = field(default_factory=Fallback)
    columns: Mapping[str, str] | None = None
    code: bool = True


class AddRun:
    """One run of ``add``: discover, read, write batch by batch, code what waits, tidy up."""

    def __init__(
        self,
        ledger: Ledger,
        *,
        settings: Settings,
        options: AddOptions,
        listener: Callable[[Progress], None] | None = None,
        fetcher: Fetcher | None = None,
    ) -> None:
        self.ledger = ledger
        self.settings = settings
        self.options = options
        self.run = uuid4().hex[:16]
        self.progress = Progress()
        self.refusals: list[Refusal] = []
        self.renewed: list[Trained] = []
        self._unwritten: list[SourceRow] = []
        self._listener = listener
        self._fetcher = fetcher
        self._started = datetime.now(UTC)
        self._writer: LedgerWriter = ledger.writer(run=self.run)
        reader = ledger.reader()
        self._known = reader.fingerprints()
        self._overlay = reader.naming.overlay
        self._met: set[str] = set()
        self._buried = {row.document: row for row in reader.tombstones()}

    def add(self, targets: Iterable[str]) -> Report:
        """Reads everything the targets hold; what was read before and has not changed is passed over."""
        self._record(ended=None)
        written: list[str] = []
        batch: list[Prepared] = []
        partitions = self._partitions(self._orders(targets))
        workers = worker_count(self.settings.workers)
        if self.options.code:
            self.renewed = refresh(self.ledger, self.settings, run=self.run)
        stage = partial(prepare, overlay=self._overlay, heads=heads_of(self.ledger.reader()))
        for table in run_stage(stage, partitions, workers=workers, crashed=_crashed):
            batch.extend(from_table(table, Prepared))
            if len(batch) >= self.settings.batch:
                written.extend(self._write(batch))
                batch = []
        written.extend(self._write(batch))
        self._write_refusals()
        duplicates = self._find_duplicates(written)
        if self.options.code:
            self._code_waiting()
        self._writer.tidy()
        self._record(ended=datetime.now(UTC))
        return Report(self.run, self.progress, tuple(self.refusals), tuple(duplicates), tuple(self.renewed))

    def _orders(self, targets: Iterable[str]) -> Iterator[Order]:
        for target in targets:
            found = discover(
                target,
                settings=self.settings,
                fallback=self.options.fallback,
                fetcher=self._fetcher_for(target),
                columns=self.options.columns,
            )
            for source in found:
                if isinstance(source, Refusal):
                    self._refuse(source)
                elif order := self._order(source):
                    yield order

    def _fetcher_for(self, target: str) -> Fetcher | None:
        """One fetcher for all addresses of a run; it only asks for what has changed since the last one."""
        if self._fetcher is None and is_web_address(target):
            self._fetcher = Fetcher(self.settings, known=self._known)
        return self._fetcher if is_web_address(target) else None

    def _order(self, source: Source) -> Order | None:
        self._advance(seen=1, current=source.uri)
        if source.uri in self._met:
            self._advance(unchanged=1)
            return None
        self._met.add(source.uri)
        buried = self._buried.get(digest(source.uri))
        if buried is not None:
            when = f"{buried.recorded_at:%Y-%m-%d}"
            self._refuse(Refusal(source.uri, f"was forgotten on {when} and is not read again"))
            return None
        if source.fingerprint and self._known.get(source.uri) == source.fingerprint:
            self._advance(unchanged=1)
            return None
        try:
            item = source.load()
        except RefusedError as error:
            self._refuse(Refusal(source.uri, str(error)), source.fingerprint)
            return None
        return Order(
            item=item,
            fingerprint=source.fingerprint,
            captured_at=self._started,
            max_pdf_pages=self.settings.max_pdf_pages,
            max_unpacked_mb=self.settings.max_unpacked_mb,
            model=self.settings.model,
            code=self.options.code,
        )

    def _refuse(self, refusal: Refusal, fingerprint: str = "") -> None:
        """Notes what could not be read; a table with thousands of bad lines is not thousands of transactions."""
        self.refusals.append(refusal)
        self._advance(refused=1)
        self._unwritten.append(self._source(refusal.uri, fingerprint, None, refusal.reason))
        if len(self._unwritten) >= self.settings.batch:
            self._write_refusals()

    def _write_refusals(self) -> None:
        self._writer.write_sources(self._unwritten)
        self._unwritten = []

    def _partitions(self, orders: Iterable[Order]) -> Iterator[pa.Table]:
        """Orders in tables of a few items and a few megabytes."""
        part: list[Order] = []
        size = 0
        for order in orders:
            part.append(order)
            size += len(order.item.data)
            if len(part) >= PARTITION_ITEMS or size >= PARTITION_BYTES:
                yield to_table(part, schema_of(Order))
                part, size = [], 0
        if part:
            yield to_table(part, schema_of(Order))

    def _write(self, batch: Sequence[Prepared]) -> list[str]:
        """Writes a batch; the keys of its documents."""
        refused = [each.refusal for each in batch if each.refusal]
        self.refusals.extend(refused)
        fresh = {each.new.document.key: each for each in batch if each.new}
        news = [each.new for each in fresh.values() if each.new]
        if news:
            self._writer.write(news)
        self._writer.write_sources(
            [
                self._source(
                    each.uri,
                    each.fingerprint,
                    each.new.document.key if each.new else None,
                    each.refusal.reason if each.refusal else None,
                )
                for each in batch
            ]
        )
        codings = [new.coded.coding for new in news if new.coded]
        self._advance(
            read=len(news),
            refused=len(refused),
            coded=len(codings),
            sentences=sum(len(coding.outcomes) for coding in codings),
            statements=sum(len(coding.statements) for coding in codings),
        )
        return list(fresh)

    def _source(self, uri: str, fingerprint: str, document: str | None, reason: str | None) -> SourceRow:
        return SourceRow(
            uri=uri,
            fingerprint=fingerprint,
            document=document,
            reason=reason,
            run=self.run,
            recorded_at=datetime.now(UTC),
        )

    def _find_duplicates(self, written: Sequence[str]) -> list[DuplicateRow]:
        if not written:
            return []
        reader = self.ledger.reader()
        known = reader.signatures()
        new = {key: known.pop(key) for key in written if key in known}
        found = spanning(find_pairs(new, known, _Texts(reader)))
        now = datetime.now(UTC)
        rows = [
            DuplicateRow(
                id=digest(pair.a, pair.b),
                first=pair.a,
                second=pair.b,
                similarity=pair.similarity,
                identical=pair.identical,
                recorded_at=now,
            )
            for pair in found
        ]
        self._writer.write_duplicates(rows)
        return rows

    def _code_waiting(self) -> None:
        run = CodeRun(self.ledger, settings=self.settings, run=self.run)
        run.code(listener=self._advance_coding)

    def _advance_coding(self, coded: int, sentences: int, statements: int) -> None:
        self._advance(coded=coded, sentences=sentences, statements=statements)

    def _record(self, *, ended: datetime | None) -> None:
        self._writer.write_run(
            RunRow(
                id=self.run,
                command="add",
                versions=versions(),
                started_at=self._started,
                ended_at=ended,
                documents=self.progress.read,
                statements=self.progress.statements,
                refused=self.progress.refused,
            )
        )

    def _advance(self, *, current: str = "", **more: int) -> None:
        counts = {name: getattr(self.progress, name) + amount for name, amount in more.items()}
        self.progress = replace(self.progress, current=current or self.progress.current, **counts)
        if self._listener:
            self._listener(self.progress)


class CodeRun:
    """Codes the documents of a ledger that this coder version has not read yet.

    Another ``coder`` than the one that ships reads one document after the other, until ``is_stopped``. A
    document it fails on in part is not written, and the next run reads it anew: what a coder answers is kept
    nowhere but in the ledger, where it can be forgotten. ``failed`` counts those, ``left`` all that still wait.

    The coder that ships applies the ledger's own categories in the same pass. Then those are applied to what was
    coded before (``sorted`` documents); ``renewed`` are the ones learnt anew because the model is another.
    """

    def __init__(
        self,
        ledger: Ledger,
        *,
        settings: Settings,
        run: str | None = None,
        coder: Coder | None = None,
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self.ledger = ledger
        self.settings = settings
        self.run = run or uuid4().hex[:16]
        self.failed = self.left = self.sorted = 0
        self.renewed: list[Trained] = []
        self._coder = coder
        self._is_stopped = is_stopped
        self._is_part = run is not None

    def waiting(self) -> list[str]:
        """Keys of live documents without this coder version's mark."""
        reader = self.ledger.reader()
        coder = self._coder
        if coder is None:
            from dragoman.statements.coder import load_coder

            coder = load_coder(self.settings.model, reader.naming.overlay)
        return sorted(reader.live_keys() - reader.coded_keys(coder.name, coder.version))

    def code(
        self,
        *,
        listener: Callable[[int, int, int], None] | None = None,
        sorting: Callable[[int], None] | None = None,
    ) -> int:
        """Codes what waits, a batch a transaction; how many documents that were.

        The listener gets the numbers of documents, sentences and statements of each batch, ``sorting`` the number
        of documents that categories were then applied to.
        """
        started, documents, statements = datetime.now(UTC), 0, 0
        if self._coder is None:
            self.renewed = refresh(self.ledger, self.settings, run=self.run)
        keys = self.waiting()
        writer = self.ledger.writer(run=self.run)
        for batch in self._readings(keys):
            coded = [each for each in batch if _is_whole(each.coding)]
            self.failed += len(batch) - len(coded)
            if coded:
                writer.write_codings(coded)
            found = sum(len(each.coding.statements) for each in coded)
            documents, statements = documents + len(coded), statements + found
            if listener:
                listener(len(coded), sum(len(each.coding.outcomes) for each in coded), found)
        self.left = len(keys) - documents
        if self._coder is None:
            self.sorted = apply_waiting(self.ledger, self.settings, run=self.run, listener=sorting)
        if (documents or self.failed) and not self._is_part:
            writer.write_run(
                RunRow(
                    id=self.run,
                    command="code",
                    versions=(*versions(), *self._coder_version()),
                    started_at=started,
                    ended_at=datetime.now(UTC),
                    documents=documents,
                    statements=statements,
                    refused=self.failed,
                )
            )
        return documents

    def _coder_version(self) -> tuple[str, ...]:
        return (f"{self._coder.name}=={self._coder.version}",) if self._coder else ()

    def _readings(self, keys: Sequence[str]) -> Iterator[Sequence[CodedDocument]]:
        """The readings of these documents, a batch at a time."""
        reader = self.ledger.reader()
        if self._coder is not None:
            yield from self._read_one_by_one(reader, keys, self._coder)
            return
        workers = min(worker_count(self.settings.workers), max(1, len(keys) // PARTITION_ITEMS))
        stage = partial(code, overlay=reader.naming.overlay, heads=heads_of(reader))
        tables = self._partitions(reader, keys)
        for table in run_stage(stage, tables, workers=workers, crashed=_crashed_coding):
            yield from_table(table, CodedDocument)

    def _read_one_by_one(
        self, reader: LedgerReader, keys: Sequence[str], coder: Coder
    ) -> Iterator[Sequence[CodedDocument]]:
        """Here, where the coder counts what it spends; what one document cost is written before the next begins."""
        for key in keys:
            if self._is_stopped():
                return
            documents = reader.documents([key])
            passages = reader.passages(documents)
            yield [read_by(coder, document, passages.get(key, ())) for document in documents.values()]

    def _partitions(self, reader: LedgerReader, keys: Sequence[str]) -> Iterator[pa.Table]:
        for start in range(0, len(keys), PARTITION_ITEMS):
            documents = reader.documents(keys[start : start + PARTITION_ITEMS])
            passages = reader.passages(documents)
            orders = [
                CodeOrder(document, tuple(passages.get(key, ())), self.settings.model)
                for key, document in documents.items()
            ]
            yield to_table(orders, schema_of(CodeOrder))


@dataclass(frozen=True, slots=True)
class _Texts(Mapping[str, str]):
    """Texts of the ledger's documents, read when they are asked for."""

    reader: LedgerReader

    def __getitem__(self, key: str) -> str:
        return self.reader.documents([key])[key].text

    def __iter__(self) -> Iterator[str]:
        return iter(self.reader.summaries)

    def __len__(self) -> int:
        return len(self.reader.summaries)


def spanning(pairs: Iterable[DuplicatePair]) -> list[DuplicatePair]:
    """The closest pairs that hold every group together: one fewer than a group has members.

    All pairs of a text that stands a thousand times would be half a million.
    """
    groups = Groups()
    order = sorted(pairs, key=lambda each: (-each.similarity, each.a, each.b))
    return [pair for pair in order if groups.join(pair.a, pair.b)]


def _crashed(partition: pa.Table) -> pa.Table:
    (order,) = from_table(partition, Order)
    reason = "killed the process that read it; it may be damaged or made to do harm"
    refused = Prepared(order.item.uri, order.fingerprint, None, Refusal(order.item.uri, reason))
    return to_table([refused], schema_of(Prepared))


def _is_whole(coding: Coding) -> bool:
    """Whether the coder answered for every sentence."""
    return all(each.outcome is not OutcomeKind.CODER_FAILED for each in coding.outcomes)


def _crashed_coding(_: pa.Table) -> pa.Table:
    """Nothing: a document that kills its coder stays uncoded, and the others go on."""
    return to_table([], schema_of(CodedDocument))


def versions() -> tuple[str, ...]:
    """Versions of Dragoman and of what its results depend on, as ``name==version``."""
    names = ("dragoman", "pylance", "trafilatura", "pypdfium2", "onnxruntime", "tokenizers", "pystemmer")
    return tuple(f"{name}=={metadata.version(name)}" for name in names)
