"""Lists, profiles and look-ups of the actors a ledger names."""

from __future__ import annotations

import pytest
from tests.judgements.building import NOBODY, STRANGER, VUCIC, Told, written

from dragoman.errors import UsageError
from dragoman.judgements import ActorFilter, Judge, find_actors, list_actors, profile, the_actor
from dragoman.judgements.lookup import Likeness
from dragoman.records import ResolvedActor
from dragoman.store import Ledger

ANA, ANITSH, LISTED = "provisional/ana-anic", "provisional/ana-anitsh", "person/aleksandar-vucic"


def test_actors_are_listed_by_mentions_with_their_days(ledger: Ledger) -> None:
    listed, ana, anitsh = sorted(list_actors(ledger.reader()), key=lambda each: each.id)
    assert (listed.id, listed.name, listed.kind, listed.country, listed.mentions, listed.documents) == (
        LISTED, "Aleksandar Vučić", "person", "SRB", 2, 2,
    )  # fmt: skip
    assert (listed.first, listed.last) == ("2014-05-31", "2016-01-01")
    assert (ana.name, ana.country, ana.first, ana.last) == ("Ana Anić", None, "2014-05-31", "2015-01-01")
    assert anitsh.country == "HRV"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (ActorFilter(provisional=True), {ANA, ANITSH}),
        (ActorFilter(countries=("srb",)), {LISTED}),
        (ActorFilter(kinds=("state",)), set()),
        (ActorFilter(sectors=("GOV",)), {LISTED}),
        (ActorFilter(ids=frozenset({ANA})), {ANA}),
    ],
)
def test_filters_keep_what_fits(ledger: Ledger, wanted: ActorFilter, found: set[str]) -> None:
    assert {each.id for each in list_actors(ledger.reader(), wanted)} == found


def test_only_the_present_reading_of_a_live_document_is_counted(ledger: Ledger) -> None:
    written(ledger, "one", Told(NOBODY, (LISTED,)), Told(STRANGER), version="2")
    counts = {each.id: each.mentions for each in list_actors(ledger.reader())}
    assert counts == {LISTED: 1, ANA: 2, ANITSH: 1}
    reading = ledger.reader().naming.mentions_of([LISTED])
    assert len(reading) == 3


def test_a_profile_shows_evidence_and_keeps_candidates_apart(ledger: Ledger) -> None:
    found = profile(ledger.reader(), LISTED)
    assert found.record is not None
    assert found.record.country == "SRB"
    assert (found.accepted, found.candidates, found.rules) == (2, 1, (("listed name", 2),))
    assert [each.accepted for each in found.evidence] == [True, True, False]
    assert [str(each.document.published) for each in found.evidence] == ["2014-05-31", "2016-01-01", "2015-01-01"]
    texts = ledger.reader().documents([each.document.key for each in found.evidence])
    for each in found.evidence:
        assert texts[each.document.key].text[each.start : each.end] == each.text
        assert each.text in each.sentence
        assert each.sentence.endswith("of Brussels.")
    assert found.evidence[2].reasons == ("two may be meant",)


def test_a_profile_of_merged_actors_is_one_whichever_is_asked_for(ledger: Ledger) -> None:
    row = Judge(ledger, "tester").merge(ANA, ANITSH)
    one, other = profile(ledger.reader(), ANA), profile(ledger.reader(), ANITSH)
    assert one == other
    assert one.record is None
    assert (one.id, one.name, one.members, one.accepted) == (ANA, "Ana Anić", (ANA, ANITSH), 3)
    assert [each.id for each in one.judgements] == [row.id]


@pytest.mark.parametrize(
    ("text", "actor", "likeness"),
    [
        ("person/aleksandar-vucic", LISTED, Likeness.ID),
        ("Александар Вучић", LISTED, Likeness.NAME),
        ("aleksandar vucic", LISTED, Likeness.NAME),
        ("Александр Вучич", LISTED, Likeness.NAME),
        ("vučić aleks", LISTED, Likeness.WORDS),
        ("Aleksander Vuchic", LISTED, Likeness.CLOSE),
        ("Ана Анић", ANA, Likeness.NAME),
        ("Ana Anich", ANA, Likeness.NAME),
    ],
)
def test_an_actor_is_found_in_any_spelling(ledger: Ledger, text: str, actor: str, likeness: Likeness) -> None:
    best = find_actors(ledger.reader(), text)[0]
    assert (best.id, best.likeness) == (actor, likeness)


def test_nothing_like_it_finds_nothing(ledger: Ledger) -> None:
    assert find_actors(ledger.reader(), "Qwxzyq") == []
    assert find_actors(ledger.reader(), "") == []
    assert find_actors(ledger.reader(), "x" * 5000) == []


def test_a_name_that_fits_several_names_them(ledger: Ledger) -> None:
    other = ResolvedActor("provisional/another-ana", "Ana Anić", "person", None, None)
    written(ledger, "four", Told(VUCIC), Told(other))
    with pytest.raises(UsageError, match=r"provisional/ana-anic .* provisional/another-ana .*give an id"):
        the_actor(ledger.reader(), "Ana Anić")
    Judge(ledger, "tester").merge(ANA, "provisional/another-ana")
    assert the_actor(ledger.reader(), "Ana Anić") in {ANA, "provisional/another-ana"}


def test_a_name_that_fits_nobody_names_the_nearest(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="the nearest are person/aleksandar-vucic"):
        the_actor(ledger.reader(), "Aleksandar Vucik")
