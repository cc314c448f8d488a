"""What the benchmarks share: the texts beside the checkout, running the program, measuring a process."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ROOT.parent / "shared" / "data" / "documents"
DEV = ROOT.parent / "shared" / "data" / "dev"


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of a command: seconds by the clock, seconds of all processors, peak memory of the largest process."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    output: str
    errors: str


def need(path: Path) -> Path:
    """The path; ends the benchmark if it is absent."""
    if not path.exists():
        sys.exit(f"{path.name} is not beside the checkout; nothing to measure")
    return path


def program() -> str:
    """The installed command."""
    return str(Path(sys.executable).parent / "dragoman")


def measure(arguments: list[str], *, standard_input: str | None = None) -> Measured:
    """Runs the program to its end; its children are counted too."""
    return measure_command([program(), *arguments], standard_input=standard_input)


def measure_command(
    command: list[str], *, standard_input: str | None = None, environment: Mapping[str, str] | None = None
) -> Measured:
    """Runs a command to its end; its children are counted too.

    ``environment`` is added to this process's own. The peak is the largest of all commands run so far.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    done = subprocess.run(
        command,
        input=standard_input,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **(environment or {})},
    )
    wall = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{Path(command[0]).name} {' '.join(command[1:])} failed:\n{done.stderr[-2000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(wall, cpu, after.ru_maxrss / 1024, done.stdout, done.stderr)


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0))
