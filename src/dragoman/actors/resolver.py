"""Who a noun phrase stands for: head word and modifiers, office and date, with the reasons in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from dragoman.actors.phrases import ARTICLES, Item, Link, Part, Phrase, is_link_word, read_phrase
from dragoman.actors.register import Actor, Office, Register, Role
from dragoman.records import ResolvedActor

_LONGEST_PHRASE = 2_000
_PUBLIC = frozenset(("GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY", None))
_OFFICE_SECTORS = {"parliament-speaker": "LEG"}


@dataclass(slots=True)
class _Reading:
    """What has been made out so far of who is meant."""

    actor: Actor | None = None
    name: str | None = None
    kind: str | None = None
    country: str | None = None
    sector: str | None = None
    reasons: list[str] = field(default_factory=list)

    def result(self) -> ResolvedActor:
        name = self.actor.name() if self.actor else self.name
        actor = self.actor.id if self.actor else None
        return ResolvedActor(actor, name, self.kind, self.country, self.sector, tuple(self.reasons))


class Resolver:
    """Resolves phrases against one register."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def resolve(
        self,
        text: str,
        *,
        date: str | None = None,
        context: str | None = None,
        language: str | None = None,
    ) -> ResolvedActor:
        """Who the phrase stands for; nobody the register knows gives nulls and a reason.

        ``date`` (``2015-03-01`` or shorter) picks the holder of an office; ``context`` is text around
        the phrase, asked only for the country the phrase itself leaves open.
        """
        phrase = read_phrase(self._register, text[:_LONGEST_PHRASE], language=language)
        return self.resolve_phrase(phrase, date=date, context=context)

    def resolve_phrase(self, phrase: Phrase, *, date: str | None = None, context: str | None = None) -> ResolvedActor:
        """As ``resolve``, for a phrase that has been read already."""
        inside = [item for item in phrase.inside if item.part is not Part.TITLE]
        if not inside:
            return _nobody("no word of it names an actor or a role")
        several = _several(phrase, inside)
        if several:
            return _nobody(f"it names several actors: {', '.join(several)}")
        head = _head(inside)
        if head.person:
            return self._person(phrase, head, date)
        if head.part is Part.ROLE and head.role:
            return self._role(phrase, head, head.role, date=date, context=context)
        if head.part is Part.FORMER:
            return _nobody(f"{_words(phrase, head)!r} says nothing of who it was")
        return self._named(phrase, inside, head)

    # A name is the head ------------------------------------------------------------------------

    def _named(self, phrase: Phrase, inside: list[Item], head: Item) -> ResolvedActor:
        actor = head.actors[0] if head.actors else None
        if actor is None or head.blocked:
            return _nobody(f"{_words(phrase, head)!r} only qualifies something else")
        owner = self._owner(phrase, head, use_place=False)
        fitting = [each for each in head.actors if owner and each.country == owner.country]
        if len(fitting) == 1:
            actor = fitting[0]
        reading = _Reading(country=actor.country)
        if len(head.actors) > 1 and not fitting:
            names = ", ".join(each.id for each in head.actors)
            reading.reasons.append(f"{_words(phrase, head)!r} may be any of {names}")
            reading.country = _shared(each.country for each in head.actors)
            return reading.result()
        if _complement(phrase, head):
            where = head.link in {Link.IN, Link.FROM, Link.OF, Link.FOR}
            reading.country = actor.country if where else None
            reading.reasons.append(f"{_words(phrase, head)!r} goes with words that are no role")
            return reading.result()
        if _unknown_head(phrase, inside, head):
            reading.reasons.append(f"{_words(phrase, head)!r} qualifies a word that is no role: the country only")
            reading.kind = None
            return reading.result()
        if head.use == "demonym":
            return self._demonym(phrase, head, actor)
        reading.actor, reading.kind, reading.sector = actor, actor.kind, actor.sector
        if head.use == "capital":
            reading.sector = "GOV"
            reading.reasons.append(f"{_words(phrase, head)!r} is a capital and stands for the government")
        else:
            reading.reasons.append(f"{_words(phrase, head)!r} names {actor.name()}")
        return reading.result()

    def _demonym(self, phrase: Phrase, head: Item, actor: Actor) -> ResolvedActor:
        reading = _Reading(kind="people", country=actor.country)
        place = next((item.named for item in phrase.linked(Link.IN, Link.FROM) if item.named), None)
        if place and place.country and place.country != actor.country:
            reading.country, reading.sector = place.country, "SOC"
            reading.reasons.append(f"people of the name of {actor.name()} who live in {place.name()}")
        else:
            reading.reasons.append(f"{_words(phrase, head)!r} are people of {actor.name()}")
        return reading.result()

    # A person is the head ----------------------------------------------------------------------

    def _person(self, phrase: Phrase, head: Item, date: str | None) -> ResolvedActor:
        owner = self._owner(phrase, head, use_place=False)
        titles = [item for item in phrase.items if item.part is Part.ROLE and item is not head]
        former = _former(phrase)
        if _another_first_name(phrase, head):
            return self._unlisted(phrase, titles, owner, former=former)
        fitting = [actor for actor in head.actors if _fits(self._register, actor, owner)]
        if len(fitting) != 1:
            return self._not_one(phrase, head, titles, owner, fitting, former=former)
        actor = fitting[0]
        reading = _Reading(actor=actor, kind="person", country=actor.country)
        reading.reasons.append(f"{_words(phrase, head)!r} names {actor.name()}")
        self._person_role(reading, actor, titles, date=date, former=former)
        return reading.result()

    def _not_one(
        self,
        phrase: Phrase,
        head: Item,
        titles: list[Item],
        owner: Actor | None,
        fitting: list[Actor],
        *,
        former: bool,
    ) -> ResolvedActor:
        names = ", ".join(actor.name() for actor in fitting or head.actors)
        if fitting:
            reading = _Reading(kind="person", country=_shared(actor.country for actor in fitting))
            reading.sector = titles[0].role.sector if titles and titles[0].role else None
            reading.reasons.append(f"{_words(phrase, head)!r} may be any of {names}")
            return reading.result()
        result = self._unlisted(phrase, titles, owner, former=former)
        clash = f"{_words(phrase, head)!r} is not {names}: the country differs"
        return ResolvedActor(*_values(result), (clash, *result.reasons))

    def _unlisted(self, phrase: Phrase, titles: list[Item], owner: Actor | None, *, former: bool) -> ResolvedActor:
        """A name nobody listed: known by title and country alone."""
        if not titles and owner is None:
            return _nobody("the name is not in the register")
        reading = _Reading(kind="person", country=owner.country if owner else None)
        reading.name = phrase.name_behind()
        role = titles[0].role if titles else None
        reading.sector = _sector_of(role, owner)
        reading.reasons.append("the name is not in the register; title and country are the phrase's")
        if former:
            reading.sector = "ELI"
            reading.reasons.append("a former official")
        return reading.result()

    def _person_role(
        self, reading: _Reading, actor: Actor, titles: list[Item], *, date: str | None, former: bool
    ) -> None:
        """Sector and country by the office held on the date, or by what the phrase says."""
        current = [office for office in actor.offices if date and office.held_on(date)]
        if former:
            reading.sector = "ELI"
            reading.reasons.append("called a former official")
            return
        titled = [office for office in actor.offices if office.role in _offices(titles)]
        fitting = [office for office in titled if not date or office.held_on(date)] or current
        if fitting:
            self._by_office(reading, fitting[-1], f"on {date}" if date else "by the title")
            return
        past = [office for office in actor.offices if date and office.end and office.end < date]
        title = next((item.role for item in titles if item.role and item.role.sector), None)
        if title:
            reading.sector = title.sector if actor.sector in {None, "GOV"} else actor.sector
            reading.reasons.append(f"called {title.title}")
        elif past:
            reading.sector = "ELI"
            reading.reasons.append(f"{past[-1].role} of {past[-1].of} until {past[-1].end}")
        elif actor.offices and not date:
            self._by_office(reading, actor.offices[-1], "the date is not given")
        else:
            reading.sector = actor.sector
        if not title and not actor.offices:
            reading.reasons.append(f"sector {actor.sector} by its record")

    def _by_office(self, reading: _Reading, office: Office, when: str) -> None:
        of = self._register.actor(office.of)
        reading.country = of.country or reading.country
        state = _state_like(of) or of.country == "EUR"
        reading.sector = _OFFICE_SECTORS.get(office.role, "GOV" if state else of.sector)
        span = f"{office.start or '?'} to {office.end or 'now'}"
        reading.reasons.append(f"{office.role} of {of.name()} ({span}), {when}")

    # A role word is the head -------------------------------------------------------------------

    def _role(self, phrase: Phrase, head: Item, role: Role, *, date: str | None, context: str | None) -> ResolvedActor:
        reading = _Reading(kind=role.kind)
        reading.reasons.append(f"{_words(phrase, head)!r} is a role word of sector {role.sector}")
        owner = self._owner(phrase, head, use_place="abroad" not in role.flags)
        if role.of:
            owner = self._register.actor(role.of)
        if any(item.link is Link.AND for item in (*_before(phrase, head), head)):
            owner, context = None, None
            reading.reasons.append("it belongs to several")
        if owner is None and context:
            owner = self._from_context(context)
            if owner:
                reading.reasons.append(f"the country is the context's: {owner.name()}")
        elif owner:
            reading.reasons.append(f"belongs to {owner.name()}")
        reading.country = owner.country if owner else None
        reading.sector = self._role_sector(phrase, head, role, owner)
        appositive = self._appositive(phrase, date)
        if appositive:
            return appositive
        name = phrase.name_behind()
        if name and role.kind == "office":
            reading.kind, reading.name = "person", name
        if _former(phrase) and role.kind == "office" and reading.sector in _PUBLIC:
            reading.sector = "ELI"
            reading.reasons.append("a former official")
        elif owner:
            self._organ_or_holder(reading, role, owner, date)
        return reading.result()

    def _organ_or_holder(self, reading: _Reading, role: Role, owner: Actor, date: str | None) -> None:
        if "organ" in role.flags and owner.kind == "state" and owner.id == owner.country and role.sector:
            reading.actor = self._register.get(f"{owner.id}-{role.sector}")
        elif role.office and date and reading.kind == "office":
            office = "parliament-speaker" if owner.sector == "LEG" and role.office == "president" else role.office
            holders = self._register.holders(office, owner.id, date)
            if len(holders) == 1:
                reading.actor, reading.kind = holders[0], "person"
                reading.reasons.append(f"{role.office} of {owner.name()} on {date}: {holders[0].name()}")
            elif holders:
                names = ", ".join(holder.name() for holder in holders)
                reading.reasons.append(f"{date} leaves open which holder of {role.office}: {names}")
            else:
                reading.reasons.append(f"no holder of {role.office} of {owner.name()} on {date} is on record")

    def _appositive(self, phrase: Phrase, date: str | None) -> ResolvedActor | None:
        """``the Serbian president, Aleksandar Vučić``: the person behind the comma."""
        person = next((item for item in phrase.linked(Link.COMMA) if item.person), None)
        return self._person(phrase, person, date) if person else None

    def _role_sector(self, phrase: Phrase, head: Item, role: Role, owner: Actor | None) -> str | None:
        if "weak" not in role.flags:
            return _sector_of(role, owner)
        for item in (*_before(phrase, head), *_after(phrase, head), *phrase.linked(Link.OF, Link.FOR, Link.IN)):
            if item.part is Part.ROLE and item.role and item.role.sector and "weak" not in item.role.flags:
                return _sector_of(item.role, owner)
            named = item.named
            if named and named.sector and item.part is Part.ACTOR:
                return named.sector
        if owner is None:
            return None
        return _sector_of(role, owner)

    def _owner(self, phrase: Phrase, head: Item, *, use_place: bool) -> Actor | None:
        """Whose the head is: by possessive, adjective, ``of``, genitive, then the place."""
        before, after = _before(phrase, head), _after(phrase, head)
        possessive = [item for at, item in enumerate(before) if _followed_by_possessive(phrase, item)]
        of = [*after, *phrase.linked(Link.OF, Link.FOR)]
        places = [*phrase.linked(Link.IN, Link.FROM)] if use_place else []
        for group in (possessive, before, of, places):
            for item in group:
                owner = None if item.blocked or item.person else item.named
                if owner and (owner.country or owner.kind == "construct"):
                    return owner
        for item in (*before, *of):
            if item.person and item.named and item is not head:
                return self._register.get(item.named.country or "")
        return None

    def _from_context(self, context: str) -> Actor | None:
        """The one state that the context names most."""
        counts: Counter[str] = Counter()
        for item in read_phrase(self._register, context[:_LONGEST_PHRASE]).items:
            if item.named and item.named.country and item.named.kind in {"state", "place", "body"}:
                counts[item.named.country] += 1
        ranked = counts.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return self._register.get(ranked[0][0])


def _head(inside: list[Item]) -> Item:
    """The word the phrase is about: a person; the last noun in English, the first in Slavic."""
    persons = [item for item in inside if item.person]
    roles = [item for item in inside if item.part is Part.ROLE and item.role]
    if persons and not _governs(inside, persons[-1]):
        return persons[-1]
    if not roles:
        names = [item for item in inside if item.part is Part.ACTOR and not item.person]
        return names[-1] if names else inside[-1]
    if roles[0].role and roles[0].role.language == "en":
        last = inside[-1]
        trailing = last.part is Part.ACTOR and not last.person and last.link in {Link.ADJACENT, Link.WORDS}
        return last if trailing and last.use == "demonym" else roles[-1]
    for role, following in pairwise(roles):
        if not (role.role and "adjectival" in role.role.flags and following.link is Link.ADJACENT):
            return role
    return roles[-1]


def _governs(inside: list[Item], person: Item) -> bool:
    """Whether something behind the person has it as owner: ``Putin's spokesman``."""
    at = inside.index(person)
    following = inside[at + 1 :]
    return any(item.part is Part.ROLE for item in following) and following[0].link in {
        Link.POSSESSIVE,
        Link.ADJACENT,
        Link.WORDS,
    }


def _before(phrase: Phrase, head: Item) -> list[Item]:
    return [item for item in phrase.inside if item.match.first < head.match.first]


def _after(phrase: Phrase, head: Item) -> list[Item]:
    return [item for item in phrase.inside if item.match.first > head.match.first]


def _followed_by_possessive(phrase: Phrase, item: Item) -> bool:
    rest = phrase.text[item.match.end : item.match.end + 2]
    return rest.startswith(("'", "’"))


def _offices(titles: list[Item]) -> frozenset[str]:
    """The offices that the titles beside a name are words for."""
    return frozenset(item.role.office for item in titles if item.role and item.role.office)


def _several(phrase: Phrase, inside: list[Item]) -> tuple[str, ...]:
    """Names joined by ``and`` or commas, if the phrase is a list of them."""
    if any(item.part is Part.ROLE for item in inside):
        return ()
    listed = [inside[-1], *(item for item in phrase.items if item.link is Link.AND)]
    names = tuple(item.named.name() for item in listed if item.named and item.part is Part.ACTOR)
    return names if len(set(names)) > 1 and any(item.link is Link.AND for item in listed) else ()


def _former(phrase: Phrase) -> bool:
    return any(item.part is Part.FORMER for item in phrase.items)


def _complement(phrase: Phrase, head: Item) -> bool:
    """Whether unknown words before a preposition are what the phrase is about: ``parents in Belgrade``."""
    if head.link in {Link.START, Link.ADJACENT, Link.POSSESSIVE, Link.WORDS}:
        return False
    if any(item.match.first < head.match.first for item in phrase.items):
        return False
    words = phrase.tokens.keys[phrase.first : head.match.first]
    return any(not is_link_word(word) and word not in ARTICLES for word in words)


def _unknown_head(phrase: Phrase, inside: list[Item], head: Item) -> bool:
    """Whether the name only qualifies an unknown noun behind it: ``Serbian exports``."""
    if head is not inside[-1] or head.match.last >= phrase.last:
        return False
    gap = phrase.text[head.match.end : phrase.tokens.starts[head.match.last]]
    if gap.strip(" -'’s") or phrase.tokens.keys[head.match.last] == "":
        return False
    following = [item for item in phrase.items if item.match.first >= head.match.last]
    stop = following[0].match.first if following else phrase.last
    words = [key for key in phrase.tokens.keys[head.match.last : stop] if key != "s"]
    return bool(words) and not is_link_word(words[0])


def _another_first_name(phrase: Phrase, head: Item) -> bool:
    """Whether an unknown capitalised word stands before a bare surname: somebody else's."""
    if head.use != "surname" or head.match.first <= phrase.first:
        return False
    before = head.match.first - 1
    covered = any(item.match.first <= before < item.match.last for item in phrase.items)
    word = phrase.text[phrase.tokens.starts[before] : phrase.tokens.ends[before]]
    gap = phrase.text[phrase.tokens.ends[before] : head.match.start]
    return not covered and word[0].isupper() and gap in {" ", "-"}


def _fits(register: Register, person: Actor, owner: Actor | None) -> bool:
    """Whether a person can be the owner's: by country, or by an office held there."""
    if owner is None or owner.country is None or owner.country == person.country:
        return True
    return any(register.actor(office.of).country == owner.country for office in person.offices)


def _sector_of(role: Role | None, owner: Actor | None) -> str | None:
    """The sector of a role under its owner: officials of a body between states have the body's."""
    if role is None:
        return owner.sector if owner else None
    if owner is None or _state_like(owner) or role.sector not in {"GOV", None}:
        return role.sector
    return owner.sector or ("GOV" if owner.country == "EUR" else None)


def _state_like(actor: Actor) -> bool:
    return actor.kind in {"state", "place", "construct"} or (actor.kind == "body" and actor.sector == "GOV")


def _shared(values: Iterable[str | None]) -> str | None:
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else None


def _words(phrase: Phrase, item: Item) -> str:
    return phrase.text[item.match.start : item.match.end]


def _values(result: ResolvedActor) -> tuple[str | None, str | None, str | None, str | None, str | None]:
    return result.actor, result.name, result.kind, result.country, result.sector


def _nobody(reason: str) -> ResolvedActor:
    return ResolvedActor(None, None, None, None, None, (reason,))
