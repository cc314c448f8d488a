"""Which pairs of reports are linked, which only fit, which contradict each other; and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.linking.building import CROATIA, JOSIPOVIC, KOSOVO, SERBIA, TADIC, Named, Told, report

from dragoman.linking import ENOUGH, Comparison, compare

MEETING = Told(
    text="Tadić met Josipović in Vukovar.",
    type="CONSULT",
    source=(TADIC,),
    target=(JOSIPOVIC,),
    start="2010-11-04",
    trigger="met",
)
BLAME = Told(text="Serbia blamed Kosovo for the closure of the Jarinje crossing.", trigger="blamed")


def compared(one: Told, other: Told) -> Comparison:
    found, turned = compare(report(one, "a"), report(other, "b")), compare(report(other, "b"), report(one, "a"))
    assert found == turned
    return found


def linked(one: Told, other: Told) -> bool:
    return compared(one, other).score >= ENOUGH


def test_a_meeting_is_one_whoever_is_named_first_and_in_whatever_language() -> None:
    other = replace(
        MEETING,
        text="Predsjednici Josipović i Tadić sastali su se u Vukovaru.",
        source=(JOSIPOVIC, TADIC),
        target=(),
        trigger="sastali",
        language="hr",
    )
    found = compared(MEETING, other)
    assert found.score >= ENOUGH
    assert any("both name Boris Tadić" in reason for reason in found.reasons)
    assert any("both tell of 2010-11-04 (+0.35)" in reason for reason in found.reasons)


@pytest.mark.parametrize(
    "other",
    [
        replace(MEETING, type="COOPERATE"),
        replace(MEETING, start="2010-11-24"),
        replace(MEETING, target=(Named("Kosor", "person/jadranka-kosor", "GOV"),)),
        replace(MEETING, target=(KOSOVO,)),
    ],
)
def test_another_root_day_or_actor_contradicts(other: Told) -> None:
    assert not compared(MEETING, other).fits
    assert compared(MEETING, other).score == 0


def test_direction_matters_unless_the_act_is_mutual() -> None:
    turned = replace(BLAME, source=(KOSOVO,), target=(SERBIA,))
    assert not compared(BLAME, turned).fits
    assert linked(MEETING, replace(MEETING, source=(JOSIPOVIC,), target=(TADIC,)))


def test_a_state_and_its_president_are_compatible() -> None:
    states = replace(MEETING, source=(SERBIA,), target=(CROATIA,), text="Serbia and Croatia held talks in Vukovar.")
    assert linked(MEETING, states)


def test_what_is_said_twice_on_a_day_is_one_only_in_like_words() -> None:
    again = replace(BLAME, text="Serbia accused Kosovo over the Jarinje closure.", trigger="accused")
    another = replace(BLAME, text="Serbia accused Kosovo of jailing journalists.", trigger="accused")
    assert linked(BLAME, again)
    assert not linked(BLAME, another)
    assert compared(BLAME, another).fits
    assert any("no word is in both" in reason for reason in compared(BLAME, another).reasons)


def test_in_two_languages_what_is_said_needs_a_date_or_a_name() -> None:
    russian = Told(
        text="Сербия обвинила Косово.",
        source=(Named("Сербия", "SRB"),),
        target=(Named("Косово", "XKX"),),
        language="ru",
        published="2014-03-05",
    )
    assert not linked(BLAME, russian)
    assert linked(replace(BLAME, start="2014-03-04"), replace(russian, start="2014-03-04"))


def test_a_year_is_too_little_to_be_one_meeting() -> None:
    assert not linked(MEETING, replace(MEETING, start="2010-01-01", end="2010-12-31", text="Tadić met Josipović."))


def test_a_target_may_be_left_out_of_a_deed_that_needs_none() -> None:
    move = Told(text="Kosovo sent police to the border.", type="MOBILIZE", source=(KOSOVO,), start="2021-09-20")
    towards, alone = replace(move, target=(SERBIA,)), replace(move, target=(), language="ru")
    assert linked(towards, alone)


def test_another_town_another_sum_another_mode_speak_against() -> None:
    for one, other in (
        (replace(MEETING, place="Vukovar"), replace(MEETING, text="Tadić met Josipović in Zagreb.", place="Zagreb")),
        (replace(BLAME, text="Serbia blamed Kosovo for 3 deaths."), replace(BLAME, text="Serbia blamed 9 on Kosovo.")),
        (replace(BLAME, modes=("disapprove",)), replace(BLAME, modes=("allege",))),
        (replace(BLAME, about="AID"), replace(BLAME, about="ASSAULT")),
    ):
        assert any("is not" in reason for reason in compared(one, other).reasons)


def test_nobody_in_common_is_no_link() -> None:
    nobody = replace(BLAME, source=(Named("Two men"),), target=(Named("a house"),))
    assert not compared(nobody, BLAME).fits
