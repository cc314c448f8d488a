"""Finds and names damage in a ledger: files that do not read, orphans, passages that do not fit their text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from dragoman.errors import LedgerError
from dragoman.store.engine import Engine, moment, quoted
from dragoman.store.reader import LedgerReader
from dragoman.store.tables import OF_A_DOCUMENT, TABLES

Found = tuple[str, str, str]

_REMOTE_GRACE = timedelta(hours=1)
"""In object storage nothing tells an interrupted write from one under way but its age."""
_CHUNK = 200


def check_tables(engine: Engine, *, repair: bool) -> Iterator[Found]:
    """Level, table and message of everything looked at.

    With ``repair`` orphans are swept away, indexes that do not read are made anew and removals that
    were interrupted are finished; LedgerError if another process keeps writing meanwhile.
    """
    if repair:
        with engine.alone():
            yield from list(_check(engine, repair=True))
    else:
        yield from _check(engine, repair=False)


def _check(engine: Engine, *, repair: bool) -> Iterator[Found]:
    broken = False
    for spec in TABLES:
        try:
            rows = engine.read_through(spec.name)
        except LedgerError as error:
            broken = True
            yield "damage", spec.name, f"{error}; put it back from a copy, or read everything into a new ledger"
        else:
            yield "ok", spec.name, f"{rows} rows"
    if broken:
        return
    damaged = {spec.name: engine.damaged_indexes(spec.name) for spec in TABLES}
    yield from _indexes(engine, damaged, repair=repair)
    if any(damaged.values()) and not repair:
        return
    yield from _buried(engine, repair=repair)
    yield from _orphans(engine, repair=repair)
    yield from _passages(engine, repair=repair)


def _indexes(engine: Engine, damaged: Mapping[str, Mapping[str, str]], *, repair: bool) -> Iterator[Found]:
    """What an index holds is in its table too, so it can be made again."""
    for table, reasons in damaged.items():
        if repair and reasons:
            engine.reindex(table, reasons)
        for column, reason in reasons.items():
            if repair:
                yield "repaired", table, f"the index of {column} was damaged; made anew"
            else:
                hint = "'dragoman doctor --repair' makes it anew, then look again"
                yield "damage", table, f"the index of {column} is damaged: {reason}; {hint}"


def _buried(engine: Engine, *, repair: bool) -> Iterator[Found]:
    """Rows of documents that were forgotten: what an interrupted removal leaves."""
    left = sorted({row.document for row in LedgerReader(engine).tombstones()} & _documents_with_rows(engine))
    if not left:
        return
    if repair:
        from dragoman.store.removal import remove_document

        for document in left:
            remove_document(engine, document)
        engine.purge()
        yield "repaired", "tombstones", f"removal of {len(left)} forgotten documents was finished"
    else:
        yield (
            "damage",
            "tombstones",
            f"{len(left)} forgotten documents still have rows; 'dragoman doctor --repair' removes them",
        )


def _documents_with_rows(engine: Engine) -> set[str]:
    keys = {key for table in OF_A_DOCUMENT for key in _column(engine, table, "document")}
    return {key.partition("-")[0] for key in keys} | set(_column(engine, "documents", "id"))


def _orphans(engine: Engine, *, repair: bool) -> Iterator[Found]:
    """Rows of documents that have no commit mark: what an interrupted run leaves."""
    marked = set(_column(engine, "documents", "key"))
    for table in OF_A_DOCUMENT:
        lost = sorted(set(_column(engine, table, "document", where=_settled(engine))) - marked)
        if not lost:
            continue
        message = f"{len(lost)} documents without a commit mark have rows here"
        if repair:
            engine.delete(table, f"document IN ({quoted(lost)})")
            yield "repaired", table, f"{message}; swept"
        else:
            yield "note", table, f"{message}; they are not shown, and 'dragoman doctor --repair' sweeps them"


def _settled(engine: Engine) -> str | None:
    """A filter for rows that no write under way can still complete."""
    if not engine.remote:
        return None
    return f"recorded_at < {moment(datetime.now(UTC) - _REMOTE_GRACE)}"


def _column(engine: Engine, table: str, column: str, *, where: str | None = None) -> list[str]:
    found: list[str] = engine.scan(table, columns=[column], where=where)[column].to_pylist()
    return found


def _passages(engine: Engine, *, repair: bool) -> Iterator[Found]:
    """Every live document has all its passages, and they quote its text."""
    live = LedgerReader(engine).summaries
    keys, sound = sorted(live), True
    for start in range(0, len(keys), _CHUNK):
        for key, message in _unfit(engine, keys[start : start + _CHUNK]):
            sound = False
            if repair:
                engine.delete("passages", f"document = {quoted([key])}")
                engine.delete("sources", f"document = {quoted([key])}")
                hint = f"run 'dragoman add {live[key].uri}' to complete it"
                yield "repaired", "passages", f"{message}; made ready to be read again: {hint}"
            else:
                yield "damage", "passages", f"{message}; 'dragoman doctor --repair' lets it be read again"
    if sound:
        yield "ok", "ledger", f"{len(keys)} live documents, all whole"


def _unfit(engine: Engine, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    texts = engine.scan("documents", columns=["key", "text", "passage_count"], where=f"key IN ({quoted(keys)})")
    columns = ["document", "start", "end", "text"]
    passages = engine.scan("passages", columns=columns, where=f"document IN ({quoted(keys)})")
    quotes: dict[str, list[tuple[int, int, str]]] = {}
    for document, *quote in zip(*(passages[name].to_pylist() for name in columns), strict=True):
        quotes.setdefault(document, []).append(tuple(quote))
    for key, text, count in zip(*(texts[name].to_pylist() for name in texts.column_names), strict=True):
        found = quotes.get(key, [])
        if len(found) != count:
            yield key, f"document {key} has {len(found)} of {count} passages"
        elif any(text[start:end] != quote for start, end, quote in found):
            yield key, f"document {key} has passages that do not stand in its text"
