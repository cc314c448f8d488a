"""Sentences slice back to the text; abbreviations end none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.sentences import split_sentences

PIECES = st.lists(
    st.sampled_from(
        [
            "dr.", "17.", "2012.", "godine", "Vučić", "vlada", "„Ne.“", "U.S.", "Mr.", "Da", "!", "?", "...",
            "\n", "\n\n", " ", "  ", "\t", "3.5", "Он", "г.", "(a)", "\n \n", "itd.", "The", "end.", "\u00a0",
        ]
    ),
    max_size=40,
)  # fmt: skip


def sentences(text: str, language: str | None) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("sr", ["Sporazum je potpisan 17. februara 2012. godine u Beogradu.", "Stupio je na snagu odmah."]),
        ("sr", ["Prof. dr. Marković i gđa. Jović su, tzv. stručnjaci, otišli.", "Ostali su čekali."]),
        ("sr", ["Председник је 5. маја 2020. године рекао не.", "Проф. др. Марковић је ћутао."]),
        ("sr", ["Rekao je: „Nećemo potpisati.“", "Zatim je otišao."]),
        ("sr", ["U decembru 2007. Skupština je usvojila rezoluciju.", "Niko nije bio protiv."]),
        ("hr", ["Po čl. 5. Ustava to nije moguće.", "Vlada, npr. ministri itd. čekaju."]),
        ("hr", ["Sastali su se 3. 5. 2020. u uredu br. 4.", "Nisu se složili."]),
        ("bs", ["Uvoz je iznosio 2,5 mil. KM, tj. manje nego lani.", "Izvoz je porastao."]),
        ("sr", ["Govorili su A. Ilić, B. Simić i dr.", "Sednica je trajala dugo."]),
        ("en", ["Mr. Brown met the U.S. Secretary of State.", "Growth was 3.5 percent."]),
        ("en", ["He moved to the U.S.", "The family followed."]),
        ("en", ["“Shall we sign?” she asked.", "Nobody answered."]),
        ("ru", ["В 2012 г. министр А. В. Орлов и т. д. приехали в Белград.", "Он сказал: «Нет.»", "И ушёл."]),
        (None, ["One thing.", "Another thing."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(language: str | None, expected: list[str]) -> None:
    assert sentences(" ".join(expected), language) == expected


def test_a_blank_line_ends_a_sentence() -> None:
    assert sentences("A heading\n\nand then text", "en") == ["A heading", "and then text"]


def test_lines_wrapped_by_a_page_are_one_sentence() -> None:
    lines = (
        "The delegations could not agree on the wording of the",
        "Annex. They will meet again in Vienna before the",
        "end of May.",
    )
    text = "\n".join(lines)
    assert len(sentences(text, "en")) == 2


def test_a_short_line_before_a_long_one_is_a_sentence() -> None:
    text = "Novi sporazum\n" + "Vlade dveju zemalja usaglasile su tekst sporazuma o granici. " * 3
    assert sentences(text, "sr")[0] == "Novi sporazum"


@given(PIECES, st.sampled_from(["sr", "hr", "en", "ru", None]))
def test_all_but_white_space_lies_in_exactly_one_sentence(pieces: list[str], language: str | None) -> None:
    text = "".join(pieces)
    covered = [False] * len(text)
    last = 0
    for start, end in split_sentences(text, language):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert "\n\n" not in text[start:end]
        covered[start:end] = [True] * (end - start)
        last = end
    assert all(seen or sign.isspace() for seen, sign in zip(covered, text, strict=True))
