"""Distinct sentences coded a second, time to the first answer, and start of ``--help``.

python benchmarks/coding.py [--sentences N]
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Iterator

from common import DOCUMENTS, cores, measure, need

from dragoman.language.sentences import split_sentences


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=6000)
    options = parser.parse_args()
    lines = list(distinct_sentences(options.sentences))
    words = statistics.mean(len(json.loads(line)["text"].split()) for line in lines)
    start = measure(["code", "-"], standard_input=lines[0] + "\n")
    run = measure(["code", "-"], standard_input="\n".join(lines) + "\n")
    coded = sum(1 for line in run.output.splitlines() if '"statements"' in line)
    print(f"{cores()} cores, {coded} distinct sentences of {words:.1f} words on average, no result cache")
    print(f"coding: {coded / run.wall_s:.0f} sentences/s ({run.wall_s:.1f} s start-up included)")
    rate = coded / (run.wall_s - start.wall_s)
    print(f"        {rate:.0f} sentences/s without start-up, peak {run.peak_mb:.0f} MB a process")
    print(f"one sentence, start to answer: {start.wall_s:.2f} s")
    helps = [measure(["--help"]).wall_s for _ in range(5)]
    print(f"dragoman --help: median {statistics.median(helps):.2f} s")


def distinct_sentences(count: int) -> Iterator[str]:
    """Sentences of the Serbian, Croatian and English texts beside the checkout, each once."""
    seen: set[str] = set()
    for text, language in texts():
        for start, end in split_sentences(text, language):
            sentence = text[start:end]
            if sentence in seen or len(sentence) < 20:
                continue
            seen.add(sentence)
            yield json.dumps({"id": len(seen), "text": sentence, "language": language}, ensure_ascii=False)
            if len(seen) == count:
                return


def texts() -> Iterator[tuple[str, str]]:
    """Texts in turn from each language, so that a few of them hold a mixture."""
    folder = need(DOCUMENTS)
    english = [json.loads(line)["text"] for line in (folder / "disputes.jsonl").read_text("utf-8").splitlines()]
    serbian = [path.read_text("utf-8") for path in sorted((folder / "setimes" / "sr").iterdir())]
    croatian = [path.read_text("utf-8") for path in sorted((folder / "setimes" / "hr").iterdir())]
    for group in zip(english, serbian, croatian, strict=False):
        yield from zip(group, ("en", "sr", "hr"), strict=True)


if __name__ == "__main__":
    main()
