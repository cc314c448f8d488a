"""Convenings with who took part, and who meets whom again."""

from __future__ import annotations

from dataclasses import replace

from tests.analysis.building import MEETING, convening, put
from tests.linking.building import CROATIA, JOSIPOVIC, KOSOVO, SERBIA, TADIC, Named, Told, write

from dragoman.analysis import Undated, Window, companions, convenings
from dragoman.store import Ledger
from dragoman.store.reader import StatementFilter

TABLE = Told(
    text="Croatia held a roundtable on energy with Tadić, Josipović and an adviser.",
    source=(CROATIA,),
    target=(),
    start="2011-05-02",
    published="2011-05-03",
    trigger="roundtable",
)
GUESTS = (TADIC, JOSIPOVIC, Named("an adviser"))


def test_a_convening_with_its_people(ledger: Ledger) -> None:
    convening(ledger, "table", TABLE, GUESTS, host=CROATIA)
    (found,) = convenings(ledger.reader()).found
    assert [each.id for each in found.participants] == ["person/boris-tadic", "person/ivo-josipovic", None]
    assert [each.id for each in found.organisers] == ["HRV"]
    assert (found.format, found.topic, str(found.date), found.listed) == ("in_person", "energy", "2011-05-02", True)
    assert found.participants[0].role == "speaker"


def test_without_a_list_those_who_met_took_part(ledger: Ledger) -> None:
    told = replace(TABLE, text="Serbia and Kosovo met.", source=(SERBIA, KOSOVO))
    convening(ledger, "met", told, ())
    (found,) = convenings(ledger.reader()).found
    assert ([each.id for each in found.participants], found.listed) == (["SRB", "XKX"], False)


def test_an_actor_is_found_as_participant_and_as_organiser(ledger: Ledger) -> None:
    convening(ledger, "table", TABLE, GUESTS, host=CROATIA)
    for actor, fits in (("Boris Tadić", 1), ("SRB", 1), ("HRV", 1), ("XKX", 0)):
        assert len(convenings(ledger.reader(), StatementFilter(actors=(actor,))).found) == fits


def test_texts_on_one_meeting_count_once_together(ledger: Ledger) -> None:
    told = replace(MEETING, place=None)
    for name in ("one", "two"):
        meeting = replace(told, text=f"{told.text} It was their {name} talk.")
        write(ledger, name, replace(meeting, kind="convening", type="talks"), meeting)
    convening(ledger, "table", TABLE, GUESTS, host=CROATIA)
    convening(ledger, "planned", replace(TABLE, modality="planned"), GUESTS)
    found = convenings(ledger.reader()).found
    assert len({each.event for each in found if each.event}) == 1
    (pair,) = companions(found)
    assert (pair.a_name, pair.b_name, pair.convenings) == ("Boris Tadić", "Ivo Josipović", 2)
    assert len(pair.statements) == 3


def test_undated_convenings_stay_apart(ledger: Ledger) -> None:
    put(ledger, "one", TABLE, replace(TABLE.statement(), kind="convening", type="visit", date=None))
    window = Window("2011-01-01", "2011-12-31")
    apart = convenings(ledger.reader(), window=window)
    assert (apart.found, apart.undated) == ((), 1)
    assert len(convenings(ledger.reader(), window=window, undated=Undated.PUBLICATION).found) == 1
