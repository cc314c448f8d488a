"""Who a noun phrase stands for: head word and modifiers, office and date, with the rule and the reasons."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from dragoman.actors.context import fittest
from dragoman.actors.heads import (
    has_name_before,
    head_of,
    heads_something_else,
    heads_unknown_thing,
    is_agentive,
    is_complement,
    is_possessive,
    is_title_of_thing,
    items_after,
    items_before,
    named_together,
    qualified_word,
    says_former,
    surname_behind,
    words_of,
)
from dragoman.actors.meanings import Meaning, has_meanings, meaning_of, meanings_of
from dragoman.actors.nobodies import reads_as_nobody
from dragoman.actors.owners import NOTHING_ASKED, Asked, Owners, Ownership, is_slavic, sector_of
from dragoman.actors.persons import Persons
from dragoman.actors.phrases import Item, Link, Part, Phrase
from dragoman.actors.register import Actor, Register, Role
from dragoman.actors.rules import Reading, Rule, country_only, nobody, shared
from dragoman.actors.tokens import folded_words
from dragoman.actors.whereabouts import Places
from dragoman.records import ResolvedActor

_PUBLIC = frozenset(("GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY", None))
_AMBIGUOUS = frozenset(("name", "capital"))
_RANKS = frozenset(("deputy", "deputies"))
_HOME = MappingProxyType({"sr": "SRB", "hr": "HRV", "bs": "BIH", "ru": "RUS"})
_BETWEEN_STATES = frozenset(("EUR", "UNO", "IGO", "NGO", "ISM", "MNC", "IMG"))
_REGIONS = folded_words(
    "state province region oblast county governorate prefecture canton district krai raion voivodeship "
    "область области край края район округ провинция провинции губерния штат кантон "
    "oblast pokrajina pokrajine provincija županija županije kanton okrug regija"
)
_ANYWHERE = frozenset(("ISM", "NGO", "MNC", "IMG"))
_ASIDE = frozenset((Link.FOR, Link.IN, Link.FROM, Link.OTHER))
_WHERE = frozenset((Link.IN, Link.FROM, Link.OF, Link.FOR))
_OFTEN_ELSEWHERE = frozenset(("president", "vice-president", "secretary-general"))
_AUTHORITIES = frozenset(("the", "of", "city", "town", "municipality", "province", "region", "district", "state"))
_SHORT_NAMES = {"commission": "EU-COMMISSION"}


class PhraseResolver:
    """Resolves phrases that have been read, against one register."""

    def __init__(self, register: Register, places: Places | None = None) -> None:
        self._register = register
        self._owners = Owners(register, places)
        self._persons = Persons(register, self._owners)

    def resolve(self, phrase: Phrase, asked: Asked = NOTHING_ASKED) -> ResolvedActor:
        """Who the phrase stands for; nobody the register knows gives nulls and a reason."""
        phrase = self._settled(phrase, asked)
        person = self._persons.instead_of_town(phrase, asked)
        if person is not None:
            return person
        inside = [item for item in phrase.inside if item.part is not Part.TITLE]
        if not inside:
            unlisted = self._by_context(phrase, asked) or self._persons.common_surname(phrase, asked)
            return unlisted or nobody("no word of it names an actor or a role")
        together = named_together(phrase, inside)
        if together:
            return nobody(f"it names several actors: {', '.join(together)}")
        head = head_of(inside)
        return self._apart(phrase, inside, head, asked) or self._headed(phrase, inside, head, asked)

    def _apart(self, phrase: Phrase, inside: list[Item], head: Item, asked: Asked) -> ResolvedActor | None:
        """The answer for a part of a state, and for a name that is something else where it stands."""
        region = self._region(phrase, inside)
        if region is not None:
            return region
        otherwise = reads_as_nobody(phrase, head, asked)
        return nobody(otherwise) if otherwise is not None else None

    def _headed(self, phrase: Phrase, inside: list[Item], head: Item, asked: Asked) -> ResolvedActor:
        """The answer for a phrase by its head."""
        if head.person:
            return self._persons.resolve(phrase, head, asked)
        if head.part is Part.ROLE and head.role:
            return self._role(phrase, head, head.role, asked)
        return self._not_named(phrase, head) or self._named(phrase, inside, head, asked)

    def _region(self, phrase: Phrase, inside: list[Item]) -> ResolvedActor | None:
        """``Nigeria's Niger state``, ``Italy's Lombardy region``: the authorities of a part of the state before it."""
        owner, *rest = inside
        if phrase.tokens.keys[-1] not in _REGIONS or any(item.part is Part.ROLE for item in rest):
            return None
        of = owner.named if owner.part is Part.ADJECTIVE or is_possessive(phrase, owner) else None
        words = phrase.tokens.keys[owner.match.last : -1]
        named = any(phrase.text[phrase.tokens.starts[at]].isupper() for at in range(owner.match.last, phrase.last - 1))
        if of is None or of.kind != "state" or not words or not named:
            return None
        return ResolvedActor(None, None, "body", of.country, "GOV", (f"the authorities of a part of {of.name()}",))

    def _settled(self, phrase: Phrase, asked: Asked) -> Phrase:
        """The phrase with each word of several meanings in the one that the context asks for."""
        items = tuple(self._meant(phrase, item, asked) for item in phrase.items)
        return phrase if items == phrase.items else replace(phrase, items=items)

    def _meant(self, phrase: Phrase, item: Item, asked: Asked) -> Item:
        keys = phrase.tokens.keys[item.match.first : item.match.last]
        if len(keys) != 1 or item.part is not Part.ACTOR or item.use not in _AMBIGUOUS or not has_meanings(keys[0]):
            return item
        article = item.match.first > phrase.first and phrase.tokens.keys[item.match.first - 1] == "the"
        if phrase.tokens.keys[item.match.last : item.match.last + 1] == ["state"]:
            american = next((each for each in meanings_of(keys[0]) if each.says == "the US state"), None)
            if american is not None:
                return replace(item, actors=(_unlisted_meaning(american),), use="name", meaning=american)
        meaning = meaning_of(keys[0], asked.signs.words, asked.signs.stems, article=article)
        if meaning is None:
            return item
        actor = self._register.get(meaning.actor) if meaning.actor else None
        use = "capital" if meaning.sector == "GOV" else "name"
        return replace(item, actors=(actor or _unlisted_meaning(meaning),), use=use, meaning=meaning)

    def _by_context(self, phrase: Phrase, asked: Asked) -> ResolvedActor | None:
        """A name that no record has alone but that the context can settle: ``Korea``."""
        keys = phrase.tokens.keys
        if len(keys) != 1 or not has_meanings(keys[0]) or not phrase.text[phrase.tokens.starts[0]].isupper():
            return None
        meaning = meaning_of(keys[0], asked.signs.words, asked.signs.stems)
        actor = self._register.get(meaning.actor) if meaning is not None and meaning.actor else None
        if actor is None or meaning is None:
            return None
        reading = Reading(kind=actor.kind, country=actor.country, sector=actor.sector)
        reading.accept(actor, Rule.CONTEXT, f"{phrase.text!r} is {meaning.says} by the context")
        return reading.result()

    # A name is the head ------------------------------------------------------------------------

    def _not_named(self, phrase: Phrase, head: Item) -> ResolvedActor | None:
        """The answer for a name that is part of something else, or stands for no actor of the register."""
        said = repr(words_of(phrase, head))
        if head.part is Part.FORMER:
            return nobody(f"{said} says nothing of who it was")
        if not head.actors or head.blocked:
            return nobody(f"{said} only qualifies something else")
        if head.stranger:
            return nobody(f"{said} is not in the register")
        if head.meaning is not None and not head.actors[0].source_note:
            return _by_meaning(phrase, head, head.meaning)
        if is_title_of_thing(phrase, head) or (head.use == "capital" and has_name_before(phrase, head)):
            return nobody(f"{said} is part of another name")
        return None

    def _named(self, phrase: Phrase, inside: list[Item], head: Item, asked: Asked) -> ResolvedActor:
        actor, reason = self._one_of(phrase, head, asked)
        if actor is None:
            return country_only(shared(each.country for each in head.actors), reason)
        said = repr(words_of(phrase, head))
        if is_complement(phrase, head):
            return _complemented(phrase, head, actor, said)
        unknown = qualified_word(phrase, inside, head)
        if unknown is not None:
            return _qualifying(head, actor, said, unknown)
        if head.use == "demonym" or actor.kind == "people":
            return self._demonym(phrase, head, actor)
        return self._accepted(phrase, head, actor, reason)

    def _accepted(self, phrase: Phrase, head: Item, actor: Actor, reason: str) -> ResolvedActor:
        """A listed name stands for its actor, a capital for its government, a movement for its part in a state."""
        said = repr(words_of(phrase, head))
        if head.part is Part.ADJECTIVE:
            return country_only(actor.country, f"{said} says of which country, not who")
        reading = Reading(kind=actor.kind, country=actor.country, sector=actor.sector)
        elsewhere = self._namesake_owner(phrase, head, actor)
        if elsewhere is not None:
            said_of = f"{said} is of {elsewhere.name()}, not {actor.name()}"
            return replace(country_only(elsewhere.country, said_of), kind=actor.kind, sector=actor.sector)
        if head.use == "capital":
            reading.sector = "PRE" if actor.sector == "PRE" else "GOV"
            reading.accept(actor, Rule.CAPITAL, f"{said} is a capital and stands for the government")
        else:
            one = len(head.actors) == 1 and head.meaning is None
            reading.accept(actor, Rule.LISTED_NAME if one else Rule.CONTEXT, f"{said} names {actor.name()}")
        if reason or head.meaning is not None:
            reading.reasons.append(reason or f"{head.meaning.says if head.meaning else ''} by the context")
        owner = self._owners.of_phrase(phrase, head, use_place=True) if actor.country in _ANYWHERE else None
        if owner is not None and owner.kind == "state":
            reading.country = owner.country
            reading.reasons.append(f"the one of {owner.name()}")
        return reading.result()

    def _namesake_owner(self, phrase: Phrase, head: Item, actor: Actor) -> Actor | None:
        """The state a body's name is said to be of, if that is another than the listed one's: its namesake there."""
        if actor.kind not in {"body", "party"} or actor.country in _BETWEEN_STATES or actor.country is None:
            return None
        behind = [item for item in items_after(phrase, head) if item.link is Link.ADJACENT]
        of = next((item.named for item in (*phrase.linked(Link.OF), *behind) if item.named and not item.person), None)
        if of is None or of.kind != "state" or of.country in {actor.country, None} or of.valid_to:
            return None
        return of

    def _one_of(self, phrase: Phrase, head: Item, asked: Asked) -> tuple[Actor | None, str]:
        """The one actor a name stands for: by its owner in the phrase, else by the context."""
        if len(head.actors) == 1:
            return head.actors[0], ""
        owner = self._owners.of_phrase(phrase, head, use_place=True)
        fitting = [each for each in head.actors if owner and each.country == owner.country]
        if owner and len(fitting) == 1:
            return fitting[0], f"the one of {owner.name()}"
        actor, reasons = fittest(head.actors, asked.signs, asked.date)
        if actor is not None:
            return actor, "; ".join(reasons)
        own = [each for each in head.actors if each.country == _HOME.get(asked.language or "")]
        if len(own) == 1:
            return own[0], f"a text in {asked.language} that names no other country speaks of its own"
        names = ", ".join(each.id for each in head.actors)
        return None, f"{words_of(phrase, head)!r} may be any of {names}"

    def _demonym(self, phrase: Phrase, head: Item, actor: Actor) -> ResolvedActor:
        reading = Reading(kind="people", country=actor.country)
        if actor.kind == "people":
            reading.sector = actor.sector
            reading.accept(actor, Rule.LISTED_NAME)
        near = [*items_before(phrase, head), *phrase.linked(Link.IN, Link.FROM)]
        place = next((item.named for item in near if item.named and not item.person), None)
        on_map = None if place else self._owners.whereabouts(phrase, head)
        country = place.country if place else on_map[0] if on_map else None
        if country and country != actor.country:
            where = place.name() if place else on_map[1] if on_map else country
            reading.country, reading.sector = country, "SOC"
            reading.reasons.append(f"people of the name of {actor.name()} who live in {where}")
        else:
            reading.reasons.append(f"{words_of(phrase, head)!r} are people of {actor.name()}")
            if any(item.part is Part.GROUP for item in phrase.items):
                reading.sector = "CVL"
                reading.reasons.append("a number of people")
        return reading.result()

    # A role word is the head -------------------------------------------------------------------

    def _role(self, phrase: Phrase, head: Item, role: Role, asked: Asked) -> ResolvedActor:
        said = repr(words_of(phrase, head))
        if head.link in _ASIDE and is_complement(phrase, head):
            return nobody(f"{said} goes with words that are no role")
        whose = self._owners.of_role(phrase, head, role, asked)
        unowned = whose.owner is None or whose.by_context
        short = self._capitalised(phrase, head, asked) if unowned else None
        if short is not None:
            reading = Reading(kind=short.kind, country=short.country, sector=short.sector)
            reading.accept(short, Rule.CAPITALISED, f"{said} with a capital is {short.name()}")
            return reading.result()
        elsewhere = role.office in _OFTEN_ELSEWHERE and heads_something_else(phrase, head)
        if unowned and (elsewhere or ("quiet" in role.flags and heads_unknown_thing(phrase, head))):
            return nobody(f"{said} of something that is no body of the register")
        return self._behind(phrase, head, role, whose, asked) or self._official(phrase, head, role, whose, asked)

    def _official(self, phrase: Phrase, head: Item, role: Role, whose: Ownership, asked: Asked) -> ResolvedActor:
        """A role without a listed person's name: an organ, the holder of an office, or country and sector only."""
        reading = Reading(kind=role.kind)
        reading.reasons += [f"{words_of(phrase, head)!r} is a role word of sector {role.sector}", *whose.reasons]
        reading.country = whose.owner.country if whose.owner else None
        reading.sector = self._role_sector(phrase, head, role, whose.owner)
        if whose.owner and whose.owner.sector == "PRE" and reading.sector == "GOV" and role.kind == "body":
            reading.sector = "PRE"
        name = self._name(phrase, role, whose)
        if name:
            reading.kind, reading.name = "person", name
        former = says_former(phrase) or self._former_inside(phrase, head)
        if former and role.kind == "office" and reading.sector in _PUBLIC:
            reading.sector = "ELI"
            reading.reasons.append("a former official")
        elif whose.owner:
            self._organ_or_holder(reading, role, whose.owner, asked.date)
        return reading.result()

    def _former_inside(self, phrase: Phrase, head: Item) -> bool:
        """Whether a role of several words says itself that it is past: ``отставной генерал``."""
        lexicon = self._register.lexicon
        for key in phrase.tokens.keys[head.match.first : head.match.last - 1]:
            roles = (
                [self._register.role(s.ref) for s in lexicon.senses(key) if s.use == "role"] if key in lexicon else []
            )
            if any(role is not None and "former" in role.flags for role in roles):
                return True
        return False

    def _behind(self, phrase: Phrase, head: Item, role: Role, whose: Ownership, asked: Asked) -> ResolvedActor | None:
        """The listed person whose name stands behind the role: after a comma, or a surname too common alone."""
        person = next((item for item in phrase.linked(Link.COMMA) if item.person), None)
        if person is not None:
            return self._persons.resolve(phrase, person, asked)
        name = self._name(phrase, role, whose)
        owner = None if whose.by_context else whose.owner
        titled = self._persons.titled(name, role, owner, asked.date) if name else None
        if titled is None:
            return None
        reading = Reading(kind="person", country=titled.country)
        reading.accept(titled, Rule.ONLY_FIT, f"{name!r} with the title {role.title} is {titled.name()}")
        self._persons.fill_role(reading, titled, [head], date=asked.date, former=says_former(phrase))
        return reading.result()

    def _name(self, phrase: Phrase, role: Role, whose: Ownership) -> str | None:
        if role.kind != "office" or whose.where:
            return None
        return phrase.name_behind() or surname_behind(phrase)

    def _capitalised(self, phrase: Phrase, head: Item, asked: Asked) -> Actor | None:
        """``the Commission``, written like a name where it is one: the EU's."""
        keys = phrase.tokens.keys[head.match.first : head.match.last]
        actor = _SHORT_NAMES.get(keys[0]) if len(keys) == 1 and phrase.text[head.match.start].isupper() else None
        if actor is None:
            return None
        before = phrase.tokens.keys[phrase.first : head.match.first] or asked.neighbours.before
        article = before[-1:] in (["the"], ("the",))
        return self._register.get(actor) if (article or is_slavic(head)) else None

    def _organ_or_holder(self, reading: Reading, role: Role, owner: Actor, date: str | None) -> None:
        if "organ" in role.flags and owner.kind == "state" and owner.id == owner.country and role.sector:
            reading.accept(self._register.get(f"{owner.id}-{role.sector}"), Rule.BRANCH)
        elif role.office and date and reading.kind == "office":
            office = "parliament-speaker" if owner.sector == "LEG" and role.office == "president" else role.office
            holders = self._register.holders(office, owner.id, date)
            if len(holders) == 1:
                reading.kind = "person"
                says = f"{role.office} of {owner.name()} on {date}: {holders[0].name()}"
                reading.accept(holders[0], Rule.HOLDER, says)
                held = [o for o in holders[0].offices if o.role == office and o.held_on(date)]
                if all(o.of != owner.id for o in held):
                    self._persons.fill_office(reading, held[0], f"on {date}")
            elif holders:
                names = ", ".join(holder.name() for holder in holders)
                reading.reasons.append(f"{date} leaves open which holder of {role.office}: {names}")
            else:
                reading.reasons.append(f"no holder of {role.office} of {owner.name()} on {date} is on record")

    def _role_sector(self, phrase: Phrase, head: Item, role: Role, owner: Actor | None) -> str | None:
        if "weak" not in role.flags:
            return sector_of(role, owner)
        near = (*items_before(phrase, head), *items_after(phrase, head))
        for item in (*near, *phrase.linked(Link.OF, Link.FOR, Link.IN)):
            if words_of(phrase, item).lower() in _RANKS:
                continue
            if item.part is Part.ROLE and item.role and item.role.sector and "weak" not in item.role.flags:
                return sector_of(item.role, owner)
            named = item.named
            if named and named.sector and item.part is Part.ACTOR:
                return named.sector
        return sector_of(role, owner) if owner else None


def _complemented(phrase: Phrase, head: Item, actor: Actor, said: str) -> ResolvedActor:
    """A name behind unknown words and a preposition: ``the city of Brussels``, ``parents in Belgrade``."""
    country = actor.country if head.link in _WHERE else None
    if country and head.link is Link.OF and set(phrase.tokens.keys[phrase.first : head.match.first]) <= _AUTHORITIES:
        return ResolvedActor(None, None, "body", country, "GOV", (f"the authorities of {actor.name()}",))
    return country_only(country, f"{said} goes with words that are no role")


def _qualifying(head: Item, actor: Actor, said: str, unknown: str) -> ResolvedActor:
    """A name before an unknown noun: of a doer it gives the country, of a thing nobody."""
    if not is_agentive(unknown) or (head.part is not Part.ADJECTIVE and unknown[0].isupper()):
        return nobody(f"{said} only qualifies {unknown!r}, which is no role")
    return country_only(actor.country, f"{unknown!r} is no known role: the country only")


def _unlisted_meaning(meaning: Meaning) -> Actor:
    """A stand-in for a meaning that is no actor of the register: a state of the US, a river, a first name."""
    return Actor(
        id=f"~{meaning.says}", kind="place", names=MappingProxyType({"en": (meaning.says,)}), country=meaning.country
    )


def _by_meaning(phrase: Phrase, head: Item, meaning: Meaning) -> ResolvedActor:
    kind = "place" if meaning.country else None
    reason = f"{words_of(phrase, head)!r} is {meaning.says} by the context"
    return ResolvedActor(None, None, kind, meaning.country, meaning.sector, (reason,))
