"""The events of a ledger: happenings with all statements that tell of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dragoman.errors import UsageError
from dragoman.ingest.groups import Groups
from dragoman.linking.cluster import Decision, cluster
from dragoman.linking.compare import MUTUAL, compare
from dragoman.linking.report import Report, report_of
from dragoman.linking.times import days_of
from dragoman.ontology import load_ontology
from dragoman.store.naming import DEFAULT_CODER
from dragoman.store.reader import StatementFilter
from dragoman.store.tables import JudgementKind, JudgementRow

if TYPE_CHECKING:
    from dragoman.linking.parties import Party, Side
    from dragoman.records import Date, Place
    from dragoman.store import LedgerReader, StoredStatement

TOGETHER, APART = "same", "distinct"
"""Verdicts on event links."""

FIRST = "the first report"
"""The reason of the member an event has its id from."""

_SHORTEST_ID = 4
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Event:
    """Statements that tell of one happening, in reading order.

    ``id`` is that of the first; the id of every other member leads here too, so that an address stays good
    when earlier reports join. ``reports`` counts distinct texts: copies of one text are one report.
    ``date`` is the most exact one that a member states.
    """

    id: str
    type: str
    about: str | None
    date: Date | None
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    place: Place | None
    members: tuple[StoredStatement, ...]
    reports: int


@dataclass(frozen=True, slots=True)
class Linked:
    """A member of an event and why it is one: by its likeness to another member, as a copy, or by a judgement."""

    stored: StoredStatement
    report: str
    to: str | None
    score: float | None
    reasons: tuple[str, ...]


class Events:
    """All events of a ledger at a reader's moment, by date.

    ``idle`` are ids of judgements that another one overrides; ``lead_on`` gives the statements that stand now
    for the beginning of the id of one that was replaced.
    """

    def __init__(
        self,
        events: Sequence[Event],
        reports: Mapping[str, Report],
        decisions: Sequence[tuple[Decision, JudgementRow]],
        idle: tuple[str, ...],
        lead_on: Callable[[str], Collection[str]],
    ) -> None:
        self.events = tuple(events)
        self.idle = idle
        self._reports = reports
        self._lead_on = lead_on
        self.decisions = tuple(decisions)
        self._by_member = {member.id: event for event in events for member in event.members}

    def find(self, beginning: str) -> Event:
        """The event that has this id, or a member of this id, or of one that begins so; UsageError otherwise.

        The id of a statement that a member has replaced leads to it.
        """
        return self._by_member[self.statement(beginning)]

    def statement(self, beginning: str) -> str:
        """The one id of a member that begins so; UsageError names the choices."""
        if beginning in self._by_member:
            return beginning
        found = [each for each in self._by_member if each.startswith(beginning)]
        if len(beginning) >= _SHORTEST_ID and not found:
            found = sorted(self._by_member.keys() & self._lead_on(beginning))
        if len(beginning) >= _SHORTEST_ID and len({self._by_member[each].id for each in found}) == 1:
            return found[0]
        if len(beginning) < _SHORTEST_ID:
            what = f"is too short; give {_SHORTEST_ID} characters or more"
        elif found:
            what = f"fits {', '.join(sorted(found)[:_SHOWN])}"
        else:
            what = "is the id of no event and of no statement of one"
        raise UsageError(f"{beginning!r} {what}; 'dragoman events' lists the ids")

    def judgements(self, event: Event) -> tuple[JudgementRow, ...]:
        """Standing judgements that put members of an event together, or took something out of it."""
        ids = {member.id for member in event.members}
        return tuple(row for decision, row in self.decisions if ids.intersection(decision.reports))

    def reasons(self, event: Event) -> tuple[Linked, ...]:
        """Every member with what links it to the rest."""
        return tuple(self._linked(event, number) for number in range(len(event.members)))

    def _linked(self, event: Event, number: int) -> Linked:
        member = event.members[number]
        report = self._reports[member.id]
        if number == 0:
            return Linked(member, report.text, None, None, (FIRST, *self._judged(event, member.id)))
        for earlier in event.members[:number]:
            if _copy_key(self._reports[earlier.id]) == _copy_key(report):
                return Linked(member, report.text, earlier.id, None, (_copied(report, self._reports[earlier.id]),))
        others = [self._reports[each.id] for each in event.members if each.id != member.id]
        before = {each.id for each in event.members[:number]}
        compared = [(compare(report, other), other) for other in others]
        best, other = max(compared, key=lambda each: (each[0].score, each[1].id in before, each[1].id))
        judged = tuple(self._judged(event, member.id))
        if judged and not best.fits:
            return Linked(member, report.text, None, None, judged)
        return Linked(member, report.text, other.id, best.score, (*best.reasons, *judged))

    def _judged(self, event: Event, member: str) -> Iterator[str]:
        ids = {each.id for each in event.members} - {member}
        for decision, row in self.decisions:
            if decision.together and member in decision.reports and ids.intersection(decision.reports):
                given = member if member in row.subject else row.subject[decision.reports.index(member)]
                carried = "" if given == member else f", carried over from statement {given}, which this one replaces"
                note = f" ({row.note})" if row.note else ""
                yield f"judged the same by {row.who} on {row.recorded_at:%Y-%m-%d}{note}, {row.id}{carried}"


def _copied(report: Report, other: Report) -> str:
    where = "the same document" if report.document == other.document else f"a copy of the text, {other.document}"
    return f"the same sentence in {where}; counted once"


def link_events(reader: LedgerReader, *, coder: str = DEFAULT_CODER) -> Events:
    """The events that the live statements of a ledger tell of, judgements applied; computed anew at each call.

    Only event statements count that are actual or ongoing.
    """
    wanted = StatementFilter(kinds=("event",), modalities=tuple(sorted(load_ontology().counted_modalities)))
    stored = sorted(reader.statements(wanted, coder=coder), key=_reading_order)
    reports = _reports(reader, stored)
    decisions = _decisions(reader, coder)
    apart = {each.reports[0] for each, _ in decisions if not each.together}
    first_of = _first_copies(reports, apart)
    units = [reports[each.id] for each in stored if first_of[each.id] == each.id]
    clusters = cluster(units, [_of_units(each, first_of) for each, _ in decisions])
    by_id = {each.id: each for each in stored}
    copies: dict[str, list[str]] = {}
    for each in stored:
        copies.setdefault(first_of[each.id], []).append(each.id)
    events = [
        _event([by_id[each] for unit in group for each in copies[units[unit].id]], reports) for group in clusters.groups
    ]
    lead_on = partial(reader.lineage.leading, coder=coder)
    return Events(sorted(events, key=_event_order), reports, decisions, clusters.idle, lead_on)


def _reading_order(stored: StoredStatement) -> tuple[str, str, int, str]:
    published = stored.document.published
    return (
        published.start if published else "9999",
        stored.document.key,
        stored.statement.sentence.start,
        stored.id,
    )


def _reports(reader: LedgerReader, stored: Iterable[StoredStatement]) -> dict[str, Report]:
    copies = Groups()
    for pair in reader.duplicates():
        copies.join(pair.first, pair.second)
    register = reader.naming.register
    return {
        each.id: report_of(
            each.statement,
            id_=each.id,
            document=each.document.key,
            register=register,
            text=copies.leader(each.document.key),
            language=each.document.language,
            published=each.document.published,
        )
        for each in stored
    }


def _decisions(reader: LedgerReader, coder: str) -> list[tuple[Decision, JudgementRow]]:
    """Standing judgements on event links, by the statements that stand now."""
    rows = [row for row in reader.naming.judgements if row.kind is JudgementKind.EVENT_LINK]
    judged = {each for row in rows for each in row.subject}
    moved = reader.lineage.leads_to(judged, coder=coder) if judged else {}
    return [
        (Decision(row.verdict == TOGETHER, tuple(moved.get(each, each) for each in row.subject), row.id), row)
        for row in rows
    ]


def _copy_key(report: Report) -> tuple[object, ...]:
    """What is equal in statements that repeat one sentence of one text."""
    return (
        report.text,
        report.type,
        report.source,
        report.target,
        report.when,
        " ".join(report.sentence.casefold().split()),
    )


def _first_copies(reports: Mapping[str, Report], apart: set[str]) -> dict[str, str]:
    """For each statement the first that repeats it in a copy of its text; one that was taken apart stands alone."""
    firsts: dict[tuple[object, ...], str] = {}
    return {
        each: each if each in apart else firsts.setdefault(_copy_key(report), each) for each, report in reports.items()
    }


def _of_units(decision: Decision, first_of: Mapping[str, str]) -> Decision:
    reports = tuple(first_of.get(each, each) for each in decision.reports)
    return Decision(decision.together, reports, decision.judgement)


def _event(members: Iterable[StoredStatement], reports: Mapping[str, Report]) -> Event:
    ordered = sorted(members, key=_reading_order)
    mine = [reports[each.id] for each in ordered]
    source, target = _named([each.source for each in mine]), _named([each.target for each in mine])
    if ordered[0].statement.type in MUTUAL or any(each.joint for each in mine):
        named = {actor for party in source for actor in (party.actor, *party.above)}
        target = tuple(each for each in target if each.actor is None or each.actor not in named)
    return Event(
        id=ordered[0].id,
        type=ordered[0].statement.type,
        about=_most(each.statement.about for each in ordered),
        date=_most_exact(ordered),
        source=source,
        target=target,
        place=next((each.statement.place for each in ordered if each.statement.place), None),
        members=tuple(ordered),
        reports=len({each.text for each in mine}),
    )


def _event_order(event: Event) -> tuple[str, str]:
    published = event.members[0].document.published
    day = event.date or published
    return day.start if day else "9999", event.id


def _most(values: Iterable[str | None]) -> str | None:
    """The most frequent known value; of several the first by name."""
    known = [value for value in values if value is not None]
    if len(known) <= 1:
        return known[0] if known else None
    counts = Counter(known)
    return min(counts, key=lambda value: (-counts[value], value))


def _most_exact(members: Iterable[StoredStatement]) -> Date | None:
    """The narrowest date that members state; of several the most frequent, then the earliest."""
    dates = [each.statement.date for each in members if each.statement.date and days_of(each.statement.date)]
    if len(dates) <= 1:
        return dates[0] if dates else None
    times = Counter((each.start, each.end) for each in dates)

    def order(each: Date) -> tuple[int, int, str]:
        days = days_of(each)
        return days.width if days else 0, -times[each.start, each.end], each.start

    return min(dates, key=order)


def _named(sides: Sequence[Side]) -> tuple[Party, ...]:
    """The actors as exactly as any report names them: whoever another acts for is left out."""
    if len(sides) == 1:
        return sides[0]
    counts = Counter(party for side in sides for party in side)
    above = {each for party in counts for each in party.above}
    exact = {party for party in counts if party.known and party.actor not in above}
    chosen: dict[str, Party] = {}
    for party in sorted(exact or counts, key=lambda each: (-counts[each], each.actor or "", each.code, each.name)):
        if party.actor is None and party.known and any(each.code == party.code for each in chosen.values()):
            continue
        chosen.setdefault(party.actor or f"{party.code} {party.words or party.name}", party)
    return tuple(chosen.values())
