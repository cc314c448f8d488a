"""Where in a text a query is met."""

from __future__ import annotations

import pytest

from dragoman.search.excerpts import marked_ranges
from dragoman.search.lexicon import Lexicon
from dragoman.search.match import index_is_enough, met, read, spots
from dragoman.search.parser import parse

LEXICON = Lexicon(("en", "sr"), lambda beginning: {"negoti": ("negoti",), "bord": ("border",)}.get(beginning, ()))


def marked(query: str, text: str, language: str = "en") -> list[str]:
    analysed = read(text, language)
    return [text[start:end] for start, end in marked_ranges(spots(parse(query), analysed, LEXICON), analysed)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("talk", "They talked and TALKS went on.", ["talked", "TALKS"]),
        ('"peace talks"', "Peace talks, not talks of peace.", ["Peace talks"]),
        ("peace -talks", "Peace talks", ["Peace"]),
        ("peace NEAR/2 talks", "peace and talks, peace after so many talks", ["peace", "talks", "peace"]),
        ("negoti*", "They negotiate; neglect.", ["negotiate"]),
        ("lang:en", "nothing to mark", []),
    ],
)
def test_marks(query: str, text: str, expected: list[str]) -> None:
    assert marked(query, text) == expected


def test_near_counts_words_in_either_order() -> None:
    text = read("one two three four five six", "en")
    assert met(parse("one NEAR/5 six"), text, LEXICON)
    assert not met(parse("one NEAR/4 six"), text, LEXICON)
    assert met(parse("six NEAR/5 one"), text, LEXICON)
    assert met(parse('"five six" NEAR/4 one'), text, LEXICON)
    assert not met(parse('"five six" NEAR/3 one'), text, LEXICON)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("one two", True),
        ("one seven", False),
        ("one OR seven", True),
        ("NOT seven", True),
        ("NOT one", False),
        ("one lang:sr", None),
        ("seven lang:sr", False),
        ("one OR lang:sr", True),
        ("NOT (one lang:sr)", None),
    ],
)
def test_a_field_leaves_the_answer_open(query: str, expected: bool | None) -> None:  # noqa: FBT001 - a truth value
    assert met(parse(query), read("one two three", "en"), LEXICON) is expected


def test_what_the_index_cannot_decide() -> None:
    assert index_is_enough(parse('war "two words" a NEAR b lang:en'))
    assert not index_is_enough(parse("war sanct*"))
    assert not index_is_enough(parse('NOT ("two words" NEAR b)'))
