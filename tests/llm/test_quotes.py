"""Quotes are found where they stand, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.llm.quotes import find_quote


@pytest.mark.parametrize(
    ("quote", "sentence", "words"),
    [
        ("Serbia", "Serbia condemned Croatia.", "Serbia"),
        ("lift  the\nban", "He urged Pristina to lift the ban.", "lift the ban"),
        ("lift the ban", "He urged Pristina to lift\u00a0the\nban.", "lift\u00a0the\nban"),
        ('"red line"', "They spoke of a „red line“.", "„red line“"),
        ("Foreign Minister - Dačić", "Foreign Minister – Dačić said.", "Foreign Minister – Dačić"),
        ("Dac\u030cic\u0301", "Dačić said.", "Dačić"),
        ("Croatia,", "In Croatia, talks went on.", "Croatia"),
        ("Србију", "Хрватска је осудила Србију.", "Србију"),
    ],
)
def test_a_quote_is_found_with_what_print_changes(quote: str, sentence: str, words: str) -> None:
    found = find_quote(quote, sentence)
    assert found is not None
    assert sentence[slice(*found)] == words


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        ("Serb", "Serbia condemned Croatia."),
        ("Kosovo", "Serbia condemned Croatia."),
        ("serbia", "Serbia condemned Croatia."),
        ("Srbija", "Србија је осудила Хрватску."),
        ("Serbia Croatia", "Serbia condemned Croatia."),
        (" . ", "Serbia condemned Croatia ."),
        ("", "Serbia condemned Croatia."),
        ("a" * 401, "a" * 500),
    ],
)
def test_what_does_not_stand_there_is_not_found(quote: str, sentence: str) -> None:
    assert find_quote(quote, sentence) is None


def test_of_several_places_the_nearest_counts() -> None:
    sentence = "Serbia spoke; Croatia answered Serbia."
    assert find_quote("Serbia", sentence) == (0, 6)
    assert find_quote("Serbia", sentence, near=(22, 30)) == (31, 37)


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=80))
def test_a_found_range_lies_in_the_sentence(quote: str, sentence: str) -> None:
    found = find_quote(quote, sentence)
    if found:
        assert 0 <= found[0] < found[1] <= len(sentence)
        assert sentence[slice(*found)].strip()
