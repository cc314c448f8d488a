"""Which way a statement runs between two actors."""

from __future__ import annotations

import pytest
from tests.linking.building import CROATIA, KOSOVO, SERBIA, TADIC, Named, Told

from dragoman.analysis.sides import direction_between

A, B = frozenset({"srb"}), frozenset({"xkx"})


@pytest.mark.parametrize(
    ("source", "target", "direction"),
    [
        ((SERBIA,), (KOSOVO,), "a to b"),
        ((KOSOVO, CROATIA), (CROATIA, TADIC), "b to a"),
        ((SERBIA, KOSOVO), (), "joint"),
        ((SERBIA, KOSOVO), (SERBIA, KOSOVO), "joint"),
        ((SERBIA, KOSOVO), (CROATIA,), None),
        ((CROATIA,), (SERBIA, KOSOVO), None),
        ((SERBIA, TADIC), (), None),
        ((SERBIA,), (), None),
    ],
)
def test_direction(source: tuple[Named, ...], target: tuple[Named, ...], direction: str | None) -> None:
    statement = Told(text="Serbia, Kosovo, Croatia, Tadić.", source=source, target=target).statement()
    assert direction_between(statement, A, B) == direction


def test_one_actor_that_is_both_is_no_pair() -> None:
    statement = Told(text="Tadić spoke.", source=(TADIC,), target=()).statement()
    assert direction_between(statement, A, frozenset({"boris tadić"})) is None
