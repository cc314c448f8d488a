"""Sorts the sentences of one document into categories, on readings that somebody else made or its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from dragoman.categories.features import Classifier
from dragoman.categories.records import Finding, Head, Sorted, SortedDocument
from dragoman.language.scripts import script_of
from dragoman.records import Document, Passage, Sentence
from dragoman.statements.labels import CODED_LANGUAGES
from dragoman.statements.network import Reading


class Reads(Protocol):
    """What reads a sentence into vectors: the coder's network."""

    version: str

    def read(self, text: str, language: str | None) -> Reading:
        """The sentence's tokens and their vectors."""


class Sorter:
    """Collects what categories find in the sentences it is told of."""

    def __init__(self, heads: Iterable[Head]) -> None:
        self._classifiers = [Classifier(head) for head in heads]
        self._found: dict[str, list[Finding]] = {each.head.key: [] for each in self._classifiers}
        self._heard: set[tuple[int, int]] = set()

    def hear(self, sentence: Sentence, reading: Reading) -> None:
        """Sorts one sentence; one too long for the encoder belongs nowhere, for its end was not read."""
        if not self._classifiers or (sentence.start, sentence.end) in self._heard:
            return
        self._heard.add((sentence.start, sentence.end))
        if not reading.tokens.complete:
            return
        for each in self._classifiers:
            probability = each.probability(reading.vectors)
            if probability >= each.head.threshold:
                self._found[each.head.key].append(Finding(sentence.start, sentence.end, round(probability, 4)))

    def readings(self, sentences: Iterable[Sentence]) -> tuple[Sorted, ...]:
        """What was found; nothing at all unless it was told of every one of these sentences."""
        if not self._classifiers or not {(each.start, each.end) for each in sentences} <= self._heard:
            return ()
        return tuple(
            Sorted(each.head.key, each.head.name, tuple(self._found[each.head.key])) for each in self._classifiers
        )


def sort_document(
    network: Reads, heads: Sequence[Head], document: Document, passages: Iterable[Passage]
) -> SortedDocument:
    """Reads a document for categories alone; one in a language that is not coded has nothing in it."""
    sorter = Sorter(heads)
    language = document.language or ("ru" if script_of(document.text) == "Cyrl" else "en")
    sentences = [each for passage in passages for each in passage.sentences] if language in CODED_LANGUAGES else []
    for sentence in sentences:
        sorter.hear(sentence, network.read(document.text[sentence.start : sentence.end], language))
    return SortedDocument(document.key, sorter.readings(sentences))
