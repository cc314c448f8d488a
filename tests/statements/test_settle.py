"""Names settled by the register and by the rest of the document."""

from __future__ import annotations

import pytest

from dragoman.actors.register import load_register
from dragoman.records import Name
from dragoman.statements.settle import NameSettler


def names(text: str, *kinds: tuple[str, str]) -> list[Name]:
    return [Name(text.index(words), text.index(words) + len(words), kind) for words, kind in kinds]


def shown(text: str, found: tuple[Name, ...]) -> list[tuple[str, str]]:
    return [(text[each.start : each.end], each.kind) for each in found]


@pytest.fixture
def settler() -> NameSettler:
    return NameSettler(load_register(), language="en")


def test_a_surname_is_a_person_where_the_document_has_the_full_name(settler: NameSettler) -> None:
    full = "Zdenka Arsova spoke first."
    short = "Later Arsova left."
    settled = settler.settle(
        [
            (full, names(full, ("Zdenka Arsova", "person"))),
            (short, names(short, ("Arsova", "place"))),
        ]
    )
    assert shown(short, settled[1]) == [("Arsova", "person")]


def test_the_register_settles_the_kind_of_what_it_lists(settler: NameSettler) -> None:
    text = "Talks with Belgium stalled."
    (settled,) = settler.settle([(text, names(text, ("Belgium", "body")))])
    assert shown(text, settled) == [("Belgium", "place")]


def test_a_listed_name_of_several_words_is_taken_whole(settler: NameSettler) -> None:
    text = "The European Commission objected."
    (settled,) = settler.settle([(text, names(text, ("European", "place")))])
    assert shown(text, settled) == [("European Commission", "body")]


def test_a_tie_leaves_a_name_as_it_was(settler: NameSettler) -> None:
    first, second = "Korvat closed.", "Korvat opened."
    settled = settler.settle([(first, names(first, ("Korvat", "body"))), (second, names(second, ("Korvat", "place")))])
    assert [shown(first, settled[0]), shown(second, settled[1])] == [[("Korvat", "body")], [("Korvat", "place")]]
