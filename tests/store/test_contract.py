"""What a ledger promises, wherever it lies: one body for a folder and for object storage."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pyarrow import parquet
from tests.store.building import coded, coding, document, new, passages

from dragoman.records import ResolvedActor, digest
from dragoman.store import Ledger, LedgerWriter, create_ledger, open_ledger
from dragoman.store.reader import StatementFilter
from dragoman.store.tables import BY_NAME, TABLES, DuplicateRow, RunRow, SourceRow

NOW = datetime(2024, 6, 1, 12, 0, tzinfo=UTC)


def rows_of(ledger: Ledger) -> dict[str, int]:
    return {spec.name: ledger.reader().count(spec.name) for spec in TABLES}


def statement_ids(ledger: Ledger, *, as_of: datetime | None = None) -> list[str]:
    return [each.id for each in ledger.reader(as_of=as_of).statements()]


def test_what_was_written_is_read_back_equal(ledger: Ledger) -> None:
    first, second = document("first", paragraphs=3), document("второй", title="О «втором»\0 '𝔄'")
    ledger.writer(run="r").write([new(first), new(second)])
    reader = open_ledger(ledger.address).reader()
    assert reader.live_keys() == {first.key, second.key}
    assert reader.documents([first.key, second.key]) == {first.key: first, second.key: second}
    assert reader.passages([first.key])[first.key] == list(passages(first))
    stored = [each for each in reader.statements() if each.document.key == first.key]
    assert [each.statement for each in stored] == list(coding(first).statements)
    assert {(each.coder, each.coder_version) for each in stored} == {("dragoman", "1")}


def test_creating_again_keeps_what_is_there(ledger: Ledger) -> None:
    ledger.writer(run="r").write([new(document("kept"))])
    again = create_ledger(ledger.address)
    assert len(again.reader().live_keys()) == 1


def test_the_same_batch_twice_changes_nothing(ledger: Ledger) -> None:
    batch = [new(document("one")), new(document("two"), code=False)]
    ledger.writer(run="r").write(batch)
    before = {name: ledger.engine.scan(name) for name in BY_NAME}
    ledger.writer(run="r").write(batch)
    assert all(ledger.engine.scan(name).equals(table) for name, table in before.items())


def test_the_same_document_twice_in_a_batch_counts_once(ledger: Ledger) -> None:
    ledger.writer(run="r").write([new(document("one")), new(document("one"))])
    assert rows_of(ledger)["documents"] == 1
    assert rows_of(ledger)["passages"] == 2


def test_the_later_of_two_versions_in_one_batch_is_live(ledger: Ledger) -> None:
    editions = [document("one", edition=number) for number in (1, 2)]
    ledger.writer(run="r").write([new(each) for each in editions])
    assert ledger.reader().live_keys() == {editions[1].key}


def test_without_the_commit_mark_nothing_of_a_document_is_seen(ledger: Ledger) -> None:
    ledger.writer(run="r").write([new(document("whole")), new(document("half"))])
    ledger.engine.delete("documents", f"id = '{document('half').id}'")
    reader = ledger.reader()
    assert reader.live_keys() == {document("whole").key}
    assert {each.document.key for each in reader.statements()} == {document("whole").key}
    assert reader.passages([document("half").key]) == {}
    ledger.writer(run="again").write([new(document("half"))])
    assert ledger.reader().live_keys() == {document("whole").key, document("half").key}
    assert rows_of(ledger)["passages"] == 4


def test_without_its_mark_a_reading_is_not_seen(ledger: Ledger) -> None:
    ledger.writer(run="r").write([new(document("one"))])
    ledger.engine.delete("codings", "true")
    assert ledger.reader().live_keys() == {document("one").key}
    assert ledger.reader().statements() == []
    assert ledger.reader().coded_keys("dragoman", "1") == frozenset()
    ledger.writer(run="again").write_codings([coded(document("one"))])
    assert len(ledger.reader().statements()) == 2


def test_a_new_version_supersedes_the_old_one(ledger: Ledger) -> None:
    old, changed, other = document("one"), document("one", edition=2), document("other")
    ledger.writer(run="r").write([new(old), new(other)])
    before = datetime.now(UTC)
    old_ids = statement_ids(ledger)
    ledger.writer(run="s").write([new(changed)])
    reader = ledger.reader()
    assert reader.live_keys() == {changed.key, other.key}
    assert reader.documents([changed.key])[changed.key].supersedes == old.key
    assert {each.document.key for each in reader.statements()} == {changed.key, other.key}
    retired = ledger.engine.rows(BY_NAME["documents"], where=f"key = '{old.key}'")[0]
    assert retired.retired_at is not None
    assert retired.retired_by == f"superseded by {changed.key}"
    assert ledger.engine.count("observations", f"retired_by = 'superseded by {changed.key}'") == 2
    assert ledger.engine.count("passages", "retired_at IS NOT NULL") == 2
    then = ledger.reader(as_of=before)
    assert then.live_keys() == {old.key, other.key}
    assert [each.id for each in then.statements()] == old_ids
    assert ledger.reader(as_of=before - timedelta(days=1)).live_keys() == frozenset()


def test_a_version_that_comes_back_is_live_again(ledger: Ledger) -> None:
    writer = ledger.writer(run="r")
    first, changed = document("one"), document("one", edition=2)
    moments = []
    for each in (first, changed, first):
        writer.write([new(each)])
        moments.append(datetime.now(UTC))
    assert ledger.reader().live_keys() == {first.key}
    assert len(ledger.reader().statements()) == 2
    assert ledger.engine.count("passages", "retired_at IS NULL") == 2
    assert rows_of(ledger)["documents"] == 2
    live = [ledger.reader(as_of=each).live_keys() for each in moments]
    assert live == [{first.key}, {changed.key}, {first.key}]
    coded_then = [{each.document.key for each in ledger.reader(as_of=at).statements()} for at in moments]
    assert coded_then == [{first.key}, {changed.key}, {first.key}]


def test_two_processes_that_retire_each_others_version_leave_one_live(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, changed = document("one"), document("one", edition=2)
    writer, other = ledger.writer(run="r"), open_ledger(ledger.address).writer(run="s")
    writer.write([new(first)])
    retire = LedgerWriter._retire

    def other_comes_first(self: LedgerWriter, superseded: dict[str, str], now: datetime) -> None:
        monkeypatch.setattr(LedgerWriter, "_retire", retire)
        other.write([new(first)])
        retire(self, superseded, now)

    monkeypatch.setattr(LedgerWriter, "_retire", other_comes_first)
    writer.write([new(changed)])
    assert ledger.reader().live_keys() == {changed.key}
    assert len(ledger.reader().statements()) == 2


def test_coding_again_retires_the_earlier_reading_and_keeps_the_claims(ledger: Ledger) -> None:
    ledger.writer(run="r").write([new(document("one"))])
    before, claims = datetime.now(UTC), statement_ids(ledger)
    ledger.writer(run="s").write_codings([coded(document("one"), version="2", confidence=0.5)])
    found = ledger.reader().statements()
    assert [each.id for each in found] == claims
    assert {(each.coder_version, each.statement.confidence) for each in found} == {("2", 0.5)}
    assert rows_of(ledger)["statements"] == 2
    assert ledger.engine.count("observations", "retired_by = 'coded again by dragoman 2'") == 2
    assert {each.coder_version for each in ledger.reader(as_of=before).statements()} == {"1"}
    assert ledger.reader().coded_keys("dragoman", "2") == {document("one").key}
    assert ledger.reader().coded_keys("dragoman", "1") == frozenset()


def test_going_back_to_an_earlier_coder_loses_and_doubles_nothing(ledger: Ledger) -> None:
    writer = ledger.writer(run="r")
    writer.write([new(document("one"))])
    moments = [datetime.now(UTC)]
    for version in ("2", "1"):
        writer.write_codings([coded(document("one"), version=version)])
        moments.append(datetime.now(UTC))
    seen = [[each.coder_version for each in ledger.reader(as_of=at).statements()] for at in moments]
    assert seen == [["1", "1"], ["2", "2"], ["1", "1"]]
    assert ledger.engine.count("observations", "retired_at IS NULL") == 2


def test_killed_before_the_old_reading_was_retired_no_statement_counts_twice(ledger: Ledger) -> None:
    ledger.writer(run="r").write([new(document("one"))])
    ledger.writer(run="s").write_codings([coded(document("one"), version="2")])
    ledger.engine.update("observations", {"retired_at": "NULL", "retired_by": "NULL"}, "true")
    assert [each.coder_version for each in ledger.reader().statements()] == ["2", "2"]


def test_a_better_register_resolves_the_same_claims(ledger: Ledger) -> None:
    ledger.writer(run="r").write([new(document("one"))])
    claims = statement_ids(ledger)
    better = ResolvedActor("SRB-GOV", "Government of Serbia", "body", "SRB", "GOV")
    reading = coded(document("one"), register="r2")
    resolutions = tuple(replace(each, actor=better) for each in reading.coding.resolutions)
    changed = replace(reading, coding=replace(reading.coding, resolutions=resolutions))
    ledger.writer(run="s").write_codings([changed])
    found = ledger.reader().statements()
    assert [each.id for each in found] == claims
    assert {each.statement.source[0].resolved for each in found} == {better}


def test_statements_are_found_by_what_they_say(ledger: Ledger) -> None:
    ledger.writer(run="r").write([new(document("one")), new(document("two"))])
    reader = ledger.reader()

    def count(**wanted: object) -> int:
        return len(reader.statements(StatementFilter(**wanted)))  # type: ignore[arg-type]  # any field

    assert count() == 4
    assert count(types=("reject",), kinds=("Event",), modalities=("asserted",)) == 4
    assert count(types=("CONSULT",)) == count(modalities=("denied",)) == count(kinds=("relation",)) == 0
    assert count(actors=("srb",)) == count(actors=("European Union", "nobody")) == 4
    assert count(actors=("RUS",)) == count(minimum_confidence=0.8) == count(documents=()) == 0
    assert count(documents=(document("two").key,), minimum_confidence=0.7) == 2
    assert count(kinds=("it's \0 \\ 𝔄",)) == 0
    assert reader.statements(coder="person:Ana") == []


def test_what_is_forgotten_is_gone_and_stays_away(ledger: Ledger) -> None:
    writer = ledger.writer(run="r")
    gone, kept = document("gone"), document("kept")
    writer.write([new(gone), new(kept), new(document("gone", edition=2))])
    writer.write_sources([source(gone.uri, gone.key), source(kept.uri, kept.key)])
    writer.write_duplicates([pair(kept.key, gone.key)])
    opened_before = open_ledger(ledger.address)
    opened_before.reader().statements()
    assert writer.forget(gone.id, reason="asked by the author") == 2
    reader = ledger.reader()
    assert reader.live_keys() == {kept.key}
    assert [(each.document, each.reason) for each in reader.tombstones()] == [(gone.id, "asked by the author")]
    counts = rows_of(ledger)
    assert (counts["documents"], counts["passages"], counts["observations"]) == (1, 2, 2)
    assert list(reader.sources()) == [kept.uri]
    assert reader.duplicates() == []
    writer.write([new(gone)])
    writer.write_codings([coded(gone)])
    assert rows_of(ledger) == counts
    assert len(opened_before.reader().statements()) == 2
    assert writer.forget(gone.id, reason=None) == 0
    assert len(reader.tombstones()) == 1


def test_tidying_changes_no_row(ledger: Ledger) -> None:
    writer = ledger.writer(run="r")
    writer.write([new(document("one")), new(document("two"))])
    writer.write([new(document("one", edition=2))])
    before = {name: rows for name, rows in rows_of(ledger).items() if rows}
    found = ledger.reader().statements()
    ledger.engine.tidy(keep=timedelta(0))
    writer.write([new(document("after"))])
    ledger.engine.delete("documents", f"id = '{document('after').id}'")
    assert rows_of(ledger)["documents"] == before["documents"]
    assert ledger.reader().statements() == found


def test_sources_are_noted_with_the_latest_word(ledger: Ledger) -> None:
    writer = ledger.writer(run="r")
    refused = source("file:///б 'quoted'.pdf", None, reason="is encrypted")
    writer.write_sources([refused, source("https://example.org/a", "key-1")])
    read = source("file:///б 'quoted'.pdf", "key-2")
    writer.write_sources([read])
    assert ledger.reader().sources() == {
        read.uri: read,
        "https://example.org/a": source("https://example.org/a", "key-1"),
    }


def test_duplicates_are_shown_while_both_documents_live(ledger: Ledger) -> None:
    writer = ledger.writer(run="r")
    a, b = document("a"), document("b")
    writer.write([new(a), new(b)])
    writer.write_duplicates([pair(a.key, b.key)])
    writer.write_duplicates([pair(a.key, b.key)])
    assert ledger.reader().duplicates() == [pair(a.key, b.key)]
    assert ledger.reader().signatures() == {a.key: (1, 2, 3), b.key: (1, 2, 3)}
    writer.write([new(document("b", edition=2))])
    assert ledger.reader().duplicates() == []


def test_a_run_is_noted_at_its_start_and_its_end(ledger: Ledger) -> None:
    writer = ledger.writer(run="r")
    begun = RunRow(
        id="r",
        command="add",
        versions=("dragoman==0.1.0",),
        started_at=NOW,
        ended_at=None,
        documents=0,
        statements=0,
        refused=0,
    )
    writer.write_run(begun)
    assert ledger.reader().runs() == [begun]
    ended = replace(begun, ended_at=NOW + timedelta(minutes=2), documents=3)
    writer.write_run(ended)
    assert ledger.reader().runs() == [ended]


def test_every_table_goes_out_as_parquet_and_comes_back(ledger: Ledger, tmp_path: Path) -> None:
    ledger.writer(run="r").write([new(document("one")), new(document("plain"), code=False)])
    ledger.writer(run="r").write_sources([source("https://example.org/one", document("one").key)])
    reader = ledger.reader()
    for spec in TABLES:
        table = reader.export(spec.name)
        parquet.write_table(table, tmp_path / f"{spec.name}.parquet")
        assert parquet.read_table(tmp_path / f"{spec.name}.parquet").to_pylist() == table.to_pylist()
        assert set(table.column_names) == {field.name for field in fields(spec.record)}


def test_documents_are_found_by_id_address_and_end_of_path(ledger: Ledger) -> None:
    one = document("one")
    ledger.writer(run="r").write([new(one), new(document("two"))])
    reader = ledger.reader()
    for name in (one.id, one.key, one.uri, "one", one.id[:8]):
        assert [each.key for each in reader.find_document(name)] == [one.key], name
    for name in (one.id[:7], "on", ""):
        assert reader.find_document(name) == [], name


def source(uri: str, key: str | None, *, reason: str | None = None) -> SourceRow:
    return SourceRow(
        uri=uri,
        fingerprint=digest(uri),
        document=key,
        reason=reason,
        run="r",
        recorded_at=NOW,
    )


def pair(first: str, second: str) -> DuplicateRow:
    return DuplicateRow(
        id=digest(first, second), first=first, second=second, similarity=0.9, identical=False, recorded_at=NOW
    )
