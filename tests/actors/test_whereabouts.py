from __future__ import annotations

import pytest

from dragoman.actors import Resolver, load_register
from dragoman.geo.gazetteer import load_gazetteer

RESOLVER = Resolver(load_register(), places=lambda name: load_gazetteer().named(name))


@pytest.mark.parametrize(
    ("phrase", "language", "country", "sector"),
    [
        ("villagers from the border zone of Tavush", "en", "ARM", "CVL"),
        ("protesters in Ganja", "en", "AZE", "CVL"),
        ("gradonačelnik Osijeka", "hr", "HRV", "GOV"),
        ("studenti iz Novog Pazara", "sr", "SRB", "EDU"),
        ("novosadski novinari", "sr", "SRB", "JRN"),
        ("rudari iz Kaknja", "bs", "BIH", "LAB"),
        ("meštani Stare Pazove", "sr", "SRB", "CVL"),
        ("Этнические албанцы из Буяновца", "ru", "SRB", "SOC"),
        ("Roma of Shuto Orizari", "en", "MKD", "SOC"),
    ],
)
def test_a_place_the_register_lacks_gives_its_country(phrase: str, language: str, country: str, sector: str) -> None:
    found = RESOLVER.resolve(phrase, language=language)
    assert (found.country, found.sector) == (country, sector)


def test_a_name_behind_a_title_is_no_village_far_away() -> None:
    assert RESOLVER.resolve("zastupnica Mosta", language="hr").country is None
    assert RESOLVER.resolve("ministar Petrović", language="sr").country is None


def test_without_a_gazetteer_the_country_stays_open() -> None:
    assert Resolver(load_register()).resolve("villagers from the border zone of Tavush", language="en").country is None
