"""Pairs with their sides exchanged."""

from __future__ import annotations

import pytest
from tests.evaluate.reading import told

from dragoman.evaluate.directions import Swapped, read_pairs, swapped_pairs
from dragoman.formats.markup import LabelledSentence, parse_record

WORDS = "{A:state|Malta} {t|wrote} to {B:state|Cyprus} and {C:state|Greece}."


def sentence(*claims: str) -> LabelledSentence:
    return parse_record(["= x-1 | en | news", WORDS, *claims])


def test_a_pair_that_keeps_its_type_backwards_is_counted() -> None:
    network = told({("Malta", "Cyprus"): "event:AID", ("Cyprus", "Malta"): "event:AID"})
    assert swapped_pairs([sentence("event AID A>B t")], network) == Swapped(1, 1)
    assert swapped_pairs([sentence("event AGREE A>B t")], network) == Swapped(1, 0)
    assert swapped_pairs([sentence("event AID A>C t")], network).share == 0.0


def test_lists_are_asked_member_by_member() -> None:
    network = told({("Greece", "Malta"): "interest:seeks"})
    assert swapped_pairs([sentence("interest seeks A>B,C t")], network) == Swapped(2, 1)


@pytest.mark.parametrize(
    "claims",
    [
        ["event CONSULT A,B>- t"],
        ["event AID A>- t"],
        ["relation ally A>B t"],
        ["event AID A>B t", "event AID B>A t"],
        ["convening talks A>B t"],
    ],
)
def test_what_has_no_direction_or_is_told_both_ways_is_not_asked(claims: list[str]) -> None:
    assert swapped_pairs([sentence(*claims)], told({})) == Swapped(0, 0)


def test_a_joint_act_excuses_the_pair_it_holds() -> None:
    network = told({("Cyprus", "Malta"): "event:AID"})
    assert swapped_pairs([sentence("event AID A>B t", "event AID A,B>- t")], network).asked == 0
    assert swapped_pairs([sentence("event AID A>B t", "event AID A,C>- t")], network) == Swapped(1, 1)


def test_a_forecast_needs_its_own_type() -> None:
    network = told({("Cyprus", "Malta"): "forecast:"})
    assert swapped_pairs([sentence("forecast AID A>B t hedge=t")], network) == Swapped(1, 1)
    assert swapped_pairs([sentence("forecast REJECT A>B t hedge=t")], network) == Swapped(1, 0)


def test_nobody_may_stand_on_a_side() -> None:
    network = told({("Malta", ""): "event:PROTEST"})
    reading = network.read("Malta wrote.", "en")
    alone, other = read_pairs(network, reading, [((0, 5), None), (None, (0, 5))])
    assert alone.best == ("event", "PROTEST")
    assert alone.chance("event", "PROTEST") > 0.9
    assert other.best == ("none", "")
