"""What a sentence tells besides its actors."""

from __future__ import annotations

import pytest

from dragoman.linking.words import Content, content_of


def of(text: str, language: str = "en") -> Content:
    return content_of(text, language, ())


def test_actors_and_trigger_are_left_out() -> None:
    text = "Serbia closed the crossing at Merdare."
    assert "serbia" in of(text).stems
    assert content_of(text, "en", [(0, 6), (7, 13)]).stems == {"cross", "merdar"}


def test_serbian_croatian_and_bosnian_are_one_tongue_in_both_scripts() -> None:
    latin, cyrillic = of("Zatvoren je prelaz Merdare.", "hr"), of("Затворен је прелаз Мердаре.", "sr")
    assert latin.tongue == cyrillic.tongue
    assert latin.stems == cyrillic.stems


def test_names_meet_across_scripts() -> None:
    names = [of("They met in Vukovar.").names, of("Они встретились в Вуковаре.", "ru").names]
    names.append(of("Sastali su se u Vukovaru.", "hr").names)
    assert names[0] == names[1] == names[2]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It expelled 12 diplomats.", {"12"}),
        ("It happened on 12 March 2014.", set()),
        ("It happened on March 12.", set()),
        ("Desilo se 12. marta 2014. godine.", set()),
        ("Это произошло 12 марта.", set()),
        ("Aid of 1,200,000 euros came.", {"1200000"}),
        ("At 10:30 they met.", set()),
    ],
)
def test_numbers_count_something(text: str, numbers: set[str]) -> None:
    assert of(text).numbers == numbers


def test_words_of_dates_and_of_the_act_itself_say_nothing() -> None:
    assert of("On Tuesday it condemned the president.").stems == frozenset()
    assert of("В среду он осудил президента.", "ru").stems == frozenset()
    assert of("U sredu je osudio predsednika.", "sr").stems == frozenset()
