"""Scores of finding names."""

from __future__ import annotations

from dragoman.evaluate.names import held_out_article, score_names
from dragoman.formats.names import NamedSentence
from dragoman.records import Name

TEXT = "Ana Anić čita «Vreme» u Nišu."
SENTENCE = NamedSentence(
    TEXT, "sr", "set.sr.1", (Name(0, 8, "person"), Name(14, 21, "body"), Name(24, 28, "place"), Name(9, 13, "other"))
)


def test_a_name_needs_range_and_kind() -> None:
    scores = score_names([SENTENCE], lambda *_: [[Name(0, 8, "person"), Name(24, 28, "body")]])
    assert (scores.all.right, scores.all.found, scores.all.expected) == (1, 2, 3)
    assert scores.by_kind["place"].recall == 0.0


def test_quotation_marks_at_the_edges_count_for_nothing() -> None:
    scores = score_names([SENTENCE], lambda *_: [[Name(15, 20, "body")]])
    assert scores.by_kind["body"].f1 == 1.0


def test_both_versions_of_an_article_are_on_one_side() -> None:
    for number in range(1, 140):
        assert held_out_article(f"set.sr.{number}") == held_out_article(f"set.hr.{number}")
    assert held_out_article("book_12")
    assert not held_out_article("book_13")
