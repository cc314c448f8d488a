"""Runs a stage over partitions: inline or in a pool of processes.

A stage is a plain function from Arrow table to Arrow table, so that the same stage can also be a task on a
cluster.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    Stage = Callable[[pa.Table], pa.Table]

AHEAD = 2
"""Partitions taken from the source for each worker: one under way, one that waits."""


def worker_count(wanted: int) -> int:
    """The number of processes meant: 0 takes one for each core this process may use."""
    if wanted:
        return wanted
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_stage(
    stage: Stage,
    partitions: Iterable[pa.Table],
    *,
    workers: int,
    crashed: Callable[[pa.Table], pa.Table],
) -> Iterator[pa.Table]:
    """The stage's answer to every partition, in the order of completion.

    A row that kills its process is found by running its partition alone, then row by row; ``crashed``
    gives the answer for it, and the others go on. Inline there is no process of its own to lose.
    """
    if workers <= 1:
        yield from map(stage, partitions)
        return
    waiting = iter(partitions)
    lost: list[pa.Table] = []
    yield from _pooled(stage, waiting, workers, lost)
    while lost:
        suspects = list(lost)
        lost.clear()
        yield from _singly(stage, suspects, crashed)
        yield from _pooled(stage, waiting, workers, lost)


def _pooled(stage: Stage, waiting: Iterator[pa.Table], workers: int, lost: list[pa.Table]) -> Iterator[pa.Table]:
    """Answers as they come; partitions under way when a process died are put into ``lost``."""
    with _pool(workers) as pool:
        running: dict[Future[pa.Table], pa.Table] = {}
        for partition in islice(waiting, AHEAD * workers):
            _submit(pool, stage, partition, running, lost)
        while running:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                partition = running.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    lost.append(partition)
            if not lost:
                for partition in islice(waiting, len(done)):
                    _submit(pool, stage, partition, running, lost)


def _submit(
    pool: ProcessPoolExecutor,
    stage: Stage,
    partition: pa.Table,
    running: dict[Future[pa.Table], pa.Table],
    lost: list[pa.Table],
) -> None:
    try:
        with _interrupts_held():
            running[pool.submit(stage, partition)] = partition
    except BrokenProcessPool:
        lost.append(partition)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Keeps Ctrl-C back while processes start, so that they inherit the hold and do not die with a traceback."""
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _singly(stage: Stage, suspects: Iterable[pa.Table], crashed: Callable[[pa.Table], pa.Table]) -> Iterator[pa.Table]:
    """Partitions one at a time, so that the guilty one is known; that one row by row."""
    waiting = list(suspects)
    while waiting:
        with _pool(1) as pool:
            while waiting:
                partition = waiting.pop(0)
                try:
                    yield pool.submit(stage, partition).result()
                except BrokenProcessPool:
                    break
            else:
                return
        if partition.num_rows <= 1:
            yield crashed(partition)
        else:
            waiting[:0] = [partition.slice(row, 1) for row in range(partition.num_rows)]


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that end with this one, however it ends, and start nothing more once it gives up.

    They are spawned: Lance and onnxruntime keep threads, and a forked child would inherit their locks.
    """
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Lets a worker end without a word on Ctrl-C, and when its parent was killed: it would wait for ever."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(1))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_for_end, args=(parent,), daemon=True).start()


def _wait_for_end(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
