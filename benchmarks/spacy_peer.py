"""spaCy's pipeline over the sentences of JSON lines, for benchmarks/coding.py.

    PYTHON benchmarks/spacy_peer.py MODEL PROCESSES < sentences.jsonl

PYTHON is of an environment that has spaCy (see benchmarks/coding.py); nothing of Dragoman is imported. Each process
loads the pipeline and takes sentences in turn; only counts come back, which costs less than handing over whole parses.
"""

from __future__ import annotations

import importlib
import json
import multiprocessing
import resource
import sys
from functools import cache
from typing import Any

_CHUNK = 128


def main() -> None:
    """Prints what was read, as one JSON object."""
    name, processes = sys.argv[1], int(sys.argv[2])
    texts = [json.loads(line)["text"] for line in sys.stdin]
    chunks = [(name, texts[start : start + _CHUNK]) for start in range(0, len(texts), _CHUNK)]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        counts = pool.map(read, chunks, chunksize=1)
    pool.join()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    answer = {
        "version": importlib.import_module("spacy").__version__,
        "sentences": sum(sentences for sentences, _ in counts),
        "names": sum(names for _, names in counts),
        "peak_mb": peak,
    }
    print(json.dumps(answer))


def read(task: tuple[str, list[str]]) -> tuple[int, int]:
    """How many texts the pipeline has read, and how many names it found."""
    name, texts = task
    documents = list(pipeline(name).pipe(texts))
    return len(documents), sum(len(document.ents) for document in documents)


@cache
def pipeline(name: str) -> Any:
    """The whole pipeline as it ships, loaded once a process."""
    return importlib.import_module("spacy").load(name)


if __name__ == "__main__":
    main()
