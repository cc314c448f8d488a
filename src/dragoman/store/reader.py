"""Reading a ledger as it is now, or as it stood at a moment."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from dragoman.categories.records import Finding
from dragoman.records import Attribution, Date, Document, NamedActor, Passage, ResolvedActor, Span, Statement
from dragoman.store.categories import Categories
from dragoman.store.convert import document_from_row, passage_from_row
from dragoman.store.engine import Engine, moment, quoted
from dragoman.store.lineage import Lineage
from dragoman.store.naming import DEFAULT_CODER, Naming
from dragoman.store.rows import from_table
from dragoman.store.tables import (
    BY_NAME,
    CodingRow,
    DuplicateRow,
    ObservationRow,
    RunRow,
    SourceRow,
    StatementRow,
    TombstoneRow,
)

if TYPE_CHECKING:
    import lance
    import pyarrow as pa

_NOBODY = ResolvedActor(None, None, None, None, None)
_CHUNK = 5_000
_SHORTEST_ID = 8


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A live document without its text."""

    key: str
    id: str
    uri: str
    title: str | None
    publisher: str | None
    language: str | None
    genre: str | None
    collection: str | None
    published: Date | None


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """A statement with its address, its document and the coder whose reading it is."""

    id: str
    document: DocumentSummary
    statement: Statement
    coder: str
    coder_version: str
    recorded_at: datetime
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFilter:
    """Which statements; an empty field does not restrict. Names are compared without case."""

    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    documents: tuple[str, ...] | None = None
    actors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    minimum_confidence: float = 0.0


class LedgerReader:
    """Whole, live documents only: what has no commit mark is not there.

    Which documents are live is asked once: a reader shows one state, a new reader the next.
    ``as_of`` without a time zone is local time. What was forgotten is gone from the past too.
    """

    def __init__(self, engine: Engine, *, as_of: datetime | None = None) -> None:
        self.engine = engine
        self.as_of = as_of

    def _recorded(self) -> str:
        """A filter for rows that were there at the reader's moment."""
        return "true" if self.as_of is None else f"recorded_at <= {moment(self.as_of)}"

    def _standing(self) -> str:
        """A filter for rows that stand at the reader's moment."""
        if self.as_of is None:
            return "retired_at IS NULL"
        return f"{self._recorded()} AND (retired_at IS NULL OR retired_at > {moment(self.as_of)})"

    @cached_property
    def naming(self) -> Naming:
        """Mentions, actors and judgements."""
        return Naming(
            self.engine,
            recorded=self._recorded(),
            standing=self._standing(),
            live=self.live_keys,
            marks=self._marks,
        )

    @cached_property
    def lineage(self) -> Lineage:
        """Where superseded statements lead, and the judgements that go along."""
        return Lineage(self, recorded=self._recorded())

    @cached_property
    def categories(self) -> Categories:
        """The user's own categories, and what they found."""
        return Categories(self.engine, standing=self._standing(), recorded=self._recorded())

    @cached_property
    def _findings(self) -> dict[str, tuple[tuple[str, Finding], ...]]:
        return self.categories.findings()

    @cached_property
    def summaries(self) -> dict[str, DocumentSummary]:
        """Live documents by key; of two versions that both stand the later one is live."""
        columns = [field.name for field in fields(DocumentSummary)]
        table = self.engine.scan("documents", columns=[*columns, "recorded_at"], where=self._standing())
        buried = {row.document for row in self.tombstones()}
        latest: dict[str, tuple[datetime, DocumentSummary]] = {}
        recorded = table["recorded_at"].to_pylist()
        for when, each in zip(recorded, from_table(table, DocumentSummary), strict=True):
            before = latest.get(each.id)
            if each.id not in buried and (before is None or (before[0], before[1].key) < (when, each.key)):
                latest[each.id] = (when, each)
        return {each.key: each for _, each in latest.values()}

    def live_keys(self) -> frozenset[str]:
        """Keys of the live document versions."""
        return frozenset(self.summaries)

    def documents(self, keys: Collection[str]) -> dict[str, Document]:
        """Live documents by key, with their text."""
        wanted = [key for key in keys if key in self.summaries]
        found: dict[str, Document] = {}
        for chunk in _chunks(wanted):
            rows = self.engine.rows(BY_NAME["documents"], where=f"key IN ({quoted(chunk)})")
            found.update({row.key: document_from_row(row) for row in rows})
        return found

    def texts(self, keys: Collection[str]) -> dict[str, str]:
        """Texts by document key, of superseded versions too."""
        found: dict[str, str] = {}
        for chunk in _chunks(sorted(keys)):
            table = self.engine.scan("documents", columns=["key", "text"], where=f"key IN ({quoted(chunk)})")
            found.update(zip(table["key"].to_pylist(), table["text"].to_pylist(), strict=True))
        return found

    def claims(self, ids: Collection[str]) -> dict[str, StatementRow]:
        """Claims by id, superseded ones too, without anybody's reading of them."""
        found: dict[str, StatementRow] = {}
        for chunk in _chunks(sorted(ids)):
            rows = self.engine.rows(BY_NAME["statements"], where=f"id IN ({quoted(chunk)})")
            found.update({row.id: row for row in rows})
        return found

    def passages(self, keys: Collection[str]) -> dict[str, list[Passage]]:
        """Passages of live documents by document key, in reading order."""
        found: dict[str, list[Passage]] = {}
        for chunk in _chunks([key for key in keys if key in self.summaries]):
            rows = self.engine.rows(BY_NAME["passages"], where=f"document IN ({quoted(chunk)})")
            for row in sorted(rows, key=lambda each: each.ordinal):
                found.setdefault(row.document, []).append(passage_from_row(row))
        return found

    def find_document(self, name: str) -> list[DocumentSummary]:
        """Live documents whose id, key or uri is ``name``, or whose uri ends or id begins with it.

        The beginning of an id counts from 8 characters on.
        """
        return [
            each
            for each in self.summaries.values()
            if name in (each.id, each.key, each.uri)
            or each.uri.endswith("/" + name)
            or (len(name) >= _SHORTEST_ID and each.id.startswith(name))
        ]

    def passages_dataset(self) -> lance.LanceDataset:
        """The passages table, for full-text search."""
        return self.engine.dataset("passages")

    def fingerprints(self) -> dict[str, str]:
        """What every source looked like when it was last read, by uri; refused ones are left out.

        A document carries the fingerprint it was written with, so that nothing is read twice even if a run
        ended before it could note its sources.
        """
        table = self.engine.scan("documents", columns=["key", "uri", "fingerprint"])
        live = self.live_keys()
        found = {row["uri"]: row["fingerprint"] or "" for row in table.to_pylist() if row["key"] in live}
        for row in self.sources().values():
            if row.reason is None:
                found[row.uri] = row.fingerprint
            else:
                found.pop(row.uri, None)
        return found

    def signatures(self) -> dict[str, tuple[int, ...]]:
        """MinHash bands of every live document."""
        table = self.engine.scan("documents", columns=["key", "signature"])
        live = self.live_keys()
        pairs = zip(table["key"].to_pylist(), table["signature"].to_pylist(), strict=True)
        return {key: tuple(bands) for key, bands in pairs if key in live}

    def duplicates(self) -> list[DuplicateRow]:
        """Pairs of live documents that say nearly the same."""
        live = self.live_keys()
        rows: list[DuplicateRow] = self.engine.rows(BY_NAME["duplicates"])
        return [row for row in rows if row.first in live and row.second in live]

    def sources(self) -> dict[str, SourceRow]:
        """What was looked at so far, by uri."""
        return {row.uri: row for row in self.engine.rows(BY_NAME["sources"])}

    def tombstones(self) -> list[TombstoneRow]:
        """Documents the owner had removed."""
        return self.engine.rows(BY_NAME["tombstones"])

    def runs(self) -> list[RunRow]:
        """Every run, the latest last."""
        return sorted(self.engine.rows(BY_NAME["runs"]), key=lambda row: row.started_at)

    def coded_keys(self, coder: str, coder_version: str) -> frozenset[str]:
        """Document versions whose present reading by this coder is of this version, and complete."""
        marks = self._marks(coder)
        return frozenset(key for key, mark in marks.items() if mark.coder_version == coder_version)

    def statement_counts(self, coder: str = DEFAULT_CODER) -> dict[str, int]:
        """Number of statements of every document version that a coder has read completely."""
        return {key: mark.statements for key, mark in self._marks(coder).items()}

    def count(self, table: str) -> int:
        """Rows of a table, whatever their state."""
        return self.engine.count(table)

    def statements(self, wanted: StatementFilter | None = None, *, coder: str = DEFAULT_CODER) -> list[StoredStatement]:
        """Statements of live documents in the reading of one coder, in the order of the texts."""
        wanted = wanted or StatementFilter()
        observations = self._observations(wanted, coder)
        claims = self._claims(wanted, observations)
        resolved = self.naming.resolutions({claim.document for claim in claims.values()}, coder=coder)
        found = [
            self._stored(claims[each.statement], each, resolved) for each in observations if each.statement in claims
        ]
        if wanted.actors:
            names = self.names_of(wanted.actors)
            found = [each for each in found if _names_one(each.statement, names)]
        if wanted.categories:
            asked = {each.casefold() for each in wanted.categories}
            found = [each for each in found if asked & set(each.categories)]
        return sorted(found, key=_reading_order)

    def _observations(self, wanted: StatementFilter, coder: str) -> list[ObservationRow]:
        clauses = [
            self._standing(),
            f"coder = {quoted([coder])}",
            f"confidence >= {wanted.minimum_confidence}",
        ]
        if wanted.modalities:
            clauses.append(f"modality IN ({quoted(wanted.modalities)})")
        if wanted.documents is not None:
            clauses.append(f"document IN ({quoted(wanted.documents or ('',))})")
        rows: list[ObservationRow] = self.engine.rows(BY_NAME["observations"], where=" AND ".join(clauses))
        read = {(key, mark.coder_version) for key, mark in self._marks(coder).items()}
        live = self.live_keys()
        return [r for r in rows if r.document in live and (r.document, r.coder_version) in read]

    def _marks(self, coder: str) -> dict[str, CodingRow]:
        """The mark set last on a coder's complete reading of a document, by document key."""
        where = f"{self._recorded()} AND coder = {quoted([coder])}"
        rows: list[CodingRow] = self.engine.rows(BY_NAME["codings"], where=where)
        return {row.document: row for row in sorted(rows, key=lambda each: each.recorded_at)}

    def _claims(self, wanted: StatementFilter, observations: Sequence[ObservationRow]) -> dict[str, StatementRow]:
        import pyarrow as pa
        import pyarrow.compute as pc

        clauses = []
        if wanted.kinds:
            clauses.append(f"kind IN ({quoted(kind.lower() for kind in wanted.kinds)})")
        if wanted.types:
            both = [name for each in wanted.types for name in (each.upper(), each.lower())]
            clauses.append(f"type IN ({quoted(both)})")
        if wanted.documents is not None:
            clauses.append(f"document IN ({quoted(wanted.documents or ('',))})")
        table = self.engine.scan("statements", where=" AND ".join(clauses) or None)
        seen = pa.array({each.statement for each in observations}, pa.string())
        wanted_rows = table.filter(pc.is_in(table["id"], value_set=seen))
        return {row.id: row for row in from_table(wanted_rows, StatementRow)}

    def names_of(self, actors: Collection[str]) -> frozenset[str]:
        """What the wanted actors are called in readings: merged ones as those they count as; without case."""
        wanted = {actor.casefold() for actor in actors}
        for actor, leader in self.naming.canonical.leaders.items():
            record = self.naming.register.get(actor)
            if actor.casefold() in wanted or (record and record.name().casefold() in wanted):
                wanted.add(leader.casefold())
        return frozenset(wanted)

    def _stored(
        self,
        claim: StatementRow,
        reading: ObservationRow,
        resolved: dict[tuple[str, int, int], ResolvedActor],
    ) -> StoredStatement:
        def named(span: Span, otherwise: ResolvedActor = _NOBODY) -> NamedActor:
            return NamedActor(span, resolved.get((claim.document, span.start, span.end), otherwise))

        def said(each: Attribution) -> Attribution:
            return each if each.actor is None else replace(each, actor=named(each.actor.span, each.actor.resolved))

        statement = Statement(
            kind=claim.kind,
            type=claim.type,
            about=claim.about,
            source=tuple(named(span) for span in claim.source),
            target=tuple(named(span) for span in claim.target),
            object=claim.object,
            trigger=claim.trigger,
            sentence=claim.sentence,
            modality=reading.modality,
            attribution=tuple(map(said, reading.attribution)),
            modes=reading.modes,
            contexts=reading.contexts,
            date=reading.date,
            place=reading.place,
            confidence=reading.confidence,
            reasons=reading.reasons,
            forecast=reading.forecast,
            convening=reading.convening,
        )
        return StoredStatement(
            claim.id,
            self.summaries[claim.document],
            statement,
            reading.coder,
            reading.coder_version,
            reading.recorded_at,
            self._categories_of(claim),
        )

    def _categories_of(self, claim: StatementRow) -> tuple[str, ...]:
        """The categories that the sentence of a claim belongs to; a sentence cut otherwise counts where it overlaps."""
        found = self._findings.get(claim.document, ())
        return tuple(
            dict.fromkeys(
                name for name, each in found if each.start < claim.sentence.end and claim.sentence.start < each.end
            )
        )

    def export(self, table: str) -> pa.Table:
        """A whole table as it is stored, history included."""
        return self.engine.scan(table)


def _names_one(statement: Statement, wanted: frozenset[str]) -> bool:
    named = [each for side in (statement.source, statement.target) for each in side]
    return any(
        value is not None and value.casefold() in wanted
        for each in named
        for value in (each.resolved.actor, each.resolved.country, each.resolved.name)
    )


def _reading_order(stored: StoredStatement) -> tuple[str, str, int, str]:
    published = stored.document.published
    return (
        published.start if published else "",
        stored.document.key,
        stored.statement.sentence.start,
        stored.id,
    )


def _chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
