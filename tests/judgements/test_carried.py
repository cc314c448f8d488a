"""What was decided of a mention goes along when its page is read again or its words are drawn otherwise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.judgements.building import FIRST, STRANGER, VUCIC, Told, coding, mention_of
from tests.store.building import document, passages, span

from dragoman.judgements import Judge
from dragoman.records import Coding, Document, ResolvedActor
from dragoman.search import search
from dragoman.store import CodedDocument, Ledger, NewDocument, create_ledger

ANA = "provisional/ana-anic"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return create_ledger(str(tmp_path / "ledger"))


def write(ledger: Ledger, of: Document, *, version: str = "1", words: str = FIRST) -> None:
    """Writes a reading of a document in which the first actor is named by these words."""
    read = coding(of, Told(VUCIC), Told(STRANGER))
    first = replace(read.statements[0].source[0], span=span(of.text, words))
    mention = replace(read.resolutions[0].mention, start=first.span.start, end=first.span.end, text=words)
    found = Coding(
        (replace(read.statements[0], source=(first,)),),
        (),
        (replace(read.resolutions[0], mention=mention), *read.resolutions[1:]),
    )
    cut = passages(of)
    terms = tuple(of.text[each.start : each.end].lower() for each in cut)
    ledger.writer(run="r").write(
        [NewDocument(of, cut, terms, (), CodedDocument(of.key, "dragoman", version, version, found))]
    )


def source(ledger: Ledger) -> ResolvedActor:
    return ledger.reader().statements()[0].statement.source[0].resolved


def test_a_page_read_again_keeps_who_was_accepted(ledger: Ledger) -> None:
    first, second = (document("one", paragraphs=1, edition=edition) for edition in (1, 22))
    second = replace(second, text=second.text.replace("rejected proposal", "rejected the proposal"))
    write(ledger, first)
    mention = mention_of(ledger, first.key, FIRST)
    Judge(ledger, "tester").accept(mention, ANA)
    write(ledger, second)
    assert source(ledger).actor == ANA
    assert source(ledger).reasons[-1] == f"accepted by tester, carried over from mention {mention}"
    ledger.writer(run="r").tidy()
    assert [hit.title for hit in search(ledger.reader(), f"actor:{ANA}").hits] == ["On one"]
    Judge(ledger, "tester").undo()
    assert source(ledger).actor == VUCIC.actor


def test_longer_words_keep_who_was_accepted_but_others_do_not(ledger: Ledger) -> None:
    first = document("one", paragraphs=1)
    write(ledger, first)
    Judge(ledger, "tester").reject(mention_of(ledger, first.key, FIRST))
    write(ledger, first, version="2", words="Belgrade rejected proposal")
    assert source(ledger).actor == VUCIC.actor
    write(ledger, first, version="3", words="Belgrade reject")
    assert source(ledger).actor is None
    write(ledger, first, version="4")
    assert source(ledger).reasons[-1] == "rejected by tester"
