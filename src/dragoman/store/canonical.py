"""Which actors are one by what people decided: the same answer whatever the order of the judgements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from dragoman.records import digest
from dragoman.store.tables import JudgementKind, JudgementRow

PROVISIONAL = "provisional/"
"""What the ids of actors begin with that no register lists."""


def is_provisional(actor: str) -> bool:
    """Whether an actor stands in no register: a person known only by name in this ledger."""
    return actor.startswith(PROVISIONAL)


@dataclass(frozen=True, slots=True)
class Canonical:
    """Groups of actors that count as one. An actor in no group leads itself."""

    leaders: Mapping[str, str]
    names: Mapping[str, str]
    idle: tuple[str, ...] = ()
    """Ids of merges not in force, because a split keeps apart what they would join."""
    _members: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def leader(self, actor: str) -> str:
        """The id an actor counts under: one of a register before a provisional one, then the first by name."""
        return self.leaders.get(actor, actor)

    def members(self, actor: str) -> tuple[str, ...]:
        """All ids that count as one with this one, the leader first."""
        leader = self.leader(actor)
        return self._members.get(leader, (leader,))

    @property
    def version(self) -> str:
        """Changes when a merge, split or name does."""
        pairs = [f"{one}={other}" for one, other in sorted({**self.leaders, **self.names}.items())]
        return digest(*pairs)[:12] if pairs else ""


def canonical(judgements: Iterable[JudgementRow]) -> Canonical:
    """The groups that live judgements make.

    Merges are taken in the order of the pairs they join, not of time; one that would bring together
    two actors whom a split keeps apart is passed over. Of several names the last given one counts.
    """
    rows = list(judgements)
    apart = [row.subject for row in rows if row.kind is JudgementKind.SPLIT]
    groups: dict[str, frozenset[str]] = {}
    idle = []
    merges = [row for row in rows if row.kind is JudgementKind.MERGE]
    for row in sorted(merges, key=lambda each: (sorted(each.subject), each.id)):
        together = frozenset().union(*(groups.get(actor, frozenset((actor,))) for actor in row.subject))
        if any(together.issuperset(pair) for pair in apart):
            idle.append(row.id)
            continue
        groups.update(dict.fromkeys(together, together))
    ordered = {actor: tuple(sorted(group, key=_rank)) for actor, group in groups.items()}
    names = [row for row in rows if row.kind is JudgementKind.RENAME]
    leaders = {actor: group[0] for actor, group in ordered.items()}
    return Canonical(
        MappingProxyType(leaders),
        MappingProxyType(
            {
                leaders.get(actor, actor): row.verdict
                for row in sorted(names, key=lambda each: (each.recorded_at, each.id))
                for actor in row.subject
            }
        ),
        tuple(idle),
        MappingProxyType({group[0]: group for group in ordered.values()}),
    )


def path_between(one: str, other: str, judgements: Iterable[JudgementRow]) -> tuple[JudgementRow, ...]:
    """A shortest chain of merges that makes two actors one; empty where there is none."""
    merges = [row for row in judgements if row.kind is JudgementKind.MERGE]
    chains: dict[str, tuple[JudgementRow, ...]] = {one: ()}
    waiting = [one]
    for actor in waiting:
        for row in merges:
            if actor in row.subject:
                for neighbour in row.subject:
                    if neighbour not in chains:
                        chains[neighbour] = (*chains[actor], row)
                        waiting.append(neighbour)
    return chains.get(other, ())


def _rank(actor: str) -> tuple[bool, str]:
    return is_provisional(actor), actor
