"""One item to one document: the format is told by the bytes, the text is laid out once."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from dragoman.errors import RefusedError, TooLargeError, UnreadableError
from dragoman.ingest.draft import Draft, lay_out
from dragoman.ingest.encoding import Decoded, decode
from dragoman.ingest.item import Item
from dragoman.ingest.sniff import Kind, sniff
from dragoman.ingest.text import clean_line, clean_or_none
from dragoman.language.identify import identify
from dragoman.records import Document, digest
from dragoman.settings import Settings

EXTRACTOR_VERSION = "1"
"""Raised whenever the same bytes may give another text: offsets count on it."""

MEGABYTE = 1_000_000
_CLOSE = frozenset({"sr", "hr", "bs", "cnr", "me", "sh"})
_VERSION_LENGTH = 12
_MIN_LETTERS = 2


def read(item: Item, *, captured_at: datetime, settings: Settings) -> Document:
    """The document in the item; a RefusedError says why there is none.

    What the source says of itself comes before what the item's fallback says.
    """
    try:
        draft = _draft(item, captured_at=item.captured_at or captured_at, settings=settings)
        return _document(item, draft, captured_at=item.captured_at or captured_at)
    except RefusedError:
        raise
    except RecursionError:
        raise UnreadableError("is nested too deeply to be read") from None


def _draft(item: Item, *, captured_at: datetime, settings: Settings) -> Draft:
    limit = settings.max_file_mb
    if len(item.data) > limit * MEGABYTE:
        raise TooLargeError(too_large(len(item.data), limit))
    kind = sniff(item.data, media_type=item.media_type, name=item.uri)
    if kind is Kind.GZIP:
        unpacked = gunzip(item.data, limit_mb=settings.max_unpacked_mb)
        name = item.uri.removesuffix(".gz")
        kind = sniff(unpacked, media_type=None, name=name)
        if kind is Kind.GZIP:
            raise UnreadableError("is an archive within an archive; unpack it")
        item = replace(item, data=unpacked, media_type=None)
    return _READERS[kind](item, captured_at, settings)


def _document(item: Item, draft: Draft, *, captured_at: datetime) -> Document:
    layout = lay_out(draft.pieces)
    if sum(character.isalpha() for character in layout.text[:1000]) < _MIN_LETTERS:
        raise UnreadableError("has no text")
    given = item.fallback
    content_hash = hashlib.sha256(item.data).hexdigest()
    identified = identify(layout.text)
    return Document(
        id=digest(item.uri),
        version=digest(content_hash, EXTRACTOR_VERSION)[:_VERSION_LENGTH],
        uri=item.uri,
        title=draft.title or clean_or_none(given.title),
        authors=draft.authors or tuple(filter(None, map(clean_line, given.authors))),
        publisher=draft.publisher or clean_or_none(given.publisher),
        genre=draft.genre or clean_or_none(given.genre),
        language=_language(draft, identified.language, given.language),
        script=identified.script,
        published=draft.published or given.date,
        captured_at=captured_at,
        text=layout.text,
        blocks=layout.blocks,
        pages=layout.pages,
        collection=draft.collection or clean_or_none(given.collection),
        licence=draft.licence or clean_or_none(given.licence),
        media_type=draft.media_type,
        content_hash=content_hash,
        source_note="; ".join(filter(None, (item.note, *draft.notes))) or None,
    )


def _language(draft: Draft, identified: str | None, given: str | None) -> str | None:
    """The source's own field, else what the text looks like.

    A template's hint or the user's word decides among languages as close as Serbian and Croatian,
    and where the looks say nothing.
    """
    if draft.language:
        return _primary(draft.language)
    hint = _primary(draft.language_hint or given or "")
    if identified is None or (hint in _CLOSE and identified in _CLOSE):
        return hint or identified
    return identified


def _primary(tag: str) -> str | None:
    """``sr-Latn-RS`` is ``sr``; a word that is no language tag is nothing."""
    primary = tag.replace("_", "-").partition("-")[0].strip().lower()
    return primary if primary.isalpha() and len(primary) in {2, 3} else None


def _html(item: Item, captured_at: datetime, _settings: Settings) -> Draft:
    from dragoman.ingest.html import read_html

    decoded = decode(item.data, declared=charset(item.media_type), markup=True)
    return _noted(read_html(decoded.text, url=item.uri, captured_at=captured_at), decoded)


def _pdf(item: Item, _captured_at: datetime, settings: Settings) -> Draft:
    from dragoman.ingest.pdf import read_pdf

    return read_pdf(item.data, max_pages=settings.max_pdf_pages)


def _zip(item: Item, _captured_at: datetime, settings: Settings) -> Draft:
    from dragoman.ingest.docx import read_docx

    return read_docx(item.data, max_unpacked_mb=settings.max_unpacked_mb)


def _plain(item: Item, _captured_at: datetime, _settings: Settings) -> Draft:
    from dragoman.ingest.plain import read_plain

    decoded = decode(item.data, declared=charset(item.media_type))
    return _noted(read_plain(decoded.text), decoded)


def _markdown(item: Item, _captured_at: datetime, _settings: Settings) -> Draft:
    from dragoman.ingest.markdown import read_markdown

    decoded = decode(item.data, declared=charset(item.media_type))
    return _noted(read_markdown(decoded.text), decoded)


def _mail(item: Item, _captured_at: datetime, _settings: Settings) -> Draft:
    from dragoman.ingest.mail import read_mail

    return read_mail(item.data)


def _row(item: Item, _captured_at: datetime, _settings: Settings) -> Draft:
    from dragoman.ingest.rows import read_row

    return read_row(item.data)


_READERS: Mapping[Kind, Callable[[Item, datetime, Settings], Draft]] = {
    Kind.HTML: _html,
    Kind.PDF: _pdf,
    Kind.ZIP: _zip,
    Kind.PLAIN: _plain,
    Kind.MARKDOWN: _markdown,
    Kind.MAIL: _mail,
    Kind.ROW: _row,
}


def _noted(draft: Draft, decoded: Decoded) -> Draft:
    return replace(draft, notes=(*draft.notes, decoded.note)) if decoded.note else draft


def charset(media_type: str | None) -> str | None:
    """The charset parameter of a media type."""
    for parameter in (media_type or "").split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None


def too_large(size: int, limit_mb: int) -> str:
    """Why a file is refused for its size, and what raises the limit."""
    return (
        f"has {size / MEGABYTE:.0f} MB, above the limit of {limit_mb} MB; "
        "raise it with --max-file-mb or DRAGOMAN_MAX_FILE_MB if you trust the file"
    )


def gunzip(data: bytes, *, limit_mb: int) -> bytes:
    """The unpacked bytes, read no further than the limit."""
    limit = limit_mb * MEGABYTE
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            unpacked = packed.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError(f"is a broken gzip archive ({error}); fetch it again") from error
    if len(unpacked) > limit:
        raise TooLargeError(
            f"unpacks to more than {limit_mb} MB; raise it with DRAGOMAN_MAX_UNPACKED_MB if you trust it"
        )
    return unpacked
