"""Passages of live documents that a query's branches find."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.search.corpus import Session
from dragoman.search.plan import Branch
from dragoman.store.fulltext import Match, OneOf, StoredPassage, find, find_table, passages

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Live matches, best first; ``complete`` if there are no others."""

    matches: tuple[Match, ...]
    complete: bool


def retrieve(session: Session, *, limit: int | None) -> Retrieved:
    """The best matches of every branch, a passage under its best score.

    Filters alone rank nothing: then the newest come first.
    """
    best: dict[int, Match] = {}
    complete = True
    for branch in session.branches:
        found = _of_branch(session, branch, limit)
        complete &= limit is None or branch.wanted is None or len(found) < limit
        for match in found:
            known = best.get(match.row)
            if known is None or match.score > known.score:
                best[match.row] = match
    live = session.corpus.live
    kept = [match for match in best.values() if match.document in live]
    return Retrieved(tuple(_ranked(session, kept)), complete)


def texts_of(session: Session, matches: Sequence[Match]) -> dict[int, StoredPassage]:
    """The passages found, by row."""
    return passages(session.dataset, matches, session.corpus.language_of) if matches else {}


def _ranked(session: Session, matches: list[Match]) -> list[Match]:
    """By score, then the newest, then in the order of the text; each sort keeps the one before."""
    in_order = sorted(matches, key=lambda match: (match.document, match.row))
    newest = sorted(in_order, key=lambda match: session.corpus.begun(match.document) or "", reverse=True)
    return sorted(newest, key=lambda match: -match.score)


def _of_branch(session: Session, branch: Branch, limit: int | None) -> list[Match]:
    if branch.wanted is not None:
        return find(session.dataset, branch.query, where=branch.condition, limit=limit)
    found = find(session.dataset, None, where=branch.condition, limit=None)
    if not branch.unwanted:
        return found
    shut_out = find(session.dataset, OneOf(branch.unwanted), where=branch.condition, limit=None)
    rows = {match.row for match in shut_out}
    return [match for match in found if match.row not in rows]


def retrieve_table(session: Session, *columns: str) -> pa.Table:
    """Columns of every live match, each passage once."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    tables = [_table_of_branch(session, branch, ("document", *columns)) for branch in session.branches]
    table = pa.concat_tables(tables)
    if len(tables) > 1:
        _, first = np.unique(table["_rowid"].to_numpy(), return_index=True)
        table = table.take(pa.array(first))
    return table.filter(pc.is_in(table["document"], value_set=session.corpus.live_array))


def _table_of_branch(session: Session, branch: Branch, columns: tuple[str, ...]) -> pa.Table:
    import pyarrow.compute as pc

    table = find_table(session.dataset, branch.query, where=branch.condition, limit=None, columns=columns).drop_columns(
        "_score"
    )
    if branch.wanted is not None or not branch.unwanted:
        return table
    shut_out = find_table(session.dataset, OneOf(branch.unwanted), where=branch.condition, limit=None, columns=())
    return table.filter(pc.invert(pc.is_in(table["_rowid"], value_set=shut_out["_rowid"].combine_chunks())))
