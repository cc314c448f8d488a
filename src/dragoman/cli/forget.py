"""``dragoman forget``: remove a document for good."""

from __future__ import annotations

import click

from dragoman.cli.common import ledger_option
from dragoman.errors import UsageError
from dragoman.language.harmless import harmless


@click.command(epilog="Example: dragoman forget https://example.org/article --reason 'takedown request'")
@click.argument("document")
@ledger_option
@click.option("--reason", help="Kept with the tombstone.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(document: str, ledger: str, *, reason: str | None, yes: bool) -> None:
    """Remove a document's text, statements, index entries and old files; a tombstone stays.

    DOCUMENT is an id (or its beginning), an address or the end of a path. It cannot be undone.
    """
    from dragoman.records import digest
    from dragoman.store import open_ledger

    opened = open_ledger(ledger)
    reader = opened.reader()
    found = reader.find_document(document)
    buried = {row.document for row in reader.tombstones()}
    if not found and {document, digest(document)} & buried:
        click.echo("finishing an earlier removal")
        opened.writer(run="forget").forget(document if document in buried else digest(document), reason=reason)
        return
    if len(found) != 1:
        names = ", ".join(f"{each.id} ({harmless(each.uri)})" for each in found[:5])
        what = f"fits {len(found)} documents: {names}" if found else "fits no document"
        raise UsageError(f"{document!r} {what}; 'dragoman documents' lists the ids")
    (each,) = found
    if not yes:
        click.confirm(f"Remove {harmless(each.title or each.uri)} for good?", abort=True)
    versions = opened.writer(run="forget").forget(each.id, reason=reason)
    click.echo(f"removed {versions} version{'s' if versions != 1 else ''} of {each.id}")
