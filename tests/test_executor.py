"""A stage over partitions: the same answers inline and in processes, and no row takes others down."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from dragoman.executor import AHEAD, run_stage, worker_count
from tests.conftest import ROOT

KILLER = 666


def numbers(*values: int) -> pa.Table:
    return pa.table({"number": pa.array(values, pa.int64())})


def double(table: pa.Table) -> pa.Table:
    """Stage: each number twice as large; a killer takes its process along."""
    values = table["number"].to_pylist()
    if KILLER in values:
        os._exit(3)
    return numbers(*(2 * value for value in values))


def refuse(table: pa.Table) -> pa.Table:
    """Stage that fails in the ordinary way."""
    raise ValueError(f"no answer to {table['number'].to_pylist()}")


def sleep(table: pa.Table) -> pa.Table:
    """Stage: notes its process in a file and waits."""
    Path(os.environ["PIDS"], str(os.getpid())).touch()
    time.sleep(60)
    return table


def minus_one(row: pa.Table) -> pa.Table:
    """The answer for a row that kills its process."""
    assert row.num_rows == 1
    return numbers(*(-value for value in row["number"].to_pylist()))


def answers(stage: Callable[[pa.Table], pa.Table], partitions: list[pa.Table], *, workers: int) -> list[int]:
    found = run_stage(stage, partitions, workers=workers, crashed=minus_one)
    return sorted(value for table in found for value in table["number"].to_pylist())


@pytest.mark.parametrize("workers", [1, 2])
def test_every_partition_is_answered_once(workers: int) -> None:
    partitions = [numbers(3 * part, 3 * part + 1, 3 * part + 2) for part in range(7)]
    assert answers(double, [], workers=workers) == []
    assert answers(double, partitions, workers=workers) == [2 * number for number in range(21)]


def test_a_row_that_kills_its_process_is_answered_alone() -> None:
    partitions = [numbers(1, 2), numbers(3, KILLER, 4), numbers(5), numbers(6, 7), numbers(8), numbers(9)]
    assert answers(double, partitions, workers=2) == [-KILLER, 2, 4, 6, 8, 10, 12, 14, 16, 18]


def test_several_killers_one_of_them_last() -> None:
    partitions = [numbers(KILLER), numbers(1), numbers(2, KILLER)]
    assert answers(double, partitions, workers=2) == [-KILLER, -KILLER, 2, 4]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_of_the_stage_reaches_the_caller(workers: int) -> None:
    with pytest.raises(ValueError, match=r"no answer to \[\d\]"):
        answers(refuse, [numbers(1), numbers(2)], workers=workers)


def test_no_more_is_taken_from_the_source_than_the_workers_need() -> None:
    taken = 0

    def source() -> Iterator[pa.Table]:
        nonlocal taken
        for number in range(40):
            taken += 1
            yield numbers(number + 100)

    found = run_stage(double, source(), workers=2, crashed=minus_one)
    most = 0
    for answered, _ in enumerate(found, 1):
        most = max(most, taken - answered)
    assert answered == taken == 40
    assert most <= 2 * AHEAD


def test_inline_nothing_is_taken_before_it_is_wanted() -> None:
    def source() -> Iterator[pa.Table]:
        yield numbers(1)
        raise AssertionError("taken too early")

    found = run_stage(double, source(), workers=1, crashed=minus_one)
    assert next(found)["number"].to_pylist() == [2]


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = (
        "from tests.test_executor import *\n"
        "if __name__ == '__main__':\n"
        "    list(run_stage(sleep, [numbers(1), numbers(2)], workers=2, crashed=minus_one))\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, env=os.environ | {"PIDS": str(tmp_path)})
    wait_until(lambda: len(list(tmp_path.iterdir())) == 2)
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait(timeout=10)
    wait_until(lambda: not any(runs(int(path.name)) for path in tmp_path.iterdir()))


def runs(process: int) -> bool:
    """Whether a process runs; one that has ended and only waits to be counted does not."""
    try:
        status = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return status != "Z"


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def test_no_number_of_workers_takes_one_for_each_core() -> None:
    assert worker_count(3) == 3
    assert worker_count(0) == len(os.sched_getaffinity(0))
