"""Several processes on one ledger, and processes that are killed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.store.building import document, new, write_documents
from tests.store.interruption import assert_whole, content

from dragoman.errors import LedgerMissingError
from dragoman.store import Ledger, create_ledger, open_ledger
from dragoman.store.soundness import check_tables

SHARED = [f"shared{number}" for number in range(12)]


def undisturbed(address: Path, names: Iterable[str]) -> dict[str, list[str]]:
    """What one process alone makes of these documents."""
    ledger = create_ledger(str(address))
    ledger.writer(run="alone").write([new(document(name)) for name in names])
    return content(ledger)


@pytest.mark.parametrize("indexed", [False, True], ids=["a new ledger", "a ledger with indexes"])
def test_four_processes_lose_nothing_and_write_nothing_twice(tmp_path: Path, *, indexed: bool) -> None:
    address = str(tmp_path / "ledger")
    if indexed:
        ledger = create_ledger(address)
        ledger.writer(run="r").write([new(document("shared0"))])
        ledger.engine.tidy(keep=timedelta(0))
    context = multiprocessing.get_context("spawn")
    own = [[f"own{process}-{number}" for number in range(4)] for process in range(4)]
    orders = [[*own[turn], *SHARED[3 * turn :], *SHARED[: 3 * turn]] for turn in range(4)]
    processes = [
        context.Process(target=write_documents, args=(address, names, 4, f"r{turn}"))
        for turn, names in enumerate(orders)
    ]
    for process in processes:
        process.start()
    while any(process.is_alive() for process in processes):
        with suppress(LedgerMissingError):
            watch(address)
        time.sleep(0.05)
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
    assert_whole(open_ledger(address))
    everything = {name for names in orders for name in names}
    assert content(open_ledger(address)) == undisturbed(tmp_path / "alone", sorted(everything))


def watch(address: str) -> None:
    """A reader beside the writers sees whole documents with their statements."""
    reader = open_ledger(address).reader()
    keys = reader.live_keys()
    coded = [each.document.key for each in reader.statements()]
    assert all(coded.count(key) == 2 for key in keys)
    assert all(len(each) == 2 for each in reader.passages(keys).values())


def test_what_another_process_wrote_is_seen_at_once(folder: Ledger) -> None:
    opened = open_ledger(folder.address)
    assert opened.reader().live_keys() == frozenset()
    script = (
        f"from tests.store.building import write_documents; write_documents({folder.address!r}, ['one', 'two'], 1, 'r')"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, timeout=60)
    assert opened.reader().live_keys() == {document("one").key, document("two").key}
    assert len(opened.reader().statements()) == 4


def test_killed_in_the_middle_the_ledger_holds_whole_documents_and_is_completed(folder: Ledger, tmp_path: Path) -> None:
    names = [f"d{number}" for number in range(60)]
    script = f"from tests.store.building import write_documents; write_documents({folder.address!r}, {names!r}, 3, 'r')"
    for kill in range(3):
        have = len(folder.reader().live_keys())
        process = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT)
        wait_for_documents(folder, have + 3 if have < len(names) else 0)
        time.sleep(0.03 * kill)
        os.kill(process.pid, signal.SIGKILL)
        assert process.wait(timeout=30) == -signal.SIGKILL
        opened = open_ledger(folder.address)
        assert_whole(opened)
        assert {level for level, _, _ in check_tables(opened.engine, repair=False)} <= {"ok", "note"}
    assert 0 < len(folder.reader().live_keys()) < len(names)
    write_documents(folder.address, names, 30, "last")
    assert content(folder) == undisturbed(tmp_path / "alone", names)


def wait_for_documents(ledger: Ledger, count: int) -> None:
    end = time.monotonic() + 30
    while len(ledger.reader().live_keys()) < count:
        assert time.monotonic() < end, "the writing process writes nothing"
        time.sleep(0.01)
