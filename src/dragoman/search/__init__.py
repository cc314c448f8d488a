"""Finding passages: query language, ranking, excerpts with marked hits, facets, concordance."""

from dragoman.search.find import search
from dragoman.search.kwic import kwic
from dragoman.search.results import (
    Excerpt,
    Explanation,
    Facet,
    FacetValue,
    Hit,
    KwicLine,
    PartCount,
    SearchResult,
    Sort,
)

__all__ = [
    "Excerpt",
    "Explanation",
    "Facet",
    "FacetValue",
    "Hit",
    "KwicLine",
    "PartCount",
    "SearchResult",
    "Sort",
    "kwic",
    "search",
]
