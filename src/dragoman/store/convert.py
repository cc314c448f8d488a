"""Rows of the tables to the records the rest of Dragoman works with."""

from __future__ import annotations

from dataclasses import fields

from dragoman.records import Document, Passage
from dragoman.store.tables import DocumentRow, PassageRow

_SHARED = tuple(field.name for field in fields(Document))


def document_from_row(row: DocumentRow) -> Document:
    """The document as it was read."""
    return Document(**{name: getattr(row, name) for name in _SHARED})


def passage_from_row(row: PassageRow) -> Passage:
    """The passage as it was cut."""
    return Passage(row.document, row.ordinal, row.start, row.end, row.heading, row.page, row.sentences)
