"""Concordance lines keep to their sentence and can be sorted."""

from __future__ import annotations

import pytest
from tests.search.building import ALL

from dragoman.errors import UsageError
from dragoman.search import kwic
from dragoman.store import LedgerReader

TEXTS = {document.key: document.text for document in ALL}


def test_a_line_is_a_hit_in_its_sentence(reader: LedgerReader) -> None:
    (line,) = kwic(reader, "province")
    assert line.match == "province"
    assert line.left == "Delegations met in Vienna for talks about the status of the "
    assert line.right == "."


@pytest.mark.parametrize("query", ["sankcije", "treaty", '"border treaty"', "treat* NEAR/9 border"])
def test_the_pieces_stand_in_the_text_as_they_are(reader: LedgerReader, query: str) -> None:
    lines = kwic(reader, query, width=25)
    assert lines
    for line in lines:
        text = TEXTS[line.document]
        assert text[line.start : line.end] == line.match
        assert text[line.start - len(line.left) : line.start] == line.left
        assert text[line.end : line.end + len(line.right)] == line.right
        assert len(line.left) <= 25
        assert len(line.right) <= 25


def test_lines_are_sorted_by_the_words_beside_the_hit(reader: LedgerReader) -> None:
    rights = [line.right.split()[0] for line in kwic(reader, "treaty OR border", sort="right") if line.right.split()]
    assert rights == sorted(rights, key=str.lower)
    lefts = [line.left.split()[-1] for line in kwic(reader, "treaty OR border", sort="left") if line.left.split()]
    assert lefts == sorted(lefts, key=str.lower)


def test_lines_by_date_begin_with_the_oldest(reader: LedgerReader) -> None:
    lines = kwic(reader, "sanctions", sort="date")
    dates = [line.date.start for line in lines if line.date]
    assert dates == sorted(dates)
    assert len(kwic(reader, "sanctions", limit=1)) == 1


def test_a_word_under_not_is_no_hit(reader: LedgerReader) -> None:
    assert all(line.match.lower() != "treaty" for line in kwic(reader, "sanctions NOT treaty"))


def test_an_unknown_order_is_refused(reader: LedgerReader) -> None:
    with pytest.raises(UsageError, match="left, right, date"):
        kwic(reader, "war", sort="up")
