"""Kills ``add`` twenty times at random moments, and lets four processes add at once.

python benchmarks/kills.py [--kills N] [--documents N] [--seed N]

After each kill the ledger must open and hold whole documents only; a second ``add`` must complete it to the same
content as an undisturbed run. Four processes add overlapping halves: nothing may be lost and nothing stand twice.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from common import DOCUMENTS, need, program

from dragoman.store import open_ledger
from dragoman.store.soundness import check_tables

BATCH = 8
"""Documents in a transaction: small, so that most kills fall between two of them."""

Content = dict[str, tuple[str, int, int]]


def main() -> None:
    """Prints what was tried; exit code 1 at the first difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    random.seed(options.seed)
    folder = Path(tempfile.mkdtemp())
    try:
        source = sample(folder, options.documents)
        calm = folder / "calm"
        started = time.monotonic()
        run(["add", str(source), "--ledger", str(calm), "-q"])
        duration = time.monotonic() - started
        wanted = content(calm)
        print(f"undisturbed: {len(wanted)} documents in {duration:.1f} s")
        for number in range(options.kills):
            one_kill(folder, source, wanted, number, random.uniform(0.1, duration))
        four_writers(folder, source, wanted)
    finally:
        shutil.rmtree(folder)


def sample(folder: Path, count: int) -> Path:
    """Rows of the disputes as JSON Lines and some Serbian texts as files."""
    source = folder / "source"
    source.mkdir()
    rows = (need(DOCUMENTS) / "disputes.jsonl").read_text("utf-8").splitlines()[: count * 2 // 3]
    (source / "rows.jsonl").write_text("\n".join(rows) + "\n", "utf-8")
    for path in sorted((DOCUMENTS / "setimes" / "sr").iterdir())[: count - len(rows)]:
        shutil.copy(path, source / path.name)
    return source


def run(arguments: list[str]) -> None:
    """Runs the program to its end; exit if it fails."""
    done = subprocess.run([program(), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"dragoman {' '.join(arguments)} failed:\n{done.stderr[-2000:]}")


def content(ledger: Path) -> Content:
    """Live documents with their version and numbers of passages and statements."""
    reader = open_ledger(str(ledger)).reader()
    passages = reader.passages(reader.live_keys())
    statements: dict[str, set[str]] = {}
    for stored in reader.statements():
        statements.setdefault(stored.document.key, set()).add(stored.id)
    return {
        summary.uri: (key, len(passages.get(key, [])), len(statements.get(key, ())))
        for key, summary in reader.summaries.items()
    }


def one_kill(folder: Path, source: Path, wanted: Content, number: int, after: float) -> None:
    """Starts ``add``, kills it with all its processes, checks what is left, completes it, compares."""
    ledger = folder / f"kill-{number}"
    process = subprocess.Popen(
        [program(), "add", str(source), "--ledger", str(ledger), "-q"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "DRAGOMAN_BATCH": str(BATCH)},
    )
    time.sleep(after)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    left = 0
    if (ledger / "meta.lance").exists():
        try:
            opened = open_ledger(str(ledger))
        except Exception as error:  # noqa: BLE001 - any error is a failure to report
            if "there is no ledger" not in str(error):
                sys.exit(f"kill {number}: the ledger does not open: {error}")
        else:
            damage = [f for f in check_tables(opened.engine, repair=False) if f[0] == "damage"]
            left = len(opened.reader().live_keys())
            if damage:
                sys.exit(f"kill {number}: {damage}")
    run(["add", str(source), "--ledger", str(ledger), "-q"])
    found = content(ledger)
    if found != wanted:
        different = {uri for uri in found.keys() | wanted.keys() if found.get(uri) != wanted.get(uri)}
        sys.exit(f"kill {number} after {after:.2f} s: content differs for {json.dumps(sorted(different))}")
    print(f"kill {number:2d} after {after:5.2f} s: {left:3d} whole documents left, completed to the same content")
    shutil.rmtree(ledger)


def four_writers(folder: Path, source: Path, wanted: Content) -> None:
    """Four processes at once: two add everything, two add the files only."""
    ledger = folder / "four"
    targets = [source, source, source / "rows.jsonl", source]
    processes = [
        subprocess.Popen(
            [program(), "add", str(target), "--ledger", str(ledger), "-q", "--workers", "1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for target in targets
    ]
    for process in processes:
        _, errors = process.communicate()
        if process.returncode:
            sys.exit(f"a writer failed:\n{errors[-2000:]}")
    found = content(ledger)
    rows = open_ledger(str(ledger)).reader()
    keys = rows.engine.scan("passages", columns=["key"])["key"].to_pylist()
    if found != wanted or len(keys) != len(set(keys)):
        sys.exit(f"four writers: {len(found)} documents, {len(keys) - len(set(keys))} passages twice")
    print(f"four writers at once: {len(found)} documents, nothing lost, nothing twice")


if __name__ == "__main__":
    main()
