"""Which actors of two reports may be one."""

from __future__ import annotations

import pytest
from tests.linking.building import CROATIA, KOSOVO, SERBIA, TADIC, Named, named

from dragoman.actors.register import load_register
from dragoman.linking.parties import Party, party_likeness, party_of, side_likeness, sorted_side
from dragoman.records import NamedActor, ResolvedActor, Span

GOVERNMENT = Named("the Serbian government", "SRB-GOV")
ARMY = Named("the Serbian army", "VOJSKA-SRBIJE")
DACIC = Named("Dačić", "person/ivica-dacic", "GOV")
EU, COMMISSION, NATO = Named("the EU", "EU"), Named("the Commission", "EU-COMMISSION"), Named("NATO", "NATO")


def party(each: Named, day: str = "2010-11-04") -> Party:
    return party_of(named("", each), load_register(), day)


def phrase(words: str, country: str | None, sector: str | None) -> Party:
    resolved = ResolvedActor(None, None, "office", country, sector)
    return party_of(NamedActor(Span(0, len(words), words), resolved), load_register(), "2010-11-04")


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (SERBIA, SERBIA, "both name Serbia"),
        (SERBIA, GOVERNMENT, "government of Serbia acts for Serbia"),
        (SERBIA, TADIC, "Boris Tadić acts for Serbia"),
        (GOVERNMENT, TADIC, "Boris Tadić acts for government of Serbia"),
        (SERBIA, ARMY, "acts for Serbia"),
        (EU, COMMISSION, "European Commission acts for European Union"),
    ],
)
def test_one_may_be_the_more_exact_name_of_the_other(one: Named, other: Named, said: str) -> None:
    found = party_likeness(party(one), party(other))
    assert found.score
    assert said in found.detail
    assert found.score == party_likeness(party(other), party(one)).score


@pytest.mark.parametrize(
    ("one", "other"), [(SERBIA, KOSOVO), (TADIC, DACIC), (SERBIA, EU), (NATO, EU), (TADIC, CROATIA)]
)
def test_others_are_not_one(one: Named, other: Named) -> None:
    assert party_likeness(party(one), party(other)).score == 0


def test_an_office_counts_on_the_day_only() -> None:
    solana = Named("Solana", "person/javier-solana")
    if load_register().get(solana.actor or "") is None:
        pytest.skip("the register does not list him")
    assert "NATO" in party(solana, "1998-01-01").above
    assert "NATO" not in party(solana, "2010-01-01").above


def test_people_of_one_sector_are_alike_and_protesters_are_not_their_state() -> None:
    officials = phrase("Serbian officials", "SRB", "GOV")
    assert party_likeness(officials, phrase("ministers from Belgrade", "SRB", "GOV")).score == 0.7
    assert party_likeness(officials, party(SERBIA)).score == 0.8
    assert party_likeness(phrase("Serbian protesters", "SRB", "CVL"), party(SERBIA)).score == 0


def test_bodies_that_share_a_code_for_many_are_not_one() -> None:
    assert party_likeness(phrase("an alliance", "IGO", "MIL"), phrase("another league", "IGO", "MIL")).score == 0


def test_words_that_stand_for_nobody_say_nothing_unless_they_are_the_same() -> None:
    assert party_likeness(phrase("two diplomats", None, None), party(SERBIA)).score is None
    assert party_likeness(phrase("Two diplomats", None, None), phrase("two diplomats", None, None)).score == 0.6


def side(*each: Named) -> tuple[Party, ...]:
    return sorted_side([party(one) for one in each])


def test_a_shorter_list_fits_into_a_longer_one() -> None:
    assert side_likeness(side(SERBIA), side(CROATIA, SERBIA)).score == pytest.approx(0.9)
    assert side_likeness(side(SERBIA, KOSOVO), side(CROATIA, SERBIA)).score == 0
    three, others = side(SERBIA, KOSOVO, CROATIA), side(SERBIA, KOSOVO, EU)
    assert 0 < (side_likeness(three, others).score or 0) < 0.7


def test_an_empty_list_says_nothing() -> None:
    assert side_likeness((), side(SERBIA)).score is None
