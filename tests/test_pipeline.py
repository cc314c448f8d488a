"""From files to a ledger, as ``add`` does it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dragoman.cli.add_actors import add as add_actors
from dragoman.ingest.item import Fallback
from dragoman.pipeline import PARTITION_ITEMS, AddOptions, AddRun, CodeRun, Report
from dragoman.settings import Settings
from dragoman.store import create_ledger, open_ledger
from dragoman.store.soundness import check_tables
from dragoman.store.tables import BY_NAME

TEXTS = {
    "Мост на Дрини.txt": "Мост на Дрини\n\nСрбија и Босна и Херцеговина потписале су споразум о мосту.",
    "energy.txt": "Gas for the Balkans\n\nBulgaria agreed to send gas to Serbia from October. Talks went on.",
    "rows.jsonl": "\n".join(
        json.dumps({"id": i, "title": f"Row {i}", "date": "2014-05", "text": f"Row {i} says that Oslo called Riga."})
        for i in range(5)
    ),
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "my archive"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def add(ledger: Path, *targets: Path, workers: int = 1, fallback: Fallback | None = None, batch: int = 3) -> Report:
    run = AddRun(
        create_ledger(str(ledger)),
        settings=Settings(workers=workers, batch=batch),
        options=AddOptions(code=False, fallback=fallback or Fallback()),
    )
    return run.add([str(target) for target in targets])


def texts(ledger: Path) -> dict[str, str]:
    reader = open_ledger(str(ledger)).reader()
    documents = reader.documents(reader.live_keys())
    return {document.uri.rsplit("/", 1)[-1]: document.text for document in documents.values()}


def test_everything_in_a_folder_is_read_once(archive: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "l"
    first = add(ledger, archive)
    assert (first.progress.read, first.progress.refused) == (7, 0)
    again = add(ledger, archive)
    assert (again.progress.read, again.progress.unchanged) == (0, 7)
    assert "Bulgaria agreed" in texts(ledger)["energy.txt"]


def test_what_a_source_does_not_say_comes_from_the_command(archive: Path, tmp_path: Path) -> None:
    add(tmp_path / "l", archive, fallback=Fallback(publisher="Example Institute", collection="tests"))
    reader = open_ledger(str(tmp_path / "l")).reader()
    assert {each.publisher for each in reader.summaries.values()} == {"Example Institute"}
    dates = {each.title: each.published for each in reader.summaries.values()}
    assert str(dates["Row 1"]) == "2014-05"
    assert dates["Gas for the Balkans"] is None


def test_a_changed_text_is_a_new_version_and_the_old_one_stays_readable(archive: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "l"
    add(ledger, archive)
    before = open_ledger(str(ledger)).reader()
    old = next(key for key, each in before.summaries.items() if each.uri.endswith("energy.txt"))
    (archive / "energy.txt").write_text("Gas for the Balkans\n\nBulgaria refused to send gas.", "utf-8")
    report = add(ledger, archive)
    assert (report.progress.read, report.progress.unchanged) == (1, 6)
    assert "refused" in texts(ledger)["energy.txt"]
    reader = open_ledger(str(ledger)).reader()
    assert old not in reader.live_keys()
    assert len(reader.live_keys()) == 7
    rows = {row.key: row for row in reader.engine.rows(BY_NAME["documents"])}
    assert rows[old].retired_at is not None
    assert any(row.supersedes == old for row in rows.values())


def test_one_bad_document_never_stops_the_others(archive: Path, tmp_path: Path) -> None:
    (archive / "broken.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    (archive / "empty.txt").write_bytes(b"")
    report = add(tmp_path / "l", archive, tmp_path / "nowhere")
    assert report.progress.read == 7
    reasons = {Path(refusal.uri).name: refusal.reason for refusal in report.refusals}
    assert set(reasons) == {"broken.pdf", "empty.txt", "nowhere"}
    assert all(reasons.values())
    kept = open_ledger(str(tmp_path / "l")).reader().sources()
    assert sum(bool(row.reason) for row in kept.values()) == 3


def test_a_refused_document_is_tried_again(archive: Path, tmp_path: Path) -> None:
    (archive / "later.txt").write_bytes(b"")
    assert add(tmp_path / "l", archive).progress.refused == 1
    (archive / "later.txt").write_text("Now Malta and Cyprus have met in Valletta for talks.", "utf-8")
    report = add(tmp_path / "l", archive)
    assert (report.progress.read, report.progress.refused) == (1, 0)
    assert open_ledger(str(tmp_path / "l")).reader().sources()[report_uri(archive)].reason is None


def report_uri(archive: Path) -> str:
    from dragoman.ingest.files import file_uri

    return file_uri(archive / "later.txt")


def test_a_forgotten_document_is_not_read_again(archive: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "l"
    add(ledger, archive)
    opened = open_ledger(str(ledger))
    (summary,) = opened.reader().find_document("energy.txt")
    opened.writer(run="test").forget(summary.id, reason="asked for")
    report = add(ledger, archive)
    assert "energy.txt" not in texts(ledger)
    assert [refusal.reason for refusal in report.refusals] == [
        f"was forgotten on {time.strftime('%Y-%m-%d', time.gmtime())} and is not read again"
    ]


def test_identical_texts_at_two_addresses_are_two_documents_in_one_group(archive: Path, tmp_path: Path) -> None:
    for copy in ("copy 1.txt", "copy 2.txt"):
        (archive / copy).write_text(TEXTS["energy.txt"], "utf-8")
    report = add(tmp_path / "l", archive)
    assert report.progress.read == 9
    assert len(report.duplicates) == 2
    assert all(pair.identical for pair in report.duplicates)


def test_processes_give_the_same_ledger_as_one(archive: Path, tmp_path: Path) -> None:
    add(tmp_path / "one", archive)
    add(tmp_path / "two", archive, workers=2)
    assert texts(tmp_path / "one") == texts(tmp_path / "two")


@pytest.mark.model
@pytest.mark.parametrize("workers", [1, 2])
def test_the_ledgers_own_actors_are_found_in_every_process(tmp_path: Path, workers: int) -> None:
    address = str(tmp_path / "l")
    archive = tmp_path / "texts"
    archive.mkdir()
    for number in range(2 * PARTITION_ITEMS):
        text = f"Notice {number}\n\nHarbour Watch accused Serbia of delay number {number} on Monday."
        (archive / f"{number}.txt").write_text(text, "utf-8")
    add(tmp_path / "l", archive)
    own = tmp_path / "own.csv"
    own.write_text("id,kind,name,country\nHARBOUR-WATCH,body,Harbour Watch,NGO\n", "utf-8")
    settings = Settings(workers=workers)
    CodeRun(open_ledger(address), settings=settings).code()
    assert "HARBOUR-WATCH" not in {each.actor for each in open_ledger(address).reader().naming.accepted()}
    add_actors(address, own)
    assert len(CodeRun(open_ledger(address), settings=settings).waiting()) == 2 * PARTITION_ITEMS
    assert CodeRun(open_ledger(address), settings=settings).code() == 2 * PARTITION_ITEMS
    accepted = open_ledger(address).reader().naming.accepted()
    assert sum(each.mentions for each in accepted if each.actor == "HARBOUR-WATCH") == 2 * PARTITION_ITEMS
    assert CodeRun(open_ledger(address), settings=settings).waiting() == []


PROGRAM = [sys.executable, "-m", "dragoman"]


def test_killed_it_leaves_whole_documents_and_goes_on(tmp_path: Path) -> None:
    archive = tmp_path / "many"
    archive.mkdir()
    for i in range(40):
        (archive / f"{i}.txt").write_text(f"Text {i}\n\n" + f"Malta called Cyprus {i} times. " * 30, "utf-8")
    ledger = tmp_path / "l"
    command = [*PROGRAM, "add", str(archive), "--ledger", str(ledger), "--no-code", "-q", "--workers", "1"]
    environment = {**os.environ, "DRAGOMAN_BATCH": "4"}
    process = subprocess.Popen(command, env=environment, start_new_session=True, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not _documents_written(ledger) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    opened = open_ledger(str(ledger))
    assert not [found for found in check_tables(opened.engine, repair=False) if found[0] == "damage"]
    left = len(opened.reader().live_keys())
    report = add(ledger, archive)
    assert report.progress.read + report.progress.unchanged == 40
    assert report.progress.unchanged <= left
    calm = tmp_path / "calm"
    add(calm, archive)
    assert texts(calm) == texts(ledger)


def _documents_written(ledger: Path) -> bool:
    data = ledger / "documents.lance" / "data"
    return data.is_dir() and len(list(data.iterdir())) >= 2
