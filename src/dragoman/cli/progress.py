"""Progress on standard error: a moving line on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
from typing import Self

from dragoman.cli.common import is_styled

_LOG_EVERY = 100
"""Documents between two plain lines."""


class ProgressLine:
    """Shows how far a run is; leaves no trace on a terminal when it ends."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._live = not quiet and is_styled(sys.stderr)
        self._last = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._live:
            sys.stderr.write("\r\x1b[K")

    def show(self, line: str, done: int, *, current: str = "") -> None:
        """Shows a line after ``done`` documents, with the end of what is at work behind it."""
        if self._live:
            sys.stderr.write(f"\r\x1b[K{line}  {current[-40:]}")
            sys.stderr.flush()
        elif not self._quiet and done - self._last >= _LOG_EVERY:
            self._last = done
            sys.stderr.write(line + "\n")
