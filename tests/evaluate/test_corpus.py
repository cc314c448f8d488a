"""Scores of labelled sentences that have been read."""

from __future__ import annotations

from dragoman.evaluate.answers import Answer, expected_answers
from dragoman.evaluate.corpus import ReadSentence, score
from dragoman.formats.markup import LabelledSentence, parse_record

A, B = (0, 5), (14, 20)


def sentence(language: str = "en", claim: str = "event SUPPORT A>B t") -> LabelledSentence:
    lines = [f"= x-1 | {language} | news", "{A:state|Malta} {t|thanked} {B:state|Cyprus}.", claim]
    return parse_record(lines)


def said(type_: str) -> Answer:
    return Answer("event", type_, frozenset({A}), frozenset({B}), "actual", confidence=0.5)


def test_statements_count_by_language_kind_and_type() -> None:
    right, wrong, silent = sentence(), sentence("sr"), sentence("sr")
    scores = score(
        [
            ReadSentence(right, (A, B), tuple(expected_answers(right))),
            ReadSentence(wrong, (A, B), (said("AGREE"),)),
            ReadSentence(silent, (A,), ()),
        ]
    )
    assert (scores.sentences, scores.statements.right, scores.statements.found, scores.statements.expected) == (
        3,
        1,
        2,
        3,
    )
    assert (scores.by_language["en"].f1, scores.by_language["sr"].f1) == (1.0, 0.0)
    assert scores.by_type["SUPPORT"].recall == 1 / 3
    assert scores.by_type["AGREE"].precision == 0.0
    assert scores.by_kind["event"].expected == 3
    assert scores.mentions.right == 5
    assert scores.source_first.right == 1
    assert scores.directed.found == 1
    assert [(each.right, each.found, each.expected) for each in scores.by_language["sr"].items] == [
        (0, 1, 1),
        (0, 0, 1),
    ]


def test_intervals_are_by_language_and_of_the_whole() -> None:
    right, wrong = sentence(), sentence("sr")
    read = [ReadSentence(right, (A, B), tuple(expected_answers(right)))] * 20
    read += [ReadSentence(wrong, (A, B), (said("AGREE"),))] * 20
    scores = score(read)
    low, high = scores.statements.f1_interval
    assert 0.2 < low < scores.statements.f1 < high < 0.8
    assert scores.by_language["en"].f1_interval == (1.0, 1.0)
    assert scores.by_language["sr"].f1_interval == (0.0, 0.0)


def test_types_are_confused_only_where_the_actors_are_right() -> None:
    other = Answer("event", "REJECT", frozenset({B}), frozenset({A}), "actual")
    read = [ReadSentence(sentence(), (A, B), (said(type_),)) for type_ in ("AGREE", "AGREE", "AID", "SUPPORT")]
    read.append(ReadSentence(sentence(), (A, B), (other,)))
    assert score(read).confusions == [("SUPPORT", "AGREE", 2), ("SUPPORT", "AID", 1)]


def test_no_more_than_twenty_confusions_are_told() -> None:
    types = ("SUPPORT", "AGREE", "AID", "REJECT", "REQUEST")
    read = [
        ReadSentence(sentence(claim=f"event {gold} A>B t"), (A, B), (said(type_),))
        for gold in (*types, "ACCUSE")
        for type_ in types
        if gold != type_
    ]
    assert len(read) > 20
    assert len(score(read).confusions) == 20


def test_the_modalities_of_right_statements_count_alike() -> None:
    planned = sentence(claim="event SUPPORT A>B t modality=planned")
    read = [ReadSentence(each, (A, B), (said("SUPPORT"),)) for each in (sentence(), sentence(), sentence(), planned)]
    scores = score(read)
    assert scores.modality_macro == (2 * 3 / 7 + 0.0) / 2
