"""Scores of finding names: persons, bodies and places by exact range and kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from dragoman.evaluate.figures import Tally
from dragoman.formats.names import NamedSentence, read_factrueval, read_uner
from dragoman.language.sentences import split_sentences
from dragoman.records import Name

_EDGES = "«»“”„\"'"

NameReader = Callable[[Sequence[str], str], Sequence[Sequence[Name]]]
"""The names of each sentence of one document in a language."""


@dataclass(slots=True)
class NameScores:
    """A name is right if range and kind are; quotation marks at the edges are set aside on both sides."""

    all: Tally = field(default_factory=Tally)
    by_kind: dict[str, Tally] = field(default_factory=dict)


def score_names(sentences: Iterable[NamedSentence], read: NameReader) -> NameScores:
    """Scores over persons, bodies and places; names of another kind are left out on both sides."""
    scores = NameScores()
    for sentence, names in _read(sentences, read):
        found = _counted(sentence.text, names)
        expected = _counted(sentence.text, sentence.names)
        scores.all.add(found, expected)
        for kind in {name.kind for name in [*found, *expected]}:
            tally = scores.by_kind.setdefault(kind, Tally())
            tally.add(_of_kind(found, kind), _of_kind(expected, kind))
    return scores


def _read(sentences: Iterable[NamedSentence], read: NameReader) -> Iterator[tuple[NamedSentence, Sequence[Name]]]:
    for (_, language), each in groupby(sentences, key=lambda sentence: (sentence.document, sentence.language)):
        document = list(each)
        yield from zip(document, read([sentence.text for sentence in document], language), strict=True)


def _counted(text: str, names: Iterable[Name]) -> Counter[Name]:
    return Counter(_bare(text, name) for name in names if name.kind != "other")


def _of_kind(names: Counter[Name], kind: str) -> Counter[Name]:
    return Counter(name for name in names if name.kind == kind)


def _bare(text: str, name: Name) -> Name:
    start, end = name.start, name.end
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return Name(start, end, name.kind)


def factrueval_sentences(folder: Path) -> Iterator[NamedSentence]:
    """The sentences of a FactRuEval folder with the names that lie inside them."""
    for path in sorted(folder.glob("*.txt")):
        text, names = read_factrueval(folder, path.stem)
        for start, end in split_sentences(text, "ru"):
            inside = tuple(Name(n.start - start, n.end - start, n.kind) for n in names if start <= n.start < end)
            yield NamedSentence(text[start:end], "ru", path.stem, inside)


def uner_sentences(folder: Path, part: str) -> Iterator[NamedSentence]:
    """The Serbian and Croatian sentences of a part (train, dev) of Universal NER."""
    for language in ("sr", "hr"):
        yield from read_uner(folder / f"{language}-{part}.iob2", language)


def name_sets(folder: Path) -> Iterator[tuple[str, list[NamedSentence]]]:
    """The sets that no training has seen, with their titles: ``folder`` holds uner/ and factrueval/."""
    uner = list(uner_sentences(folder / "uner", "dev"))
    for language in ("sr", "hr"):
        yield f"Universal NER dev, {language}", [each for each in uner if each.language == language]
    russian = factrueval_sentences(folder / "factrueval")
    yield "FactRuEval, held-out third", [each for each in russian if held_out_article(each.document)]


def held_out_article(document: str) -> bool:
    """Whether an article stays out of every training: every sixth of SETimes, every third of FactRuEval.

    The number is the same for the Serbian and the Croatian version of an article.
    """
    number = int(re.findall(r"\d+", document)[-1])
    return number % 3 == 0 if document.startswith("book") else number % 6 == 0
