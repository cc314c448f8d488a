"""The actors a ledger's live documents name, with how often, where and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.store.canonical import is_provisional

if TYPE_CHECKING:
    from dragoman.actors.register import Actor
    from dragoman.store import LedgerReader
    from dragoman.store.naming import Accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorFilter:
    """Which actors; an empty field does not restrict."""

    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    ids: frozenset[str] | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class ActorSummary:
    """An accepted actor with its mentions in live documents, and the first and last day these bear."""

    id: str
    name: str
    kind: str | None
    country: str | None
    sector: str | None
    mentions: int
    documents: int
    first: str | None
    last: str | None


def list_actors(reader: LedgerReader, wanted: ActorFilter | None = None) -> list[ActorSummary]:
    """Accepted actors, the most mentioned first; merged ones count as one."""
    wanted = wanted or ActorFilter()
    by_actor: dict[str, list[Accepted]] = {}
    for each in reader.naming.accepted():
        by_actor.setdefault(each.actor, []).append(each)
    found = [
        _summary(reader, actor, group)
        for actor, group in by_actor.items()
        if (wanted.ids is None or actor in wanted.ids) and (not wanted.provisional or is_provisional(actor))
    ]
    fitting = [each for each in found if _fits(each, wanted)]
    return sorted(fitting, key=lambda each: (-each.mentions, each.name, each.id))


def _summary(reader: LedgerReader, actor: str, group: Sequence[Accepted]) -> ActorSummary:
    record = reader.naming.register.get(actor)
    name = reader.naming.canonical.names.get(actor) or (record.name() if record else None)
    keys = {each.document for each in group}
    dates = [found for key in keys if (found := reader.summaries[key].published) is not None]
    return ActorSummary(
        actor,
        name or _most((each.name, each.mentions) for each in group) or actor,
        (record.kind if record else None) or _most((each.kind, each.mentions) for each in group),
        (record.country if record else None) or _most((each.country, each.mentions) for each in group),
        _sector(record, group),
        sum(each.mentions for each in group),
        len(keys),
        min((date.start for date in dates), default=None),
        max((date.end for date in dates), default=None),
    )


def _sector(record: Actor | None, group: Sequence[Accepted]) -> str | None:
    """A person's sector is that of the days he is named on; every other actor's stands in its record."""
    if record is not None and record.kind != "person":
        return record.sector
    return _most((each.sector, each.mentions) for each in group) or (record.sector if record else None)


def _most(values: Iterable[tuple[str | None, int]]) -> str | None:
    """The most frequent known value; of several the first by name."""
    counts: Counter[str] = Counter()
    for value, times in values:
        if value is not None:
            counts[value] += times
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def _fits(actor: ActorSummary, wanted: ActorFilter) -> bool:
    return all(
        not choices or (value or "").casefold() in {choice.casefold() for choice in choices}
        for value, choices in (
            (actor.kind, wanted.kinds),
            (actor.country, wanted.countries),
            (actor.sector, wanted.sectors),
        )
    )
