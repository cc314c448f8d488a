"""What stands around a phrase, and what it says of an ambiguous name: small scorers, each with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.actors.names import name_stem
from dragoman.actors.phrases import Phrase, read_phrase
from dragoman.actors.register import Actor, Register
from dragoman.actors.tokens import fold_phrase

_LONGEST_CONTEXT = 4_000
_MOST_COUNTED = 3
_LONG_AGO = 12


@dataclass(frozen=True, slots=True)
class Signs:
    """The words, countries, actors and offices that a context names beside the phrase itself."""

    words: frozenset[str]
    stems: frozenset[str]
    countries: Mapping[str, int]
    compatriots: frozenset[str]
    actors: frozenset[str]
    offices: frozenset[str]

    def country(self) -> str | None:
        """The one country named most; none where two are named as often."""
        ranked = Counter(self.countries).most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]


@lru_cache(maxsize=64)
def _read(register: Register, context: str, language: str | None) -> Phrase:
    """A context is asked about by each mention in it."""
    return read_phrase(register, context, language=language)


NO_SIGNS = Signs(frozenset(), frozenset(), {}, frozenset(), frozenset(), frozenset())


def read_signs(register: Register, context: str, phrase: str, *, language: str | None = None) -> Signs:
    """The signs of a context; names that the phrase holds itself say nothing about it."""
    own = set(fold_phrase(phrase).split())
    read = _read(register, context[:_LONGEST_CONTEXT], language)
    countries: Counter[str] = Counter()
    actors, offices, compatriots = set(), set(), set()
    for item in read.items:
        if own.issuperset(read.tokens.keys[item.match.first : item.match.last]):
            continue
        if item.named and item.person and item.named.country:
            compatriots.add(item.named.country)
        if item.named:
            actors.add(item.named.id)
            if item.named.country and item.named.kind in {"state", "place", "body"}:
                countries[item.named.country] += 1
        if item.role and item.role.office:
            offices.add(item.role.office)
    words = frozenset(read.tokens.keys)
    return Signs(
        words,
        frozenset(map(name_stem, words)),
        countries,
        frozenset(compatriots),
        frozenset(actors),
        frozenset(offices),
    )


# Which of several bearers of a name ----------------------------------------------------------------

Evidence = tuple[float, str]
Scorer = Callable[[Actor, Signs, "str | None"], Iterator[Evidence]]


def _by_country(actor: Actor, signs: Signs, date: str | None) -> Iterator[Evidence]:  # noqa: ARG001 - one shape
    named = min(signs.countries.get(actor.country or "", 0), _MOST_COUNTED)
    if named:
        yield 1.0 + 0.5 * named, f"{actor.country} stands in the context"
    elif actor.country in signs.compatriots:
        yield 1.0, f"the context names somebody of {actor.country}"


def _by_office(actor: Actor, signs: Signs, date: str | None) -> Iterator[Evidence]:
    for office in actor.offices:
        if office.role in signs.offices:
            held = date is None or office.held_on(date)
            yield (1.0 if held else 0.5), f"the context speaks of a {office.role}"
            return


def _by_time(actor: Actor, signs: Signs, date: str | None) -> Iterator[Evidence]:  # noqa: ARG001 - one shape
    if date is None or not date[:4].isdigit():
        return
    if any(office.held_on(date) for office in actor.offices):
        yield 1.0, f"in office on {date}"
    elif actor.offices and all(
        office.end and int(office.end[:4]) + _LONG_AGO < int(date[:4]) for office in actor.offices
    ):
        yield -1.0, f"long out of office on {date}"
    if (actor.valid_from and actor.valid_from[: len(date)] > date[: len(actor.valid_from)]) or (
        actor.valid_to and actor.valid_to[: len(date)] < date[: len(actor.valid_to)]
    ):
        yield -3.0, f"not there on {date}"


def _by_kin(actor: Actor, signs: Signs, date: str | None) -> Iterator[Evidence]:  # noqa: ARG001 - one shape
    if actor.parent and actor.parent in signs.actors:
        yield 1.5, f"{actor.parent} stands in the context"
    if actor.id in signs.actors:
        yield 4.0, "the context gives the full name"


_SCORERS: tuple[Scorer, ...] = (_by_country, _by_office, _by_time, _by_kin)
_MARGIN = 1.0
_ENOUGH = 2.0


def fittest(
    actors: Sequence[Actor], signs: Signs, date: str | None, *, enough: float = -9.0
) -> tuple[Actor | None, tuple[str, ...]]:
    """The one of several bearers of a name that fits the context clearly better than the rest, with reasons."""
    scored = []
    for actor in actors:
        evidence = [each for scorer in _SCORERS for each in scorer(actor, signs, date)]
        scored.append((sum(score for score, _ in evidence), actor, tuple(reason for _, reason in evidence)))
    scored.sort(key=lambda each: -each[0])
    if not scored or scored[0][0] < enough or (len(scored) > 1 and scored[0][0] - scored[1][0] < _MARGIN):
        return None, ()
    return scored[0][1], scored[0][2]
