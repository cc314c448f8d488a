"""Puts events together and takes statements out of them, by judgement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dragoman.errors import UsageError
from dragoman.linking.events import APART, TOGETHER, Event, Events, link_events
from dragoman.records import digest
from dragoman.store.tables import JudgementKind, JudgementRow

if TYPE_CHECKING:
    from dragoman.store import Ledger


@dataclass(frozen=True, slots=True)
class EventJudge:
    """Writes down what one person decides about events; nothing that was read out of texts changes.

    Events and statements are given by their ids or the beginnings of them. ``judgements.Judge.undo``
    withdraws a decision, which restores exactly what was before.
    """

    ledger: Ledger
    who: str

    def merge(self, one: str, other: str, *, note: str | None = None) -> JudgementRow:
        """Decides that two events are one; UsageError if they are already, or if a judgement keeps them apart."""
        events = link_events(self.ledger.reader())
        first, second = events.find(one), events.find(other)
        if first.id == second.id:
            raise UsageError(f"{one!r} and {other!r} are one event already, {first.id}")
        kept_apart = _between(events, first, second)
        if kept_apart is not None:
            raise UsageError(
                f"{kept_apart.who} decided that {kept_apart.subject[0]} is none of the reports of the other; "
                f"withdraw that first with 'dragoman events undo {kept_apart.id}'"
            )
        members = sorted(each.id for event in (first, second) for each in event.members)
        return self._write(tuple(members), TOGETHER, note)

    def split(self, event: str, statement: str, *, note: str | None = None) -> JudgementRow:
        """Decides that a statement tells of another happening than the rest of its event."""
        events = link_events(self.ledger.reader())
        found, member = events.find(event), events.statement(statement)
        ids = [each.id for each in found.members]
        if member not in ids:
            raise UsageError(f"{statement!r} is no member of event {found.id}; its members are {', '.join(ids)}")
        others = sorted(each for each in ids if each != member)
        if not others:
            raise UsageError(f"{statement!r} is the only member of event {found.id}; there is nothing to split it from")
        return self._write((member, *others), APART, note)

    def _write(self, subject: tuple[str, ...], verdict: str, note: str | None) -> JudgementRow:
        now = datetime.now(UTC)
        row = JudgementRow(
            id=digest(JudgementKind.EVENT_LINK, *subject, verdict, self.who, now.isoformat())[:12],
            kind=JudgementKind.EVENT_LINK,
            subject=subject,
            object=None,
            verdict=verdict,
            who=self.who,
            note=note or None,
            recorded_at=now,
        )
        self.ledger.writer(run="judgement").write_judgements([row])
        return row


def _between(events: Events, first: Event, second: Event) -> JudgementRow | None:
    """A standing judgement that keeps a member of one event apart from a member of the other."""
    ones, others = ({each.id for each in event.members} for event in (first, second))
    for decision, row in events.decisions:
        if not decision.together:
            alone, rest = decision.reports[0], set(decision.reports[1:])
            if (alone in ones and rest & others) or (alone in others and rest & ones):
                return row
    return None
