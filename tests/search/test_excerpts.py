"""Excerpts are whole sentences around the hits, and always a slice of the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.sentences import split_sentences
from dragoman.records import Sentence
from dragoman.search.excerpts import MOST_CHARACTERS, make_excerpt
from dragoman.search.lexicon import Lexicon
from dragoman.search.parser import parse
from dragoman.store.fulltext import StoredPassage

LEXICON = Lexicon(("en",), lambda _: ())
OFFSET = 1000


def passage(text: str) -> StoredPassage:
    sentences = tuple(Sentence(OFFSET + a, OFFSET + b) for a, b in split_sentences(text, "en"))
    return StoredPassage(1, "d", 3, OFFSET, OFFSET + len(text), None, None, text, "en", sentences)


def test_the_sentence_with_the_most_different_hits_is_shown() -> None:
    filler = "The ferries ran on time all year long, whatever else was happening on the two banks of the river. "
    text = filler * 6 + "War came. War and peace came together at last. " + filler * 6
    excerpt = make_excerpt(passage(text), parse("war peace"), LEXICON)
    assert "War and peace" in excerpt.text
    assert len(excerpt.text) <= MOST_CHARACTERS
    assert excerpt.text.endswith(".")
    assert excerpt.leading
    assert excerpt.trailing


def test_a_short_last_passage_is_shown_whole() -> None:
    excerpt = make_excerpt(passage("War came."), parse("war"), LEXICON, last=True)
    assert (excerpt.text, excerpt.leading, excerpt.trailing) == ("War came.", True, False)


def test_a_very_long_sentence_is_cut_between_words() -> None:
    text = "and so on " * 200 + "war " + "and on it goes " * 200
    excerpt = make_excerpt(passage(text), parse("war"), LEXICON)
    assert "war" in excerpt.text
    assert len(excerpt.text) <= MOST_CHARACTERS
    assert set(excerpt.text.split()) <= {"and", "so", "on", "war", "it", "goes"}


@given(st.text(alphabet="war peace.\n?! ", max_size=1500))
def test_text_and_marks_slice_back(text: str) -> None:
    whole = passage(text)
    excerpt = make_excerpt(whole, parse("war OR peace"), LEXICON)
    assert text[excerpt.start - OFFSET : excerpt.end - OFFSET] == excerpt.text
    last = excerpt.start
    for start, end in excerpt.marks:
        assert last <= start < end <= excerpt.end
        last = end
