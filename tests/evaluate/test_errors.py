"""Sentences that are answered otherwise than labelled."""

from __future__ import annotations

from tests.evaluate.reading import told

from dragoman.evaluate.answers import Answer, expected_answers
from dragoman.evaluate.corpus import ReadSentence
from dragoman.evaluate.errors import wrong_sentences
from dragoman.formats.markup import parse_record

SENTENCE = parse_record(
    [
        "= x-1 | en | news",
        "{A:state|Malta} {t|thanked} {B:state|Cyprus}, which {u|protested}.",
        "event SUPPORT A>B t",
        "event PROTEST B>- u",
    ]
)
MALTA, CYPRUS = (0, 5), (14, 20)
THANKS, PROTEST = expected_answers(SENTENCE)
NETWORK = told({("Malta", "Cyprus"): "event:AGREE"})


def test_a_sentence_answered_as_labelled_is_not_told() -> None:
    read = ReadSentence(SENTENCE, (MALTA, CYPRUS), (THANKS, PROTEST))
    assert list(wrong_sentences([read], NETWORK)) == []


def test_a_missed_statement_says_what_the_network_sees_in_its_pair() -> None:
    wrong_type = Answer("event", "AGREE", THANKS.source, THANKS.target, "actual", confidence=0.7)
    read = ReadSentence(SENTENCE, (MALTA, CYPRUS), (wrong_type,))
    (wrong,) = wrong_sentences([read], NETWORK)
    assert wrong.kinds == ["missed", "type"]
    (_, of_type), (_, of_missed) = wrong.differences
    assert of_type[0].startswith("“Malta” to “Cyprus”: likeliest event AGREE (1.00), event SUPPORT 0.00")
    assert of_missed[0].startswith("“Cyprus” to nobody: likeliest no claim")


def test_an_actor_that_was_not_found_is_the_reason() -> None:
    cut = (2, 5)
    other = Answer("event", "SUPPORT", frozenset({cut}), THANKS.target, "actual")
    (wrong,) = wrong_sentences([ReadSentence(SENTENCE, (cut, CYPRUS), (other, PROTEST))], NETWORK)
    assert wrong.kinds == ["actors"]
    assert wrong.differences[0][1] == ("no actor found at “Malta”, but “lta”",)


def test_an_answer_nothing_expected_is_invented() -> None:
    extra = Answer("event", "AID", frozenset({CYPRUS}), frozenset({MALTA}), "actual")
    (wrong,) = wrong_sentences([ReadSentence(SENTENCE, (MALTA, CYPRUS), (THANKS, PROTEST, extra))], NETWORK)
    assert wrong.kinds == ["invented"]
    assert wrong.expected == [THANKS, PROTEST]
    assert extra in wrong.answered
