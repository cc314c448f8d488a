"""Documents a second and peak memory of reading the documents beside the checkout, without and with coding.

python benchmarks/reading.py
"""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from common import DOCUMENTS, cores, measure, need


def main() -> None:
    """Prints a line for reading alone and one for reading with coding."""
    source = str(need(DOCUMENTS))
    folder = Path(tempfile.mkdtemp())
    try:
        print(f"{cores()} cores; peak memory is that of the largest process")
        for title, options in (("reading", ["--no-code"]), ("reading and coding", [])):
            ledger = str(folder / title.replace(" ", "-"))
            run = measure(["add", source, "--ledger", ledger, *options])
            last = run.errors.strip().splitlines()[-1]
            count = int(re.match(r"([\d,]+) documents? read", last)[1].replace(",", ""))  # type: ignore[index]
            size = sum(path.stat().st_size for path in Path(ledger).rglob("*") if path.is_file()) / 1e6
            print(
                f"{title}: {count / run.wall_s:.1f} documents/s ({run.wall_s:.1f} s, {run.cpu_s:.1f} s of processor), "
                f"peak {run.peak_mb:.0f} MB, ledger {size:.1f} MB"
            )
            print(f"  {last}")
            again = measure(["add", source, "--ledger", ledger, *options])
            print(f"  the same again: {again.wall_s:.1f} s; {again.errors.strip().splitlines()[-1]}")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
