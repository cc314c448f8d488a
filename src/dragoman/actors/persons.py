"""Who a person is: by name, title, country and date; known or unlisted, in office or out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.actors.context import fittest
from dragoman.actors.heads import (
    has_other_first_name,
    offices_of,
    possessed_word,
    says_former,
    words_of,
)
from dragoman.actors.names import first_names_of, is_spelling
from dragoman.actors.owners import Asked, Owners, is_state_like, sector_of
from dragoman.actors.phrases import Item, Part, Phrase
from dragoman.actors.register import Actor, Office, Register, Role
from dragoman.actors.rules import Reading, Rule, country_only, nobody, shared
from dragoman.actors.tokens import folded_words, tokenize
from dragoman.records import ResolvedActor

_OFFICE_SECTORS = {"parliament-speaker": "LEG"}
_SHORTEST_SURNAME = 4
_LEADING = frozenset(("president", "prime-minister", "chancellor", "monarch"))
_SPEAKING = folded_words(
    "said says told added stressed warned met accused visited called resigned signed he she his her "
    "rekao rekla kazao kazala izjavio izjavila poručio poručila najavio najavila naglasio naglasila dodao ističe "
    "novinarima smatra tvrdi potpisao potpisala posjetio posetio sastao sastala upozorio potvrdio "
    "сказал сказала заявил заявила сообщил добавил подчеркнул отметил подписал встретился посетил"
)


def _leads(actor: Actor, date: str) -> bool:
    """Whether a person is head of state or government on a date."""
    return any(office.role in _LEADING and office.held_on(date) for office in actor.offices)


_TITLES_OF_WOMEN = ("gospodj", "gospodjic", "gospoz", "mrs", "ms", "miss", "madame", "lady", "gdj", "gdica")
_TITLES_OF_MEN = frozenset(("mr", "sir", "monsieur", "gospodin"))


class Persons:
    """Resolves persons against one register."""

    def __init__(self, register: Register, owners: Owners) -> None:
        self._register = register
        self._owners = owners

    def resolve(self, phrase: Phrase, head: Item, asked: Asked) -> ResolvedActor:
        """Who the person is that a phrase is about."""
        unknown = possessed_word(phrase, head)
        if unknown is not None:
            country = shared(actor.country for actor in head.actors)
            return country_only(
                country, f"{unknown!r} of {words_of(phrase, head)!r} is no known role: the country only"
            )
        owner = self._owners.of_phrase(phrase, head, use_place=False)
        titles = [item for item in phrase.items if item.part is Part.ROLE and item is not head]
        former = says_former(phrase) or any(item.role and item.role.sector == "ELI" for item in titles)
        if head.stranger or has_other_first_name(phrase, head):
            variant = self._spelt_otherwise(phrase, head, owner)
            if variant is not None:
                reading = Reading(kind="person", country=variant.country)
                reading.accept(variant, Rule.SPELLING, f"{words_of(phrase, head)!r} is a spelling of {variant.name()}")
                self.fill_role(reading, variant, titles, date=asked.date, former=former)
                return reading.result()
            return self._unlisted(titles, owner, former=former, name=words_of(phrase, head))
        fitting = [actor for actor in head.actors if self._fits(actor, owner) and _gender_fits(phrase, actor)]
        rule = Rule.LISTED_NAME if head.use == "name" else Rule.LISTED_SURNAME
        reasons: tuple[str, ...] = ()
        if len(fitting) > 1:
            fitting, reasons = self._narrowed(fitting, titles, asked)
            rule = Rule.CONTEXT if reasons else Rule.ONLY_FIT
        elif len(head.actors) > 1:
            rule = Rule.ONLY_FIT
        if len(fitting) != 1:
            return self._not_one(phrase, head, titles, owner, fitting, former=former)
        actor = fitting[0]
        reading = Reading(kind="person", country=actor.country)
        reading.accept(actor, rule, f"{words_of(phrase, head)!r} names {actor.name()}")
        reading.reasons.extend(reasons)
        self.fill_role(reading, actor, titles, date=asked.date, former=former)
        return reading.result()

    def _spelt_otherwise(self, phrase: Phrase, head: Item, owner: Actor | None) -> Actor | None:
        """The listed person whose surname it is and whose first name is nearly the same: ``Aleksander Vucic``."""
        keys = phrase.tokens.keys
        first = head.match.first if head.stranger else head.match.first - 1
        if head.match.last - first < 2:  # noqa: PLR2004 - first name and surname
            return None
        bearers = self._register.bearers(keys[head.match.last - 1])
        fitting = [
            actor
            for actor in bearers
            if self._fits(actor, owner) and any(is_spelling(keys[first], each) for each in first_names_of(actor))
        ]
        return fitting[0] if len(fitting) == 1 else None

    def titled(self, name: str, role: Role, owner: Actor | None, date: str | None) -> Actor | None:
        """Who bears a surname and held the office of the title: ``Prime Minister May``."""
        keys = tokenize(name).keys
        if role.office is None or len(keys) != 1:
            return None
        fitting = []
        for actor in self._register.bearers(keys[0]):
            held = [office for office in actor.offices if office.role == role.office]
            if held and self._fits(actor, owner) and (date is None or any(office.held_on(date) for office in held)):
                fitting.append(actor)
        return fitting[0] if len(fitting) == 1 else None

    def common_surname(self, phrase: Phrase, asked: Asked) -> ResolvedActor | None:
        """A surname too common to be looked up alone, where the context clearly asks for one bearer."""
        keys = phrase.tokens.keys
        if len(keys) != 1 or not phrase.text[phrase.tokens.starts[0]].isupper():
            return None
        bearers = self._register.bearers(keys[0])
        if not bearers or len(keys[0]) < _SHORTEST_SURNAME:
            return None
        leading = [actor for actor in bearers if asked.date and _leads(actor, asked.date)]
        actor, reasons = fittest(bearers, asked.signs, asked.date, enough=2.5)
        if actor is None and len(leading) == 1:
            actor, reasons = leading[0], (f"head of state or government on {asked.date}",)
        if actor is None:
            return None
        reading = Reading(kind="person", country=actor.country)
        reading.accept(actor, Rule.CONTEXT, f"{phrase.text!r} may be {actor.name()}: {'; '.join(reasons)}")
        self.fill_role(reading, actor, [], date=asked.date, former=False)
        return reading.result()

    def instead_of_town(self, phrase: Phrase, asked: Asked) -> ResolvedActor | None:
        """The person whose surname is a town's name too, where he says something: ``Nikšić je kazao``."""
        keys = phrase.tokens.keys
        if len(keys) != 1 or len(phrase.items) != 1 or phrase.items[0].part is not Part.ACTOR:
            return None
        item, around = phrase.items[0], asked.neighbours
        town = item.use != "capital" and all(actor.kind == "place" for actor in item.actors)
        near = {*around.before[-2:], *around.after[:4]}
        if not town or not near & _SPEAKING:
            return None
        actor, reasons = fittest(self._register.bearers(keys[0]), asked.signs, asked.date, enough=1.0)
        if actor is None:
            return None
        reading = Reading(kind="person", country=actor.country)
        reading.accept(actor, Rule.CONTEXT, f"{phrase.text!r} speaks and is {actor.name()}: {'; '.join(reasons)}")
        self.fill_role(reading, actor, [], date=asked.date, former=False)
        return reading.result()

    def _narrowed(self, fitting: list[Actor], titles: list[Item], asked: Asked) -> tuple[list[Actor], tuple[str, ...]]:
        """Namesakes who held the office of the title, on the date if one is given; else by the context."""
        wanted = offices_of(titles)
        held = [
            actor
            for actor in fitting
            if any(o.role in wanted and (not asked.date or o.held_on(asked.date)) for o in actor.offices)
        ] or [actor for actor in fitting if any(office.role in wanted for office in actor.offices)]
        if len(held) == 1:
            return held, ()
        actor, reasons = fittest(held or fitting, asked.signs, asked.date)
        return ([actor], reasons) if actor else (fitting, ())

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
            reading = Reading(kind="person", country=shared(actor.country for actor in fitting))
            reading.sector = titles[0].role.sector if titles and titles[0].role else None
            reading.reasons.append(f"{words_of(phrase, head)!r} may be any of {names}")
            return reading.result()
        result = self._unlisted(titles, owner, former=former, name=words_of(phrase, head))
        clash = f"{words_of(phrase, head)!r} is not {names}: country, office or title differs"
        return replace(result, reasons=(clash, *result.reasons))

    def _unlisted(self, titles: list[Item], owner: Actor | None, *, former: bool, name: str) -> ResolvedActor:
        """A name nobody listed: known by title and country alone."""
        if not titles and owner is None:
            return nobody("the name is not in the register")
        reading = Reading(kind="person", country=owner.country if owner else None, name=name)
        role = titles[0].role if titles else None
        reading.sector = sector_of(role, owner)
        reading.reasons.append("the name is not in the register; title and country are the phrase's")
        if former:
            reading.sector = "ELI"
            reading.reasons.append("a former official")
        return reading.result()

    def fill_role(self, reading: Reading, actor: Actor, titles: list[Item], *, date: str | None, former: bool) -> None:
        """Sector and country by the office held on the date, or by what the phrase says."""
        current = [office for office in actor.offices if date and office.held_on(date)]
        if former:
            reading.sector = "ELI"
            reading.reasons.append("called a former official")
            return
        titled = [office for office in actor.offices if office.role in offices_of(titles)]
        fitting = [office for office in titled if not date or office.held_on(date)] or current
        if fitting:
            self.fill_office(reading, self._weightiest(fitting), f"on {date}" if date else "by the title")
            return
        past = [office for office in actor.offices if date and office.end and office.end < date]
        title = next((item.role for item in titles if item.role and item.role.sector), None)
        if title:
            reading.sector = title.sector if actor.sector in {None, "GOV"} else actor.sector
            reading.reasons.append(f"called {title.title}")
        elif past:
            reading.sector = actor.sector if actor.sector not in {None, "GOV"} else "ELI"
            reading.reasons.append(f"{past[-1].role} of {past[-1].of} until {past[-1].end}")
        elif actor.offices and not date:
            self.fill_office(reading, self._weightiest(actor.offices[-1:]), "the date is not given")
        else:
            reading.sector = actor.sector
        if not title and not actor.offices:
            reading.reasons.append(f"sector {actor.sector} by its record")

    def _weightiest(self, offices: Sequence[Office]) -> Office:
        """The last of several offices held at once; one of a party counts less than one of a state or body."""
        public = [office for office in offices if self._register.actor(office.of).kind != "party"]
        return (public or offices)[-1]

    def fill_office(self, reading: Reading, office: Office, when: str) -> None:
        """Takes country and sector from an office held."""
        of = self._register.actor(office.of)
        reading.country = of.country or reading.country
        state = is_state_like(of) or of.country == "EUR"
        reading.sector = _OFFICE_SECTORS.get(office.role, "GOV" if state else of.sector)
        span = f"{office.start or '?'} to {office.end or 'now'}"
        reading.reasons.append(f"{office.role} of {of.name()} ({span}), {when}")

    def _fits(self, person: Actor, owner: Actor | None) -> bool:
        """Whether a person can be the owner's: by country, or by an office held there."""
        if owner is None or owner.country is None or owner.country == person.country:
            return True
        return any(self._register.actor(office.of).country == owner.country for office in person.offices)


def _gender_fits(phrase: Phrase, person: Actor) -> bool:
    """Whether a courtesy title before the name allows the person: ``gospođa`` no man."""
    titles = {item.role.id for item in phrase.items if item.part is Part.TITLE and item.role}
    if not titles or not person.gender:
        return True
    keys = {
        key
        for item in phrase.items
        if item.part is Part.TITLE
        for key in phrase.tokens.keys[item.match.first : item.match.last]
    }
    women = any(key.startswith(_TITLES_OF_WOMEN) for key in keys)
    men = any(key in _TITLES_OF_MEN or key.startswith("gospodin") for key in keys)
    return not ((women and person.gender == "m") or (men and person.gender == "f"))
