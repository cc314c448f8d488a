"""Documents that match a query, with excerpts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from dragoman.errors import UsageError
from dragoman.search.corpus import ActorsOf, Session, open_session
from dragoman.search.excerpts import make_excerpt
from dragoman.search.explain import explain
from dragoman.search.facets import count_facets, facet_names
from dragoman.search.match import index_is_enough, met, read
from dragoman.search.parser import parse
from dragoman.search.results import Excerpt, Facet, Hit, SearchResult, Sort
from dragoman.search.retrieve import retrieve
from dragoman.store.fulltext import Match, StoredPassage, passages

if TYPE_CHECKING:
    from dragoman.store import LedgerReader

_FIRST_LOOK: Final = 100
"""Passages asked for at first; more where they lie in too few documents."""
_HALF_LIFE_DAYS: Final = 3 * 365
_UNKNOWN_AGE: Final = 0.5
"""The weight of a passage without a date in the order ``recent``."""


_CHECKED_AT_ONCE: Final = 10
_CHECKED_EACH: Final = 5
"""Passages of one document whose text is looked at to see whether it meets the query."""


@dataclass(frozen=True, slots=True)
class _Group:
    """A document's matching passages, best first."""

    document: str
    matches: tuple[Match, ...]


def search(
    reader: LedgerReader,
    query: str,
    *,
    limit: int = 10,
    offset: int = 0,
    sort: Sort | str = Sort.RELEVANCE,
    excerpts: int = 3,
    facets: Sequence[str] = (),
    actors: ActorsOf | None = None,
) -> SearchResult:
    """Documents that match, with their best passages as excerpts in reading order.

    ``facets`` names fields to count over every match. ``actors`` turns a name after ``actor:``
    into register ids; without it ids and country codes are understood. QueryError says what
    is wrong with a query; a result without hits explains itself.
    """
    order = _checked(sort, limit, offset, excerpts)
    facet_names(facets)
    session = open_session(reader, parse(query), actors)
    groups, exact, shown = _look(session, order, limit=limit, offset=offset, excerpts=excerpts)
    counted: tuple[Facet, ...] = ()
    total = len(groups)
    if facets:
        counted, total_seen = count_facets(session, facets)
        if index_is_enough(session.node):
            total, exact = total_seen, True
    page = groups[offset : offset + limit]
    result = SearchResult(query, total, exact, _hits(session, page, shown, excerpts), counted)
    return result if groups else replace(result, explanation=explain(session, query))


def _checked(sort: Sort | str, limit: int, offset: int, excerpts: int) -> Sort:
    for name, value in (("limit", limit), ("offset", offset), ("excerpts", excerpts)):
        if value < 0:
            raise UsageError(f"{name} is {value}; give 0 or more")
    try:
        return Sort(sort)
    except ValueError:
        raise UsageError(f"there is no order {sort!r}; choose {', '.join(Sort)}") from None


def _look(
    session: Session, order: Sort, *, limit: int, offset: int, excerpts: int
) -> tuple[list[_Group], bool, dict[int, StoredPassage]]:
    """Documents in order, whether these are all, and the passages that will be shown."""
    wanted = offset + limit
    ask: int | None = None if order is Sort.DATE else max(_FIRST_LOOK, wanted * 5)
    while True:
        retrieved = retrieve(session, limit=ask)
        groups = _grouped(_ordered(retrieved.matches, order))
        if order is Sort.DATE:
            groups.sort(key=lambda group: group.matches[0].published or "", reverse=True)
        groups, exact, shown = _checked_texts(session, groups, wanted=wanted, offset=offset, excerpts=excerpts)
        if len(groups) >= wanted or retrieved.complete or ask is None:
            return groups, exact and retrieved.complete, shown
        ask *= 8


def _ordered(matches: Iterable[Match], order: Sort) -> list[Match]:
    found = list(matches)
    if order is not Sort.RECENT:
        return found
    newest = max((match.published for match in found if match.published), default=None)
    if newest is None:
        return found
    aged = [replace(match, score=match.score * _freshness(match.published, newest)) for match in found]
    return sorted(aged, key=lambda match: -match.score)


def _freshness(published: str | None, newest: str) -> float:
    """Between 1 for the newest and 0.25 for the very old: age weighs, but relevance more."""
    if published is None:
        return _UNKNOWN_AGE
    days = (date.fromisoformat(newest) - date.fromisoformat(published)).days
    return 0.25 + 0.75 * math.pow(0.5, days / _HALF_LIFE_DAYS)


def _grouped(matches: Iterable[Match]) -> list[_Group]:
    by_document: dict[str, list[Match]] = {}
    for match in matches:
        by_document.setdefault(match.document, []).append(match)
    return [_Group(document, tuple(found)) for document, found in by_document.items()]


def _checked_texts(
    session: Session, groups: list[_Group], *, wanted: int, offset: int, excerpts: int
) -> tuple[list[_Group], bool, dict[int, StoredPassage]]:
    """Passages to show; where the index says too much, only those whose text meets the query."""
    if index_is_enough(session.node):
        rows = [m.row for group in groups[offset:wanted] for m in group.matches[: max(excerpts, 0)]]
        return groups, True, passages(session.dataset, rows) if rows else {}
    kept: list[_Group] = []
    shown: dict[int, StoredPassage] = {}
    place = 0
    while place < len(groups) and len(kept) < wanted:
        some = groups[place : place + max(wanted - len(kept), _CHECKED_AT_ONCE)]
        texts = passages(session.dataset, [m.row for group in some for m in group.matches[:_CHECKED_EACH]])
        for group in some:
            good = tuple(match for match in group.matches if _meets(session, texts.get(match.row)))
            if good:
                kept.append(_Group(group.document, good))
        shown.update(texts)
        place += len(some)
    return kept, place >= len(groups), shown


def _meets(session: Session, passage: StoredPassage | None) -> bool:
    if passage is None:
        return False
    return met(session.node, read(passage.text, passage.language), session.lexicon) is not False


def _hits(
    session: Session, groups: Sequence[_Group], shown: dict[int, StoredPassage], excerpts: int
) -> tuple[Hit, ...]:
    return tuple(_hit(session, group, shown, excerpts) for group in groups)


def _hit(session: Session, group: _Group, shown: dict[int, StoredPassage], excerpts: int) -> Hit:
    summary = session.reader.summaries[group.document]
    texts = [shown[match.row] for match in group.matches[:excerpts] if match.row in shown]
    return Hit(
        document=group.document,
        title=summary.title,
        date=summary.published,
        publisher=summary.publisher,
        uri=summary.uri,
        language=summary.language,
        score=group.matches[0].score,
        excerpts=tuple(_excerpt(session, text) for text in sorted(texts, key=lambda each: each.start)),
    )


def _excerpt(session: Session, passage: StoredPassage) -> Excerpt:
    count = session.corpus.passage_counts.get(passage.document, 0)
    return make_excerpt(passage, session.node, session.lexicon, last=passage.ordinal + 1 >= count)
