from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.actors import Resolver, load_register

RESOLVER = Resolver(load_register())
PHRASES = Path(__file__).parent / "data" / "phrases.tsv"
# Measured on the phrases of this digest; the floors may rise, and fall only with other phrases.
DIGEST = "2de2eff3720ed77f"
FLOORS = {"country": 0.99, "sector": 0.98, "actor": 0.98, "nobody": 0.99}


@dataclass(frozen=True)
class Labelled:
    """A phrase with who it stands for; ``-`` is not judged."""

    phrase: str
    language: str
    date: str | None
    country: str
    sector: str
    actor: str


def labelled() -> list[Labelled]:
    lines = [line for line in PHRASES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    rows = [(line.split("\t") + [""] * 6)[:6] for line in lines[1:]]
    return [Labelled(row[0], row[1], row[2] or None, *row[3:]) for row in rows]


def test_the_labelled_phrases_are_those_the_floors_were_measured_on() -> None:
    assert hashlib.sha256(PHRASES.read_bytes()).hexdigest()[:16] == DIGEST
    assert len(labelled()) >= 200
    assert {each.language for each in labelled()} == {"en", "ru", "sr", "hr", "bs"}


@pytest.mark.parametrize("field", ["country", "sector", "actor"])
def test_labelled_phrases_resolve(field: str) -> None:
    judged = right = 0
    for each in labelled():
        wanted = getattr(each, field)
        if wanted == "-":
            continue
        resolved = RESOLVER.resolve(each.phrase, date=each.date, language=each.language)
        judged += 1
        right += (getattr(resolved, field) or "") == wanted
    assert right / judged >= FLOORS[field]


def test_nobody_is_nobody() -> None:
    nobody = [each for each in labelled() if not (each.country or each.sector or each.actor)]
    right = [RESOLVER.resolve(each.phrase, language=each.language) for each in nobody]
    assert sum(not (r.actor or r.country or r.sector) for r in right) / len(nobody) >= FLOORS["nobody"]


def test_every_answer_has_reasons() -> None:
    assert all(RESOLVER.resolve(each.phrase, date=each.date).reasons for each in labelled())


def test_the_office_and_its_dates_stand_in_the_reasons() -> None:
    resolved = RESOLVER.resolve("the Serbian president", date="2015-03-01")
    assert resolved.actor == "person/tomislav-nikolic"
    assert any("president of Serbia on 2015-03-01" in reason for reason in resolved.reasons)


def test_without_a_date_no_holder_is_guessed() -> None:
    resolved = RESOLVER.resolve("the Serbian president")
    assert (resolved.actor, resolved.country, resolved.sector) == (None, "SRB", "GOV")


def test_on_the_day_of_change_the_reasons_name_both() -> None:
    resolved = RESOLVER.resolve("the Serbian president", date="2017-05-31")
    assert resolved.actor is None
    assert any("Nikolić" in reason and "Vučić" in reason for reason in resolved.reasons)


def test_the_context_gives_the_country_the_phrase_leaves_open() -> None:
    assert RESOLVER.resolve("the government").country is None
    resolved = RESOLVER.resolve("the government", context="Montenegro votes on Sunday, Podgorica says.")
    assert (resolved.actor, resolved.country) == ("MNE-GOV", "MNE")
    assert any("context" in reason for reason in resolved.reasons)
    assert RESOLVER.resolve("the government", context="Serbia and Croatia disagree").country is None


def test_a_title_of_another_country_is_another_person() -> None:
    resolved = RESOLVER.resolve("Croatian President Aleksandar Vučić", date="2020-01-01")
    assert (resolved.actor, resolved.country) == (None, "HRV")


def test_a_former_official_is_former() -> None:
    resolved = RESOLVER.resolve("Boris Tadić", date="2020-01-01")
    assert (resolved.actor, resolved.sector) == ("person/boris-tadic", "ELI")


@pytest.mark.parametrize(
    ("phrase", "date", "language", "rule"),
    [
        ("Serbia", None, "en", "listed name"),
        ("Moscow", None, "en", "capital for the government"),
        ("the Serbian president", "2015-03-01", "en", "holder of the office on the date"),
        ("hrvatska vlada", None, "hr", "branch of its state"),
        ("Lavrov", None, "en", "listed surname"),
        ("Aleksander Vucic", None, "en", "spelling of a listed name"),
    ],
)
def test_every_accepted_actor_has_the_rule_that_promoted_it(
    phrase: str, date: str | None, language: str, rule: str
) -> None:
    found = RESOLVER.resolve(phrase, date=date, language=language)
    assert found.actor is not None
    assert found.rule == rule


def test_without_an_accepted_actor_there_is_no_rule() -> None:
    for phrase in ("protesters", "Serbian exporters", "the table", "Jovan Petrović"):
        found = RESOLVER.resolve(phrase, language="en")
        assert (found.actor, found.rule) == (None, None)


@pytest.mark.parametrize(
    ("phrase", "language"),
    [
        ("ekspredsednik Srbije", "sr"),
        ("бивши премијер Србије", "sr"),
        ("экс-президент Украины", "ru"),
        ("бывший министр обороны Грузии", "ru"),
        ("then-president Boris Tadić", "en"),
        ("the late prime minister Zoran Đinđić", "en"),
        ("the ousted Ukrainian president", "en"),
    ],
)
def test_words_for_former_make_former_officials_in_every_language(phrase: str, language: str) -> None:
    assert RESOLVER.resolve(phrase, language=language).sector == "ELI"


@pytest.mark.parametrize(
    ("phrase", "language"),
    [
        ("the Serbian language", "en"),
        ("srpski jezik", "sr"),
        ("Русский язык", "ru"),
        ("Bulgarian roses", "en"),
        ("the Berlin Wall", "en"),
        ("Luxembourg Gardens", "en"),
        ("gospođa Petrović", "sr"),
        ("Jacka Londona", "hr"),
        ("predsednik kućnog saveta", "sr"),
        ("the president of the chess club", "en"),
    ],
)
def test_things_and_private_people_are_nobody(phrase: str, language: str) -> None:
    found = RESOLVER.resolve(phrase, language=language)
    assert (found.actor, found.country, found.sector) == (None, None, None)


def test_a_short_form_is_resolved_by_the_text_before_it() -> None:
    text = "Croatian foreign minister Gordan Grlić Radman came to Podgorica. The minister praised the reforms."
    found = RESOLVER.resolve("The minister", context=text, date="2022-05-01", language="en")
    assert (found.actor, found.rule) == ("person/gordan-grlic-radman", "short form of an earlier mention")
    found = RESOLVER.resolve("his", context="Edi Rama spoke, and his words were clear.", language="en")
    assert found.actor == "person/edi-rama"


def test_an_apposition_in_the_context_says_what_a_stranger_is() -> None:
    text = "Vjeko Plum, the ambassador of Croatia, spoke first."
    found = RESOLVER.resolve("Vjeko Plum", context=text, language="en")
    assert (found.country, found.sector) == ("HRV", "GOV")


def test_a_list_names_nobody_in_particular() -> None:
    resolved = RESOLVER.resolve("Serbia and Kosovo")
    assert (resolved.actor, resolved.country) == (None, None)
    assert any("several" in reason for reason in resolved.reasons)


def test_adjectives_that_share_a_noun_give_no_single_country() -> None:
    for phrase in ("Serbian and Croatian ministers", "srpski i hrvatski ministri"):
        resolved = RESOLVER.resolve(phrase)
        assert (resolved.country, resolved.sector) == (None, "GOV")


def test_unknown_words_before_a_place_are_not_the_state() -> None:
    resolved = RESOLVER.resolve("parents in Belgrade")
    assert (resolved.actor, resolved.country) == (None, "SRB")
    assert RESOLVER.resolve("exports to Serbia").country is None


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=120), st.sampled_from([None, "2015-03-01", "2015", "no date"]))
def test_any_phrase_gets_an_answer(text: str, date: str | None) -> None:
    assert RESOLVER.resolve(text, date=date, context=text).reasons
