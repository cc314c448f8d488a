"""The command line: one file a command, imported only when it is called."""

from __future__ import annotations

import os
import sys

# One thread of arithmetic a process: several processes share the cores better. Set before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from dragoman.cli.group import dragoman
from dragoman.errors import DragomanError, UsageError


def main() -> None:
    """Runs the command line; an error is one line that names the fix, with exit code 1, or 2 for misuse."""
    try:
        dragoman.main(standalone_mode=True)
    except DragomanError as error:
        sys.stderr.write(f"dragoman: {error}\n")
        sys.exit(2 if isinstance(error, UsageError) else 1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
