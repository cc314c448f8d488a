"""Where the words of one version of a text stand in another."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import Span
from dragoman.store.alignment import aligned, moved

WORDS = st.lists(st.sampled_from(["Sofia", "met", "Skopje", "\n", ". ", " "]), max_size=12).map("".join)


@given(WORDS, WORDS)
def test_what_is_aligned_is_the_same_text(old: str, new: str) -> None:
    found = aligned(old, new)
    for start, to, size in found:
        assert old[start : start + size] == new[to : to + size]
    assert list(found) == sorted(found)
    assert [to for _, to, _ in found] == sorted(to for _, to, _ in found)
    if old == new and old:
        assert sum(size for _, _, size in found) == len(old)


def test_a_word_moves_with_its_sentence() -> None:
    old = "Rain fell. Sofia met Skopje.\nNobody came."
    new = "Rain fell again. On Monday Sofia met Skopje.\nNobody came."
    (place,) = moved(Span(old.index("Skopje"), old.index("Skopje") + 6, "Skopje"), aligned(old, new))
    assert new[slice(*place)] == "Skopje"


def test_a_part_of_a_word_is_no_common_word() -> None:
    alignment = aligned("He met Kosovo there.", "He met Korea there.")
    assert list(moved(Span(7, 13, "Kosovo"), alignment)) == []


def test_a_long_text_without_lines_is_aligned_in_time() -> None:
    old = " ".join(f"The word {number % 997} and the {number} of it." for number in range(6_000))
    new = old.replace("The word 3 ", "A word 3 ").replace("word 991", "term 991")
    begun = time.perf_counter()
    found = aligned(old, new)
    assert time.perf_counter() - begun < 10
    assert sum(size for _, _, size in found) > 0.99 * len(old)


def test_another_text_of_the_same_words_is_compared_in_time() -> None:
    old = " ".join(f"word{number % 71}" for number in range(20_000))
    new = " ".join(f"word{number % 73}" for number in range(20_000))
    begun = time.perf_counter()
    aligned(old, new)
    assert time.perf_counter() - begun < 10
