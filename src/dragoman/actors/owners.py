"""Whose a role is: by the words of its phrase, by the place it is tied to, by the context."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from dragoman.actors.context import NO_SIGNS, Signs, read_signs
from dragoman.actors.heads import is_possessive, is_tied, items_after, items_before
from dragoman.actors.phrases import Item, Link, Phrase
from dragoman.actors.register import Actor, Register, Role
from dragoman.actors.tokens import fold_phrase, tokenize
from dragoman.actors.whereabouts import Places, Whereabouts

_OWNING = frozenset(("name", "adjective"))


class Neighbours(NamedTuple):
    """The folded words before and behind a phrase in its text, and whether it opens its sentence."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    text_after: str
    opens: bool


NO_NEIGHBOURS = Neighbours((), (), "", opens=False)
_REACH = 100


def read_neighbours(context: str, phrase: str) -> Neighbours:
    """What stands around the last occurrence of a phrase in its text, as far as its sentence goes."""
    start = last_occurrence(phrase, context)
    if start < 0:
        return NO_NEIGHBOURS
    end = start + len(phrase)
    before = re.split(r"[.!?…]\s|\n", context[max(0, start - _REACH) : start])[-1]
    after = re.split(r"[.!?…](?:\s|$)|\n", context[end : end + _REACH])[0]
    return Neighbours(tuple(tokenize(before).keys), tuple(tokenize(after).keys), after, opens=not before.strip(' „“"«'))


def last_occurrence(words: str, text: str) -> int:
    """Where words stand last in a text, as words of their own; -1 if nowhere."""
    at = text.rfind(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if not (at and text[at - 1].isalnum() and words[0].isalnum()) and not (
            end < len(text) and text[end].isalnum() and words[-1].isalnum()
        ):
            return at
        at = text.rfind(words, 0, at + len(words) - 1)
    return -1


@dataclass(frozen=True, slots=True)
class Asked:
    """What a phrase is resolved by beside its words: the date, and the signs of its context, read if need be."""

    date: str | None = None
    read_signs: Callable[[], Signs] = lambda: NO_SIGNS
    read_neighbours: Callable[[], Neighbours] = lambda: NO_NEIGHBOURS
    context: str = ""
    language: str | None = None

    @property
    def neighbours(self) -> Neighbours:
        """The words right before and behind the phrase."""
        return self.read_neighbours()

    @property
    def signs(self) -> Signs:
        """What stands around the phrase."""
        return self.read_signs()


NOTHING_ASKED = Asked()


def asked_in(
    register: Register, context: str | None, phrase: str, *, date: str | None = None, language: str | None = None
) -> Asked:
    """What a phrase is resolved by that stands in a context."""
    if not context:
        return Asked(date, language=language)
    return Asked(
        date,
        cache(lambda: read_signs(register, context, phrase, language=language)),
        cache(lambda: read_neighbours(context, phrase)),
        context,
        language,
    )


@dataclass(slots=True)
class Ownership:
    """Whose a role is, and how that is known: ``where`` the gazetteer's place, or the context alone."""

    owner: Actor | None = None
    where: str | None = None
    by_context: bool = False
    reasons: list[str] = field(default_factory=list)


class Owners:
    """Finds owners in one register."""

    def __init__(self, register: Register, places: Places | None = None) -> None:
        self._register = register
        self._whereabouts = Whereabouts(places)
        self._minorities = _role_ids(register, _MINORITIES)

    def of_role(self, phrase: Phrase, head: Item, role: Role, asked: Asked) -> Ownership:
        """Whose a role word is: first by its phrase, then by a place on the map, last by the context."""
        if any(item.link is Link.AND for item in (*items_before(phrase, head), head)):
            return Ownership(reasons=["it belongs to several"])
        owner = self._of_office(role, self._by_words(phrase, head, role))
        if owner is not None:
            return Ownership(owner, reasons=[f"belongs to {owner.name()}"])
        place = self._whereabouts.country_of_phrase(phrase, head)
        if place is not None:
            there = None if "abroad" in role.flags else self._register.get(place[0])
            return Ownership(there, where=place[1], reasons=[f"{place[1]!r} is a place in {place[0]}"])
        near = self._register.get(asked.signs.country() or "")
        if near is None:
            return self._by_place_around(role, asked)
        return Ownership(near, by_context=True, reasons=[f"the country is the context's: {near.name()}"])

    def _by_place_around(self, role: Role, asked: Asked) -> Ownership:
        """The country of the one place that a context without any country names: ``troops moved into Ghouta``."""
        if asked.signs.countries or not asked.context or "abroad" in role.flags:
            return Ownership()
        place = self._whereabouts.country_of_text(asked.context, language=role.language)
        near = self._register.get(place[0]) if place else None
        if place is None or near is None:
            return Ownership()
        return Ownership(near, by_context=True, reasons=[f"{place[1]!r} of the context is a place in {place[0]}"])

    def whereabouts(self, phrase: Phrase, head: Item) -> tuple[str, str] | None:
        """The country of the place on the map that the head of a phrase is tied to, with the place's words."""
        return self._whereabouts.country_of_phrase(phrase, head)

    def _by_words(self, phrase: Phrase, head: Item, role: Role) -> Actor | None:
        if role.of:
            there = _first_owner([*phrase.linked(Link.IN, Link.FROM, Link.OF)]) if role.sector == "REB" else None
            return there or self._register.actor(role.of)
        if role.id in self._minorities:
            place = _first_owner([*phrase.linked(Link.IN, Link.FROM, Link.OF)])
            if place is not None:
                return place
        people = _people_elsewhere(phrase, head)
        if people is not None:
            return people
        inside = self._named_inside(phrase, head)
        return self.of_phrase(phrase, head, use_place="abroad" not in role.flags, inside=inside)

    def _of_office(self, role: Role, owner: Actor | None) -> Actor | None:
        """The owner, or the only actor that has the office at all."""
        has_its_own = owner is not None and owner.kind not in {"state", "people"}
        if role.office is None or role.kind != "office" or has_its_own:
            return owner
        only = self._register.only_seat(role.office, owner.id if owner else None)
        return self._register.get(only) if only else owner

    def of_phrase(self, phrase: Phrase, head: Item, *, use_place: bool, inside: Actor | None = None) -> Actor | None:
        """Whose the head is: by possessive, adjective, ``of``, genitive, whom the head names itself, then the place."""
        before = items_before(phrase, head)
        possessive = [item for item in before if is_possessive(phrase, item)]
        of = [*items_after(phrase, head), *phrase.linked(Link.OF)]
        purpose = [*phrase.linked(Link.FOR)]
        places = [*phrase.linked(Link.IN, Link.FROM)] if use_place else []
        tied = [item for item in phrase.linked(Link.OTHER, Link.IN) if is_tied(phrase, item)]
        for group in (possessive, before, of):
            owner = _first_owner(group)
            if owner:
                return owner
        if inside is not None:
            return inside
        for group in (purpose, tied, places):
            owner = _first_owner(group)
            if owner:
                return owner
        for item in (*before, *of):
            if item.person and item.named and item is not head:
                return self._register.get(item.named.country or "")
        return None

    def _named_inside(self, phrase: Phrase, head: Item) -> Actor | None:
        """Whom a role of several words names itself: ``UN peacekeepers``."""
        lexicon, keys = self._register.lexicon, phrase.tokens.keys
        for first in range(head.match.first, head.match.last):
            for last in range(head.match.last - (first == head.match.first), first, -1):
                key = " ".join(keys[first:last])
                if not phrase.text[phrase.tokens.starts[first]].isupper() and not is_slavic(head):
                    continue
                refs = {sense.ref for sense in lexicon.senses(key) if sense.use in _OWNING} if key in lexicon else set()
                actor = self._register.get(refs.pop()) if len(refs) == 1 else None
                common = last == first + 1 and phrase.text[phrase.tokens.starts[first]].islower()
                if actor is not None and actor.kind == "party" and (common or last == head.match.last):
                    continue
                if actor is not None and actor.country and actor.kind != "person":
                    return actor
        return None


def _people_elsewhere(phrase: Phrase, head: Item) -> Actor | None:
    """The land of people named by their nation, not by a state: ``Serb protesters in Kosovo``, ``ethnic Uzbeks in``."""
    keys = phrase.tokens.keys[phrase.first : head.match.first]
    return _first_owner([*phrase.linked(Link.IN, Link.FROM)]) if _NATIONS & set(keys) else None


_NATIONS = frozenset(("serb", "croat", "bosniak", "ethnic", "etnicki", "etnicke"))
_MINORITIES = ("minority", "diaspora", "ethnic minority", "manjina", "dijaspora", "меньшинство", "диаспора")


def _role_ids(register: Register, words: Sequence[str]) -> frozenset[str]:
    """The ids of the roles that words name."""
    keys = [key for key in map(fold_phrase, words) if key in register.lexicon]
    return frozenset(sense.ref for key in keys for sense in register.lexicon.senses(key) if sense.use == "role")


def _first_owner(items: Sequence[Item]) -> Actor | None:
    for item in items:
        owner = None if item.blocked or item.person else item.named
        if owner and (owner.country or owner.kind == "construct"):
            return owner
    return None


def is_slavic(item: Item) -> bool:
    """Whether an item is a role word of a Slavic language."""
    return item.role is not None and item.role.language != "en"


def is_state_like(actor: Actor) -> bool:
    """Whether an actor's officials are a government's."""
    return actor.kind in {"state", "place", "construct"} or (actor.kind == "body" and actor.sector == "GOV")


def sector_of(role: Role | None, owner: Actor | None) -> str | None:
    """The sector of a role under its owner: officials of a body between states have the body's."""
    if role is None:
        return owner.sector if owner else None
    if owner is None or is_state_like(owner) or role.sector not in {"GOV", None}:
        return role.sector
    return owner.sector or ("GOV" if owner.country == "EUR" else None)
