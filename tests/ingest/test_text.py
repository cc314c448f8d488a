from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from dragoman.ingest.text import clean_block, clean_line, clean_lines


def test_terminal_sequences_go_whole() -> None:
    assert clean_line("\x1b[31mRed\x1b[0m alert \x1b]0;owned\x07today") == "Red alert today"


def test_controls_and_direction_overrides_go() -> None:
    assert clean_line("Minis\u202eter\u202c of\x00 Trade\u200b\ufeff") == "Minister of Trade"


def test_soft_hyphens_go_and_accents_compose() -> None:
    assert clean_line("Beo\u00adgrad i C\u030cac\u030cak") == "Beograd i Čačak"


def test_odd_spaces_become_one_space() -> None:
    assert clean_line("17\u00a0 000\u2009vojnika\t ") == "17 000 vojnika"


def test_line_ends_of_every_kind_are_one_kind() -> None:
    assert clean_lines("one\r\ntwo\rthree\u2028four\x0cfive") == "one\ntwo\nthree\nfour\nfive"


def test_a_block_has_no_blank_line() -> None:
    assert clean_block("a | b\n\n\nc | d\n") == "a | b\nc | d"


def test_joined_emoji_and_letters_beyond_the_first_plane_stay() -> None:
    assert clean_line("𐌀 👩\u200d⚖️") == "𐌀 👩\u200d⚖️"


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_lines(text)
    assert clean_lines(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text())
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    line = clean_line(text)
    assert not any(unicodedata.category(character) == "Cc" for character in line)
