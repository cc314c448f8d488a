"""A PDF as prose: columns in reading order, furniture dropped, footnotes after the text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.errors import TooLargeError, UnreadableError
from dragoman.ingest.dating import find_written_date, parse_date
from dragoman.ingest.draft import Draft, Piece
from dragoman.ingest.pdf_layout import reading_order
from dragoman.ingest.pdf_prose import pieces_of
from dragoman.ingest.pdf_text import PageText, page_text
from dragoman.ingest.text import clean_line, clean_or_none
from dragoman.records import BlockKind, Date, DateOrigin

_TAIL = 4096
_DATE_LINE = re.compile(
    r"(?:updated|published|date|issued|дата|обновлено|objavljeno|ažurirano)?[:\s]*(?P<rest>.{6,40})$",
    re.IGNORECASE,
)
_DATE_LINES = 25
_DATE_WORDS = 4
_OFFICE_NAME = re.compile(
    r"(?:microsoft (?:word|powerpoint) - |untitled|.*\.(?:docx?|pdf|indd|qxd|rtf)$)", re.IGNORECASE
)


def read_pdf(data: bytes, *, max_pages: int) -> Draft:
    """The draft of a PDF; a RefusedError where it is cut off, locked, too long or only pictures.

    Repeated heads and feet and page numbers are dropped. Footnotes stand after the prose as
    paragraphs of their own, with the page they come from.
    """
    document = _open(data)
    try:
        if len(document) > max_pages:
            raise TooLargeError(
                f"has {len(document)} pages, above the limit of {max_pages}; raise it with DRAGOMAN_MAX_PDF_PAGES"
            )
        pages = [_page(document, index) for index in range(len(document))]
        metadata: Mapping[str, str] = document.get_metadata_dict(skip_empty=True)
    finally:
        document.close()
    silent = [page.number for page in pages if not page.fragments]
    if len(silent) == len(pages):
        raise UnreadableError("has no text, only pictures of pages; run text recognition (OCR) on it first")
    pieces = tuple(piece for piece in pieces_of(reading_order(pages)) if piece.text)
    return Draft(
        pieces=pieces,
        media_type="application/pdf",
        title=_title(metadata, pieces),
        authors=_authors(metadata),
        published=_stated_date(pages[0]) or _created(metadata),
        notes=(f"{len(silent)} of {len(pages)} pages have no text",) if silent else (),
    )


def _open(data: bytes) -> Any:
    import pypdfium2 as pdfium
    import pypdfium2.raw as pdfium_raw

    if b"%%EOF" not in data[-_TAIL:]:
        raise UnreadableError("breaks off before its end: the PDF is cut; fetch it again")
    try:
        document = pdfium.PdfDocument(data)
        _ = len(document)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium_raw.FPDF_ERR_PASSWORD:
            raise UnreadableError("is locked with a password; save it without one") from error
        raise UnreadableError(f"is a broken PDF ({error}); fetch it again") from error
    return document


def _page(document: Any, index: int) -> PageText:
    import pypdfium2 as pdfium

    try:
        page = document[index]
        try:
            return page_text(page, number=index + 1)
        finally:
            page.close()
    except pdfium.PdfiumError as error:
        raise UnreadableError(f"its page {index + 1} is broken ({error}); fetch it again") from error


def _title(metadata: Mapping[str, str], pieces: Sequence[Piece]) -> str | None:
    """The title in the file's properties, unless it is a file's name; else the largest early heading."""
    stated = clean_or_none(metadata.get("Title"))
    if stated and not _OFFICE_NAME.match(stated):
        return stated
    early = [piece for piece in pieces[:12] if piece.kind is BlockKind.HEADING]
    return min(early, key=lambda piece: piece.level).text if early else None


def _authors(metadata: Mapping[str, str]) -> tuple[str, ...]:
    stated = clean_line(metadata.get("Author") or "")
    separator = ";" if ";" in stated else ","
    return tuple(name.strip() for name in stated.split(separator) if name.strip())


def _stated_date(page: PageText) -> Date | None:
    """A date that is a line of its own among the first on the first page."""
    for fragment in sorted(page.fragments, key=lambda each: -each.y)[:_DATE_LINES]:
        line = _DATE_LINE.match(clean_line(fragment.text))
        if line is not None:
            found = find_written_date(line["rest"])
            words = len(line["rest"].split())
            if found is not None and words <= _DATE_WORDS:
                return found
    return None


def _created(metadata: Mapping[str, str]) -> Date | None:
    raw = metadata.get("CreationDate")
    return parse_date(raw, origin=DateOrigin.METADATA) if raw else None
