"""Which examples say nearly the same."""

from __future__ import annotations

from dragoman.categories.alike import groups_of


def test_the_same_words_in_another_order_or_script_are_one() -> None:
    groups = groups_of(
        [
            "Brod sa žitom napustio je luku Odesa u petak.",
            "U petak je brod sa žitom napustio luku Odesa.",
            "Брод са житом напустио је луку Одеса у петак.",
            "Turska je pozvala Moskvu da obnovi sporazum.",
        ]
    )
    assert groups[0] == groups[1] == groups[2] != groups[3]


def test_one_word_in_common_is_not_enough() -> None:
    assert len(set(groups_of(["Grain left Odesa.", "Grain is dear in Skopje.", ""]))) == 3
