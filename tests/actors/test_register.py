from __future__ import annotations

import itertools

import pytest

from dragoman.actors import Office, Register, load_register
from dragoman.errors import UsageError


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def test_states_have_names_in_all_languages(register: Register) -> None:
    kosovo = register.actor("XKX")
    assert (kosovo.kind, kosovo.country) == ("state", "XKX")
    assert kosovo.name("ru") == "Косово"
    assert kosovo.name("sr-Cyrl") == "Косово"
    macedonia = register.actor("MKD")
    assert "Sjeverna Makedonija" in macedonia.names["hr"]
    assert "Former Yugoslav Republic of Macedonia" in macedonia.names["en"]


def test_every_member_state_of_the_world_is_there(register: Register) -> None:
    states = [actor for actor in register if actor.kind == "state" and actor.id == actor.country]
    assert len(states) >= 200
    assert all(actor.names.get("en") and actor.names.get("ru") and actor.names.get("sr-Latn") for actor in states)


def test_there_are_bodies_parties_persons_and_role_words_enough(register: Register) -> None:
    kinds = [actor.kind for actor in register]
    between_states = [a for a in register if a.kind == "body" and a.country in {"EUR", "UNO", "IGO", "NGO"}]
    assert len(between_states) >= 90
    assert kinds.count("party") >= 60
    assert kinds.count("armed_group") >= 25
    assert kinds.count("person") >= 400


@pytest.mark.parametrize("name", ["Serbia", "србија", "Сербии", "srpski", "Белград"])
def test_a_name_in_any_form_leads_to_the_actor(register: Register, name: str) -> None:
    assert [actor.id for actor in register.named(name)] == ["SRB"]
    assert register.named("nobody at all") == ()


def test_an_unknown_id_names_the_nearest(register: Register) -> None:
    with pytest.raises(UsageError, match="person/aleksandar-vucic"):
        register.actor("person/aleksander-vucic")
    assert register.get("person/nobody") is None
    assert "SRB" in register


def test_organs_of_a_state_are_made_of_its_record(register: Register) -> None:
    government = register.actor("SRB-GOV")
    assert (government.kind, government.country, government.parent) == ("body", "SRB", "SRB")
    assert government.name() == "government of Serbia"
    assert register.get("SRB-XXX") is None
    assert register.get("NATO-GOV") is None


@pytest.mark.parametrize(
    ("office", "of", "date", "holder"),
    [
        ("president", "SRB", "2015-03-01", "person/tomislav-nikolic"),
        ("president", "SRB", "2018", "person/aleksandar-vucic"),
        ("prime-minister", "XKX", "2018-06", "person/ramush-haradinaj"),
        ("high-representative", "OHR", "2010-01-01", "person/valentin-inzko"),
        ("high-representative", "BIH", "2010-01-01", "person/valentin-inzko"),
        ("president", "EU-COMMISSION", "2010-01-01", "person/jose-manuel-barroso"),
    ],
)
def test_holders_of_an_office_on_a_date(register: Register, office: str, of: str, date: str, holder: str) -> None:
    assert [actor.id for actor in register.holders(office, of, date)] == [holder]


def test_a_day_of_change_has_both_holders(register: Register) -> None:
    assert len(register.holders("president", "SRB", "2017-05-31")) == 2


def test_no_two_presidents_or_premiers_of_a_state_overlap_by_more_than_days(register: Register) -> None:
    held: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for actor in register:
        for office in actor.offices:
            if office.role in {"president", "prime-minister", "chancellor", "foreign-minister", "secretary-general"}:
                if (office.role, office.of) == ("prime-minister", "BIH"):
                    continue  # two co-chairmen led the Council of Ministers at once
                span = (office.start or "", office.end or "9999", actor.id)
                held.setdefault((office.role, office.of), []).append(span)
    for key, spans in held.items():
        spans.sort()
        for earlier, later in itertools.pairwise(spans):
            shared = min(len(earlier[1]), len(later[0]))
            assert earlier[1][:shared] <= later[0][:shared], (key, earlier, later)


def test_an_office_known_to_the_year_is_held_all_that_year() -> None:
    office = Office("president", "SRB", "2004", "2012-04")
    assert office.held_on("2004-01-01")
    assert office.held_on("2012-04-30")
    assert not office.held_on("2012-05-01")
    assert not office.held_on("2003")
