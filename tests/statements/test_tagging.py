"""Tags to spans."""

from __future__ import annotations

import numpy as np

from dragoman.statements.tagging import best_spans, spans_of_tags
from dragoman.statements.tokens import Tokenized

TAGS = ("O", "B-person", "I-person", "B-place", "I-place")
TEXT = "Ana Anić saw Niš."
TOKENS = Tokenized(
    ids=tuple(range(9)),
    ranges=((0, 0), (0, 3), (4, 6), (6, 8), (9, 12), (13, 15), (15, 16), (16, 17), (17, 17)),
    complete=True,
)


def scores(*tags: str) -> np.ndarray:
    found = np.zeros((len(tags), len(TAGS)), dtype=np.float32)
    for row, tag in enumerate(tags):
        found[row, TAGS.index(tag)] = 1.0
    return found


def test_an_inside_tag_behind_nothing_begins_a_span() -> None:
    assert spans_of_tags(["I-state", "I-state", "O"]) == [(0, 2, "state")]


def test_spans_are_whole_words_of_one_kind() -> None:
    given = scores("O", "B-person", "B-person", "I-person", "O", "B-place", "I-place", "O", "O")
    assert best_spans(TEXT, TOKENS, given, TAGS) == [(0, 8, "person"), (13, 16, "place")]


def test_a_tag_that_cannot_follow_gives_way_to_the_likelier_path() -> None:
    given = scores("O", "B-person", "I-place", "I-person", "O", "O", "B-place", "O", "O")
    spans = best_spans(TEXT, TOKENS, given, TAGS)
    assert all(kind in {"person", "place"} for _, _, kind in spans)
    assert (0, 8, "person") in spans


def test_no_words_no_spans() -> None:
    assert best_spans("", Tokenized((), (), complete=True), np.zeros((0, 5), dtype=np.float32), TAGS) == []
