"""Which documents a query finds, in which order, with which excerpts."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.search.building import (
    ALL,
    BORDER,
    CROATIAN,
    CYRILLIC,
    LATIN,
    RUSSIAN,
    SANCTIONS,
    TALKS,
    build,
    make_document,
    new,
)

from dragoman.errors import QueryError, UsageError
from dragoman.records import Document
from dragoman.search import SearchResult, search
from dragoman.store import LedgerReader

NAMES = {document.key: document.uri.rpartition("/")[2] for document in ALL}


def found(result: SearchResult) -> set[str]:
    return {NAMES[hit.document] for hit in result.hits}


def names(*documents: Document) -> set[str]:
    return {NAMES[document.key] for document in documents}


@pytest.mark.parametrize(
    ("query", "documents"),
    [
        ("sankcije", (CYRILLIC, LATIN, CROATIAN)),
        ("санкције", (CYRILLIC, LATIN, CROATIAN)),
        ("sanctions", (SANCTIONS, TALKS)),
        ("SANCTION", (SANCTIONS, TALKS)),
        ("переговоры", (RUSSIAN,)),
        ("Vucic", (CYRILLIC, LATIN)),
        ("Вучићем", (CYRILLIC, LATIN)),
        ("predsednik", (CYRILLIC, LATIN, CROATIAN)),
        ("sanctions OR treaty", (SANCTIONS, TALKS, BORDER)),
        ("sanctions treaty", (TALKS,)),
        ("sanctions -treaty", (SANCTIONS,)),
        ("(treaty OR province) AND NOT sanctions", (BORDER,)),
        ('"border treaty"', (TALKS,)),
        ('"Republika Srpska"', (LATIN,)),
        ('"treaty border"', ()),
        ("sankc*", (CYRILLIC, LATIN, CROATIAN)),
        ("санкц*", (CYRILLIC, LATIN, CROATIAN)),
        ("sanction* lang:en", (SANCTIONS, TALKS)),
        ("treaty NEAR/4 border", (TALKS, BORDER)),
        ("border NEAR/1 treaty", (TALKS,)),
        ('"maritime border" NEAR/5 treaty', (BORDER,)),
        ('"maritime border" NEAR/1 treaty', ()),
        ("treat* NEAR/2 border", (TALKS,)),
        ("sankcije lang:hr", (CROATIAN,)),
        ("sankcije -lang:hr", (CYRILLIC, LATIN)),
        ("sankcije date:2022-04", (CYRILLIC,)),
        ("sankcije -date:2022", (CROATIAN,)),
        ("date:2006..2008", (TALKS, BORDER)),
        ("date:>2020", (CYRILLIC, LATIN)),
        ("date:<=2008-10-09", (TALKS, BORDER)),
        ('publisher:"cia world factbook"', (TALKS,)),
        ("publisher:Дунавски", ()),
        ('publisher:"дунавски преглед"', (CYRILLIC,)),
        ("genre:REPORT", (TALKS,)),
        ("collection:tests lang:ru", (RUSSIAN,)),
        ("actor:srb", (SANCTIONS,)),
        ("type:consult kind:EVENT", (SANCTIONS,)),
        ("lang:ru OR treaty", (RUSSIAN, TALKS, BORDER)),
        ("NOT lang:en NOT sankcije", (RUSSIAN,)),
        ("NOT (lang:en OR lang:sr OR lang:ru)", (CROATIAN,)),
        ("NOT (lang:en sanctions) -lang:sr -lang:hr", (BORDER, RUSSIAN)),
        ("-sankc* lang:sr", ()),
        ("-sanctionz* genre:report", (TALKS,)),
    ],
)
def test_a_query_finds(reader: LedgerReader, query: str, documents: tuple[Document, ...]) -> None:
    assert found(search(reader, query)) == names(*documents)


def test_a_name_after_actor_can_be_looked_up(reader: LedgerReader) -> None:
    result = search(reader, 'actor:"Republic of Serbia"', actors=lambda name: ("SRB",) if "Serbia" in name else ())
    assert found(result) == names(SANCTIONS)


@pytest.mark.parametrize("query", ["sankcije", '"border treaty"', "treaty NEAR/4 border", "sanct*", "Vučić -treaty"])
def test_every_mark_slices_back_to_its_words(reader: LedgerReader, query: str) -> None:
    texts = {document.key: document.text for document in ALL}
    for hit in search(reader, query).hits:
        for excerpt in hit.excerpts:
            assert texts[excerpt.document][excerpt.start : excerpt.end] == excerpt.text
            assert excerpt.marks
            for start, end in excerpt.marks:
                assert excerpt.start <= start < end <= excerpt.end


def test_marks_cover_the_inflected_words(reader: LedgerReader) -> None:
    (hit,) = search(reader, "sankcije lang:sr date:2022-04").hits
    (excerpt,) = hit.excerpts
    assert [CYRILLIC.text[start:end] for start, end in excerpt.marks] == ["санкцијама"]


def test_excerpts_stand_in_reading_order_with_heading_and_elision(reader: LedgerReader) -> None:
    (hit,) = search(reader, "sanctions Serbia OR lifted").hits
    first, second = hit.excerpts
    assert first.start < second.start
    assert (first.leading, first.trailing) == (False, True)
    assert (second.leading, second.trailing) == (True, True)
    assert second.heading == "The question of sanctions"


def test_an_excerpt_knows_its_page(reader: LedgerReader) -> None:
    (hit,) = search(reader, "friendship").hits
    assert [excerpt.page for excerpt in hit.excerpts] == [2]


def test_orders(reader: LedgerReader) -> None:
    dated = [hit.date.start if hit.date else None for hit in search(reader, "sankcije", sort="date").hits]
    assert dated == ["2022-04-01", "2022-03-01", None]
    scores = [hit.score for hit in search(reader, "treaty").hits]
    assert scores == sorted(scores, reverse=True)
    assert found(search(reader, "treaty", sort="recent")) == names(TALKS, BORDER)


def test_a_newer_document_goes_before_an_older_one_as_relevant(tmp_path: Path) -> None:
    old = make_document("old", "The envoy arrived.", day="1999-01-01")
    fresh = make_document("fresh", "The envoy departed.", day="2023-01-01")
    reader = build(str(tmp_path / "ledger"), old, fresh).reader()
    assert [hit.document for hit in search(reader, "envoy", sort="recent").hits] == [fresh.key, old.key]


def test_pages_of_results_do_not_overlap(reader: LedgerReader) -> None:
    first = search(reader, "sankcije", limit=2)
    second = search(reader, "sankcije", limit=2, offset=2)
    assert found(first) | found(second) == names(CYRILLIC, LATIN, CROATIAN)
    assert not found(first) & found(second)
    assert first.total == 3
    assert first.exact


def test_more_matches_than_were_looked_at_are_a_lower_bound(tmp_path: Path) -> None:
    documents = [make_document(f"note-{number}", f"Envoy number {number} came.") for number in range(120)]
    reader = build(str(tmp_path / "ledger"), *documents).reader()
    some = search(reader, "envoy")
    assert not some.exact
    assert some.total == 100
    counted = search(reader, "envoy", facets=("language",))
    assert (counted.total, counted.exact) == (120, True)


def test_options_are_checked(reader: LedgerReader) -> None:
    with pytest.raises(UsageError, match="relevance, recent, date"):
        search(reader, "war", sort="size")
    with pytest.raises(UsageError, match="limit is -1"):
        search(reader, "war", limit=-1)
    with pytest.raises(QueryError, match="actor, kind, type"):
        search(reader, "war", facets=("colour",))


def test_a_prefix_for_too_many_words_is_refused(tmp_path: Path) -> None:
    text = " ".join(f"qa{number}x" for number in range(600))
    reader = build(str(tmp_path / "ledger"), make_document("many", text + ".")).reader()
    with pytest.raises(QueryError, match="at most 500"):
        search(reader, "qa*")
    assert search(reader, "qa59*").total == 1


def test_a_retired_version_is_not_found(tmp_path: Path) -> None:
    ledger = build(str(tmp_path / "ledger"), make_document("page", "The first wording mentions marmalade."))
    later = make_document("page", "The second wording mentions porridge.")
    ledger.writer(run="again").write([new(later)])
    reader = ledger.reader()
    assert search(reader, "marmalade").total == 0
    assert [hit.document for hit in search(reader, "porridge").hits] == [later.key]


def test_what_was_written_since_the_index_was_made_is_found(tmp_path: Path) -> None:
    ledger = build(str(tmp_path / "ledger"), make_document("one", "An envoy came."))
    ledger.writer(run="again").write([new(make_document("two", "Another envoy came to the gate."))])
    assert search(ledger.reader(), "envoy").total == 2
    assert search(ledger.reader(), '"envoy came to"').total == 1
