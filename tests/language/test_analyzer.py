"""One analyzer for index, query and marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.analyzer import stem, surface, terms, tokens, variants

TEXTS = st.text(alphabet=st.sampled_from("abčćđŽ Њњљџ ыёй 12.-'’\n„“U.S.\u0301中é"), max_size=80)
LANGUAGES = st.sampled_from(["sr", "hr", "en", "ru", "mk", None])


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("sankcije", "санкцијама", "sr"),
        ("Вучићем", "Vučića", "sr"),
        ("Vucic", "Вучићу", "sr"),
        ("Đinđić", "Djindjića", "sr"),
        ("predsednik", "predsjednika", "hr"),
        ("переговоры", "переговорах", "ru"),
        ("Пу́тин", "Путиным", "ru"),
        ("sanctions", "Sanction", "en"),
        ("Serbia’s", "Serbia", "en"),
        ("U.S.", "US", "en"),
    ],
)
def test_forms_of_one_word_share_a_stem(one: str, other: str, language: str) -> None:
    assert stem(one, language) == stem(other, language)


@pytest.mark.parametrize(
    ("query", "text", "language"),
    [
        ("sankcije", "санкцијама", "sr"),
        ("sankcijama", "sankcije", "hr"),
        ("санкције", "sankcija", "bs"),
        ("переговоры", "переговорах", "ru"),
        ("sanctions", "sanction", "en"),
        ("Vucic", "Vučić", "en"),
        ("Vučić", "Vucic", "en"),
        ("Македонија", "Македонија", "mk"),
    ],
)
def test_a_query_word_of_unknown_language_finds_the_text(query: str, text: str, language: str) -> None:
    assert stem(text, language) in variants(query, [language])


def test_foreign_words_in_a_text_are_stemmed_by_their_own_script() -> None:
    assert stem("sanctions", "ru") == stem("sanction", "en")
    assert stem("Вучићем", "en") == stem("Vučić", "sr")


def test_terms_are_the_stems_of_the_tokens() -> None:
    text = "Србија и ЕУ: 3.5% sankcija, „Vučićem“ (U.S.)"
    assert terms(text, "sr").split() == [token.stem for token in tokens(text, "sr")]


def test_chinese_signs_are_words_of_their_own() -> None:
    assert terms("中国 and", "en") == "中 国 and"


def test_the_surface_keeps_the_ending() -> None:
    assert surface("Санкцијама") == "sankcijama"
    assert surface("Überfall’s") == "uberfall"


@given(TEXTS, LANGUAGES)
def test_tokens_stand_where_they_say(text: str, language: str | None) -> None:
    end = 0
    for token in tokens(text, language):
        assert end <= token.start < token.end <= len(text)
        assert token.stem
        assert not any(sign.isspace() for sign in token.stem + text[token.start : token.end])
        assert stem(text[token.start : token.end], language) == token.stem
        end = token.end


@given(TEXTS, LANGUAGES)
def test_the_index_holds_what_the_marks_see(text: str, language: str | None) -> None:
    assert terms(text, language).split(" ") == ([t.stem for t in tokens(text, language)] or [""])
