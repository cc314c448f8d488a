from __future__ import annotations

import pytest

from dragoman.actors import load_register


def named(text: str, *, language: str | None = None) -> dict[str, set[str]]:
    """What the form table finds in a text: words and whom they may name."""
    matches = load_register().lexicon.scan(text, language=language)
    return {text[match.start : match.end]: {sense.ref for sense in match.senses} for match in matches}


@pytest.mark.parametrize(
    "text",
    ["Serbia", "Србија", "Srbije", "Србијом", "Сербия", "Сербии", "Republic of Serbia", "Republike Srbije"],
)
def test_one_state_in_every_language_script_and_case(text: str) -> None:
    assert named(text) == {text: {"SRB"}}


def test_the_longest_name_wins() -> None:
    assert named("the UN Security Council met") == {"UN Security Council": {"UN-SC"}}
    assert named("Republika Srpska") == {"Republika Srpska": {"republika-srpska"}}


def test_case_tells_turkey_from_turkey() -> None:
    assert named("Turkey") == {"Turkey": {"TUR"}}
    assert named("roast turkey, old china and a jordan almond") == {}


def test_acronyms_ask_for_capitals_and_take_their_endings() -> None:
    assert "SAD" not in {word.upper() for word in named("a sad day for us all", language="en")}
    assert named("vojnici NATO-a i SAD-a", language="sr").keys() >= {"NATO-a", "SAD-a"}


def test_words_of_one_language_are_not_sought_in_another() -> None:
    assert named("the island nations", language="en") == {}
    assert "ISL" in named("Island i Norveška", language="sr")["Island"]


def test_a_name_does_not_run_over_a_stop() -> None:
    assert "UN Security Council" not in named("He left the UN. Security Council members stayed.")
