"""A user's own register over the package's: new actors, and more about those we have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType

from dragoman.actors.lexicon import Sense
from dragoman.actors.register import Actor, Office, Register, load_register
from dragoman.records import digest

_KEPT = 4
"""Registers of a process kept ready: a run works with one ledger, a server with a few."""


@dataclass(frozen=True, slots=True)
class OwnNames:
    """An actor's names in one language, the usual one first."""

    language: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnForm:
    """A folded form under which a text may name the actor, as the form table has it."""

    key: str
    use: str
    languages: int
    case: int


@dataclass(frozen=True, slots=True)
class OwnOffice:
    """An office held: its name, the actor it belongs to, first and last day as far as known."""

    role: str
    of: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnActor:
    """A record of a user's register; what is ``None`` or empty leaves our record as it is.

    ``forms`` are made when the record is added, so that every process reads texts alike.
    """

    id: str
    kind: str | None
    names: tuple[OwnNames, ...]
    forms: tuple[OwnForm, ...]
    country: str | None
    sector: str | None
    parent: str | None
    gender: str | None
    valid_from: str | None
    valid_to: str | None
    offices: tuple[OwnOffice, ...]
    wikidata: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Overlay:
    """A user's records; two overlays are the same if their versions are."""

    version: str = ""
    actors: tuple[OwnActor, ...] = field(default=(), compare=False, repr=False)

    @classmethod
    def of(cls, actors: Iterable[OwnActor]) -> Overlay:
        """The overlay of these records, whatever their order; without any it has no version."""
        ordered = tuple(sorted(actors, key=lambda each: each.id))
        return cls(digest(*map(repr, ordered))[:12] if ordered else "", ordered)


NO_OVERLAY = Overlay()


@lru_cache(maxsize=_KEPT)
def register_with(overlay: Overlay) -> Register:
    """The package's register with a user's records over it; kept ready for the overlays used last."""
    return overlaid(load_register(), overlay)


def overlaid(register: Register, overlay: Overlay) -> Register:
    """A new register: an id we have gains names and takes every other given field; a new id is added.

    Its version follows from both, so that documents are coded again when the overlay changes.
    """
    if not overlay.actors:
        return register
    actors = {actor.id: actor for actor in register}
    for own in overlay.actors:
        base = register.get(own.id)
        actors[own.id] = _new(own) if base is None else _extended(base, own)
    senses: dict[str, list[Sense]] = {}
    for own in overlay.actors:
        for form in own.forms:
            senses.setdefault(form.key, []).append(Sense(own.id, form.use, form.languages, form.case))
    return Register(
        version=digest(register.version, overlay.version)[:12],
        actors=MappingProxyType(actors),
        roles=MappingProxyType({role.id: role for role in register.roles()}),
        lexicon=register.lexicon.extended(senses),
    )


def _new(own: OwnActor) -> Actor:
    return Actor(
        id=own.id,
        kind=own.kind or "body",
        names=_merged({}, own.names),
        country=own.country,
        sector=own.sector,
        offices=_offices(own),
        parent=own.parent,
        gender=own.gender,
        wikidata=own.wikidata,
        valid_from=own.valid_from,
        valid_to=own.valid_to,
        source_note=own.source,
    )


def _extended(base: Actor, own: OwnActor) -> Actor:
    """Our record with the names added behind ours and the other given fields in place of ours."""
    return replace(
        base,
        kind=own.kind or base.kind,
        names=_merged(base.names, own.names),
        country=own.country or base.country,
        sector=own.sector or base.sector,
        offices=_offices(own) or base.offices,
        parent=own.parent or base.parent,
        gender=own.gender or base.gender,
        wikidata=own.wikidata or base.wikidata,
        valid_from=own.valid_from or base.valid_from,
        valid_to=own.valid_to or base.valid_to,
        source_note=f"{base.source_note}; {own.source}",
    )


def _offices(own: OwnActor) -> tuple[Office, ...]:
    return tuple(Office(each.role, each.of, each.start, each.end) for each in own.offices)


def _merged(names: Mapping[str, tuple[str, ...]], more: Iterable[OwnNames]) -> Mapping[str, tuple[str, ...]]:
    merged = dict(names)
    for each in more:
        merged[each.language] = tuple(dict.fromkeys((*merged.get(each.language, ()), *each.names)))
    return MappingProxyType(merged)
