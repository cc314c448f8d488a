"""The doctor's look at a ledger: damage is named, never a crash, and what can be mended is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.store.building import document, new

from dragoman.categories.records import Sorted, SortedDocument
from dragoman.errors import LedgerError
from dragoman.store import Ledger, open_ledger
from dragoman.store.engine import Engine
from dragoman.store.fulltext import refresh_indexes
from dragoman.store.soundness import check_tables
from dragoman.store.tables import BY_NAME, OF_A_DOCUMENT, TABLES, SourceRow, TombstoneRow

ONE, TWO = document("one"), document("two")


@pytest.fixture
def filled(folder: Ledger) -> Ledger:
    folder.writer(run="r").write([new(ONE), new(TWO)])
    return folder


def findings(ledger: Ledger, *, repair: bool = False) -> list[tuple[str, str, str]]:
    """What a new process finds that is not as it should be."""
    found = check_tables(Engine(ledger.address), repair=repair)
    return [each for each in found if each[0] != "ok"]


def data_file(ledger: Ledger, table: str) -> Path:
    return next(Path(ledger.engine.uri(table), "data").iterdir())


def test_a_sound_ledger_is_called_so(filled: Ledger) -> None:
    filled.engine.tidy(keep=timedelta(0))
    found = list(check_tables(filled.engine, repair=False))
    assert found[-1] == ("ok", "ledger", "2 live documents, all whole")
    assert [table for _, table, _ in found[:-1]] == [spec.name for spec in TABLES]
    assert findings(filled) == []
    assert findings(filled, repair=True) == []


def halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scribble(path: Path) -> None:
    path.write_bytes(b"\xff" * path.stat().st_size)


@pytest.mark.parametrize("table", ["documents", "passages", "meta", "observations"])
@pytest.mark.parametrize("damage", [halve, scribble, Path.unlink], ids=["cut short", "overwritten", "missing"])
def test_a_damaged_file_is_named_with_what_to_do(filled: Ledger, table: str, damage: Callable[[Path], None]) -> None:
    path = data_file(filled, table)
    damage(path)
    ((level, name, message),) = findings(filled)
    assert (level, name) == ("damage", table)
    assert str(path) in message
    assert "from a copy" in message
    assert ".rs:" not in message


def test_what_reads_a_damaged_table_says_so(filled: Ledger) -> None:
    halve(data_file(filled, "observations"))
    with pytest.raises(LedgerError, match="dragoman doctor"):
        open_ledger(filled.address).reader().statements()
    scribble(data_file(filled, "meta"))
    with pytest.raises(LedgerError, match="dragoman doctor"):
        open_ledger(filled.address)


def test_a_missing_table_and_a_broken_manifest_are_named(filled: Ledger) -> None:
    shutil.rmtree(filled.engine.uri("mentions"))
    for manifest in Path(filled.engine.uri("outcomes"), "_versions").glob("*.manifest"):
        halve(manifest)
    named = {(level, table) for level, table, _ in findings(filled)}
    assert named == {("damage", "mentions"), ("damage", "outcomes")}


def test_damaged_indexes_are_made_anew(filled: Ledger) -> None:
    from lance.query import MatchQuery

    filled.engine.tidy(keep=timedelta(0))
    refresh_indexes(filled.engine.dataset("passages"))
    for path in Path(filled.engine.uri("passages"), "_indices").rglob("*.lance"):
        scribble(path)
    found = findings(filled)
    assert {(level, table) for level, table, _ in found} == {("damage", "passages")}
    named = {column for column in ("document", "terms") for each in found if f"index of {column}" in each[2]}
    assert named == {"document", "terms"}
    assert {level for level, _, _ in findings(filled, repair=True)} == {"repaired"}
    assert findings(filled) == []
    opened = open_ledger(filled.address)
    assert len(opened.reader().passages([ONE.key])[ONE.key]) == 2
    matching = opened.engine.dataset("passages").to_table(full_text_query=MatchQuery("two", "terms"))
    assert set(matching["document"].to_pylist()) == {TWO.key}


def test_orphans_are_noted_and_swept(filled: Ledger) -> None:
    filled.writer(run="r").write_sorted([SortedDocument(TWO.key, (Sorted("key", "name", ()),))])
    filled.engine.delete("documents", f"key = '{TWO.key}'")
    noted = findings(filled)
    assert {(level, table) for level, table, _ in noted} == {("note", table) for table in OF_A_DOCUMENT}
    assert all("1 documents without a commit mark" in message for _, _, message in noted)
    assert {level for level, _, _ in findings(filled, repair=True)} == {"repaired"}
    assert findings(filled) == []
    assert all(filled.engine.count(table, f"document = '{TWO.key}'") == 0 for table in OF_A_DOCUMENT)
    assert len(filled.reader().statements()) == 2


def test_orphans_of_a_write_under_way_are_left_alone(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.store.lock.WAIT_S", 0.05)
    filled.engine.delete("documents", f"key = '{TWO.key}'")
    with filled.engine.together(), pytest.raises(LedgerError, match="another process is writing"):
        findings(filled, repair=True)
    assert filled.engine.count("passages", f"document = '{TWO.key}'") == 2


def test_young_orphans_in_object_storage_are_left_alone(remote: Ledger) -> None:
    remote.writer(run="r").write([new(ONE)])
    remote.engine.delete("documents", "true")
    assert findings(remote, repair=True) == []
    assert remote.engine.count("passages") == 2


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (lambda engine: engine.delete("passages", f"key = '{ONE.key}-00001'"), "has 1 of 2 passages"),
        (
            lambda engine: engine.update("passages", {"text": "'forged'"}, f"key = '{ONE.key}-00000'"),
            "has passages that do not stand in its text",
        ),
    ],
    ids=["lost", "changed"],
)
def test_passages_that_do_not_fit_their_document_are_named_and_read_again(
    filled: Ledger, harm: Callable[[Engine], None], message: str
) -> None:
    filled.writer(run="r").write_sources([source(ONE.uri, ONE.key), source(TWO.uri, TWO.key)])
    harm(filled.engine)
    ((level, table, said),) = findings(filled)
    assert (level, table) == ("damage", "passages")
    assert f"document {ONE.key} {message}" in said
    ((level, table, said),) = findings(filled, repair=True)
    assert (level, table) == ("repaired", "passages")
    assert f"dragoman add {ONE.uri}" in said
    assert list(filled.reader().sources()) == [TWO.uri]
    filled.writer(run="s").write([new(ONE)])
    assert findings(filled) == []
    assert len(filled.reader().statements()) == 4


def test_an_interrupted_removal_is_named_and_finished(filled: Ledger) -> None:
    tombstone = TombstoneRow(document=ONE.id, reason=None, recorded_at=datetime.now(UTC))
    filled.engine.upsert(BY_NAME["tombstones"], [tombstone], replace=False)
    ((level, table, message),) = findings(filled)
    assert (level, table) == ("damage", "tombstones")
    assert "1 forgotten documents still have rows" in message
    assert {level for level, _, _ in findings(filled, repair=True)} == {"repaired"}
    assert findings(filled) == []
    assert filled.engine.count("documents") == 1


def source(uri: str, key: str) -> SourceRow:
    return SourceRow(
        uri=uri,
        fingerprint="f",
        document=key,
        reason=None,
        run="r",
        recorded_at=datetime.now(UTC),
    )
