"""Groups that pairs make."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.ingest.groups import Groups

PAIRS = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=8)


def test_pairs_that_share_a_member_make_one_group() -> None:
    groups = Groups()
    assert groups.join("c", "b")
    assert groups.join("x", "y")
    assert groups.join("a", "b")
    assert not groups.join("a", "c")
    assert groups.numbers() == {"a": 1, "b": 1, "c": 1, "x": 2, "y": 2}


@given(PAIRS, st.randoms())
def test_the_order_of_the_pairs_does_not_matter(pairs: list[tuple[str, str]], random: object) -> None:
    shuffled = sorted(pairs, key=lambda _: random.random())  # type: ignore[attr-defined]
    numbers = []
    for order in (pairs, shuffled):
        groups = Groups()
        for one, other in order:
            groups.join(one, other)
        numbers.append(groups.numbers())
    assert numbers[0] == numbers[1]
