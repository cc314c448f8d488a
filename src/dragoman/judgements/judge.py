"""Makes and withdraws judgements: merges, splits, names, and who a mention stands for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dragoman.errors import UsageError
from dragoman.records import digest
from dragoman.store.canonical import canonical, path_between
from dragoman.store.tables import JudgementKind, JudgementRow

if TYPE_CHECKING:
    from dragoman.store import Ledger, LedgerReader
    from dragoman.store.naming import StoredMention

_SHORTEST_ID = 4
_VERDICTS = {
    JudgementKind.MERGE: "same",
    JudgementKind.SPLIT: "distinct",
    JudgementKind.ACCEPT: "accepted",
    JudgementKind.REJECT: "rejected",
}


@dataclass(frozen=True, slots=True)
class Judge:
    """Writes down what one person decides; nothing that was read out of texts changes.

    Actors are given by their ids (``judgements.the_actor`` finds them by name). Every decision can be
    withdrawn with :meth:`undo`, which restores exactly what was before.
    """

    ledger: Ledger
    who: str

    def merge(self, one: str, other: str, *, note: str | None = None) -> JudgementRow:
        """Decides that two actors are one; UsageError if they are already, or if a split keeps them apart."""
        reader = self.ledger.reader()
        if one == other:
            raise UsageError(f"{one!r} is one actor already; give two")
        before = reader.naming.canonical
        if before.leader(one) == before.leader(other):
            chain = path_between(one, other, reader.naming.judgements)
            by = f" by {', '.join(row.id for row in chain)}" if chain else ""
            raise UsageError(f"{one!r} and {other!r} count as one already{by}")
        row = self._row(JudgementKind.MERGE, tuple(sorted((one, other))), note=note)
        if len(canonical([*reader.naming.judgements, row]).idle) > len(before.idle):
            split = _split_between(reader, before.members(one), before.members(other))
            raise UsageError(
                f"{split.who} decided that {' and '.join(split.subject)} are distinct; "
                f"withdraw that first with 'dragoman actors undo {split.id}'"
            )
        return self._write(row)

    def split(self, one: str, other: str, *, note: str | None = None) -> JudgementRow:
        """Decides that two actors are distinct: takes their merge apart, and none joins them again.

        UsageError names the merges where they are one only by way of others: which of these is wrong
        is for a person to say.
        """
        reader = self.ledger.reader()
        if one == other:
            raise UsageError(f"{one!r} is one actor; give two")
        pair = (min(one, other), max(one, other))
        standing = reader.naming.judgements
        for row in standing:
            if row.kind is JudgementKind.SPLIT and row.subject == pair:
                raise UsageError(f"{one!r} and {other!r} are distinct already by {row.id}")
        indirect = [row for row in standing if row.kind is not JudgementKind.MERGE or row.subject != pair]
        after = canonical(indirect)
        if after.leader(one) == after.leader(other):
            chain = path_between(one, other, [row for row in indirect if row.id not in after.idle])
            links = "; ".join(f"{' and '.join(row.subject)} ({row.id})" for row in chain)
            raise UsageError(f"{one!r} and {other!r} are one by way of others: {links}; split the pair that is wrong")
        return self._write(self._row(JudgementKind.SPLIT, pair, note=note))

    def accept(self, mention: str, actor: str, *, note: str | None = None) -> JudgementRow:
        """Decides that a mention, given by its id or the beginning of it, stands for an actor."""
        found = the_mention(self.ledger.reader(), mention)
        if found.resolved.actor == actor:
            rule = found.resolved.rule or "the coder"
            raise UsageError(f"{found.mention.text!r} stands for {actor} already, by {rule}")
        return self._write(self._row(JudgementKind.ACCEPT, (found.id,), object_=actor, note=note), found.document)

    def reject(self, mention: str, *, note: str | None = None) -> JudgementRow:
        """Decides that a mention stands for none of the actors it was taken for."""
        found = the_mention(self.ledger.reader(), mention)
        return self._write(self._row(JudgementKind.REJECT, (found.id,), note=note), found.document)

    def rename(self, actor: str, name: str, *, note: str | None = None) -> JudgementRow:
        """Decides how an actor is called in lists; texts keep their words."""
        name = " ".join(name.split())
        if not name:
            raise UsageError("the new name is empty; give one")
        return self._write(self._row(JudgementKind.RENAME, (actor,), verdict=name, note=note))

    def undo(self, beginning: str | None = None) -> JudgementRow:
        """Withdraws a judgement, the last standing one by default; it stays in the log."""
        standing = self.ledger.reader().naming.judgements
        row = _chosen(self.ledger.reader(), beginning) if beginning else (standing[-1] if standing else None)
        if row is None:
            raise UsageError("there is no judgement to withdraw; 'dragoman actors log' shows all")
        if row.retired_at is not None:
            raise UsageError(f"{row.id} was withdrawn on {row.retired_at:%Y-%m-%d} by {row.retired_by}")
        writer = self.ledger.writer(run="judgement")
        writer.retire_judgements([row.id], by=self.who)
        if row.kind in {JudgementKind.ACCEPT, JudgementKind.REJECT}:
            naming = self.ledger.reader().naming
            writer.label_actors({found.document for each in row.subject for found in naming.mention(each)})
        return row

    def _row(
        self,
        kind: JudgementKind,
        subject: tuple[str, ...],
        *,
        object_: str | None = None,
        verdict: str = "",
        note: str | None = None,
    ) -> JudgementRow:
        now = datetime.now(UTC)
        verdict = verdict or _VERDICTS[kind]
        return JudgementRow(
            id=digest(kind, *subject, object_ or "", verdict, self.who, now.isoformat())[:12],
            kind=kind,
            subject=subject,
            object=object_,
            verdict=verdict,
            who=self.who,
            note=note or None,
            recorded_at=now,
        )

    def _write(self, row: JudgementRow, *documents: str) -> JudgementRow:
        """Writes the judgement; search learns of what it changes in documents."""
        writer = self.ledger.writer(run="judgement")
        writer.write_judgements([row])
        writer.label_actors(documents)
        return row


def the_mention(reader: LedgerReader, beginning: str) -> StoredMention:
    """The one mention of a live document whose id begins so; UsageError says what else there is."""
    if len(beginning) < _SHORTEST_ID:
        raise UsageError(f"mention {beginning!r} is too short; 'dragoman actors show ACTOR' lists the ids of mentions")
    found = reader.naming.mention(beginning)
    if len(found) != 1:
        what = f"fits {len(found)} mentions" if found else "is the id of no mention of a live document"
        raise UsageError(f"{beginning!r} {what}; 'dragoman actors show ACTOR' lists the ids of mentions")
    return found[0]


def _chosen(reader: LedgerReader, beginning: str) -> JudgementRow:
    found = [row for row in reader.naming.history() if row.id.startswith(beginning)]
    if len(found) != 1 or len(beginning) < _SHORTEST_ID:
        what = f"fits {len(found)} judgements" if found else "is the id of no judgement"
        raise UsageError(f"{beginning!r} {what}; 'dragoman actors log' lists the ids")
    return found[0]


def _split_between(reader: LedgerReader, ones: tuple[str, ...], others: tuple[str, ...]) -> JudgementRow:
    """The split that keeps the groups of two actors apart."""
    both = {*ones, *others}
    return next(
        row for row in reader.naming.judgements if row.kind is JudgementKind.SPLIT and both.issuperset(row.subject)
    )
