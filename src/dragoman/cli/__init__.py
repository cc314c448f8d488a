"""The command line: one file a command, imported only when it is called."""

from __future__ import annotations

import io
import os
import sys

# One thread of arithmetic a process: several processes share the cores better. Set before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import click

from dragoman.cli.group import dragoman
from dragoman.errors import DragomanError, UsageError

INTERRUPTED = 130
"""The exit code of a command that was stopped with Ctrl-C, as shells have it."""


def main() -> None:
    """Runs the command line; an error is one line that names the fix, with exit code 1, or 2 for misuse."""
    _speak_utf8()
    try:
        code = dragoman.main(standalone_mode=False) or 0
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except click.Abort as error:
        stopped = isinstance(error.__cause__, KeyboardInterrupt)
        sys.stderr.write("stopped\n" if stopped else "nothing done\n")
        code = INTERRUPTED if stopped else 1
    except DragomanError as error:
        sys.stderr.write(f"dragoman: {error}\n")
        code = 2 if isinstance(error, UsageError) else 1
    except OSError as error:
        if error.strerror is None:
            raise
        sys.stderr.write(f"dragoman: {error.filename or 'the output'}: {error.strerror}; check path and free space\n")
        _drop_output()
        code = 1
    sys.exit(code)


def _speak_utf8() -> None:
    """Files and pipes get UTF-8 whatever the locale; a terminal gets no sign that it cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _drop_output() -> None:
    """Lets the interpreter's last flush go nowhere, since it would fail like the one before."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
