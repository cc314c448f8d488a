"""Raw claims of pairs become whole claims."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from dragoman.statements.claims import Claim, all_pairs, best_span, merge
from dragoman.statements.heads import NOBODY
from dragoman.statements.listed import listed

RAW = Claim(
    kind="event",
    type="AGREE",
    sources=(0,),
    targets=(1,),
    probability=0.9,
    modality="actual",
    modality_probability=0.9,
    about=None,
    modes=(),
    contexts=(),
    trigger=(4, 5),
    object=None,
    hedge=None,
    horizon=None,
    speaker=-1,
    likelihood="unstated",
)


def listed_always(_one: int, _other: int) -> bool:
    return True


def raw(source: int, target: int, **changes: object) -> Claim:
    return replace(
        RAW,
        sources=() if source == NOBODY else (source,),
        targets=() if target == NOBODY else (target,),
        **changes,  # type: ignore[arg-type]
    )


def sides(claims: list[Claim]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(claim.sources, claim.targets) for claim in claims]


def test_a_list_of_actors_stays_one_claim() -> None:
    assert sides(merge([raw(0, 3), raw(1, 3), raw(2, 3)], listed_always)) == [((0, 1, 2), (3,))]
    assert sides(merge([raw(0, 1), raw(0, 2)], listed_always)) == [((0,), (1, 2))]


def test_who_stands_in_no_list_with_the_strongest_is_a_wrong_guess() -> None:
    together = listed("shoppers shunned shops before the agency fined banks", [(0, 8), (17, 22), (34, 40), (47, 52)])
    assert sides(merge([raw(0, 1), raw(0, 2, probability=0.5), raw(0, 3, probability=0.5)], together)) == [((0,), (1,))]


def test_an_act_told_twice_is_one_claim() -> None:
    assert sides(merge([raw(0, 1), raw(0, 1, trigger=(9, 9), probability=0.6)], listed_always)) == [((0,), (1,))]
    assert sides(merge([raw(0, 1), raw(0, 1, modality="planned", probability=0.6)], listed_always)) == [((0,), (1,))]


def test_an_act_read_both_ways_is_joint() -> None:
    joint = [raw(0, 1), raw(1, 0), raw(0, NOBODY), raw(1, NOBODY)]
    assert sides(merge(joint, listed_always)) == [((0, 1), ())]


def test_a_mutual_relation_keeps_two_sides() -> None:
    relation = {"kind": "relation", "type": "ally"}
    assert sides(merge([raw(0, 1, **relation), raw(1, 0, **relation)], listed_always)) == [((0,), (1,))]


def test_nobody_gives_way_to_somebody() -> None:
    assert sides(merge([raw(0, NOBODY), raw(0, 1)], listed_always)) == [((0,), (1,))]


def test_other_words_or_another_modality_make_another_claim() -> None:
    assert len(merge([raw(0, 1), raw(0, 2, trigger=(9, 9))], listed_always)) == 2
    assert len(merge([raw(0, 1), raw(2, 3, modality="denied", trigger=(9, 9))], listed_always)) == 2
    assert len(merge([raw(0, 1), raw(0, 1, type="AID")], listed_always)) == 2


def test_somebody_on_both_sides_is_told_apart() -> None:
    assert sides(merge([raw(0, 1), raw(1, 2, probability=0.8)], listed_always)) == [((0,), (1,)), ((1,), (2,))]


def test_pairs_hold_nobody_on_either_side() -> None:
    assert all_pairs(2) == [(0, 1), (1, 0), (0, NOBODY), (1, NOBODY), (NOBODY, 0), (NOBODY, 1)]
    assert all_pairs(0) == []


def test_a_span_ends_after_it_begins_or_is_none() -> None:
    first = np.array([0, 1, 5, 0], dtype=np.float32)
    last = np.array([0, 9, 1, 2], dtype=np.float32)
    assert best_span(first, last) == (2, 3)
    nothing = np.array([9, 0, 0, 0], dtype=np.float32)
    assert best_span(nothing, nothing) is None
