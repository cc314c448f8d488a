"""Sorting the sentences of a document, in the coder's pass or in one of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.categories.building import WordNetwork, background, grain
from tests.store.building import document

from dragoman.categories.records import Head
from dragoman.categories.sorter import Sorter, sort_document
from dragoman.categories.training import train
from dragoman.records import Document, Passage, Sentence
from dragoman.statements.listening import listening, tell_listeners

WHEAT = "The convoy of wheat and barley left the harbour with its escort vessel."
OTHER = "The council met in the morning for a debate on the school budget."


@pytest.fixture(scope="module")
def head() -> Head:
    return train(grain(), WordNetwork(), background()).head


def paged(*parts: str, language: str | None = "en") -> tuple[Document, Passage, tuple[Sentence, ...]]:
    text = " ".join(parts)
    starts = [sum(len(each) + 1 for each in parts[:i]) for i in range(len(parts))]
    cut = tuple(Sentence(start, start + len(each)) for start, each in zip(starts, parts, strict=True))
    of = replace(document("d"), text=text, language=language)
    return of, Passage(of.key, 0, 0, len(text), None, None, cut), cut


def test_what_belongs_is_found_where_it_stands(head: Head) -> None:
    of, passage, cut = paged(OTHER, WHEAT)
    (found,) = sort_document(WordNetwork(), [head], of, [passage]).readings
    assert (found.category, found.name) == (head.key, "grain")
    (finding,) = found.findings
    assert of.text[finding.start : finding.end] == WHEAT
    assert head.threshold <= finding.probability <= 1
    assert (finding.start, finding.end) == (cut[1].start, cut[1].end)


def test_a_language_that_is_not_coded_has_nothing_and_is_done(head: Head) -> None:
    of, passage, _ = paged(WHEAT, language="de")
    network = WordNetwork()
    (found,) = sort_document(network, [head], of, [passage]).readings
    assert found.findings == ()
    assert network.read_texts == []


def test_a_sentence_that_was_not_read_to_its_end_belongs_nowhere(head: Head) -> None:
    of, passage, _ = paged(WHEAT.rstrip(".") + " and barley" * 150)
    (found,) = sort_document(WordNetwork(), [head], of, [passage]).readings
    assert found.findings == ()


def test_it_hears_what_a_coder_reads_in_the_same_pass(head: Head) -> None:
    of, _, cut = paged(OTHER, WHEAT)
    network, sorter = WordNetwork(), Sorter([head])
    with listening(sorter.hear):
        for each in cut:
            tell_listeners(each, network.read(of.text[each.start : each.end], "en"))
    tell_listeners(Sentence(0, 1), network.read("after", "en"))
    (found,) = sorter.readings(cut)
    assert [(each.start, each.end) for each in found.findings] == [(cut[1].start, cut[1].end)]


def test_a_document_heard_in_part_is_not_done(head: Head) -> None:
    of, _, cut = paged(OTHER, WHEAT)
    sorter = Sorter([head])
    sorter.hear(cut[0], WordNetwork().read(of.text[: cut[0].end], "en"))
    assert sorter.readings(cut) == ()
    assert Sorter([]).readings(cut) == ()
