"""Words that search filters passages by, such as ``lang:en`` or ``actor:SRB``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.records import Coding, Document, Passage, ResolvedActor


def label(field: str, value: str) -> str:
    """One filter word; white space inside a value becomes ``_``."""
    return f"{field}:{'_'.join(value.split())}"


def passage_labels(document: Document, passage: Passage, coding: Coding | None) -> tuple[str, ...]:
    """Every filter word of a passage, sorted."""
    found = set(_document_labels(document))
    if coding:
        found.update(_coding_labels(coding, passage))
    return tuple(sorted(found))


def _document_labels(document: Document) -> Iterator[str]:
    for field, value in (
        ("lang", document.language),
        ("publisher", document.publisher),
        ("genre", document.genre),
        ("collection", document.collection),
    ):
        if value:
            yield label(field, value)
    if document.published:
        first, last = (int(day[:4]) for day in (document.published.start, document.published.end))
        for year in range(first, last + 1):
            yield label("year", f"{year:04d}")


def _coding_labels(coding: Coding, passage: Passage) -> Iterator[str]:
    for each in coding.resolutions:
        if passage.start <= each.mention.start < passage.end:
            yield from _actor_labels(each.actor)
    for statement in coding.statements:
        if passage.start <= statement.sentence.start < passage.end:
            yield label("kind", statement.kind)
            yield label("type", statement.type)


def with_actors(labels: Iterable[str], actors: Iterable[ResolvedActor]) -> tuple[str, ...]:
    """A passage's filter words with these actors in place of those it had, sorted."""
    others = (each for each in labels if not each.startswith("actor:"))
    return tuple(sorted({*others, *(each for actor in actors for each in _actor_labels(actor))}))


def _actor_labels(resolved: ResolvedActor) -> Iterator[str]:
    for value in (resolved.actor, resolved.country):
        if value:
            yield label("actor", value)
