"""Opening and creating: what there is, and which format it has."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from tests.store.building import document, new

from dragoman.errors import LedgerError, LedgerMissingError, LedgerVersionError
from dragoman.store import Ledger, create_ledger, open_ledger
from dragoman.store.ledger import format_version
from dragoman.store.tables import BY_NAME, FORMAT_VERSION, MetaRow


def set_version(ledger: Ledger, version: str) -> None:
    ledger.engine.upsert(BY_NAME["meta"], [MetaRow(name="format_version", value=version)], replace=True)


def test_where_there_is_no_ledger_the_command_that_makes_one_is_named(tmp_path: Path, bucket: str) -> None:
    (tmp_path / "file").write_text("no ledger")
    for address in (str(tmp_path), str(tmp_path / "nowhere"), str(tmp_path / "file"), bucket):
        with pytest.raises(LedgerMissingError, match=r"dragoman add PATH.*--ledger"):
            open_ledger(address)


def test_an_address_may_end_with_a_slash_and_hold_spaces_and_cyrillic(tmp_path: Path) -> None:
    address = str(tmp_path / "моја збирка (1)")
    create_ledger(address + "/").writer(run="r").write([new(document("one"))])
    assert open_ledger(address).reader().live_keys() == {document("one").key}


def test_a_ledger_of_a_newer_version_is_refused_and_left_alone(ledger: Ledger) -> None:
    set_version(ledger, str(FORMAT_VERSION + 1))
    for opening in (open_ledger, create_ledger):
        with pytest.raises(LedgerVersionError, match=f"format {FORMAT_VERSION + 1}.*upgrade Dragoman"):
            opening(ledger.address)
    assert format_version(ledger.engine) == FORMAT_VERSION + 1


def test_a_format_version_that_is_no_number_is_named(folder: Ledger) -> None:
    set_version(folder, "two")
    with pytest.raises(LedgerError, match="format version 'two'"):
        open_ledger(folder.address)


@pytest.mark.parametrize("interrupted", [False, True])
def test_a_ledger_of_version_1_is_brought_up_to_date(folder: Ledger, *, interrupted: bool) -> None:
    old = document("old")
    folder.writer(run="r").write([new(old)])
    if not interrupted:
        folder.engine.dataset("documents").drop_columns(["source_note"])
    set_version(folder, "1")
    opened = open_ledger(folder.address)
    assert format_version(opened.engine) == FORMAT_VERSION
    kept = opened.reader().documents([old.key])[old.key]
    assert kept.text == old.text
    assert kept.source_note == (old.source_note if interrupted else None)
    later = document("later")
    opened.writer(run="r").write([new(later), new(document("old", edition=2))])
    reader = open_ledger(folder.address).reader()
    assert reader.documents([later.key]) == {later.key: later}
    assert len(reader.statements()) == 4


def test_a_ledger_that_lies_elsewhere_now_opens(folder: Ledger, tmp_path: Path) -> None:
    folder.writer(run="r").write([new(document("one"))])
    folder.engine.tidy(keep=timedelta(0))
    moved = shutil.move(folder.address, tmp_path / "moved")
    assert len(open_ledger(str(moved)).reader().statements()) == 2
