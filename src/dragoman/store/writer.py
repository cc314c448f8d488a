"""Writing a ledger: documents with their passages, codings, sources, runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta

from dragoman.categories.records import SortedDocument
from dragoman.records import Document, digest
from dragoman.store.categories import label_categories, live_categories, retire_categories, write_category, write_sorted
from dragoman.store.convert import document_from_row, passage_from_row
from dragoman.store.engine import Engine, moment, quoted
from dragoman.store.fulltext import refresh_search
from dragoman.store.labels import passage_labels, with_actors
from dragoman.store.new_rows import (
    CodedDocument,
    NewDocument,
    mention_rows,
    observation_rows,
    outcome_rows,
    passage_rows,
    resolution_rows,
    statement_rows,
)
from dragoman.store.reader import LedgerReader
from dragoman.store.removal import remove_document
from dragoman.store.tables import (
    BY_NAME,
    ActorRow,
    CategoryRow,
    CodingRow,
    DocumentRow,
    DuplicateRow,
    JudgementRow,
    PassageRow,
    RunRow,
    SourceRow,
    TombstoneRow,
)

KEEP_VERSIONS = timedelta(minutes=2)
"""Old table versions stay this long for those who read or merge from them at this moment."""

TIDY_EVERY = 64
"""Batches between two tidyings of a long run: each batch adds a file to every table."""


class LedgerWriter:
    """Writes under the name of a run; every method may be repeated after an interruption."""

    def __init__(self, engine: Engine, *, run: str) -> None:
        self.engine = engine
        self.run = run
        self._batches = 0

    def write(self, batch: Sequence[NewDocument]) -> None:
        """Writes documents whole: passages and codings first, the documents' rows last.

        An earlier live version of a document is retired afterwards; a version that was retired and is
        read again becomes live again. What is in the ledger already stays as it is, and a document
        that was forgotten is passed over.
        """
        for part in _one_version_each(batch):
            with self.engine.together():
                self._write_part(part)
        self._count_batch()

    def _count_batch(self) -> None:
        """Tidies up now and then."""
        self._batches += 1
        if self._batches % TIDY_EVERY == 0:
            self.tidy()

    def _write_part(self, part: Sequence[NewDocument]) -> None:
        buried = self._buried([new.document.id for new in part])
        batch = [new for new in part if new.document.id not in buried]
        if not batch:
            return
        now = datetime.now(UTC)
        earlier = self._earlier([new.document.id for new in batch])
        whole = self._whole(earlier)
        self._write_fresh([new for new in batch if new.document.key not in whole], earlier, now)
        known = [new for new in batch if new.document.key in earlier.passages]
        self._revive([new.document.key for new in known if new.document.key in earlier.retired])
        coded = [new.coded for new in known if new.coded]
        marks = self._last_marks([each.document for each in coded])
        self._write_codings(_unmarked(coded, marks), now)
        self._supersede({new.document.id: new.document.key for new in batch}, earlier, now)

    def _supersede(self, written: Mapping[str, str], earlier: _Earlier, now: datetime) -> None:
        """Retires the versions that were live before those just written (document id -> key)."""
        before = {old: key for id_, key in written.items() for old in earlier.live.get(id_, ()) if old != key}
        if not before:
            return
        self._retire(before, now)
        # Only now do judgements of what the old version names show on the new one.
        self.label_actors(LedgerReader(self.engine).naming.judged_documents() & set(before.values()))
        # Two processes that write two versions of a document in turns may each retire the other's.
        standing = self._earlier(list(written)).live
        self._revive([key for id_, key in written.items() if id_ not in standing])

    def _whole(self, earlier: _Earlier) -> frozenset[str]:
        """Keys of versions that have all their passages in the ledger."""
        if not earlier.passages:
            return frozenset()
        where = f"document IN ({quoted(earlier.passages)})"
        have = Counter(self.engine.scan("passages", columns=["document"], where=where)["document"].to_pylist())
        return frozenset(key for key, count in earlier.passages.items() if have[key] == count)

    def _write_fresh(self, batch: Sequence[NewDocument], earlier: _Earlier, now: datetime) -> None:
        """Writes documents that have no commit mark yet, or lost passages; the mark comes last."""
        if not batch:
            return
        self._sweep_passages(batch)
        rows = [row for new in batch for row in passage_rows(new, now)]
        self.engine.upsert(BY_NAME["passages"], rows, replace=True)
        coded = [new.coded for new in batch if new.coded]
        self._write_readings(coded, now)
        self._write_categories(coded)
        self._mark_coded(coded, now)
        marks = [self._document_row(new, earlier, now) for new in batch]
        self.engine.upsert(BY_NAME["documents"], marks, replace=False)

    def _sweep_passages(self, batch: Sequence[NewDocument]) -> None:
        """Removes passages that an interrupted run cut beyond those of now."""
        wanted = {new.document.key: len(new.passages) for new in batch}
        table = self.engine.scan(
            "passages", columns=["key", "document", "ordinal"], where=f"document IN ({quoted(wanted)})"
        )
        rows = zip(*(table[name].to_pylist() for name in ("key", "document", "ordinal")), strict=True)
        beyond = [key for key, document, ordinal in rows if ordinal >= wanted[document]]
        if beyond:
            self.engine.delete("passages", f"key IN ({quoted(beyond)})")

    def _buried(self, ids: Sequence[str]) -> frozenset[str]:
        """Those of these documents that were forgotten."""
        where = f"document IN ({quoted(ids)})"
        table = self.engine.scan("tombstones", columns=["document"], where=where)
        return frozenset(table["document"].to_pylist())

    def _earlier(self, ids: Sequence[str]) -> _Earlier:
        columns = ["id", "key", "retired_at", "passage_count"]
        table = self.engine.scan("documents", columns=columns, where=f"id IN ({quoted(ids)})")
        live: dict[str, list[str]] = {}
        retired: set[str] = set()
        for row in table.to_pylist():
            if row["retired_at"] is None:
                live.setdefault(row["id"], []).append(row["key"])
            else:
                retired.add(row["key"])
        counts = zip(table["key"].to_pylist(), table["passage_count"].to_pylist(), strict=True)
        return _Earlier(live, frozenset(retired), dict(counts))

    def _document_row(self, new: NewDocument, earlier: _Earlier, now: datetime) -> DocumentRow:
        document = new.document
        shared = {field.name: getattr(document, field.name) for field in fields(Document)}
        before = [key for key in earlier.live.get(document.id, ()) if key != document.key]
        shared["supersedes"] = before[0] if before else None
        return DocumentRow(
            **shared,
            key=document.key,
            signature=new.signature,
            fingerprint=new.fingerprint,
            passage_count=len(new.passages),
            run=self.run,
            recorded_at=now,
        )

    def _retire(self, superseded: Mapping[str, str], now: datetime) -> None:
        """Retires document versions (old key -> new key) with what was read out of them."""
        old = quoted(superseded)
        at = {"retired_at": moment(now)}
        self.engine.update(
            "observations",
            at | {"retired_by": _superseded_by("document", superseded)},
            f"document IN ({old}) AND retired_at IS NULL",
        )
        self.engine.update("passages", at, f"document IN ({old}) AND retired_at IS NULL")
        self.engine.update(
            "documents",
            at | {"retired_by": _superseded_by("key", superseded)},
            f"key IN ({old}) AND retired_at IS NULL",
        )

    def _revive(self, keys: Sequence[str]) -> None:
        """Makes versions live again that were superseded and have come back.

        A version that comes back a second time is taken to have been live from the first time on.
        """
        if not keys:
            return
        nothing = {"retired_at": "NULL", "retired_by": "NULL"}
        mine = f"document IN ({quoted(keys)})"
        self.engine.update("observations", nothing, f"{mine} AND retired_by LIKE 'superseded by %'")
        self.engine.update("passages", {"retired_at": "NULL"}, f"{mine} AND retired_at IS NOT NULL")
        self.engine.update("documents", nothing, f"key IN ({quoted(keys)}) AND retired_at IS NOT NULL")

    def write_codings(self, batch: Sequence[CodedDocument]) -> None:
        """Writes readings of documents that are in the ledger already; their marks last.

        Readings by other versions of the coder are retired; an earlier version whose reading is
        written again counts again.
        """
        with self.engine.together():
            buried = self._buried([_document_id(coded.document) for coded in batch])
            kept = [coded for coded in batch if _document_id(coded.document) not in buried]
            self._write_codings(kept, datetime.now(UTC))
        self._count_batch()

    def _write_codings(self, batch: Sequence[CodedDocument], now: datetime) -> None:
        if not batch:
            return
        self._write_readings(batch, now)
        self._relabel(batch)
        self._write_categories(batch)
        groups: dict[tuple[str, str], list[str]] = {}
        for coded in batch:
            groups.setdefault((coded.coder, coded.coder_version), []).append(coded.document)
        for (coder, version), documents in groups.items():
            own = f"document IN ({quoted(documents)}) AND coder = {quoted([coder])}"
            self.engine.update(
                "observations",
                {"retired_at": "NULL", "retired_by": "NULL"},
                f"{own} AND coder_version = {quoted([version])} AND retired_by LIKE 'coded again %'",
            )
        self._mark_coded(batch, now)
        judged = LedgerReader(self.engine).naming.judged_documents()
        self.label_actors(judged & {coded.document for coded in batch})
        for (coder, version), documents in groups.items():
            own = f"document IN ({quoted(documents)}) AND coder = {quoted([coder])}"
            by = quoted([f"coded again by {coder} {version}"])
            self.engine.update(
                "observations",
                {"retired_at": moment(now), "retired_by": by},
                f"{own} AND coder_version != {quoted([version])} AND retired_at IS NULL",
            )

    def _write_readings(self, batch: Sequence[CodedDocument], now: datetime) -> None:
        upsert = self.engine.upsert
        # A better coder may see other candidates in the words of a mention: the id is only their place.
        upsert(BY_NAME["mentions"], [r for c in batch for r in mention_rows(c, now)], replace=True)
        upsert(BY_NAME["resolutions"], [r for c in batch for r in resolution_rows(c, now)], replace=False)
        upsert(BY_NAME["statements"], [r for c in batch for r in statement_rows(c, now)], replace=False)
        upsert(
            BY_NAME["observations"],
            [r for c in batch for r in observation_rows(c, self.run, now)],
            replace=False,
        )
        upsert(BY_NAME["outcomes"], [r for c in batch for r in outcome_rows(c, now)], replace=True)

    def _write_categories(self, batch: Sequence[CodedDocument]) -> None:
        """What the user's categories found in the same pass; labels written anew get back what was found before."""
        if live_categories(self.engine).live:
            found = [SortedDocument(each.document, each.categories) for each in batch]
            write_sorted(self.engine, found, run=self.run)
            label_categories(self.engine, [each.document for each in batch if not each.categories])

    def _relabel(self, batch: Sequence[CodedDocument]) -> None:
        codings = {coded.document: coded.coding for coded in batch}
        where = quoted(codings)
        rows = self.engine.rows(BY_NAME["documents"], where=f"key IN ({where})")
        documents = {row.key: document_from_row(row) for row in rows}
        passages = self.engine.rows(BY_NAME["passages"], where=f"document IN ({where})")
        self.engine.upsert(
            BY_NAME["passages"],
            [
                replace(
                    row,
                    labels=passage_labels(documents[row.document], passage_from_row(row), codings[row.document]),
                )
                for row in passages
                if row.document in documents
            ],
            replace=True,
        )

    def label_actors(self, documents: Collection[str]) -> None:
        """Lets search find the passages of these documents by the actors that judgements leave them.

        Merges are no matter here: a query asks for all that count as one.
        """
        if not documents:
            return
        naming = LedgerReader(self.engine).naming
        resolved = naming.resolutions(documents, present_only=True, merged=False)
        rows: list[PassageRow] = self.engine.rows(BY_NAME["passages"], where=f"document IN ({quoted(documents)})")
        labelled = [
            replace(
                row,
                labels=with_actors(
                    row.labels,
                    [
                        actor
                        for (document, start, _), actor in resolved.items()
                        if document == row.document and row.start <= start < row.end
                    ],
                ),
            )
            for row in rows
        ]
        changed = [new for new, row in zip(labelled, rows, strict=True) if new.labels != row.labels]
        self.engine.upsert(BY_NAME["passages"], changed, replace=True)

    def _mark_coded(self, batch: Sequence[CodedDocument], now: datetime) -> None:
        """Marks readings complete. The marks of a document form a chain: the last one counts.

        Its id hashes the mark before it, so that two processes write one mark, and a return to an
        earlier coder version is a mark of its own.
        """
        marks = self._last_marks([coded.document for coded in batch])
        rows = []
        for coded in _unmarked(batch, marks):
            last = marks.get((coded.document, coded.coder))
            rows.append(
                CodingRow(
                    id=digest(coded.document, coded.coder, coded.coder_version, last.id if last else ""),
                    document=coded.document,
                    coder=coded.coder,
                    coder_version=coded.coder_version,
                    run=self.run,
                    statements=len(coded.coding.statements),
                    recorded_at=now,
                )
            )
        self.engine.upsert(BY_NAME["codings"], rows, replace=False)

    def _last_marks(self, documents: Sequence[str]) -> dict[tuple[str, str], CodingRow]:
        if not documents:
            return {}
        where = f"document IN ({quoted(documents)})"
        rows: list[CodingRow] = self.engine.rows(BY_NAME["codings"], where=where)
        return {(row.document, row.coder): row for row in sorted(rows, key=lambda each: each.recorded_at)}

    def write_sources(self, rows: Sequence[SourceRow]) -> None:
        """Notes what was looked at, so that it is not read again unless it changes."""
        self.engine.upsert(BY_NAME["sources"], rows, replace=True)

    def write_duplicates(self, rows: Sequence[DuplicateRow]) -> None:
        """Notes pairs of documents that say nearly the same."""
        self.engine.upsert(BY_NAME["duplicates"], rows, replace=False)

    def write_run(self, row: RunRow) -> None:
        """Notes what a run did; called at its start and again at its end."""
        self.engine.upsert(BY_NAME["runs"], [row], replace=True)

    def write_judgements(self, rows: Sequence[JudgementRow]) -> None:
        """Notes decisions; one that is there already stays as it is."""
        self.engine.upsert(BY_NAME["judgements"], rows, replace=False)

    def retire_judgements(self, ids: Sequence[str], *, by: str) -> None:
        """Withdraws decisions; they stay in the ledger as history."""
        if ids:
            self.engine.update(
                "judgements",
                {"retired_at": moment(datetime.now(UTC)), "retired_by": quoted([by])},
                f"id IN ({quoted(ids)}) AND retired_at IS NULL",
            )

    def write_actors(self, rows: Sequence[ActorRow]) -> None:
        """Writes records of the user's own register; earlier records of the same actors are retired after."""
        if not rows:
            return
        with self.engine.together():
            self.engine.upsert(BY_NAME["actors"], rows, replace=False)
            keys, ids = quoted(row.key for row in rows), quoted(row.id for row in rows)
            self._retire_actors(f"id IN ({ids}) AND key NOT IN ({keys})")

    def remove_actors(self, ids: Sequence[str]) -> None:
        """Takes actors out of the user's own register; their records stay as history."""
        if ids:
            self._retire_actors(f"id IN ({quoted(ids)})")

    def _retire_actors(self, where: str) -> None:
        now = moment(datetime.now(UTC))
        self.engine.update("actors", {"retired_at": now}, f"{where} AND retired_at IS NULL")

    def write_category(self, row: CategoryRow) -> None:
        """Writes a category of the user's own; an earlier record of the same name is retired after."""
        write_category(self.engine, row)

    def remove_categories(self, names: Sequence[str]) -> None:
        """Takes categories out; they stay as history."""
        retire_categories(self.engine, names)

    def write_sorted(self, batch: Sequence[SortedDocument]) -> None:
        """Writes what categories found in documents of the ledger; one that was forgotten is passed over."""
        with self.engine.together():
            buried = self._buried([_document_id(each.document) for each in batch])
            kept = [each for each in batch if _document_id(each.document) not in buried]
            write_sorted(self.engine, kept, run=self.run)
        self._count_batch()

    def forget(self, document_id: str, *, reason: str | None) -> int:
        """Removes every version of a document with all that was read out of it, for good.

        Returns how many versions were removed. Old files are deleted at once, indexes and vocabulary
        are made anew, and a tombstone keeps the document from being read again. The tombstone is
        written first: interrupted, the same call finishes the work. LedgerError if another process
        keeps writing the ledger.
        """
        tombstone = TombstoneRow(document=document_id, reason=reason, recorded_at=datetime.now(UTC))
        with self.engine.alone():
            self.engine.upsert(BY_NAME["tombstones"], [tombstone], replace=False)
            versions = remove_document(self.engine, document_id)
            self.engine.purge()
        return versions

    def tidy(self) -> None:
        """Compacts, indexes and drops old files: part of the end of every run."""
        self.engine.tidy(keep=KEEP_VERSIONS)
        refresh_search(self.engine)


@dataclass(frozen=True, slots=True)
class _Earlier:
    """Versions a ledger holds already: live ones by document id, retired keys, passages of every key."""

    live: dict[str, list[str]]
    retired: frozenset[str]
    passages: dict[str, int]


def _one_version_each(batch: Sequence[NewDocument]) -> Iterator[list[NewDocument]]:
    """The batch in parts that hold a document once: of two versions the later supersedes the earlier."""
    part: dict[str, NewDocument] = {}
    for new in batch:
        if new.document.id in part:
            yield list(part.values())
            part = {}
        part[new.document.id] = new
    if part:
        yield list(part.values())


def _unmarked(batch: Sequence[CodedDocument], marks: Mapping[tuple[str, str], CodingRow]) -> list[CodedDocument]:
    """Readings that are not the present and complete ones of their documents."""
    versions = {key: mark.coder_version for key, mark in marks.items()}
    return [each for each in batch if versions.get((each.document, each.coder)) != each.coder_version]


def _document_id(key: str) -> str:
    """The document of a document version's key."""
    return key.partition("-")[0]


def _superseded_by(column: str, superseded: Mapping[str, str]) -> str:
    """An SQL value that names for each old key the new one."""
    cases = " ".join(f"WHEN {quoted([old])} THEN {quoted([new])}" for old, new in superseded.items())
    return f"concat('superseded by ', CASE {column} {cases} END)"
