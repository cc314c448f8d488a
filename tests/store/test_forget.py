"""A removal leaves no word of the document in any file, however it is packed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.store.building import document, new, span

from dragoman.errors import LedgerError
from dragoman.records import digest
from dragoman.store import Ledger, open_ledger
from dragoman.store.engine import Engine
from dragoman.store.fulltext import refresh_indexes, refresh_vocabulary
from dragoman.store.rows import schema_of, to_table
from dragoman.store.tables import BY_NAME, OF_A_DOCUMENT, SourceRow

SECRET = "Xyzzyqwfpgj"
GONE = document(SECRET.lower(), title=f"{SECRET} said so")
KEPT = document("kept")


def unpacked(folder: str) -> dict[str, str]:
    """Every file of a ledger as text: Lance's own files decoded, the others as they lie."""
    from lance.file import LanceFileReader

    found = {}
    for path in sorted(Path(folder).rglob("*")):
        if not path.is_file():
            continue
        raw = path.read_bytes().decode("utf-8", "replace")
        table = LanceFileReader(str(path)).read_all().to_table() if path.suffix == ".lance" else None
        found[str(path.relative_to(folder))] = raw + (repr(table.to_pydict()) if table is not None else "")
    return found


def files_with(folder: str, words: str) -> list[str]:
    return [name for name, text in unpacked(folder).items() if words.lower() in text.lower()]


@pytest.fixture
def full(folder: Ledger) -> Ledger:
    """A ledger with a secret in two versions of a document, in indexes, vocabulary and old files."""
    writer = folder.writer(run="r")
    for number in range(3):
        writer.write([new(document(f"d{number}"))])
    writer.write([new(KEPT), new(GONE)])
    writer.write([new(replace(GONE, version="another", text=GONE.text))])
    source = SourceRow(
        uri=GONE.uri,
        fingerprint=digest(GONE.uri),
        document=None,
        reason=f"{SECRET} was refused once",
        run="r",
        recorded_at=datetime.now(UTC),
    )
    writer.write_sources([source])
    refresh_vocabulary(folder.engine)
    refresh_indexes(folder.engine.dataset("passages"))
    folder.engine.tidy(keep=timedelta(minutes=2))
    leave_unfinished_write(folder.engine)
    return folder


def leave_unfinished_write(engine: Engine) -> None:
    """What a process leaves that was killed between writing a file and committing it."""
    passages = BY_NAME["passages"]
    rows = [replace(row, key=f"{row.key}x") for row in engine.rows(passages) if SECRET.lower() in row.text]
    table = to_table(rows, schema_of(passages.record, key="key"))
    merge = engine.dataset("passages").merge_insert("key").when_not_matched_insert_all()
    merge.use_index(False).execute_uncommitted(table)


def test_no_file_holds_a_word_of_it(full: Ledger) -> None:
    assert len(files_with(full.address, SECRET)) > 10
    assert full.engine.count("vocabulary", f"term = '{SECRET.lower()}'") == 1
    assert full.writer(run="s").forget(GONE.id, reason="asked") == 2
    assert files_with(full.address, SECRET) == []
    assert files_with(full.address, GONE.key) == []
    assert [name.split(".")[0] for name in files_with(full.address, GONE.id)] != []
    assert {name.split(".")[0] for name in files_with(full.address, GONE.id)} == {"tombstones"}


def test_the_rest_is_untouched_and_still_indexed(full: Ledger) -> None:
    from lance.query import MatchQuery

    def kinds() -> dict[str, str]:
        indexes = full.engine.dataset("passages").describe_indices()
        return {index.field_names[0]: repr((index.index_type, index.details)) for index in indexes}

    before = kinds()
    assert "terms" in before
    full.writer(run="s").forget(GONE.id, reason=None)
    assert kinds() == before
    dataset = full.engine.dataset("passages")
    found = dataset.to_table(columns=["document"], full_text_query=MatchQuery("kept", "terms"))
    assert set(found["document"].to_pylist()) == {KEPT.key}
    assert dataset.to_table(full_text_query=MatchQuery(SECRET.lower(), "terms")).num_rows == 0
    assert full.engine.count("vocabulary", "term = 'kept'") == 1
    assert len(open_ledger(full.address).reader().statements()) == 8
    assert span(KEPT.text, "kept").text in open_ledger(full.address).reader().documents([KEPT.key])[KEPT.key].text


def test_beside_a_process_that_writes_nothing_is_removed_by_half(full: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.store.lock.WAIT_S", 0.05)
    before = {name: full.engine.count(name) for name in OF_A_DOCUMENT}
    with Engine(full.address).together(), pytest.raises(LedgerError, match="try again"):
        full.writer(run="s").forget(GONE.id, reason=None)
    assert {name: full.engine.count(name) for name in OF_A_DOCUMENT} == before
    assert full.reader().tombstones() == []


def test_an_id_is_taken_literally(full: Ledger) -> None:
    assert full.writer(run="s").forget("' OR 'a' = 'a", reason="odd") == 0
    assert len(full.reader().live_keys()) == 5
