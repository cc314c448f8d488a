"""A report: an event statement of the ledger in the form in which reports are compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dragoman.actors.register import Register
from dragoman.linking.parties import Side, party_of, sorted_side
from dragoman.linking.times import FEW_DAYS, Days, days_of
from dragoman.linking.towns import town_of, towns_in
from dragoman.linking.words import Content, content_of
from dragoman.records import Date, Place, Span, Statement


@dataclass(frozen=True, eq=False, kw_only=True)
class Report:
    """What one text says of one happening. ``text`` names the document, or the first of its copies.

    ``when`` is the stated date, ``published`` that of the document; either may be unknown.
    """

    id: str
    document: str
    text: str
    type: str
    about: str | None
    source: Side
    target: Side
    when: Days | None
    published: Days | None
    modes: frozenset[str]
    place: Place | None
    sentence: str
    language: str | None
    aside: tuple[tuple[int, int], ...]

    @cached_property
    def content(self) -> Content:
        """What the sentence tells besides its actors and its trigger; worked out when it is asked for."""
        return content_of(self.sentence, self.language, self.aside)

    @cached_property
    def towns(self) -> frozenset[str]:
        """The towns that the sentence names and where it is known to have happened."""
        where = town_of(self.place)
        return towns_in(self.sentence, self.language) | ({where} if where else frozenset())

    @cached_property
    def everybody(self) -> Side:
        """The actors of both sides."""
        return sorted_side((*self.source, *self.target))

    @property
    def known(self) -> int:
        """How many actors there is anything known of."""
        return sum(party.known for party in self.everybody)

    @property
    def joint(self) -> bool:
        """Whether several did it together, with nobody it was done to."""
        return len(self.source) > 1 and not self.target

    @property
    def window(self) -> Days | None:
        """The days on which a report of the same happening may fall; None where nothing is known."""
        around = self.when or self.published
        return Days(around.first - FEW_DAYS, around.last + FEW_DAYS) if around else None


def report_of(
    statement: Statement,
    *,
    id_: str,
    document: str,
    register: Register,
    text: str | None = None,
    language: str | None = None,
    published: Date | None = None,
) -> Report:
    """The report that an event statement is; ``text`` names the first of the document's copies."""
    day = statement.date.start if statement.date else (published.start if published else None)
    sides = [
        sorted_side([party_of(each, register, day) for each in side]) for side in (statement.source, statement.target)
    ]
    return Report(
        id=id_,
        document=document,
        text=text or document,
        type=statement.type,
        about=statement.about,
        source=sides[0],
        target=sides[1],
        when=days_of(statement.date),
        published=days_of(published),
        modes=frozenset(statement.modes),
        place=statement.place,
        sentence=statement.sentence.text,
        language=language,
        aside=_aside(statement),
    )


def _aside(statement: Statement) -> tuple[tuple[int, int], ...]:
    """Where actors and trigger stand in the sentence."""
    spans: list[Span] = [each.span for side in (statement.source, statement.target) for each in side]
    if statement.trigger:
        spans.append(statement.trigger)
    start = statement.sentence.start
    return tuple((span.start - start, span.end - start) for span in spans)
