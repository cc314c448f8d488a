"""Documents that match a query, with excerpts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from dragoman.errors import UsageError
from dragoman.search.corpus import ActorsOf, Session, open_session
from dragoman.search.excerpts import make_excerpts
from dragoman.search.explain import explain
from dragoman.search.facets import count_facets, facet_names
from dragoman.search.match import Read, index_is_enough, met, read
from dragoman.search.parser import parse
from dragoman.search.results import Excerpt, Facet, Hit, SearchResult, Sort
from dragoman.search.retrieve import retrieve, texts_of
from dragoman.store.fulltext import Match, StoredPassage

if TYPE_CHECKING:
    from dragoman.store import LedgerReader

_FIRST_LOOK: Final = 100
"""Passages asked for at first; more where they lie in too few documents."""
_HALF_LIFE_DAYS: Final = 3 * 365
_UNKNOWN_AGE: Final = 0.5
"""The weight of a passage without a date in the order ``recent``."""


_OF_ONE_PASSAGE: Final = 2
"""Excerpts of one passage, where the words found in it stand far apart."""
_CHECKED_AT_ONCE: Final = 10
_CHECKED_EACH: Final = 5
"""Passages of one document whose text is looked at to see whether it meets the query."""


@dataclass(frozen=True, slots=True)
class _Group:
    """A document's matching passages, best first."""

    document: str
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class _Shown:
    """A passage with its words analysed."""

    passage: StoredPassage
    text: Read


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
) -> tuple[list[_Group], bool, dict[int, _Shown]]:
    """Documents in order, whether these are all, and the passages that will be shown."""
    wanted = offset + limit
    ask: int | None = None if order is Sort.DATE else max(_FIRST_LOOK, wanted * 5)
    while True:
        retrieved = retrieve(session, limit=ask)
        groups = _grouped(_ordered(session, retrieved.matches, order))
        if order is Sort.DATE:
            groups.sort(key=lambda group: session.corpus.begun(group.document) or "", reverse=True)
        groups, exact, shown = _checked_texts(session, groups, wanted=wanted, offset=offset, excerpts=excerpts)
        if len(groups) >= wanted or retrieved.complete or ask is None:
            return groups, exact and retrieved.complete, shown
        ask *= 8


def _ordered(session: Session, matches: Iterable[Match], order: Sort) -> list[Match]:
    found = list(matches)
    if order is not Sort.RECENT:
        return found
    begun = session.corpus.begun
    newest = max(filter(None, (begun(match.document) for match in found)), default=None)
    if newest is None:
        return found
    aged = [replace(match, score=match.score * _freshness(begun(match.document), newest)) for match in found]
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
) -> tuple[list[_Group], bool, dict[int, _Shown]]:
    """Passages to show; where the index says too much, only those whose text meets the query."""
    if index_is_enough(session.node):
        return groups, True, _shown(session, [m for group in groups[offset:wanted] for m in group.matches[:excerpts]])
    kept: list[_Group] = []
    shown: dict[int, _Shown] = {}
    place = 0
    while place < len(groups) and len(kept) < wanted:
        some = groups[place : place + max(wanted - len(kept), _CHECKED_AT_ONCE)]
        texts = _shown(session, [m for group in some for m in group.matches[:_CHECKED_EACH]])
        for group in some:
            good = tuple(match for match in group.matches if _meets(session, texts.get(match.row)))
            if good:
                kept.append(_Group(group.document, good))
        shown.update(texts)
        place += len(some)
    return kept, place >= len(groups), shown


def _shown(session: Session, matches: Sequence[Match]) -> dict[int, _Shown]:
    return {
        row: _Shown(passage, read(passage.text, passage.language))
        for row, passage in texts_of(session, matches).items()
    }


def _meets(session: Session, shown: _Shown | None) -> bool:
    return shown is not None and met(session.node, shown.text, session.lexicon) is not False


def _hits(session: Session, groups: Sequence[_Group], shown: dict[int, _Shown], excerpts: int) -> tuple[Hit, ...]:
    return tuple(_hit(session, group, shown, excerpts) for group in groups)


def _hit(session: Session, group: _Group, shown: dict[int, _Shown], excerpts: int) -> Hit:
    summary = session.reader.summaries[group.document]
    texts = [shown[match.row] for match in group.matches[:excerpts] if match.row in shown]
    found = [_excerpts(session, each, summary.title, excerpts) for each in texts]
    best = [each for place in zip_longest(*found) for each in place if each is not None][:excerpts]
    return Hit(
        document=group.document,
        title=summary.title,
        date=summary.published,
        publisher=summary.publisher,
        uri=summary.uri,
        language=summary.language,
        score=group.matches[0].score,
        excerpts=tuple(sorted(best, key=lambda each: each.start)),
    )


def _excerpts(session: Session, shown: _Shown, title: str | None, most: int) -> tuple[Excerpt, ...]:
    passage = shown.passage
    last = passage.ordinal + 1 >= session.corpus.passage_counts.get(passage.document, 0)
    return make_excerpts(
        passage, session.node, session.lexicon, text=shown.text, title=title, last=last, most=min(most, _OF_ONE_PASSAGE)
    )
