from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.actors.tokens import fold_phrase, fold_word, tokenize


def test_scripts_and_diacritics_fold_to_one_key() -> None:
    assert {fold_word(word) for word in ("Вучић", "Vučić", "VUČIĆ", "Vucic", "Vuc\u030cic\u0301")} == {"vucic"}
    assert fold_word("Ђукановић") == fold_word("Đukanović") == "djukanovic"


def test_russian_letters_stay_apart_but_yo_is_ye() -> None:
    assert fold_word("Королёв") == fold_word("Королев")
    assert fold_word("й") != fold_word("и")


def test_dotted_initials_are_one_word() -> None:
    tokens = tokenize("The U.S. envoy")
    assert tokens.keys == ["the", "us", "envoy"]
    assert fold_phrase("Bosnia-Herzegovina") == "bosnia herzegovina"


@given(st.text())
def test_offsets_slice_back_to_words_of_the_text(text: str) -> None:
    keys, starts, ends = tokenize(text)
    assert len(keys) == len(starts) == len(ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(starts, ends, strict=True))
    assert sorted(starts) == starts
