"""What a query means, and what is said of one that means nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import QueryError
from dragoman.search.parser import parse
from dragoman.search.query import And, DateFilter, Field, Filter, Near, Node, Not, Or, Phrase, Prefix, Word


def shape(node: Node) -> str:  # noqa: PLR0911 - one line a kind of node
    """A tree with brackets everywhere."""
    match node:
        case Word(text):
            return text
        case Prefix(text):
            return f"{text}*"
        case Phrase(words):
            return f'"{" ".join(words)}"'
        case Near(left, right, distance):
            return f"({shape(left)} NEAR/{distance} {shape(right)})"
        case Filter(field, value):
            return f"{field}={value}"
        case DateFilter(first, last):
            return f"{first}..{last}"
        case Not(child):
            return f"!{shape(child)}"
        case And(children):
            return f"({' & '.join(shape(child) for child in children)})"
        case Or(children):
            return f"({' | '.join(shape(child) for child in children)})"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sanctions", "sanctions"),
        ("war peace", "(war & peace)"),
        ("war AND peace OR truce", "((war & peace) | truce)"),
        ("(war OR truce) peace", "((war | truce) & peace)"),
        ("war -peace NOT truce", "(war & !peace & !truce)"),
        ("and or not", "(and & or & not)"),
        ('"European Union" Serbia', '("European Union" & Serbia)'),
        ("„Republika Srpska“", '"Republika Srpska"'),
        ("EU-Russia", '"EU Russia"'),
        ("U.S. policy", "(U.S. & policy)"),
        ("sanct*", "sanct*"),
        ("visa NEAR/5 Russia", "(visa NEAR/5 Russia)"),
        ("visa NEAR (Russia OR Serbia)", "(visa NEAR/10 (Russia | Serbia))"),
        ("a NEAR/2 b NEAR/3 c", "((a NEAR/2 b) & (b NEAR/3 c))"),
        ('lang:en publisher:"CIA World Factbook"', "(lang=en & publisher=CIA World Factbook)"),
        ("-actor:SRB date:2012", "(!actor=SRB & 2012-01-01..2012-12-31)"),
        ("date:2012-02", "2012-02-01..2012-02-29"),
        ("date:2008..2012-05-17", "2008-01-01..2012-05-17"),
        ("date:>=2014", "2014-01-01..None"),
        ("date:<2014-06", "None..2014-05-31"),
        ("date:..2014", "None..2014-12-31"),
        ("war – peace", "(war & peace)"),
        ("ANDREJ ORAO NOTA", "(ANDREJ & ORAO & NOTA)"),
    ],
)
def test_a_query_reads_as_written(query: str, expected: str) -> None:
    assert shape(parse(query)) == expected


@pytest.mark.parametrize(
    ("query", "position", "said"),
    [
        ('war "peace', 4, "never closed"),
        ("war )", 4, "never opened"),
        ("(war", 0, "never closed"),
        ("war ()", 4, "empty"),
        ("", 0, "nothing to look for"),
        ("-- *()", 3, "beginning of one word"),
        ("colour:red", 0, "actor, kind, type, category, date, lang, publisher, genre, collection"),
        ("war date:2012-13", 4, "no day"),
        ("war date:yesterday", 4, "date:2008..2012"),
        ("date:2012..2008", 0, "ends before it begins"),
        ("date:>9999-12-31", 0, "outside the calendar"),
        ("war AND", 4, "a word has to follow"),
        ("OR war", 0, 'write "or"'),
        ("war NEAR/0 peace", 4, "1 to 100"),
        ("war NEAR/99999999999 peace", 4, "1 to 100"),
        ("(war peace) NEAR truce", 1, "NEAR joins"),
        ("lang:(en OR sr)", 0, "lang:ONE OR lang:OTHER"),
        ("sa*ct", 0, "only end a word"),
        ('"sanct* war"', 0, "cannot hold a *"),
        ("(" * 60 + "war" + ")" * 60, 40, "nested deeper"),
        ("war " * 300, 0, "parts"),
        ("w" * 5000, 0, "characters"),
    ],
)
def test_a_bad_query_is_told_where_and_what_to_do(query: str, position: int, said: str) -> None:
    with pytest.raises(QueryError, match=said.replace(".", r"\.").replace("*", r"\*")) as caught:
        parse(query)
    assert caught.value.position == position


def test_parts_know_where_they_stand() -> None:
    query = 'war  lang:en "two words"'
    node = parse(query)
    assert isinstance(node, And)
    assert [query[child.start : child.end] for child in node.children] == ["war", "lang:en", '"two words"']
    assert isinstance(node.children[1], Filter)
    assert node.children[1].field is Field.LANG


PARTS = st.sampled_from(
    [
        "war",
        " ",
        " ",
        "AND",
        "OR",
        "NOT",
        "NEAR/3",
        "(",
        ")",
        '"',
        "“",
        "-",
        "*",
        "lang:",
        "date:",
        "2012",
        "..",
        "č",
        ":",
        "Њ",
    ]
)


@given(st.lists(PARTS, max_size=14).map("".join))
def test_any_text_is_a_query_or_a_query_error(query: str) -> None:
    try:
        node = parse(query)
    except QueryError as error:
        assert 0 <= error.position <= len(query)  # noqa: PT017 - both outcomes are right
    else:
        assert shape(node)
