"""How matches spread over actors, kinds, types, publishers, languages, years, genres, collections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from dragoman.errors import QueryError
from dragoman.search.corpus import Session
from dragoman.search.results import Facet, FacetValue
from dragoman.search.retrieve import retrieve_table

if TYPE_CHECKING:
    import pyarrow as pa

FACETS: Final = {
    "actor": "actor", "kind": "kind", "type": "type", "category": "category", "publisher": "publisher",
    "language": "lang", "year": "year", "genre": "genre", "collection": "collection",
}  # fmt: skip
"""Facets by name, with the labels they count."""
MOST_VALUES: Final = 50


def facet_names(wanted: Sequence[str]) -> tuple[str, ...]:
    """The names, checked; QueryError lists the choices."""
    for name in wanted:
        if name not in FACETS:
            raise QueryError(f"there is no facet {name!r}; the facets are {', '.join(FACETS)}")
    return tuple(dict.fromkeys(wanted))


def count_facets(session: Session, wanted: Sequence[str]) -> tuple[tuple[Facet, ...], int]:
    """Facets over every match, and how many documents match: this reads all of them."""
    names = facet_names(wanted)
    table = retrieve_table(session, "labels")
    counted = _counted(table)
    facets = tuple(Facet(name, _values(counted.get(FACETS[name], ()))) for name in names)
    return facets, _distinct(table["document"])


def _distinct(column: pa.ChunkedArray) -> int:
    import pyarrow.compute as pc

    return int(pc.count_distinct(column).as_py())


def _counted(table: pa.Table) -> dict[str, list[FacetValue]]:
    """Every label with its passages and documents, by the field it begins with."""
    import pyarrow as pa
    import pyarrow.compute as pc

    labels = table["labels"].combine_chunks()
    document = table["document"].combine_chunks().dictionary_encode().indices
    pairs = pa.table(
        {
            "label": pc.list_flatten(labels).dictionary_encode(),
            "document": document.take(pc.list_parent_indices(labels)),
        }
    )
    grouped = pairs.group_by("label").aggregate([([], "count_all"), ("document", "count_distinct")])
    found: dict[str, list[FacetValue]] = defaultdict(list)
    columns = ("label", "count_all", "document_count_distinct")
    for label, passages, documents in zip(*(grouped[name].to_pylist() for name in columns), strict=True):
        field, _, value = label.partition(":")
        found[field].append(FacetValue(value.replace("_", " "), passages, documents))
    return found


def _values(found: Sequence[FacetValue]) -> tuple[FacetValue, ...]:
    ordered = sorted(found, key=lambda each: (-each.documents, -each.passages, each.value))
    return tuple(ordered[:MOST_VALUES])
