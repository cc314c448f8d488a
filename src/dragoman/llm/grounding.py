"""A claim's quotes as ranges of its sentence; a claim whose words do not stand there is none."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.llm.account import Dropped
from dragoman.llm.answer import ClaimError, SaidActor, SaidClaim
from dragoman.llm.quotes import find_quote

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Named:
    """An actor's words in a sentence."""

    range: Range
    kind: str


@dataclass(frozen=True, slots=True)
class GroundedParticipant:
    """A participant whose words stand in the sentence."""

    actor: Named
    role: Range | None
    office: Range | None
    affiliation: Range | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounded:
    """A claim with every quote found; ranges count characters of the sentence."""

    said: SaidClaim
    source: tuple[Named, ...]
    target: tuple[Named, ...]
    trigger: Range
    object: Range | None
    speakers: tuple[Named, ...]
    hedge: Range | None = None
    horizon: Range | None = None
    name: Range | None = None
    topic: Range | None = None
    organisers: tuple[Named, ...] = ()
    participants: tuple[GroundedParticipant, ...] = ()

    @property
    def mentions(self) -> tuple[Named, ...]:
        """Every actor it names."""
        attending = tuple(each.actor for each in self.participants)
        return (*self.source, *self.target, *self.speakers, *self.organisers, *attending)


def ground(said: SaidClaim, sentence: str) -> Grounded:
    """The claim tied to the sentence; ClaimError if a quote does not stand there or an actor is on both sides.

    Words that stand there several times are meant where they are nearest to the trigger.
    """
    first = (*said.source, *said.target)[0]
    trigger = _found(said.trigger, sentence, near=_found(first.quote, sentence))
    quotes = _Quotes(sentence, trigger)
    source, target = quotes.actors(said.source), quotes.actors(said.target)
    if {each.range for each in source} & {each.range for each in target}:
        raise ClaimError(Dropped.BOTH_SIDES)
    forecast, convening = said.forecast, said.convening
    participants = convening.participants if convening else ()
    return Grounded(
        said=said,
        source=source,
        target=target,
        trigger=trigger,
        object=quotes.words(said.object),
        speakers=quotes.actors(said.speakers),
        hedge=quotes.words(forecast.hedge) if forecast else None,
        horizon=quotes.words(forecast.horizon) if forecast else None,
        name=quotes.words(convening.name) if convening else None,
        topic=quotes.words(convening.topic) if convening else None,
        organisers=quotes.actors(convening.organisers) if convening else (),
        participants=tuple(
            GroundedParticipant(
                quotes.actor(each.actor),
                quotes.words(each.role),
                quotes.words(each.office),
                quotes.words(each.affiliation),
            )
            for each in participants
        ),
    )


@dataclass(frozen=True, slots=True)
class _Quotes:
    sentence: str
    near: Range

    def words(self, quote: str | None) -> Range | None:
        return None if quote is None else _found(quote, self.sentence, near=self.near)

    def actor(self, said: SaidActor) -> Named:
        return Named(_found(said.quote, self.sentence, near=self.near), said.kind)

    def actors(self, said: tuple[SaidActor, ...]) -> tuple[Named, ...]:
        """In the order of the text, each once."""
        named = {actor.range: actor for actor in map(self.actor, said)}
        return tuple(named[each] for each in sorted(named))


def _found(quote: str, sentence: str, *, near: Range | None = None) -> Range:
    found = find_quote(quote, sentence, near=near)
    if found is None:
        raise ClaimError(Dropped.NO_QUOTE)
    return found
