from __future__ import annotations

import pytest

from dragoman.actors import load_register
from dragoman.actors.nominative import nominative_name

FIRST_NAMES = load_register().first_names


@pytest.mark.parametrize(
    ("language", "name", "nominative"),
    [
        ("sr", "Radovana Jelašića", "Radovan Jelašić"),
        ("sr", "Радована Јелашића", "Радован Јелашић"),
        ("sr", "Radu Bulatovića", "Rade Bulatović"),
        ("sr", "Marka Đurića", "Marko Đurić"),
        ("sr", "Nikole Selakovića", "Nikola Selaković"),
        ("hr", "Stjepanu Mesiću", "Stjepan Mesić"),
        ("hr", "Kolinde Grabar-Kitarović", "Kolinda Grabar-Kitarović"),
        ("bs", "Željkom Komšićem", "Željko Komšić"),
        ("ru", "Анны Петровой", "Анна Петрова"),
        ("ru", "Сергеем Ивановым", "Сергей Иванов"),
        ("ru", "Андрею Загорскому", "Андрей Загорский"),
        ("ru", "Дмитрия Козака", "Дмитрий Козак"),
    ],
)
def test_a_name_in_a_case_is_led_back(language: str, name: str, nominative: str) -> None:
    assert nominative_name(name, FIRST_NAMES, language=language) == nominative


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("sr", "Ana Brnabić"),
        ("sr", "Vladimir Kostić"),
        ("hr", "Ivana Horvata"),
        ("ru", "Анна Петрова"),
        ("ru", "Александра Петрова"),
        ("en", "Radovana Jelašića"),
        ("sr", "Jelašića"),
    ],
)
def test_what_may_be_a_nominative_stays(language: str, name: str) -> None:
    assert nominative_name(name, FIRST_NAMES, language=language) == name
