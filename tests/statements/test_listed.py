"""Which mentions stand in one list."""

from __future__ import annotations

import pytest

from dragoman.statements.listed import listed


def together(text: str, one: str, other: str, *others: str) -> bool:
    ranges = [(text.index(words), text.index(words) + len(words)) for words in (one, other, *others)]
    return listed(text, ranges)(0, 1)


@pytest.mark.parametrize(
    ("text", "one", "other", "others"),
    [
        ("Serbia, the EU and Kosovo met.", "Serbia", "Kosovo", ("the EU",)),
        ("Predsednici Srbije i Hrvatske su razgovarali.", "Srbije", "Hrvatske", ()),
        ("Россия, а также Белоруссия выступили против.", "Россия", "Белоруссия", ()),
        ("The mayor of Split, the bishop and a group of miners came.", "The mayor of Split", "miners", ("the bishop",)),
    ],
)
def test_a_list_joins_its_members(text: str, one: str, other: str, others: tuple[str, ...]) -> None:
    assert together(text, one, other, *others)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Shoppers shunned supermarkets a day before the agency spoke.", "supermarkets", "the agency"),
        ("Turkey praised Albania and later that same week rebuked Greece.", "Albania", "Greece"),
    ],
)
def test_clauses_do_not_join(text: str, one: str, other: str) -> None:
    assert not together(text, one, other)
