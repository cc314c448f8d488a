"""Keeps work that needs a ledger folder for itself apart from processes that write it.

The lock is on the folder, so it leaves no file behind and ends with its process, however that ends.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from dragoman.errors import LedgerError

try:
    import fcntl
except ImportError:  # no such locks on this platform: there, one process at a time may forget or repair
    fcntl = None  # type: ignore[assignment]

WAIT_S = 60.0
"""How long work that needs the ledger for itself waits for the writers to pause."""


@contextmanager
def locked(folder: str, *, alone: bool, wait_s: float | None = None) -> Iterator[None]:
    """Holds a ledger folder together with other writers, or alone; LedgerError after ``wait_s`` in vain.

    Where the file system has no such locks it holds nothing.
    """
    if fcntl is None:
        yield
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # no folder yet, or no right to read it: the work itself says so in better words
        yield
        return
    try:
        _take(handle, folder, alone=alone, wait_s=WAIT_S if wait_s is None else wait_s)
        yield
    finally:
        os.close(handle)


def _take(handle: int, folder: str, *, alone: bool, wait_s: float) -> None:
    end = time.monotonic() + wait_s
    while True:
        try:
            if alone:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            else:
                fcntl.flock(handle, fcntl.LOCK_SH)
        except BlockingIOError:
            if time.monotonic() > end:
                raise LedgerError(
                    f"another process is writing the ledger {folder}; wait for it to end, then try again"
                ) from None
            time.sleep(0.02)
        except OSError:  # a file system without locks
            return
        else:
            return
