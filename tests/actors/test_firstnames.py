from __future__ import annotations

from dragoman.actors import load_register
from dragoman.actors.firstnames import first_name_gender

NAMES = load_register().first_names


def test_first_names_have_a_gender_in_every_script_and_case() -> None:
    assert first_name_gender(NAMES, "milica", inflected=False) == "f"
    assert first_name_gender(NAMES, "stipe", inflected=False) == "m"
    assert first_name_gender(NAMES, "marka", inflected=True) == "m"


def test_other_words_are_no_first_names() -> None:
    assert first_name_gender(NAMES, "parlament", inflected=True) is None
    assert first_name_gender(NAMES, "milice", inflected=False) is None
