"""Rows that carry a document in named fields: JSON Lines, CSV, feed entries.

A row travels as an item whose bytes are the row in our own field names, so that a changed
title or date is a new version like a changed text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from dragoman.errors import UnreadableError, UsageError
from dragoman.ingest.dating import parse_date
from dragoman.ingest.draft import Draft, Piece
from dragoman.ingest.plain import text_pieces
from dragoman.ingest.text import clean_line, clean_or_none
from dragoman.records import DateOrigin

ROW_TYPE = "application/vnd.dragoman.row+json"
"""The media type of an item that is a row; the document gets the type of the file it came from."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "fulltext", "full_text", "maintext"),
    "title": ("title", "headline"),
    "date": ("date", "published", "published_at", "publication_date", "date_publish", "pubdate"),
    "uri": ("uri", "url", "link"),
    "id": ("id", "identifier"),
    "authors": ("authors", "author", "byline"),
    "publisher": ("publisher", "source", "outlet"),
    "language": ("language", "lang"),
    "genre": ("genre",),
    "licence": ("licence", "license"),
    "collection": ("collection",),
}
"""Our fields, and the names under which each is looked for where no mapping is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A document in fields; ``html`` says whether the text is markup."""

    text: str
    media_type: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    date: str | None = None
    genre: str | None = None
    language: str | None = None
    licence: str | None = None
    collection: str | None = None
    html: bool = False


def row_bytes(row: Row) -> bytes:
    """The row as the bytes of an item."""
    return json.dumps(asdict(row), ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")


def read_row(data: bytes) -> Draft:
    """The draft of an item that ``row_bytes`` made: the text as it is, no title looked for in it."""
    fields = json.loads(data.decode("utf-8", "surrogatepass"))
    row = Row(**{**fields, "authors": tuple(fields["authors"])})
    published = parse_date(row.date, origin=DateOrigin.METADATA) if row.date else None
    return Draft(
        pieces=_pieces(row),
        media_type=row.media_type,
        title=clean_or_none(row.title),
        authors=tuple(filter(None, map(clean_line, row.authors))),
        publisher=clean_or_none(row.publisher),
        genre=clean_or_none(row.genre),
        language=clean_or_none(row.language),
        licence=clean_or_none(row.licence),
        collection=clean_or_none(row.collection),
        published=published,
        notes=(f"its date {row.date[:40]!r} could not be read",) if row.date and published is None else (),
    )


def _pieces(row: Row) -> tuple[Piece, ...]:
    if not row.html:
        return text_pieces(row.text)
    from dragoman.ingest.html import fragment_pieces

    return fragment_pieces(row.text)


class Mapper:
    """Reads our fields out of a row's own, by the user's mapping or the usual names."""

    def __init__(self, columns: Mapping[str, str] | None) -> None:
        unknown = sorted(set(columns or {}) - set(COLUMNS))
        if unknown:
            raise UsageError(f"no field is called {', '.join(unknown)}; the fields are {', '.join(COLUMNS)}")
        self._columns = dict(columns or {})

    def value(self, field: str, row: Mapping[str, object]) -> str | None:
        """A field's value in the row as text; lists are joined, an empty value is none."""
        values = self.values(field, row)
        return ", ".join(values) if values else None

    def values(self, field: str, row: Mapping[str, object]) -> tuple[str, ...]:
        """A field's values in the row: one, or as many as a list has."""
        names = (self._columns[field],) if field in self._columns else COLUMNS[field]
        for name in names:
            found = _texts(row.get(name))
            if found:
                return found
        return ()

    def row(self, row: Mapping[str, object], *, media_type: str) -> Row:
        """The row in our fields; UnreadableError, naming what there is, where it has no text."""
        text = self.value("text", row)
        if text is None or not text.strip():
            expected = self._columns.get("text", "text")
            have = ", ".join(map(str, row)) or "none"
            raise UnreadableError(
                f"has no text in a field {expected!r}; its fields are {have[:200]}; "
                "name the one that holds the text with --column text=FIELD"
            )
        authors = self.values("authors", row)
        single = {
            field: self.value(field, row)
            for field in ("title", "publisher", "date", "genre", "language", "licence", "collection")
        }
        return Row(
            text=text,
            media_type=media_type,
            authors=_split_authors(authors),
            html=_is_markup(text),
            **single,
        )


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value.strip() else ()
    if isinstance(value, bool) or value is None:
        return ()
    if isinstance(value, int | float):
        return (str(value),)
    if isinstance(value, Sequence):
        return tuple(text for each in value for text in _texts(each))
    if isinstance(value, Mapping):
        return _texts(value.get("name"))
    return ()


def _split_authors(authors: tuple[str, ...]) -> tuple[str, ...]:
    """``A; B`` in one field is two people; a comma may belong to one name."""
    return tuple(name.strip() for each in authors for name in each.split(";") if name.strip())


def _is_markup(text: str) -> bool:
    lowered = text.lstrip()[:2000].lower()
    return lowered.startswith(("<p", "<div", "<html", "<!doctype", "<h1", "<article")) and "</" in text
