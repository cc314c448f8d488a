"""Serbian Cyrillic to Latin with the way back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.fold import fold

SERBIAN = "абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ"
MIXED = st.text(alphabet=SERBIAN + "abč 1.„“Yыя\n")


def test_digraphs_grow_and_find_their_way_back() -> None:
    folded = fold("Његош и Љубљана")
    assert folded.text == "Njegoš i Ljubljana"
    start = folded.text.index("Ljubljana")
    assert folded.original(start, start + 9) == (8, 15)


def test_latin_text_stays_as_it_is() -> None:
    folded = fold("Vučić 2012.")
    assert folded.text == "Vučić 2012."
    assert folded.origin is None


@given(MIXED)
def test_every_range_of_the_original_comes_back(text: str) -> None:
    folded = fold(text)
    for start in range(len(text)):
        for end in range(start + 1, min(start + 4, len(text)) + 1):
            there = folded.folded(start, end)
            assert folded.text[slice(*there)] == fold(text[start:end]).text
            assert folded.original(*there) == (start, end)


@given(MIXED)
def test_nothing_but_serbian_letters_changes(text: str) -> None:
    assert not set(fold(text).text) & set(SERBIAN)
    assert "ы" not in text or "ы" in fold(text).text
