"""Finds actors by name: those of the package, the user's own, and provisional ones of the ledger."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from dragoman.actors.provisional import skeleton
from dragoman.actors.tokens import fold_phrase
from dragoman.errors import UsageError
from dragoman.store.canonical import is_provisional

if TYPE_CHECKING:
    from dragoman.store import LedgerReader

_CLOSE = 0.82
_SHOWN = 5
_LONGEST = 120


class Likeness(IntEnum):
    """How a name was found, best first."""

    ID = 0
    NAME = 1
    WORDS = 2
    CLOSE = 3


@dataclass(frozen=True, slots=True)
class Found:
    """An actor with the name that fits and how well it does."""

    id: str
    name: str
    kind: str | None
    country: str | None
    matched: str
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class _Known:
    id: str
    name: str
    kind: str | None
    country: str | None
    names: tuple[str, ...]


def find_actors(reader: LedgerReader, text: str, *, limit: int | None = None) -> list[Found]:
    """Actors with this id or name, in any script, with or without marks; then those with its words; then close ones."""
    key, sounds = fold_phrase(text[:_LONGEST]), _sounds(text[:_LONGEST])
    found = []
    for known in _all(reader):
        best = _best(known, text, key, sounds)
        if best is not None:
            likeness, distance, name = best
            found.append((distance, Found(known.id, known.name, known.kind, known.country, name, likeness)))
    found.sort(
        key=lambda each: (each[1].likeness, each[0], is_provisional(each[1].id), len(each[1].matched), each[1].id)
    )
    return [each for _, each in found[:limit]]


def the_actor(reader: LedgerReader, text: str) -> str:
    """The id of the one actor of this id or name; UsageError names the choices."""
    found = find_actors(reader, text)
    sure = [each for each in found if each.likeness is Likeness.ID] or [
        each for each in found if each.likeness is Likeness.NAME
    ]
    if len({reader.naming.canonical.leader(each.id) for each in sure}) == 1:
        return sure[0].id
    if sure:
        choices = ", ".join(f"{each.id} ({each.name})" for each in sure[:_SHOWN])
        raise UsageError(f"{text!r} may be any of {choices}; give an id")
    near = ", ".join(f"{each.id} ({each.name})" for each in found[:_SHOWN])
    hint = f"the nearest are {near}" if near else f"'dragoman actors search {text!r}' looks for other spellings"
    raise UsageError(f"no actor has the id or name {text!r}; {hint}")


def _all(reader: LedgerReader) -> Iterator[_Known]:
    """Actors of the register, then provisional ones with the names their documents give them."""
    given = reader.naming.canonical.names
    for actor in reader.naming.register:
        names = tuple(name for each in actor.names.values() for name in each)
        renamed = given.get(actor.id)
        name = renamed or actor.name()
        yield _Known(actor.id, name, actor.kind, actor.country, (*names, renamed) if renamed else names)
    strangers: dict[str, _Known] = {}
    for each in reader.naming.accepted():
        if each.actor not in reader.naming.register:
            before = strangers.get(each.actor)
            names = (*(before.names if before else ()), *((each.name,) if each.name else ()))
            name = given.get(each.actor) or (names[0] if names else each.actor)
            strangers[each.actor] = _Known(each.actor, name, each.kind, each.country, tuple(dict.fromkeys(names)))
    yield from strangers.values()
    for merged in sorted(set(reader.naming.canonical.leaders) - set(strangers)):
        if merged not in reader.naming.register:
            yield _Known(merged, given.get(merged, merged), None, None, ())


def _sounds(text: str) -> str:
    return " ".join(skeleton(word) for word in text.split())


def _best(known: _Known, text: str, key: str, sounds: str) -> tuple[Likeness, float, str] | None:
    """How like an actor a text is at best, how far from it, and by which name."""
    if known.id.casefold() == text.strip().casefold():
        return Likeness.ID, 0.0, known.id
    likes = ((like, name) for name in known.names if (like := _likeness(name, key, sounds)) is not None)
    return min(((like, distance, name) for (like, distance), name in likes), default=None)


def _likeness(name: str, key: str, sounds: str) -> tuple[Likeness, float] | None:
    if not sounds:
        return None
    other = _sounds(name)
    if fold_phrase(name) == key or other == sounds:
        return Likeness.NAME, 0.0
    words = other.split()
    if all(any(word.startswith(each) for word in words) for each in sounds.split()):
        return Likeness.WORDS, 0.0
    closeness = _closeness(sounds, other)
    return (Likeness.CLOSE, 1 - closeness) if closeness >= _CLOSE else None


def _closeness(one: str, other: str) -> float:
    """The share of letters two skeletons have in common, in order; below the bound only an upper limit of it."""
    matcher = difflib.SequenceMatcher(a=one, b=other, autojunk=False)
    for ratio in (matcher.real_quick_ratio, matcher.quick_ratio):
        if ratio() < _CLOSE:
            return ratio()
    return matcher.ratio()
