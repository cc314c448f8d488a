"""Who stands on which side of a statement, asked for by id, code or name."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from dragoman.records import NamedActor, ResolvedActor, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Direction(StrEnum):
    """Who does it to whom; ``joint`` is what two do together, or each to the other."""

    FORWARD = "a to b"
    BACKWARD = "b to a"
    JOINT = "joint"


def is_called(who: ResolvedActor, names: frozenset[str]) -> bool:
    """Whether an actor's id, country code or name is one of these; a state's own people count as the state."""
    return any(value is not None and value.casefold() in names for value in (who.actor, who.country, who.name))


def direction_between(statement: Statement, a: frozenset[str], b: frozenset[str]) -> Direction | None:
    """How a statement runs between two actors, None if it does not.

    What both did to a third is no act between them: joint acts name all members as source and nobody as target.
    """
    forward = _has(statement.source, a) and _has(statement.target, b)
    backward = _has(statement.source, b) and _has(statement.target, a)
    if forward != backward:
        return Direction.FORWARD if forward else Direction.BACKWARD
    if forward or (not statement.target and _both_in(statement.source, a, b)):
        return Direction.JOINT
    return None


def _has(side: Iterable[NamedActor], names: frozenset[str]) -> bool:
    return any(is_called(each.resolved, names) for each in side)


def _both_in(side: Sequence[NamedActor], a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether one of the side is A and another one B."""
    return any(
        is_called(one.resolved, a) and is_called(other.resolved, b)
        for number, one in enumerate(side)
        for place, other in enumerate(side)
        if number != place
    )
