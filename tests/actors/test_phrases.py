from __future__ import annotations

import pytest

from dragoman.actors import load_register
from dragoman.actors.phrases import Link, Part, read_phrase


def links(text: str) -> list[Link]:
    return [item.link for item in read_phrase(load_register(), text).items]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bulgaria's interior ministry", [Link.START, Link.POSSESSIVE]),
        ("the president of Serbia", [Link.START, Link.OF]),
        ("protesters in Belgrade", [Link.START, Link.IN]),
        ("Germany, Italy and Spain", [Link.START, Link.COMMA, Link.AND]),
        ("посол РФ в Сербии", [Link.START, Link.ADJACENT, Link.IN]),
        ("ambasador Rusije u Srbiji", [Link.START, Link.ADJACENT, Link.IN]),
        ("Serbia's powerful army", [Link.START, Link.POSSESSIVE]),
    ],
)
def test_links_between_known_words(text: str, expected: list[Link]) -> None:
    assert links(text) == expected


def test_an_adjective_before_a_noun_a_people_alone() -> None:
    adjective, _ = read_phrase(load_register(), "Greek soldiers").items
    (people,) = read_phrase(load_register(), "a Greek").items
    assert (adjective.part, people.use) == (Part.ADJECTIVE, "demonym")


def test_names_that_only_qualify_are_blocked() -> None:
    register = load_register()
    assert read_phrase(register, "US-backed rebels").items[0].blocked
    assert read_phrase(register, "pro-Russian rallies").items[0].blocked
    assert not read_phrase(register, "a Belgrade-based analyst").items[0].blocked
