"""A write that ends anywhere leaves whole documents only, and the same write again completes it."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest
from tests.store.building import coded, document, new
from tests.store.interruption import assert_whole, content, interruptions

from dragoman.store import Ledger, NewDocument, create_ledger, open_ledger
from dragoman.store.soundness import check_tables
from dragoman.store.tables import OF_A_DOCUMENT

ONE, TWO, CHANGED = document("one"), document("two"), document("one", edition=2)


class Case:
    """A ledger that is set back to how it was before each attempt."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.address = ledger.address
        self.copy = f"{ledger.address}.before"
        shutil.copytree(self.address, self.copy)

    def reset(self) -> None:
        shutil.rmtree(self.address)
        shutil.copytree(self.copy, self.address)
        self.ledger = open_ledger(self.address)

    def write(self, batch: list[NewDocument]) -> None:
        self.ledger.writer(run="s").write(batch)


def test_writing_documents(folder: Ledger) -> None:
    case = Case(folder)
    batch = [new(ONE), new(TWO)]
    folder.writer(run="r").write(batch)
    undisturbed = content(case.ledger)
    for _ in interruptions(partial(case.write, batch), prepare=case.reset):
        assert_whole(case.ledger)
        assert len(case.ledger.reader().live_keys()) in (0, 2)
        assert {level for level, _, _ in check_tables(case.ledger.engine, repair=False)} <= {"ok", "note"}
        case.ledger.writer(run="s").write(batch)
        assert content(case.ledger) == undisturbed


@pytest.mark.parametrize("back", [False, True], ids=["a new version", "an old version that comes back"])
def test_superseding(folder: Ledger, *, back: bool) -> None:
    folder.writer(run="r").write([new(ONE), new(TWO)])
    if back:
        folder.writer(run="r").write([new(CHANGED)])
    case = Case(folder)
    batch = [new(ONE if back else CHANGED)]
    folder.writer(run="s").write(batch)
    undisturbed = content(case.ledger)
    action = partial(case.write, batch)
    for _ in interruptions(action, prepare=case.reset, first=0 if back else len(OF_A_DOCUMENT)):
        assert_whole(case.ledger)
        assert len(case.ledger.reader().live_keys()) == 2
        case.ledger.writer(run="s").write(batch)
        assert content(case.ledger) == undisturbed


def test_coding_again(folder: Ledger) -> None:
    folder.writer(run="r").write([new(ONE), new(TWO)])
    case = Case(folder)
    batch = [coded(ONE, version="2"), coded(TWO, version="2")]
    folder.writer(run="s").write_codings(batch)
    undisturbed = content(case.ledger)
    for _ in interruptions(lambda: case.ledger.writer(run="s").write_codings(batch), prepare=case.reset):
        versions = {each.coder_version for each in case.ledger.reader().statements()}
        assert versions in ({"1"}, {"2"})
        assert len(case.ledger.reader().statements()) == 4
        case.ledger.writer(run="s").write_codings(batch)
        assert content(case.ledger) == undisturbed


def test_forgetting(folder: Ledger) -> None:
    """Forgetting again finishes it, and so does a repair."""
    folder.writer(run="r").write([new(ONE), new(TWO)])
    case = Case(folder)
    folder.writer(run="s").forget(ONE.id, reason=None)
    undisturbed = content(case.ledger)

    def forget() -> None:
        case.ledger.writer(run="s").forget(ONE.id, reason=None)

    for commits in interruptions(forget, prepare=case.reset):
        assert_whole(case.ledger)
        assert case.ledger.reader().live_keys() == {TWO.key, ONE.key} if commits == 0 else {TWO.key}
        if commits % 2:
            list(check_tables(case.ledger.engine, repair=True))
        else:
            forget()
        assert content(case.ledger) == undisturbed


def test_the_folder_of_a_killed_first_write_is_completed(folder: Ledger) -> None:
    """Tables made, but not the one that says so."""
    shutil.rmtree(Path(folder.address) / "meta.lance")
    create_ledger(folder.address).writer(run="r").write([new(ONE)])
    assert open_ledger(folder.address).reader().live_keys() == {ONE.key}
