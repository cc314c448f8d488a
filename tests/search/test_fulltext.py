"""The text index and the vocabulary of ``store.fulltext``, through a ledger."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.search.building import build, make_document, new

from dragoman.store import Ledger
from dragoman.store.fulltext import (
    AllOf,
    AnyStem,
    InOrder,
    OneOf,
    TextQuery,
    Without,
    find,
    refresh_indexes,
    refresh_search,
    refresh_vocabulary,
    words_beginning,
)
from dragoman.store.tables import BY_NAME

STEMS = ("sanction", "treati", "border", "sankcij", "ferri", "weather", "nothing")


def queries() -> st.SearchStrategy[TextQuery]:
    words = st.lists(st.sampled_from(STEMS), min_size=1, max_size=3, unique=True).map(lambda s: AnyStem(tuple(s)))
    phrases = st.lists(st.sampled_from(STEMS), min_size=2, max_size=2).map(lambda s: InOrder(tuple(s)))
    leaves: st.SearchStrategy[TextQuery] = st.one_of(words, phrases)

    def grown(inner: st.SearchStrategy[TextQuery]) -> st.SearchStrategy[TextQuery]:
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return st.one_of(
            several.map(AllOf), several.map(OneOf), st.tuples(inner, inner).map(lambda p: Without(p[0], (p[1],)))
        )

    return st.recursive(leaves, grown, max_leaves=5)


def holds(query: TextQuery, stems: list[str]) -> bool:
    """The plain meaning of a query, word by word."""
    match query:
        case AnyStem(wanted):
            return any(stem in stems for stem in wanted)
        case InOrder(wanted, 0):
            return any(tuple(stems[at : at + len(wanted)]) == wanted for at in range(len(stems)))
        case AllOf(children):
            return all(holds(child, stems) for child in children)
        case OneOf(children):
            return any(holds(child, stems) for child in children)
        case Without(wanted, unwanted):
            return holds(wanted, stems) and not any(holds(each, stems) for each in unwanted)
        case _:
            raise AssertionError(query)


@given(queries())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_index_finds_what_a_reader_of_the_stems_would(ledger: Ledger, query: TextQuery) -> None:
    dataset = ledger.engine.dataset("passages")
    table = dataset.scanner(columns=["terms"], with_row_id=True).to_table()
    rows = zip(table["_rowid"].to_pylist(), table["terms"].to_pylist(), strict=True)
    expected = {row for row, terms in rows if holds(query, terms.split())}
    assert {match.row for match in find(dataset, query, where=None, limit=None)} == expected


def test_indexes_can_be_refreshed_again_and_again(ledger: Ledger) -> None:
    before = len(ledger.engine.dataset("passages").describe_indices())
    refresh_indexes(ledger.engine.dataset("passages"))
    assert len(ledger.engine.dataset("passages").describe_indices()) == before


def test_the_vocabulary_grows_with_the_ledger_and_can_be_made_anew(tmp_path: Path) -> None:
    ledger = build(str(tmp_path / "ledger"), make_document("one", "Envoys met envoys."))
    assert [(row.term, row.stem, row.count) for row in words_beginning(ledger.engine, "env")] == [
        ("envoys", "envoy", 2)
    ]
    ledger.writer(run="again").write([new(make_document("two", "The envoys of 2012 met.", language="sr"))])
    refresh_vocabulary(ledger.engine)
    grown = {(row.term, row.stem, row.count) for row in ledger.engine.rows(BY_NAME["vocabulary"])}
    assert ("envoys", "envoy envoys", 3) in grown
    refresh_vocabulary(ledger.engine)
    refresh_vocabulary(ledger.engine, rebuild=True)
    assert {(row.term, row.stem, row.count) for row in ledger.engine.rows(BY_NAME["vocabulary"])} == grown


def test_a_quotation_mark_in_a_prefix_is_no_sql(ledger: Ledger) -> None:
    assert words_beginning(ledger.engine, "x' OR '1'='1") == []


def test_words_written_after_the_last_indexing_are_found_by_their_beginning(tmp_path: Path) -> None:
    ledger = build(str(tmp_path / "ledger"), make_document("one", "Envoys met."))
    refresh_search(ledger.engine)
    ledger.writer(run="again").write([new(make_document("two", "An envelope came."))])
    refresh_vocabulary(ledger.engine)
    assert [row.term for row in words_beginning(ledger.engine, "env")] == ["envelope", "envoys"]
    refresh_search(ledger.engine)
    assert [row.term for row in words_beginning(ledger.engine, "env")] == ["envelope", "envoys"]
