"""Disputed territories by convention: codes and names shown, ids kept, changes said."""

from __future__ import annotations

import pytest

from dragoman.actors.conventions import load_territories
from dragoman.actors.register import load_register
from dragoman.records import ResolvedActor
from dragoman.settings import Convention

KOSOVO = ResolvedActor("XKX", "Kosovo", "state", "XKX", None, ("a name",), "listed name")
MACEDONIA = ResolvedActor("MKD", "North Macedonia", "state", "MKD", None)


@pytest.mark.parametrize(
    ("convention", "code", "name"),
    [("house", "XKX", "Kosovo"), ("plover", "KOS", "Kosovo"), ("un", "SRB", "Kosovo (UNSCR 1244)")],
)
def test_kosovo_has_one_id_and_a_code_by_convention(convention: str, code: str, name: str) -> None:
    shown = load_territories(Convention(convention)).apply(KOSOVO)
    assert (shown.actor, shown.country, shown.name, shown.rule) == ("XKX", code, name, "listed name")


def test_what_changes_is_said() -> None:
    assert load_territories(Convention.HOUSE).apply(KOSOVO) is KOSOVO
    assert load_territories(Convention.UN).apply(KOSOVO).reasons == (
        "a name",
        "shown as Kosovo (UNSCR 1244) instead of Kosovo, shown as SRB instead of XKX by the convention un",
    )


def test_a_persons_country_follows_and_the_name_stays() -> None:
    person = ResolvedActor("person/hashim-thaci", "Hashim Thaçi", "person", "XKX", "GOV")
    shown = load_territories(Convention.PLOVER).apply(person)
    assert (shown.name, shown.country) == ("Hashim Thaçi", "KOS")


@pytest.mark.parametrize(
    ("date", "house", "un"),
    [
        ("2008-05-01", "Macedonia", "the former Yugoslav Republic of Macedonia"),
        ("2018", "Macedonia", "the former Yugoslav Republic of Macedonia"),
        ("2019-02-11", "Macedonia", "the former Yugoslav Republic of Macedonia"),
        ("2019-02-12", "North Macedonia", "North Macedonia"),
        ("2024", "North Macedonia", "North Macedonia"),
        (None, "North Macedonia", "North Macedonia"),
    ],
)
def test_macedonia_is_called_as_it_was_on_the_day(date: str | None, house: str, un: str) -> None:
    assert load_territories(Convention.HOUSE).apply(MACEDONIA, date=date).name == house
    assert load_territories(Convention.UN).apply(MACEDONIA, date=date).name == un


@pytest.mark.parametrize("convention", list(Convention))
def test_every_convention_has_every_territory(convention: Convention) -> None:
    every = load_territories(convention).shown
    assert set(every) == set(load_territories(Convention.HOUSE).shown)
    expected = {
        "XKX", "abkhazia", "south-ossetia", "transnistria", "nagorno-karabakh", "northern-cyprus", "crimea",
        "donetsk-pr", "luhansk-pr", "TWN", "PSE", "ESH", "western-sahara", "somaliland", "HKG", "golan", "FLK", "MKD",
    }  # fmt: skip
    assert expected <= set(every)
    for several in every.values():
        assert sum(each.end is None for each in several) == 1
        assert all(each.source for each in several)


def test_the_house_shows_the_registers_own_codes() -> None:
    register, house = load_register(), load_territories(Convention.HOUSE)
    for id_, several in house.shown.items():
        actor = register.get(id_)
        if actor is not None:
            assert several[-1].country == actor.country, id_
            assert several[-1].name in actor.names["en"], id_


def test_what_is_not_disputed_is_shown_as_it_is() -> None:
    un = load_territories(Convention.UN)
    assert (un.country("SRB"), un.country(None), un.name("EU", "European Union")) == ("SRB", None, "European Union")
    assert un.disputed(["SRB", None, "MKD", "TWN"]) == (un.of("TWN"),)
