"""Finding and resolving actors: sentences a second, seconds to load, a fuzz, and accuracy on labelled phrases.

    python benchmarks/actors.py [PHRASES.tsv ...]

A phrase file has the columns id, language, sentence, phrase, nth, date, country, sector, actor, kind, hard; ``-``
in a cell is not judged, an empty cell means that null is the right answer.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dragoman.actors import Finder, Register, Resolver, load_register
from dragoman.evaluate.actors import COLUMNS, PhraseRow, grouped, read_phrases, score_phrases
from dragoman.geo.gazetteer import GazetteerPlace, load_gazetteer
from dragoman.language.sentences import split_sentences

DOCUMENTS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "documents"
_NAMES = 100_000
_SENTENCES = 30_000
_TEXTS = 400
_WARM_UP = 500


def places(name: str) -> tuple[GazetteerPlace, ...]:
    """The gazetteer's places of a name; it is read when first asked."""
    return load_gazetteer().named(name)


def accuracy(rows: Sequence[PhraseRow], column: str | None = None) -> str:
    """Lines with the share of right countries, sectors, actors and nobodies, whole or by a column."""
    groups = grouped(rows, column) if column else {"all": list(rows)}
    lines = []
    for name, group in groups.items():
        scores = score_phrases(group)
        parts = (f"{field} {_share(*getattr(scores, field))}" for field in (*COLUMNS, "nobody"))
        lines.append("  ".join((f"{name:16}", *parts)))
    return "\n".join(lines)


def _share(right: int, judged: int) -> str:
    return f"{right / judged:.3f} of {judged:4}" if judged else f"{'':13}"


def sentences() -> Iterator[tuple[str, str]]:
    """Sentences of real texts with their language."""
    for language in ("sr", "hr"):
        for file in sorted(DOCUMENTS.glob(f"setimes/{language}/*"))[:_TEXTS]:
            yield from _sentences(file.read_text("utf-8"), language)
    for line in (DOCUMENTS / "disputes.jsonl").read_text("utf-8").splitlines()[: 2 * _TEXTS]:
        yield from _sentences(" ".join(v for v in json.loads(line).values() if isinstance(v, str)), "en")
    for file in sorted(DOCUMENTS.glob("milestones/*"))[:_TEXTS]:
        yield from _sentences(" ".join(re.sub(r"<[^>]+>", " ", file.read_text("utf-8")).split()), "en")
    russian = DOCUMENTS.parent / "dev" / "rusentrel"
    for file in sorted(russian.glob("*.txt"))[: 2 * _TEXTS]:
        if file.stem.isalnum():
            yield from _sentences(file.read_text("utf-8"), "ru")


def _sentences(text: str, language: str) -> Iterator[tuple[str, str]]:
    for start, end in split_sentences(text, language):
        if end - start > 20:
            yield text[start:end], language


def speed(register: Register) -> str:
    """Sentences a second, finding and resolving each mention, on one core, once the indexes are made."""
    found = list(sentences())
    random.Random(1).shuffle(found)
    warm, found = found[-_WARM_UP:], found[:_SENTENCES]
    finder, resolver = Finder(register, places=places), Resolver(register, places=places)
    _read(finder, resolver, warm)
    start = time.process_time()
    mentions = _read(finder, resolver, found)
    rate = len(found) / (time.process_time() - start)
    return f"{rate:.0f} sentences/s found and resolved ({len(found)} sentences, {mentions} mentions)"


def _read(finder: Finder, resolver: Resolver, texts: Iterable[tuple[str, str]]) -> int:
    """How many mentions were found and resolved."""
    mentions = 0
    for text, language in texts:
        for mention in finder.find(text, language=language):
            resolver.resolve(mention.text, date="2015-01-01", language=language)
            mentions += 1
    return mentions


def fuzz(register: Register, count: int = _NAMES) -> str:
    """The slowest of many hostile names, found and resolved."""
    finder, resolver, chance = Finder(register, places=places), Resolver(register, places=places), random.Random(7)
    known = [name for actor in register for names in actor.names.values() for name in names]
    slowest, worst = 0.0, ""
    for _ in range(count):
        text = _hostile(chance, known)
        start = time.process_time()
        finder.find(text)
        resolver.resolve(text, date="2015", context=text)
        took = time.process_time() - start
        if took > slowest:
            slowest, worst = took, f"{len(text)} characters, {text[:30]!r}"
    return f"{count} hostile names, no crash; slowest {1000 * slowest:.1f} ms ({worst})"


_LOOKALIKES = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")


def _hostile(chance: random.Random, known: list[str]) -> str:
    kind = chance.randrange(100)
    name = chance.choice(known)
    if kind == 0:
        return (name + chance.choice([" ", "-", "", " of ", "\u200f", ", "])) * (10_000 // len(name))
    if kind < 30:
        return "".join(
            chr(chance.choice([chance.randrange(32, 0xD800), chance.randrange(0xE000, 0x110000)]))
            for _ in range(chance.randrange(1, 60))
        )
    if kind < 60:
        return name.translate(_LOOKALIKES)
    marks = ["\u200f", "\u202e", "\u0301", "\u00ad", "\u200b", "'", "’s ", ".", "(", "\n\n"]
    letters = list(name)
    for _ in range(chance.randrange(1, 6)):
        letters.insert(chance.randrange(len(letters) + 1), chance.choice(marks))
    return "".join(letters)


def main(files: list[str]) -> None:
    """Prints every figure."""
    start = time.process_time()
    register = load_register()
    took = time.process_time() - start
    print(f"{len(register)} actors, {len(register.lexicon)} forms, loaded in {took:.3f} s (version {register.version})")
    if files:
        rows = list(read_phrases(map(Path, files)))
        print(accuracy(rows))
        for column in ("language", "kind", "hard"):
            print(f"-- by {column}\n{accuracy(rows, column)}")
        return
    if DOCUMENTS.is_dir():
        print(speed(register))
    print(fuzz(register))


if __name__ == "__main__":
    main(sys.argv[1:])
