"""Statements as PLOVER sees them: codes, scores, modes and contexts of its own, for every format built on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.actors.conventions import Territories
from dragoman.actors.register import Register
from dragoman.formats.losses import LeftOut
from dragoman.ontology import Category, Ontology
from dragoman.records import Date, NamedActor, Precision, Span, Statement
from dragoman.store import StoredStatement

_KINDS = {"relation", "interest", "forecast", "convening"}
_ALSO_CONTEXTS = frozenset({"misinformation", "cyber"})
"""Modes of COERCE that set the context of the same name."""

_DEPENDENCIES = {
    "AUS": "CCK CXR HMD NFK",
    "CHN": "MAC",
    "DNK": "FRO GRL",
    "FIN": "ALA",
    "FRA": "ATF BLM GLP GUF MAF MTQ MYT NCL PYF REU SPM WLF",
    "GBR": "AIA BMU CYM FLK GGY GIB IMN IOT JEY MSR PCN SGS SHN TCA VGB",
    "NLD": "ABW BES CUW SXM",
    "NOR": "BVT SJM",
    "NZL": "COK NIU TKL",
    "USA": "ASM GUM MNP PRI UMI VIR",
}
"""What PLOVER counts in the state that controls it; Hong Kong, Palestine and Antarctica stay apart."""
_CONTROLLED = {code: state for state, codes in _DEPENDENCIES.items() for code in codes.split()}
_PARTY_OFFICE = "party-leader"
"""What a person is besides an office of state; it counts only where there is none."""


@dataclass(frozen=True, slots=True)
class Member:
    """An actor of an event: its words, PLOVER's code and sector, and what the register knows of it.

    ``cow`` is the Correlates of War number of the state that the code stands for.
    ``office`` is what the register has the person hold on the day of the event, or of publication if the
    event has no date; unknown where that is not one day.
    """

    span: Span
    kind: str | None
    code: str | None
    sector: str | None
    id: str | None
    name: str | None
    office: str | None
    gender: str | None
    wikidata: str | None
    cow: str | None


@dataclass(frozen=True, slots=True)
class Story:
    """What a row tells of its document beyond the summary."""

    licence: str | None = None
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()


NO_STORY = Story()


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """An event statement in PLOVER's terms; ``contexts`` end with the auxiliary modes.

    ``date`` is the publication's where ``dated_by_publication`` says so; ``constructs`` counts the members left off.
    """

    stored: StoredStatement
    category: Category
    quad: int
    score: float
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    auxiliary: tuple[str, ...]
    actors: tuple[Member, ...]
    recipients: tuple[Member, ...]
    constructs: int
    date: Date | None
    dated_by_publication: bool
    place_code: str | None
    place_country: str | None
    story: Story = NO_STORY

    @property
    def statement(self) -> Statement:
        """The statement the event is."""
        return self.stored.statement

    @property
    def members(self) -> tuple[Member, ...]:
        """Actors, then recipients."""
        return (*self.actors, *self.recipients)

    @property
    def own_contexts(self) -> tuple[str, ...]:
        """Dragoman's own contexts, which are told by PLOVER's nearest."""
        return tuple(context for context in self.statement.contexts if context.startswith("dragoman:"))

    @property
    def foreign_modes(self) -> tuple[str, ...]:
        """Modes that the coder read but the category does not have."""
        return tuple(mode for mode in self.statement.modes if mode not in self.category.modes)


@dataclass(frozen=True, slots=True)
class Needs:
    """What a format requires of an event; ``publication_dates`` lets the document's date stand in."""

    actor: bool = False
    date: bool = False
    publication_dates: bool = False


@dataclass(frozen=True, slots=True)
class EventCoder:
    """Turns statements into PLOVER events, or says why there is none."""

    ontology: Ontology
    register: Register
    territories: Territories
    needs: Needs

    def event(self, stored: StoredStatement) -> CodedEvent | LeftOut:
        """The event of a statement, or the first reason against it."""
        statement = stored.statement
        if statement.kind in _KINDS:
            return LeftOut(statement.kind)
        category = self.ontology.categories.get(statement.type)
        if statement.kind != "event" or category is None:
            return LeftOut.UNKNOWN_TYPE
        when = statement.date or stored.document.published
        actors = self._members(statement.source, when)
        recipients = self._members(statement.target, when)
        if (statement.source and not actors) or (statement.target and not recipients):
            return LeftOut.CONSTRUCT
        if self.needs.actor and not actors:
            return LeftOut.NO_ACTOR
        stand_in = stored.document.published if self.needs.publication_dates else None
        date = statement.date or stand_in
        if self.needs.date and date is None:
            return LeftOut.NO_DATE
        modes = tuple(dict.fromkeys(mode for mode in statement.modes if mode in category.modes))
        auxiliary = self._auxiliary(stored)
        code, country = self._country_of_place(statement)
        return CodedEvent(
            stored=stored,
            category=category,
            quad=self.ontology.quad(category.name),
            score=score_of(category, modes),
            modes=modes,
            contexts=(*self._contexts(statement, modes), *auxiliary),
            auxiliary=auxiliary,
            actors=actors,
            recipients=recipients,
            constructs=len(statement.source) + len(statement.target) - len(actors) - len(recipients),
            date=date,
            dated_by_publication=statement.date is None and date is not None,
            place_code=code,
            place_country=country,
        )

    def _members(self, named: tuple[NamedActor, ...], when: Date | None) -> tuple[Member, ...]:
        return tuple(self._member(each, when) for each in named if not self._is_construct(each))

    def _is_construct(self, named: NamedActor) -> bool:
        known = self.register.get(named.resolved.actor or "")
        return "construct" in {named.resolved.kind, known.kind if known else None}

    def _member(self, named: NamedActor, when: Date | None) -> Member:
        shown = self.territories.apply(named.resolved, date=str(when).partition("/")[0] if when else None)
        known = self.register.get(shown.actor or "")
        held = known.offices if known and is_day(when) else ()
        of_the_day = [office.role for office in held if when and office.held_on(when.start)]
        offices = [role for role in of_the_day if role != _PARTY_OFFICE] or of_the_day
        return Member(
            span=named.span,
            kind=shown.kind,
            code=_controlling(shown.country),
            sector=shown.sector,
            id=shown.actor,
            name=shown.name,
            office=", ".join(dict.fromkeys(offices)) or None,
            gender=known.gender if known else None,
            wikidata=known.wikidata if known else None,
            cow=self._cow(_controlling(shown.country)) or self._cow(named.resolved.country),
        )

    def _cow(self, code: str | None) -> str | None:
        state = self.register.get(code or "")
        return state.codes.get("cow") if state else None

    def _contexts(self, statement: Statement, modes: tuple[str, ...]) -> tuple[str, ...]:
        """PLOVER's contexts, own ones as their nearest, each once."""

        def told() -> Iterator[str]:
            for context in statement.contexts:
                yield from self.ontology.own_contexts.get(context, (context,))
            yield from (mode for mode in modes if mode in _ALSO_CONTEXTS)

        return tuple(dict.fromkeys(context for context in told() if context in self.ontology.contexts))

    def _auxiliary(self, stored: StoredStatement) -> tuple[str, ...]:
        found = self.ontology.auxiliary_modes.get(stored.statement.modality)
        if found:
            return (found,)
        return ("historical",) if is_historical(stored) else ()

    def _country_of_place(self, statement: Statement) -> tuple[str | None, str | None]:
        """Code and name of the country a place lies in, by the convention."""
        place = statement.place
        if place is None or place.country is None:
            return None, None
        own = _controlling(place.country)
        country = self.register.get(own or "")
        name = self.territories.name(own, country.name() if country else None)
        return self.territories.country(own), name


def score_of(category: Category, modes: tuple[str, ...]) -> float:
    """PLOVER's score: of several modes the one farthest from nought, without a mode the category's."""
    return float(max((category.modes[mode] for mode in modes), key=abs, default=category.score))


def _controlling(code: str | None) -> str | None:
    """The state that a dependency's code is counted in; any other code as it is."""
    return _CONTROLLED.get(code, code) if code else None


def is_historical(stored: StoredStatement) -> bool:
    """Whether an actual event surely lies more than a year before publication."""
    date, published = stored.statement.date, stored.document.published
    if stored.statement.modality != "actual" or date is None or published is None:
        return False
    return date.end < _a_year_before(published.start)


def is_day(date: Date | None) -> bool:
    """Whether a date is one day."""
    return date is not None and date.precision is Precision.DAY and date.start == date.end


def _a_year_before(day: str) -> str:
    """The same day a year before; compared as text, so that 29 February needs no care."""
    return f"{int(day[:4]) - 1:04d}{day[4:]}"
