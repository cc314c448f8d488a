from __future__ import annotations

import pytest

from dragoman.actors import Resolver, load_register
from dragoman.geo.gazetteer import named_places

RESOLVER = Resolver(load_register(), places=named_places)


@pytest.mark.parametrize(
    ("phrase", "language", "text"),
    [
        ("Russian", "en", "At night school she was learning Russian from an old actor."),
        ("French", "en", "He switched to French when the bill came."),
        ("engleski", "sr", "Svake srede uče engleski u domu kulture."),
        ("английский", "ru", "Дочь учит английский с трёх лет."),
        ("Kenya", "en", "Kenya, who is seven, drew a bridge in green chalk."),
        ("Виктория", "ru", "Виктория, студентка из Самары, сочиняет музыку."),
        ("hotel „Jugoslavija“", "sr", "Hotel „Jugoslavija“ biće srušen do leta, a hotel „Jugoslavija“ je star."),
        ("Rusija", "sr", "Odseli su u hotelu Rusija, blizu stanice."),
        ("«Москва»", "ru", "В кинотеатре «Москва» показали старую комедию."),
        ("FK Radnički Niš", "sr", "FK Radnički Niš dobio je novog trenera."),
        ("the London Marathon", "en", "Some forty thousand people ran the London Marathon."),
        ("Mali", "sr", "Mali vrtić u našoj ulici dobio je ljuljašku."),
        ("vlada", "sr", "Nad poljem vlada tišina."),
    ],
)
def test_a_known_word_is_nobody_where_it_is_something_else(phrase: str, language: str, text: str) -> None:
    found = RESOLVER.resolve(phrase, context=text, language=language)
    assert (found.actor, found.country, found.sector) == (None, None, None)


@pytest.mark.parametrize(
    ("phrase", "language", "text", "country"),
    [
        ("Russian", "en", "The pilot was a Russian who had flown before.", "RUS"),
        ("Turski", "sr", "Turski predlog čeka odgovor.", "TUR"),
        ("Rumunije", "sr", "U luci su bili brodovi Rumunije.", "ROU"),
        ("Kenya", "en", "Kenya, which borders Somalia, closed two camps.", "KEN"),
        ("Mali", "sr", "Mali je proterao francuske vojnike.", "MLI"),
        ("vlada", "sr", "Crnogorska vlada je usvojila budžet.", "MNE"),
        ("Most", "hr", "Most je najavio oporbeni prijedlog u Saboru.", "HRV"),
    ],
)
def test_the_same_words_are_somebody_elsewhere(phrase: str, language: str, text: str, country: str) -> None:
    assert RESOLVER.resolve(phrase, context=text, language=language).country == country
