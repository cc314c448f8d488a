from __future__ import annotations

import random
import subprocess
import sys

import pytest

from dragoman.ingest.duplicates import find_pairs, signature

WORDS = (
    *("border", "river", "bridge", "council", "minister", "envoy", "patrol", "treaty", "village", "office"),
    *("paper", "winter", "summer", "harvest", "road", "station", "letter", "map", "guard", "school"),
    *("market", "engine", "signal", "harbour", "valley", "mountain", "archive", "lawyer", "ledger"),
)


def text_of(seed: int, length: int = 300) -> str:
    chosen = random.Random(seed)
    return " ".join(chosen.choice(WORDS) for _ in range(length))


def with_changes(text: str, share: float, seed: int = 1) -> str:
    chosen = random.Random(seed)
    return " ".join("changed" if chosen.random() < share else word for word in text.split())


def pairs_of(texts: dict[str, str], new: set[str]) -> list[tuple[str, str, bool]]:
    signatures = {key: signature(text) for key, text in texts.items()}
    found = find_pairs(
        {key: bands for key, bands in signatures.items() if key in new},
        {key: bands for key, bands in signatures.items() if key not in new},
        texts,
    )
    return [(pair.a, pair.b, pair.identical) for pair in found]


def test_same_and_nearly_same_texts_are_paired_others_are_not() -> None:
    texts = {
        "a": text_of(1),
        "b": text_of(1),
        "c": with_changes(text_of(1), 0.03),
        "d": text_of(2),
        "e": with_changes(text_of(2), 0.5),
    }
    assert pairs_of(texts, set(texts)) == [("a", "b", True), ("a", "c", False), ("b", "c", False)]


def test_pairs_have_a_new_document_in_them() -> None:
    texts = {"a": text_of(1), "b": text_of(1), "c": text_of(1)}
    assert pairs_of(texts, {"c"}) == [("a", "c", True), ("b", "c", True)]
    assert pairs_of(texts, set()) == []


def test_case_and_punctuation_do_not_hide_a_copy() -> None:
    texts = {"a": "The envoy left, on Friday.", "b": "the envoy left on friday"}
    assert pairs_of(texts, {"a", "b"}) == [("a", "b", False)]


@pytest.mark.parametrize("share", [0.01, 0.03])
def test_small_changes_are_found_nearly_always(share: float) -> None:
    texts = {f"{number:03}": text_of(number) for number in range(40)}
    changed = {f"{key}+": with_changes(text, share, seed=int(key)) for key, text in texts.items()}
    assert len(pairs_of({**texts, **changed}, set(changed))) >= 38


def test_texts_without_words_are_alike_with_nothing() -> None:
    assert signature("... 。") == ()
    assert pairs_of({"a": "...", "b": "..."}, {"a", "b"}) == []


def test_numbers_fit_a_signed_column() -> None:
    bands = signature(text_of(1))
    assert len(bands) == 32
    assert all(0 <= band < 2**63 for band in bands)


def test_the_signature_is_the_same_in_another_process() -> None:
    code = "from dragoman.ingest.duplicates import signature;print(signature('the envoy left on friday morning'))"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == str(signature("the envoy left on friday morning"))


def test_a_text_that_is_not_at_hand_is_left_out() -> None:
    bands = signature(text_of(1))
    assert find_pairs({"a": bands}, {"b": bands}, {"a": text_of(1)}) == []
