"""Takes a document out of every table."""

from __future__ import annotations

from dragoman.store.engine import Engine, quoted
from dragoman.store.fulltext import refresh_vocabulary
from dragoman.store.tables import OF_A_DOCUMENT


def remove_document(engine: Engine, document_id: str) -> int:
    """Deletes every row of a document, its own last; how many versions it had. Files stay until a purge."""
    mine, own = f"id = {quoted([document_id])}", quoted([f"{document_id}-"])
    for table in OF_A_DOCUMENT:
        engine.delete(table, f"starts_with(document, {own})")
    engine.delete("duplicates", f"starts_with(first, {own}) OR starts_with(second, {own})")
    addresses = engine.scan("documents", columns=["uri"], where=mine)["uri"].to_pylist()
    engine.delete("sources", f"starts_with(document, {own}) OR uri IN ({quoted(addresses or [''])})")
    refresh_vocabulary(engine, rebuild=True)
    engine.delete("documents", mine)
    return len(addresses)
