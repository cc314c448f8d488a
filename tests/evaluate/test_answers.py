"""What became of each expected statement."""

from __future__ import annotations

from dragoman.evaluate.answers import Answer, Range, expected_answers, match
from dragoman.formats.markup import parse_record

ONE, TWO, THREE = (0, 5), (10, 15), (20, 25)


def answer(type_: str, source: tuple[Range, ...], target: tuple[Range, ...] = (), *, kind: str = "event") -> Answer:
    return Answer(kind, type_, frozenset(source), frozenset(target), "actual")


def verdicts(expected: list[Answer], answered: list[Answer]) -> list[str]:
    return [str(each.verdict) for each in match(expected, answered)]


def test_a_statement_wrong_in_one_thing_says_in_which() -> None:
    aid = answer("AID", (ONE,), (TWO,))
    assert verdicts([aid], [aid]) == ["right"]
    assert verdicts([aid], [answer("AID", (TWO,), (ONE,))]) == ["direction"]
    assert verdicts([aid], [answer("AGREE", (ONE,), (TWO,))]) == ["type"]
    assert verdicts([aid], [answer("AID", (ONE,), (TWO,), kind="forecast")]) == ["type"]
    assert verdicts([aid], [answer("AID", (ONE,), (THREE,))]) == ["actors"]
    assert verdicts([aid], [answer("AID", ((2, 5),))]) == ["actors"]


def test_a_statement_wrong_in_two_things_is_missed_and_the_answer_invented() -> None:
    assert verdicts([answer("AID", (ONE,), (TWO,))], [answer("AGREE", (ONE,), (THREE,))]) == ["missed", "invented"]
    assert verdicts([answer("AID", (ONE,))], [answer("AID", (TWO,))]) == ["missed", "invented"]
    assert verdicts([], []) == []


def test_the_sides_of_a_mutual_relation_may_be_exchanged() -> None:
    ally = answer("ally", (ONE,), (TWO,), kind="relation")
    assert verdicts([ally], [answer("ally", (TWO,), (ONE,), kind="relation")]) == ["right"]
    assert verdicts([ally], [answer("SUPPORT", (TWO,), (ONE,))]) == ["type"]
    better = answer("relations_improve", (ONE, TWO), kind="forecast")
    assert verdicts([better], [answer("relations_improve", (TWO,), (ONE,), kind="forecast")]) == ["right"]


def test_right_answers_are_matched_before_near_ones_and_each_once() -> None:
    aid, yes = answer("AID", (ONE,), (TWO,)), answer("AGREE", (ONE,), (TWO,))
    assert verdicts([aid, yes], [yes, aid]) == ["right", "right"]
    assert verdicts([aid], [aid, aid]) == ["right", "invented"]
    assert verdicts([aid, aid], [aid]) == ["right", "missed"]


def test_convenings_are_not_expected_here() -> None:
    sentence = parse_record(
        [
            "= x-1 | en | news",
            "{A:state|Malta} {t|thanked} {B:state|Cyprus} after their {u|talks}.",
            "event SUPPORT A>B t",
            "convening talks A,B>- u",
        ]
    )
    (thanks,) = expected_answers(sentence)
    assert (thanks.name, set(thanks.source), set(thanks.target)) == ("SUPPORT", {(0, 5)}, {(14, 20)})
    assert thanks.trigger == (6, 13)
