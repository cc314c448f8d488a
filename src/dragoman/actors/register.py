"""The register of actors: who they are, what they are called, which offices they held and when."""

from __future__ import annotations

import difflib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources
from types import MappingProxyType
from typing import Any

from dragoman.actors.firstnames import read_first_names
from dragoman.actors.lexicon import Lexicon
from dragoman.actors.names import name_stem
from dragoman.actors.tokens import fold_phrase, fold_word
from dragoman.errors import UsageError

_ORGANS = {
    "GOV": ("government", "body"),
    "LEG": ("parliament", "body"),
    "MIL": ("armed forces", "body"),
    "COP": ("police", "body"),
    "JUD": ("judiciary", "body"),
    "SPY": ("intelligence service", "body"),
}


_NEARLY_ALL = 0.8


@dataclass(frozen=True, slots=True)
class Office:
    """An office held: its name, the actor it belongs to, first and last day as far as known.

    Days are ``2008``, ``2008-02`` or ``2008-02-17``; an open end means that no end is on record.
    """

    role: str
    of: str
    start: str | None
    end: str | None

    def held_on(self, date: str) -> bool:
        """Whether the office was held on a date, itself a day, a month or a year."""
        return _not_after(self.start, date) and _not_after(date, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A political actor. ``names`` by language and script, the first of each its usual name.

    ``country`` is ISO 3166 alpha-3 (Kosovo XKX) or EUR, UNO, IGO, NGO, ISM, IMG, MNC; ``sector`` PLOVER's;
    ``gender`` of a person ``m`` or ``f``.
    """

    id: str
    kind: str
    names: Mapping[str, tuple[str, ...]]
    country: str | None = None
    sector: str | None = None
    codes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    offices: tuple[Office, ...] = ()
    parent: str | None = None
    gender: str | None = None
    wikidata: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    source_note: str = ""

    def name(self, language: str = "en") -> str:
        """The usual name in a language, else in English, else any, else the id."""
        found = self.names.get(language) or self.names.get("en")
        if found:
            return found[0]
        return next((names[0] for names in self.names.values() if names), self.id)


@dataclass(frozen=True, slots=True)
class Role:
    """A word for a function or a group of people: ``president``, ``rebels``, ``vojska``.

    ``office`` names the office whose holder it is, ``of`` the actor where only one has it. Flags:
    ``organ`` a branch of the state; ``weak`` takes its sector from the words around it; ``abroad``
    stands in another country than its own; ``quiet`` alone is nobody in particular; ``adjectival``
    an adjective too; ``former``, ``group`` and ``ignore`` only modify.
    """

    id: str
    language: str
    sector: str | None
    kind: str
    office: str | None
    of: str | None
    flags: frozenset[str]
    title: str


class Register:
    """Every actor and role word, with the forms under which a text names them."""

    def __init__(
        self, *, version: str, actors: Mapping[str, Actor], roles: Mapping[str, Role], lexicon: Lexicon
    ) -> None:
        self.version = version
        self._actors = actors
        self._roles = roles
        self.lexicon = lexicon
        self._holders = _holders_by_office(actors)
        self._children = _children(actors)

    def only_seat(self, office: str, of: str | None) -> str | None:
        """The one actor that nearly all holders of an office held it of, if the one asked about has no such office.

        The member of a presidency is Bosnia's, whatever nation he is said to be of.
        """
        seats = self._seats.get(office)
        if not seats or of in seats:
            return None
        (seat, most), *_ = seats.most_common(1)
        return seat if most > 1 and most >= _NEARLY_ALL * seats.total() else None

    @cached_property
    def _seats(self) -> Mapping[str, Counter[str]]:
        seats: dict[str, Counter[str]] = {}
        for (office, of), held in self._holders.items():
            seats.setdefault(office, Counter())[of] += len(held)
        return seats

    def bearers(self, surname: str) -> tuple[Actor, ...]:
        """The persons whose last name it is in any case, folded; also where it is too common to be looked up alone."""
        return tuple(self._by_surname.get(name_stem(surname), ()))

    @cached_property
    def _by_surname(self) -> Mapping[str, list[Actor]]:
        found: dict[str, list[Actor]] = {}
        for actor in self._actors.values():
            if actor.kind == "person":
                lasts = (name.rpartition(" ")[2] for names in actor.names.values() for name in names)
                for stem in {name_stem(fold_word(last)) for last in lasts}:
                    found.setdefault(stem, []).append(actor)
        return found

    @cached_property
    def first_names(self) -> Mapping[str, str]:
        """First names by folded key, and by stem behind ``~``, with the gender of those who bear them."""
        return read_first_names(self._actors.values())

    def __contains__(self, actor: str) -> bool:
        """Whether there is an actor of this id."""
        return self.get(actor) is not None

    def __iter__(self) -> Iterator[Actor]:
        """The actors on record, in the order of their files."""
        return iter(self._actors.values())

    def __len__(self) -> int:
        """How many actors are on record."""
        return len(self._actors)

    def get(self, actor: str) -> Actor | None:
        """The actor of an id, or None. ``SRB-GOV``, ``SRB-MIL`` and the like are made of their state."""
        return self._actors.get(actor) or self._organ(actor)

    def actor(self, actor: str) -> Actor:
        """The actor of an id; UsageError names the nearest ids."""
        found = self.get(actor)
        if found is None:
            near = difflib.get_close_matches(actor, self._actors, n=3)
            hint = f"the nearest are {', '.join(near)}" if near else "search the register by name"
            raise UsageError(f"no actor has the id {actor!r}; {hint}")
        return found

    def named(self, text: str) -> tuple[Actor, ...]:
        """The actors that a name in any language, script or case stands for; capitals count for nothing here."""
        key = fold_phrase(text)
        refs = dict.fromkeys(sense.ref for sense in self.lexicon.senses(key)) if key in self.lexicon else {}
        return tuple(actor for actor in map(self.get, refs) if actor)

    def role(self, role: str) -> Role | None:
        """The role word of an id, or None."""
        return self._roles.get(role)

    def roles(self) -> tuple[Role, ...]:
        """All role words on record."""
        return tuple(self._roles.values())

    def holders(self, office: str, of: str, date: str) -> tuple[Actor, ...]:
        """Who held an office of an actor on a date, as far as on record.

        Where the actor has no such office, the one of a body that belongs to it counts:
        the high representative of Bosnia is the Office's.
        """
        for place in (of, *self._children.get(of, ())):
            found = tuple(
                self._actors[person] for person, held in self._holders.get((office, place), ()) if held.held_on(date)
            )
            if found:
                return found
        return ()

    def _organ(self, actor: str) -> Actor | None:
        country, _, sector = actor.rpartition("-")
        state = self._actors.get(country)
        if state is None or state.kind != "state" or sector not in _ORGANS:
            return None
        word, kind = _ORGANS[sector]
        return Actor(
            id=actor,
            kind=kind,
            names=MappingProxyType({"en": (f"{word} of {state.name()}",)}),
            country=state.country,
            sector=sector,
            parent=country,
            valid_from=state.valid_from,
            valid_to=state.valid_to,
            source_note="made from the record of its state",
        )


@cache
def load_register() -> Register:
    """The register shipped with the package, read once."""
    folder = resources.files("dragoman.actors").joinpath("compiled")
    lines = folder.joinpath("register.jsonl").read_text("utf-8").splitlines()
    head, *records = [json.loads(line) for line in lines]
    actors = {each["id"]: _actor(each) for each in records if each["record"] == "actor"}
    roles = {each["id"]: _role(each) for each in records if each["record"] == "role"}
    forms = folder.joinpath("forms.tsv").read_text("utf-8")
    return Register(
        version=head["version"],
        actors=MappingProxyType(actors),
        roles=MappingProxyType(roles),
        lexicon=Lexicon.parse(forms, [*actors, *roles]),
    )


def _actor(record: Mapping[str, Any]) -> Actor:
    return Actor(
        id=record["id"],
        kind=record["kind"],
        names=MappingProxyType({language: tuple(names) for language, names in record["names"].items()}),
        country=record.get("country"),
        sector=record.get("sector"),
        codes=MappingProxyType(record.get("codes", {})),
        offices=tuple(Office(*office) for office in record.get("offices", ())),
        parent=record.get("parent"),
        gender=record.get("gender"),
        wikidata=record.get("wikidata"),
        valid_from=record.get("from"),
        valid_to=record.get("to"),
        source_note=record["source"],
    )


def _role(record: Mapping[str, Any]) -> Role:
    office, _, of = record.get("office", "").partition("@")
    return Role(
        id=record["id"],
        language=record["language"],
        sector=record.get("sector"),
        kind=record.get("kind", ""),
        office=office or None,
        of=of or None,
        flags=frozenset(record.get("flags", ())),
        title=record["title"],
    )


def _holders_by_office(actors: Mapping[str, Actor]) -> dict[tuple[str, str], list[tuple[str, Office]]]:
    holders: dict[tuple[str, str], list[tuple[str, Office]]] = {}
    for actor in actors.values():
        for office in actor.offices:
            holders.setdefault((office.role, office.of), []).append((actor.id, office))
    return holders


def _children(actors: Mapping[str, Actor]) -> dict[str, list[str]]:
    children: dict[str, list[str]] = {}
    for actor in actors.values():
        if actor.parent:
            children.setdefault(actor.parent, []).append(actor.id)
    return children


def _not_after(first: str | None, second: str | None) -> bool:
    """Whether a date of any precision is not after another; an unknown one is no bar."""
    if first is None or second is None:
        return True
    shared = min(len(first), len(second))
    return first[:shared] <= second[:shared]
