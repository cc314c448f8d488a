"""Where the statements of earlier readings and versions lead: an old address stays good, and judgements go along."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.store.engine import Engine, quoted
from dragoman.store.naming import DEFAULT_CODER
from dragoman.store.same_as import same_as
from dragoman.store.tables import BY_NAME, CodingRow, JudgementKind, JudgementRow, StatementRow

if TYPE_CHECKING:
    from dragoman.store.reader import LedgerReader

_CHUNK = 200
"""Documents whose versions are compared at a time."""


@dataclass(frozen=True, slots=True)
class OnStatement:
    """A judgement as it shows on a statement: carried where it was given on an earlier one that this replaces."""

    judgement: JudgementRow
    given_on: str
    carried: bool


class Lineage:
    """Links of old statements to the live ones that are the same, found when they are asked for.

    Nothing is stored: what was read stays in the ledger, so the links can always be found again, also for the past.
    """

    def __init__(self, reader: LedgerReader, *, recorded: str) -> None:
        self._reader = reader
        self._engine: Engine = reader.engine
        self._recorded = recorded

    def leads_to(self, ids: Collection[str], *, coder: str = DEFAULT_CODER) -> dict[str, str]:
        """For each statement the live one that is the same, itself if it is live; none for one that vanished."""
        claims = self._reader.claims(ids)
        live = {each.id for each in self._reader.summaries.values()}
        documents = sorted({_document_id(row.document) for row in claims.values()} & live)
        found: dict[str, str] = {}
        for start in range(0, len(documents), _CHUNK):
            histories = self._histories(documents[start : start + _CHUNK], coder)
            texts = self._reader.texts({row.document for each in histories for row in _of_versions(each)})
            for readings in histories:
                found |= same_as(readings, texts)
        return {id_: found[id_] for id_ in ids if id_ in found}

    def judgements_on(self, statement: str, *, coder: str = DEFAULT_CODER) -> tuple[OnStatement, ...]:
        """Standing judgements on a statement and on the earlier ones that it replaces, in the order they were made.

        An old address shows what the live one shows; a statement that vanished shows its own.
        """
        rows = [row for row in self._reader.naming.judgements if row.kind is JudgementKind.EVENT_LINK]
        claims = self._reader.claims({statement, *(each for row in rows for each in row.subject)})
        of = {id_: _document_id(claim.document) for id_, claim in claims.items()}
        leads = self.leads_to([each for each in of if of[each] == of.get(statement)], coder=coder)
        here = leads.get(statement, statement)
        return tuple(
            OnStatement(row, given, given != here) for row in rows if (given := _given_on(row, here, leads)) is not None
        )

    def leading(self, beginning: str, *, coder: str = DEFAULT_CODER) -> frozenset[str]:
        """The live statements that those lead to whose id begins so."""
        where = f"{self._recorded} AND starts_with(id, {quoted([beginning])})"
        ids = self._engine.scan("statements", columns=["id"], where=where)["id"].to_pylist()
        return frozenset(self.leads_to(ids, coder=coder).values())

    def _histories(self, documents: Sequence[str], coder: str) -> list[list[list[StatementRow]]]:
        """The readings of each of these documents in order, the live one last; none where it was not read yet."""
        where = f"{self._recorded} AND id IN ({quoted(documents)})"
        keys = self._engine.scan("documents", columns=["key"], where=where)["key"].to_pylist()
        mine = f"{self._recorded} AND document IN ({quoted(keys or [''])})"
        claims: list[StatementRow] = self._engine.rows(BY_NAME["statements"], where=mine)
        by_id = {row.id: row for row in claims}
        columns = ["statement", "document", "coder", "coder_version"]
        found: dict[tuple[str, str, str], list[StatementRow]] = {}
        for row in self._engine.scan("observations", columns=columns, where=mine).to_pylist():
            if row["statement"] in by_id:
                reading = row["document"], row["coder"], row["coder_version"]
                found.setdefault(reading, []).append(by_id[row["statement"]])
        marks: list[CodingRow] = self._engine.rows(BY_NAME["codings"], where=mine)
        return [
            [found.get((each.document, each.coder, each.coder_version), []) for each in ordered]
            for ordered in _in_order(marks, self._reader.live_keys(), coder).values()
        ]


def _in_order(marks: Iterable[CodingRow], live: Collection[str], coder: str) -> dict[str, list[CodingRow]]:
    """The marks of each document in the order in which its claims are followed, the present reading last.

    Those of other coders go first, so that a claim is followed from one reading of this coder to the next.
    """
    found: dict[str, list[CodingRow]] = {}
    for mark in sorted(marks, key=lambda each: (each.coder == coder, each.recorded_at, each.id)):
        found.setdefault(_document_id(mark.document), []).append(mark)
    for ordered in found.values():
        present = [mark for mark in ordered if mark.coder == coder and mark.document in live]
        if present:
            ordered.remove(present[-1])
            ordered.append(present[-1])
    return {
        id_: ordered for id_, ordered in found.items() if ordered[-1].coder == coder and ordered[-1].document in live
    }


def _of_versions(readings: Iterable[list[StatementRow]]) -> list[StatementRow]:
    """The claims of a document that was read in several versions: only their texts need to be aligned."""
    rows = [row for reading in readings for row in reading]
    return rows if len({row.document for row in rows}) > 1 else []


def _given_on(row: JudgementRow, here: str, leads: Mapping[str, str]) -> str | None:
    """The statement of a judgement that is this one, or the first that leads to it."""
    if here in row.subject:
        return here
    return next((each for each in row.subject if leads.get(each) == here), None)


def _document_id(key: str) -> str:
    """The document of a document version's key."""
    return key.partition("-")[0]
