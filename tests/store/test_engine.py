"""The edge to Lance: commits, filters, tidying, and errors in words."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.store.building import document, new

from dragoman.errors import LedgerError, LedgerMissingError, LedgerReadOnlyError
from dragoman.store import Ledger, create_ledger, open_ledger
from dragoman.store.engine import Engine, quoted
from dragoman.store.failures import translated
from dragoman.store.soundness import check_tables
from dragoman.store.tables import BY_NAME, TABLES, MetaRow, TermRow

META = BY_NAME["meta"]
TERMS = BY_NAME["vocabulary"]
ODD_TEXTS = ["it's", "''", '"', "\\", "a\0b", "𝔄😀", "%_", "\n\r\t", "--", "'; DROP TABLE meta; --", "ђ", "\ufeff"]


def size(folder: str) -> int:
    return sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())


def term(word: str, count: int = 1) -> TermRow:
    return TermRow(term=word, stem=word, count=count)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    made = Engine(str(tmp_path_factory.mktemp("odd")))
    made.create(META)
    return made


@settings(deadline=None, max_examples=20)
@given(text=st.text(max_size=20), value=st.text(max_size=20))
@example("a\0b", "a\0b")
@example("'; DELETE --", "''")
def test_any_text_is_a_key_and_a_filter(odd: Engine, text: str, value: str) -> None:
    odd.upsert(META, [MetaRow(name=text, value=value)], replace=True)
    assert odd.rows(META, where=f"name IN ({quoted([text])})") == [MetaRow(name=text, value=value)]
    odd.update("meta", {"value": quoted([text])}, f"name = {quoted([text])}")
    assert odd.rows(META, where=f"value = {quoted([text])} AND name = {quoted([text])}") != []


def test_filters_by_thousands_of_keys(odd: Engine) -> None:
    keys = [f"key {number} {ODD_TEXTS[number % len(ODD_TEXTS)]}" for number in range(4000)]
    odd.upsert(META, [MetaRow(name=key, value="many") for key in keys], replace=True)
    assert odd.count("meta", f"name IN ({quoted(keys)})") == len(keys)
    assert odd.count("meta", f"name IN ({quoted(keys[:1500])}) AND value = 'many'") == 1500
    odd.delete("meta", f"name IN ({quoted(keys)})")
    assert odd.count("meta", "value = 'many'") == 0


def test_the_last_of_several_rows_with_one_key_counts(folder: Ledger) -> None:
    folder.engine.upsert(TERMS, [term("a", 1), term("b", 2), term("a", 3)], replace=True)
    assert {row.term: row.count for row in folder.engine.rows(TERMS)} == {"a": 3, "b": 2}
    folder.engine.upsert(TERMS, [term("a", 9), term("c", 4)], replace=False)
    assert {row.term: row.count for row in folder.engine.rows(TERMS)} == {"a": 3, "b": 2, "c": 4}


def test_writes_that_change_nothing_make_no_version(folder: Ledger) -> None:
    folder.engine.upsert(TERMS, [term("a")], replace=True)
    before = folder.engine.dataset("vocabulary").version
    folder.engine.upsert(TERMS, [], replace=True)
    folder.engine.update("vocabulary", {"count": "7"}, "term = 'nowhere'")
    folder.engine.delete("vocabulary", "term = 'nowhere'")
    assert folder.engine.dataset("vocabulary").version == before


def test_two_handles_see_each_other_and_write_one_row(folder: Ledger) -> None:
    first, second = folder.engine, Engine(folder.address)
    assert first.count("vocabulary") == second.count("vocabulary") == 0
    first.upsert(TERMS, [term("a", 1)], replace=True)
    assert second.count("vocabulary") == 1
    second.upsert(TERMS, [term("a", 2)], replace=True)
    assert [row.count for row in first.rows(TERMS)] == [2]


def test_a_hundred_writes_and_a_tidying_leave_a_small_folder(folder: Ledger) -> None:
    for number in range(100):
        folder.engine.upsert(TERMS, [term("same", number), term(f"w{number}")], replace=True)
    before = size(folder.engine.uri("vocabulary"))
    folder.engine.tidy(keep=timedelta(0))
    after = size(folder.engine.uri("vocabulary"))
    assert after < 30_000 < before
    assert len(folder.engine.dataset("vocabulary").get_fragments()) == 1
    assert folder.engine.count("vocabulary") == 101
    folder.engine.tidy(keep=timedelta(0))
    assert size(folder.engine.uri("vocabulary")) <= after


def test_tidying_keeps_versions_that_others_may_read(folder: Ledger) -> None:
    folder.engine.upsert(TERMS, [term("a", 1)], replace=True)
    other = Engine(folder.address).dataset("vocabulary")
    for number in range(10):
        folder.engine.upsert(TERMS, [term("a", number)], replace=True)
    folder.engine.tidy(keep=timedelta(minutes=2))
    assert other.to_table()["count"].to_pylist() == [1]


def test_tidying_makes_the_indexes_and_they_find_what_comes_later(folder: Ledger) -> None:
    writer = folder.writer(run="r")
    writer.write([new(document("early"))])
    folder.engine.tidy(keep=timedelta(0))
    for spec in TABLES:
        present = {index.field_names[0] for index in folder.engine.dataset(spec.name).describe_indices()}
        assert present == (set(spec.indexes) if folder.engine.count(spec.name) else set())
    writer.write([new(document("late"))])
    for name in ("early", "late"):
        assert folder.engine.count("passages", f"document = '{document(name).key}'") == 2


def test_a_reader_goes_on_where_another_process_purged_old_files(folder: Ledger) -> None:
    folder.writer(run="r").write([new(document("one")), new(document("two"))])
    other = open_ledger(folder.address)
    assert len(other.reader().statements()) == 4
    folder.writer(run="r").forget(document("one").id, reason=None)
    assert len(other.reader().statements()) == 2
    other.writer(run="s").write([new(document("three"))])
    assert len(folder.reader().statements()) == 4


class Failing:
    """A table whose every write fails in Lance's words."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.calls = 0

    def merge_insert(self, _key: str) -> Any:
        self.calls += 1
        raise self.error


def fail(monkeypatch: pytest.MonkeyPatch, error: Exception) -> Failing:
    failing = Failing(error)
    monkeypatch.setattr(Engine, "dataset", lambda _self, _name: failing)
    monkeypatch.setattr("dragoman.store.engine.time.sleep", lambda _seconds: None)
    return failing


@pytest.mark.parametrize(
    "message",
    [
        'LanceError(IO): Permission denied (os error 13) at path "/l/passages.lance/data/.tmp", /a/b.rs:1:3',
        'LanceError(IO): Read-only file system (os error 30) at path "/l/passages.lance/data/.tmp", /a/b.rs:1:3',
        "LanceError(IO): Generic S3 error: Client error with status 403 Forbidden: AccessDenied",
    ],
)
def test_a_ledger_that_cannot_be_written_says_what_to_do(
    folder: Ledger, monkeypatch: pytest.MonkeyPatch, message: str
) -> None:
    fail(monkeypatch, OSError(message))
    with pytest.raises(LedgerReadOnlyError, match=r"check its permissions.*--ledger"):
        folder.engine.upsert(TERMS, [term("a")], replace=True)


@pytest.mark.parametrize(
    "message",
    [
        "LanceError(IO): No space left on device (os error 28), /a/b.rs:190:9",
        "LanceError(IO): Disk quota exceeded (os error 122), /a/b.rs:190:9",
    ],
)
def test_a_full_disk_says_what_to_do(folder: Ledger, monkeypatch: pytest.MonkeyPatch, message: str) -> None:
    failing = fail(monkeypatch, OSError(message))
    with pytest.raises(LedgerReadOnlyError, match=r"no space left.*free some space.*run the same command"):
        folder.engine.upsert(TERMS, [term("a")], replace=True)
    assert failing.calls == 1


def test_after_a_full_disk_the_same_write_completes(folder: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = [new(document("one"))]
    with monkeypatch.context() as patch:
        merge = Engine.merge

        def full_at_observations(self: Engine, name: str, *args: Any, **options: Any) -> None:
            if name == "observations":
                raise translated(OSError("No space left on device (os error 28)"), self.address)
            merge(self, name, *args, **options)

        patch.setattr(Engine, "merge", full_at_observations)
        with pytest.raises(LedgerReadOnlyError):
            folder.writer(run="r").write(batch)
    assert folder.reader().live_keys() == frozenset()
    assert {level for level, _, _ in check_tables(folder.engine, repair=False)} == {"ok", "note"}
    folder.writer(run="r").write(batch)
    assert len(folder.reader().statements()) == 2


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: Path, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(LedgerReadOnlyError, match="cannot be written"):
        create_ledger(str(tmp_path / "ledger"))


@pytest.mark.parametrize("kind", [OSError, RuntimeError, ValueError])
def test_a_conflict_is_tried_again_and_at_last_named(
    folder: Ledger, monkeypatch: pytest.MonkeyPatch, kind: type[Exception]
) -> None:
    conflict = kind("Retryable commit conflict for version 5: preempted by concurrent transaction")
    failing = fail(monkeypatch, conflict)
    with pytest.raises(LedgerError, match="commit conflict"):
        folder.engine.upsert(TERMS, [term("a")], replace=True)
    assert failing.calls == 12


def test_a_server_that_does_not_answer_is_no_conflict(folder: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = fail(monkeypatch, OSError("Generic S3 error: error sending request, after 10 retries"))
    with pytest.raises(LedgerError, match="error sending request"):
        folder.engine.upsert(TERMS, [term("a")], replace=True)
    assert failing.calls == 1


def test_a_tidying_that_meets_a_writer_leaves_the_rest_to_the_next_run(
    folder: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def conflicting(_self: Engine, _spec: object) -> None:
        raise OSError("Retryable commit conflict for version 7")

    monkeypatch.setattr(Engine, "_compact", conflicting)
    folder.engine.tidy(keep=timedelta(0))


def test_a_table_that_is_not_there_is_named(tmp_path: Path, folder: Ledger) -> None:
    with pytest.raises(LedgerMissingError, match="has no table nothing"):
        folder.engine.scan("nothing")
    assert not Engine(str(tmp_path / "nowhere")).exists("meta")
    (tmp_path / "file").write_text("no ledger")
    with pytest.raises(LedgerError, match="is a file, a ledger is a folder"):
        create_ledger(str(tmp_path / "file"))


def test_work_that_needs_the_ledger_alone_waits_for_writers_and_gives_up(
    folder: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.store.lock.WAIT_S", 0.05)
    writer = Engine(folder.address)
    with (
        writer.together(),
        pytest.raises(LedgerError, match="another process is writing"),
        folder.engine.alone(),
    ):
        pass
    with folder.engine.alone():
        folder.engine.upsert(TERMS, [term("a")], replace=True)
    writer.upsert(TERMS, [term("b")], replace=True)
    assert writer.count("vocabulary") == 2
