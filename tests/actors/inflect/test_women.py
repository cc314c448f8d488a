from __future__ import annotations

import pytest

from dragoman.actors import Resolver, load_register
from dragoman.actors.inflect.women import russian_women, south_slavic_women

RESOLVER = Resolver(load_register())


@pytest.mark.parametrize(
    ("man", "woman"),
    [("немец", "немка"), ("француз", "француженка"), ("датчанин", "датчанка"), ("австриец", "австрийка"),
     ("северокореец", "северокорейка"), ("таец", "тайка"), ("эфиоп", None)],
)  # fmt: skip
def test_russian_words_for_women(man: str, woman: str | None) -> None:
    assert russian_women(man) == woman


@pytest.mark.parametrize(
    ("man", "woman"),
    [("Norvežanin", "Norvežanka"), ("Nijemac", "Njemica"), ("Rus", "Ruskinja"), ("Slovak", "Slovakinja"),
     ("Danac", "Dankinja"), ("Ukrajinac", "Ukrajinka"), ("Crni Gorac", None)],
)  # fmt: skip
def test_south_slavic_words_for_women(man: str, woman: str | None) -> None:
    assert south_slavic_women(man) == woman


@pytest.mark.parametrize(
    ("phrase", "language", "country"),
    [
        ("турчанку", "ru", "TUR"),
        ("Francuskinje", "sr", "FRA"),
        ("Talijanka", "hr", "ITA"),
        ("узбекистанцы", "ru", "UZB"),
    ],
)
def test_the_register_knows_women_and_citizens(phrase: str, language: str, country: str) -> None:
    assert RESOLVER.resolve(phrase, language=language).country == country
