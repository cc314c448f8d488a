from __future__ import annotations

import pytest

from dragoman.actors import Resolver, load_register

RESOLVER = Resolver(load_register())


@pytest.mark.parametrize(
    ("phrase", "context", "language", "country", "actor"),
    [
        ("Georgia", "Georgia and Armenia talked about the road to Batumi.", "en", "GEO", "GEO"),
        ("Georgia", "The runoff in Georgia will decide who controls the Senate.", "en", "USA", None),
        ("Georgia", "His daughter Georgia is six and she sings.", "en", None, None),
        ("Jordan", "Jordan scored for Chicago and the fans kept his sneakers.", "en", None, None),
        ("Jordan", "Jordan received the Syrian minister in Amman.", "en", "JOR", "JOR"),
        ("The Jordan", "The Jordan was dry in August.", "en", None, None),
        ("Luxembourg", "The Walloon forests reach into the province of Luxembourg near Bastogne.", "en", "BEL", None),
        (
            "Brussels",
            "Brussels will judge the reforms before accession talks go on, a commissioner said.",
            "en",
            "EUR",
            "EU",
        ),
        ("Brussels", "Brussels said the alliance would send allied troops, as NATO had planned.", "en", "IGO", "NATO"),
        ("Brisel", "Brisel traži reforme pre nego što Evropska komisija nastavi pregovore.", "sr", "EUR", "EU"),
        ("turkey", "They roasted a turkey for dinner.", "en", None, None),
        ("Washington", "George Washington rode to Mount Vernon.", "en", None, None),
        ("Washington state", "Washington state sued.", "en", "USA", None),
    ],
)
def test_the_words_around_settle_what_is_meant(
    phrase: str, context: str, language: str, country: str | None, actor: str | None
) -> None:
    found = RESOLVER.resolve(phrase, context=context, language=language)
    assert (found.country, found.actor) == (country, actor)


def test_the_reasons_name_the_meaning() -> None:
    found = RESOLVER.resolve("Georgia", context="Georgia's governor spoke in Atlanta.", language="en")
    assert any("the US state" in reason for reason in found.reasons)


def test_an_owner_with_several_meanings_is_settled_too() -> None:
    found = RESOLVER.resolve(
        "Georgia's secretary of state",
        date="2020-11-20",
        context="Georgia's secretary of state spoke in Atlanta.",
        language="en",
    )
    assert (found.country, found.actor) == ("USA", None)
