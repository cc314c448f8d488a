"""Convenings: who met, who held it, in which form and about what; and who meets whom again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from dragoman.analysis.periods import Undated, Window, dated
from dragoman.analysis.sides import is_called
from dragoman.analysis.timelines import ANY_TIME, EVERYTHING
from dragoman.linking import link_events
from dragoman.ontology import load_ontology
from dragoman.store.reader import StatementFilter

if TYPE_CHECKING:
    from dragoman.records import Date, NamedActor, ResolvedActor
    from dragoman.store import LedgerReader, StoredStatement


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody at a convening: the words, who they stand for, and what the text says of them."""

    text: str
    who: ResolvedActor
    role: str | None = None
    office: str | None = None
    affiliation: str | None = None

    @property
    def id(self) -> str | None:
        """The actor's id, else its code, None if nothing is known of it."""
        return self.who.actor or ("-".join(filter(None, (self.who.country, self.who.sector))) or None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """A convening as one text tells of it.

    ``listed`` says whether the participants are the text's own list; otherwise they are the statement's actors.
    ``event`` is the id of the meeting, an event, that the same sentence tells of: texts on one meeting share it.
    """

    stored: StoredStatement
    date: Date | None
    name: str | None
    format: str | None
    topic: str | None
    organisers: tuple[Attendee, ...]
    participants: tuple[Attendee, ...]
    listed: bool
    event: str | None


@dataclass(frozen=True, slots=True)
class Gatherings:
    """Convenings in the order of the texts. A window leaves out ``undated`` ones and those dated ``too_roughly``."""

    found: tuple[Gathering, ...]
    too_roughly: int = 0
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Companions:
    """Two that were at the same convenings. Texts on one meeting count once in ``convenings``."""

    a: str
    b: str
    a_name: str
    b_name: str
    convenings: int
    statements: tuple[str, ...]


def convenings(
    reader: LedgerReader,
    wanted: StatementFilter = EVERYTHING,
    *,
    window: Window = ANY_TIME,
    undated: Undated = Undated.APART,
) -> Gatherings:
    """The convenings that fit; an actor asked for may be on either side, take part or organise."""
    told = reader.statements(replace(wanted, kinds=("convening",), actors=()))
    events = _events(reader) if told else {}
    found = [_gathering(reader, each, events, undated) for each in told]
    if wanted.actors:
        names = reader.names_of(wanted.actors)
        found = [each for each in found if any(is_called(who, names) for who in _everybody(each))]
    if window.is_open:
        return Gatherings(tuple(found))
    held = [window.holds(each.date) if each.date else None for each in found]
    inside = tuple(each for each, holds in zip(found, held, strict=True) if holds)
    without = sum(each.date is None for each in found)
    return Gatherings(inside, held.count(None) - without, without)


def companions(gatherings: Iterable[Gathering]) -> tuple[Companions, ...]:
    """How often two took part together, most often first; only in what took place or is under way.

    Whom nobody knows is left out: two texts' "an adviser" may be two people.
    """
    counted = load_ontology().counted_modalities
    meetings: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    statements: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    for each in gatherings:
        if each.stored.statement.modality not in counted:
            continue
        known = {id_: who.who.name or who.text for who in each.participants if (id_ := who.id)}
        names = {**known, **names}
        for pair in combinations(sorted(known), 2):
            meetings[pair][each.event or each.stored.id] = None
            statements[pair].append(each.stored.id)
    found = [
        Companions(a, b, names[a], names[b], len(met), tuple(statements[a, b])) for (a, b), met in meetings.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.convenings, each.a, each.b)))


def _gathering(
    reader: LedgerReader,
    stored: StoredStatement,
    events: dict[str, list[tuple[StoredStatement, str]]],
    undated: Undated,
) -> Gathering:
    claim, details = stored.statement, stored.statement.convening
    listed = tuple(
        Attendee(each.actor.span.text, _judged(reader, stored, each.actor), each.role, each.office, each.affiliation)
        for each in (details.participants if details else ())
    )
    organisers = details.organisers if details else ()
    sides = [each for side in (claim.source, claim.target) for each in side]
    return Gathering(
        stored=stored,
        date=dated(claim.date, stored.document.published, undated),
        name=details.name.text if details and details.name else None,
        format=details.format if details else None,
        topic=details.topic.text if details and details.topic else (claim.object.text if claim.object else None),
        organisers=tuple(Attendee(each.span.text, _judged(reader, stored, each)) for each in organisers),
        participants=listed or tuple(Attendee(each.span.text, each.resolved) for each in sides),
        listed=bool(listed),
        event=_event_of(stored, events.get(stored.document.key, ())),
    )


def _judged(reader: LedgerReader, stored: StoredStatement, named: NamedActor) -> ResolvedActor:
    """Somebody as judgements leave them; the reader applies those to the sides of a statement only."""
    return reader.naming.judged((stored.document.key, named.span.start, named.span.end), named.resolved)


def _events(reader: LedgerReader) -> dict[str, list[tuple[StoredStatement, str]]]:
    """Statements of meetings with the ids of their events, by document."""
    found: defaultdict[str, list[tuple[StoredStatement, str]]] = defaultdict(list)
    for event in link_events(reader).events:
        if event.type == "CONSULT":
            for member in event.members:
                found[member.document.key].append((member, event.id))
    return found


def _event_of(stored: StoredStatement, meetings: Sequence[tuple[StoredStatement, str]]) -> str | None:
    """The event of the meeting told in the same sentence; of several the one with the same trigger, else none."""
    sentence, trigger = stored.statement.sentence, stored.statement.trigger
    here = [
        (member, event)
        for member, event in meetings
        if member.statement.sentence.start < sentence.end and sentence.start < member.statement.sentence.end
    ]
    same = {event for member, event in here if trigger and member.statement.trigger == trigger}
    chosen = same or {event for _, event in here}
    return next(iter(chosen)) if len(chosen) == 1 else None


def _everybody(gathering: Gathering) -> Iterator[ResolvedActor]:
    statement = gathering.stored.statement
    yield from (each.resolved for side in (statement.source, statement.target) for each in side)
    yield from (each.who for each in (*gathering.participants, *gathering.organisers))
