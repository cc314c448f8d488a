"""Facets count every match, by passages and by documents."""

from __future__ import annotations

from dragoman.search import FacetValue, search
from dragoman.store import LedgerReader


def values(reader: LedgerReader, query: str, facet: str) -> dict[str, tuple[int, int]]:
    (found,) = search(reader, query, facets=(facet,)).facets
    assert found.field == facet
    return {each.value: (each.passages, each.documents) for each in found.values}


def test_values_are_counted_over_all_matches(reader: LedgerReader) -> None:
    assert values(reader, "sankcije OR sanctions", "language") == {"sr": (2, 2), "hr": (1, 1), "en": (3, 2)}
    assert values(reader, "sanctions", "publisher") == {"Danube Review": (2, 1), "CIA World Factbook": (1, 1)}


def test_every_facet_can_be_asked_for(reader: LedgerReader) -> None:
    names = ("actor", "kind", "type", "publisher", "language", "year", "genre", "collection")
    result = search(reader, "sanctions", facets=names)
    assert tuple(facet.field for facet in result.facets) == names
    assert result.facets[0].values == (FacetValue("SRB", 1, 1),)
    assert {value.value for value in result.facets[5].values} == {"2014", "2006"}


def test_filters_alone_and_mixtures_are_counted_once(reader: LedgerReader) -> None:
    assert values(reader, "lang:sr OR sankcije", "language") == {"sr": (2, 2), "hr": (1, 1)}
    assert values(reader, "NOT sankcije NOT lang:en", "language") == {"ru": (1, 1)}
