"""A user's records over the package's register."""

from __future__ import annotations

import pickle

from dragoman.actors.finder import Finder
from dragoman.actors.overlay import NO_OVERLAY, Overlay, OwnActor, OwnNames, OwnOffice, overlaid, register_with
from dragoman.actors.own_forms import forms_of_name
from dragoman.actors.register import load_register
from dragoman.actors.resolver import Resolver


def own(
    identity: str,
    *names: str,
    kind: str | None = "body",
    language: str = "en",
    gender: str | None = None,
    **given: object,
) -> OwnActor:
    forms = [
        form
        for name in names
        for form in forms_of_name(name, language=language, person=kind == "person", gender=gender, surname=True)
    ]
    fields: dict[str, object] = {
        "country": None, "sector": None, "parent": None, "valid_from": None, "valid_to": None,
        "offices": (), "wikidata": None, "source": "mine",
    }  # fmt: skip
    return OwnActor(
        id=identity,
        kind=kind,
        names=(OwnNames(language, names),) if names else (),
        forms=tuple(forms),
        gender=gender,
        **{**fields, **given},  # type: ignore[arg-type]  # fields by name
    )


WATCH = own("HARBOUR-WATCH", "Harbour Watch", country="NGO", sector="SOC")


def test_without_records_the_register_is_the_packages_own() -> None:
    assert register_with(NO_OVERLAY) is load_register()
    assert Overlay.of([]) == NO_OVERLAY


def test_a_new_actor_is_found_and_resolved() -> None:
    register = register_with(Overlay.of([WATCH]))
    assert register.actor("HARBOUR-WATCH").name() == "Harbour Watch"
    assert len(register) == len(load_register()) + 1
    (mention,) = Finder(register).find("Last week Harbour Watch spoke.", language="en")
    assert mention.candidates[0].actor == "HARBOUR-WATCH"
    assert Resolver(register).resolve("Harbour Watch").country == "NGO"
    assert load_register().get("HARBOUR-WATCH") is None
    assert Resolver(load_register()).resolve("Harbour Watch").actor is None


def test_a_persons_cases_and_surname_are_found() -> None:
    record = own("person/vida-testić", "Vida Testić", kind="person", language="sr-Latn", gender="f", country="SRB")
    register = register_with(Overlay.of([record]))
    for text in ("Vide Testić", "Vidom Testić", "Види Тестић"):
        assert [actor.id for actor in register.named(text)] == ["person/vida-testić"], text
    assert "testic" in register.lexicon


def test_names_add_and_other_given_fields_replace() -> None:
    ours = load_register().actor("person/aleksandar-vucic")
    office = OwnOffice("president", "SRB", "2017-05-31", None)
    record = own(ours.id, "A. V. Example", kind=None, sector="ELI", offices=(office,))
    extended = register_with(Overlay.of([record])).actor(ours.id)
    assert extended.names["en"] == (*ours.names["en"], "A. V. Example")
    assert (extended.kind, extended.country, extended.sector) == (ours.kind, ours.country, "ELI")
    assert [each.start for each in extended.offices] == ["2017-05-31"]
    assert extended.source_note == f"{ours.source_note}; mine"


def test_an_office_given_makes_its_holder() -> None:
    office = OwnOffice("foreign-minister", "FSM", "2030-01-01", "2031")
    record = own("person/ann-holder", "Ann Holder", kind="person", country="FSM", offices=(office,))
    register = register_with(Overlay.of([record]))
    assert [each.id for each in register.holders("foreign-minister", "FSM", "2030-06-01")] == ["person/ann-holder"]


def test_a_branch_of_a_state_can_be_extended() -> None:
    record = own("SRB-GOV", "the Nemanjina cabinet", kind=None)
    register = register_with(Overlay.of([record]))
    assert [each.id for each in register.named("the Nemanjina cabinet")] == ["SRB-GOV"]
    assert register.actor("SRB-GOV").country == "SRB"


def test_the_version_follows_the_records_and_not_their_order() -> None:
    one, other = Overlay.of([WATCH, own("X-1", "X One")]), Overlay.of([own("X-1", "X One"), WATCH])
    changed = Overlay.of([own("X-1", "X Two"), WATCH])
    assert one == other != changed
    versions = {overlaid(load_register(), each).version for each in (NO_OVERLAY, one, other, changed)}
    assert len(versions) == 3


def test_another_process_gets_the_same_register() -> None:
    overlay = Overlay.of([WATCH])
    sent = pickle.loads(pickle.dumps(overlay))
    assert sent == overlay
    assert sent.actors == overlay.actors
    assert register_with(sent) is register_with(overlay)
