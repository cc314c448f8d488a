"""The forms under which a place is looked up."""

from __future__ import annotations

from dragoman.geo.naming import (
    EVERY,
    alternate_keys,
    name_keys,
    russian_alternate,
    russian_place_forms,
    south_slavic_place_forms,
)


def lowered(forms: set[str]) -> set[str]:
    return {form.lower() for form in forms}


def test_south_slavic_names_lose_their_vowel_or_not() -> None:
    assert {"Čačka", "Čačku", "Čačkom"} <= south_slavic_place_forms("Čačak")
    assert {"Šapca", "Šapcu"} <= south_slavic_place_forms("Šabac")
    assert {"Pakraca", "Pakracu"} <= south_slavic_place_forms("Pakrac")


def test_both_words_of_a_name_may_change() -> None:
    assert {"Banje Luke", "Banjoj Luci", "Banja Luci", "Banju Luku"} <= south_slavic_place_forms("Banja Luka")
    assert {"Novog Sada", "Novom Sadu"} <= south_slavic_place_forms("Novi Sad")
    assert {"Crnog mora", "Crnom moru", "Crnim morem"} <= south_slavic_place_forms("Crno more")


def test_a_name_that_rules_cannot_take_stays_as_it_is() -> None:
    assert south_slavic_place_forms("A i B") == {"A i B"}
    assert south_slavic_place_forms("X") == {"X"}


def test_russian_names_change_in_their_last_part() -> None:
    assert {"баня-луке", "баня-луку"} <= lowered(russian_place_forms("Баня-Лука"))
    assert {"кемерова", "кемерове"} <= lowered(russian_place_forms("Кемерово"))


def test_keys_are_folded_and_saints_written_out() -> None:
    assert {key.text for key in name_keys("St. Gallen", EVERY, 0)} == {"st gallen", "saint gallen"}
    assert {key.text for key in name_keys("Đakovo", EVERY, 0)} == {"djakovo", "dakovo"}


def test_untagged_names_that_are_no_names_are_left_out() -> None:
    kept = {key.text for key in alternate_keys(["INI", "Nich", "mo si ta er", "Ниш", "尼什", "Ni"], shortest=3)}
    assert kept == {"nich", "nis"}
    assert russian_alternate(["Ниш", "Nish"]) == "Ниш"
    assert russian_alternate(["Одеса", "Одесса"]) is None
