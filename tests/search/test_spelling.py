"""Words one or two letters away."""

from __future__ import annotations

import pytest

from dragoman.search.spelling import distance, nearest
from dragoman.store import LedgerReader


@pytest.mark.parametrize(
    ("left", "right", "steps"),
    [("war", "war", 0), ("war", "wars", 1), ("sankcje", "sankcije", 1), ("treaty", "traety", 1), ("peace", "war", 3)],
)
def test_distance(left: str, right: str, steps: int) -> None:
    assert distance(left, right, 2) == steps


def test_nearest_words_come_from_the_ledger(reader: LedgerReader) -> None:
    assert nearest(reader.engine, "tretay")[0] == "treaty"
    assert nearest(reader.engine, "qqqqqq") == ()
    assert "sankcije" in nearest(reader.engine, "санкциjе")
