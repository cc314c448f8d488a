"""What a search gives back. Offsets count characters of ``Document.text``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.records import Date


class Sort(StrEnum):
    """In which order documents are given."""

    RELEVANCE = "relevance"
    """By BM25 of the best passage."""
    RECENT = "recent"
    """By BM25, a passage three years older than the newest one counting half."""
    DATE = "date"
    """Newest first; without a date last."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Sentences of a passage around its hits.

    ``marks`` are ranges of the document, inside ``start`` and ``end``. ``leading`` and ``trailing``
    say whether the document has text before and after that is left out, its opening heading aside.
    """

    document: str
    start: int
    end: int
    text: str
    marks: tuple[tuple[int, int], ...]
    page: int | None
    heading: str | None
    leading: bool
    trailing: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A document with matching passages."""

    document: str
    title: str | None
    date: Date | None
    publisher: str | None
    uri: str
    language: str | None
    score: float
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a field among the matches, and how often."""

    value: str
    passages: int
    documents: int


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of a field among the matches, most documents first."""

    field: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class PartCount:
    """How many passages a part of a query matches on its own, and words spelt nearly like it."""

    text: str
    passages: int
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a query found nothing: its parts with their counts, and what would match, in sentences."""

    parts: tuple[PartCount, ...]
    advice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The documents found. ``total`` counts documents; a lower bound where ``exact`` is false."""

    query: str
    total: int
    exact: bool
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...] = ()
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class KwicLine:
    """A hit in its sentence: what stands left of it, the hit, what stands right of it."""

    document: str
    title: str | None
    date: Date | None
    start: int
    end: int
    left: str
    match: str
    right: str
    page: int | None
