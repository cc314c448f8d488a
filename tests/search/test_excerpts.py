"""Excerpts are whole sentences around the hits, and always a slice of the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.sentences import split_sentences
from dragoman.records import Sentence
from dragoman.search.excerpts import MOST_CHARACTERS, make_excerpts
from dragoman.search.lexicon import Lexicon
from dragoman.search.parser import parse
from dragoman.search.query import Node
from dragoman.search.results import Excerpt
from dragoman.store.fulltext import StoredPassage

LEXICON = Lexicon(("en",), lambda _: ())
OFFSET = 1000


def passage(text: str, *, ordinal: int = 3, heading: str | None = None) -> StoredPassage:
    sentences = tuple(Sentence(OFFSET + a, OFFSET + b) for a, b in split_sentences(text, "en"))
    return StoredPassage(1, "d", ordinal, OFFSET, OFFSET + len(text), None, heading, text, "en", sentences)


def best(passage: StoredPassage, node: Node, lexicon: Lexicon, *, last: bool = False) -> Excerpt:
    return make_excerpts(passage, node, lexicon, last=last, most=1)[0]


def test_the_sentence_with_the_most_different_hits_is_shown() -> None:
    filler = "The ferries ran on time all year long, whatever else was happening on the two banks of the river. "
    text = filler * 6 + "War came. War and peace came together at last. " + filler * 6
    excerpt = best(passage(text), parse("war peace"), LEXICON)
    assert "War and peace" in excerpt.text
    assert len(excerpt.text) <= MOST_CHARACTERS
    assert excerpt.text.endswith(".")
    assert excerpt.leading
    assert excerpt.trailing


def test_a_short_last_passage_is_shown_whole() -> None:
    excerpt = best(passage("War came."), parse("war"), LEXICON, last=True)
    assert (excerpt.text, excerpt.leading, excerpt.trailing) == ("War came.", True, False)


def test_a_very_long_sentence_is_cut_between_words() -> None:
    text = "and so on " * 200 + "war " + "and on it goes " * 200
    excerpt = best(passage(text), parse("war"), LEXICON)
    assert "war" in excerpt.text
    assert len(excerpt.text) <= MOST_CHARACTERS
    assert set(excerpt.text.split()) <= {"and", "so", "on", "war", "it", "goes"}


def test_a_hit_has_one_sentence_of_company_on_each_side() -> None:
    text = "It rained. The sun shone. War came. The ferries ran. Nobody swam."
    excerpt = best(passage(text), parse("war"), LEXICON)
    assert excerpt.text == "The sun shone. War came. The ferries ran."


def test_the_title_is_not_said_again() -> None:
    opening = passage("The long war\n\nWar came in May. It rained.", ordinal=0, heading="The long war")
    (excerpt,) = make_excerpts(opening, parse("war"), LEXICON, title="The long war")
    assert (excerpt.text, excerpt.leading) == ("War came in May. It rained.", False)


def test_the_title_is_shown_where_it_alone_has_the_hit() -> None:
    opening = passage("The long war\n\nIt rained. It snowed.", ordinal=0)
    (excerpt,) = make_excerpts(opening, parse("war"), LEXICON, title="The long war")
    assert excerpt.text == "The long war"
    (excerpt,) = make_excerpts(opening, parse("lang:en"), LEXICON, title="The long war")
    assert excerpt.text == "It rained. It snowed."


def test_a_byline_is_no_company() -> None:
    excerpt = best(passage("Policy desk\n\nWar came. It rained."), parse("war"), LEXICON)
    assert excerpt.text == "War came. It rained."


def test_words_far_apart_make_two_excerpts() -> None:
    filler = "The ferries ran on time. "
    text = "War came. " + filler * 4 + "Peace was near."
    first, second = make_excerpts(passage(text), parse("war peace"), LEXICON)
    assert first.text == "War came. The ferries ran on time."
    assert second.text == "The ferries ran on time. Peace was near."


@given(st.text(alphabet="war peace.\n?! ", max_size=1500))
def test_text_and_marks_slice_back(text: str) -> None:
    for excerpt in make_excerpts(passage(text), parse("war OR peace"), LEXICON):
        assert text[excerpt.start - OFFSET : excerpt.end - OFFSET] == excerpt.text
        last = excerpt.start
        for start, end in excerpt.marks:
            assert last <= start < end <= excerpt.end
            last = end
