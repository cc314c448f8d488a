"""A Word document (DOCX) in blocks, with its properties."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dragoman.errors import TooLargeError, UnreadableError
from dragoman.ingest.dating import parse_date
from dragoman.ingest.draft import Draft, Piece, heading, list_item, paragraph, quote, table
from dragoman.ingest.text import clean_line, clean_or_none
from dragoman.records import BlockKind, Date, DateOrigin

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_MEGABYTE = 1_000_000
_FIRST_YEAR = 1990  # older dates of creation are a clock that was never set
_MAX_PARTS = 20_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _TABLE = f"{_W}p", f"{_W}tbl"
_NOT_PROSE = frozenset({f"{_W}txbxContent", f"{_W}moveFrom", f"{_W}pPr"})
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_MAIN_PART = "word/document.xml"
_EXTENDED_PART = "docProps/app.xml"
_EXTENDED = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
# A style's English name is kept in the file whatever language Word speaks.
_HEADING = re.compile(r"heading\s*([1-9])", re.IGNORECASE)


def read_docx(data: bytes, *, max_unpacked_mb: int) -> Draft:
    """The draft of a DOCX; a RefusedError where it is another archive, broken or a bomb."""
    _check_archive(data, max_unpacked_mb=max_unpacked_mb)
    document = _open(data)
    pieces = tuple(piece for piece in _pieces(document) if piece.text)
    properties = document.core_properties
    return Draft(
        pieces=pieces,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        title=clean_or_none(properties.title) or _title(pieces),
        authors=_authors(properties.author),
        publisher=_company(data),
        language_hint=clean_or_none(properties.language),
        published=_created(properties),
    )


def _check_archive(data: bytes, *, max_unpacked_mb: int) -> None:
    """Refuses before anything is unpacked; a size the archive understates fails its own check sum."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError) as error:
        raise UnreadableError(f"is a broken archive ({error}); fetch it again") from error
    names = {part.filename for part in parts}
    if _MAIN_PART not in names:
        raise UnreadableError(f"is {_archive_name(names)}, not DOCX; unpack it or save it as DOCX")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > max_unpacked_mb * _MEGABYTE or len(parts) > _MAX_PARTS:
        raise TooLargeError(
            f"unpacks to {unpacked / _MEGABYTE:.0f} MB in {len(parts)} parts, above the limit of "
            f"{max_unpacked_mb} MB; raise it with DRAGOMAN_MAX_UNPACKED_MB if you trust the file"
        )
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableError("is locked with a password; save it without one")


def _archive_name(names: set[str]) -> str:
    if any(name.startswith("xl/") for name in names):
        return "a spreadsheet (XLSX)"
    if any(name.startswith("ppt/") for name in names):
        return "a presentation (PPTX)"
    if "META-INF/container.xml" in names:
        return "an electronic book (EPUB)"
    return "an OpenDocument file" if "content.xml" in names else "a ZIP archive"


def _open(data: bytes) -> WordDocument:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]  # ships no types

    try:
        return docx.Document(io.BytesIO(data))
    except (
        OpcError,
        XMLSyntaxError,
        KeyError,
        ValueError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
    ) as error:
        raise UnreadableError(f"is a broken DOCX ({error}); open and save it in a word processor") from error


def _pieces(document: WordDocument) -> Iterator[Piece]:
    for element in _blocks(document.element.body):
        yield table(_rows(element)) if element.tag == _TABLE else _paragraph(element, document)


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, also those inside content controls, which python-docx passes by."""
    for element in parent:
        if element.tag in {_PARAGRAPH, _TABLE}:
            yield element
        elif element.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"}:
            yield from _blocks(element)


def _paragraph(element: Any, document: WordDocument) -> Piece:
    from docx.text.paragraph import Paragraph

    block = Paragraph(element, document._body)  # noqa: SLF001 -- the parent python-docx itself gives
    style = ((block.style.name if block.style is not None else "") or "").lower()
    text = _text(element)
    level = _HEADING.match(style)
    if style == "title" or level:
        return heading(text, int(level[1]) if level else 1)
    if "quote" in style:
        return quote(text)
    numbered = element.pPr is not None and element.pPr.numPr is not None
    return list_item(text) if numbered or style.startswith("list") else paragraph(text)


def _text(element: Any) -> str:
    """The words as they stand with all changes accepted; text boxes, which Word stores twice, left out."""
    parts: list[str] = []
    for each in element.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        if any(above.tag in _NOT_PROSE for above in each.iterancestors()):
            continue
        parts.append(_SIGNS.get(each.tag, "") or each.text or "")
    return "".join(parts)


def _rows(element: Any) -> Iterator[list[str]]:
    """The texts of the cells; a cell that spans several columns is one."""
    for row in element.iter(f"{_W}tr"):
        yield [" ".join(map(_text, cell.iter(_PARAGRAPH))) for cell in row.iter(f"{_W}tc")]


def _title(pieces: tuple[Piece, ...]) -> str | None:
    first = pieces[0] if pieces else None
    return first.text if first is not None and first.kind is BlockKind.HEADING and len(pieces) > 1 else None


def _authors(stated: str | None) -> tuple[str, ...]:
    names = clean_line(stated or "")
    # What the library behind a converter writes is no author.
    if names.lower() in {"python-docx", "microsoft office user", "user", "admin", "un-named"}:
        return ()
    return tuple(name.strip() for name in names.split(";") if name.strip())


def _company(data: bytes) -> str | None:
    """The company in the file's extended properties, which python-docx does not read."""
    from lxml import etree  # type: ignore[import-untyped]  # ships no types

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            root = etree.fromstring(archive.read(_EXTENDED_PART), etree.XMLParser(resolve_entities=False))
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, etree.XMLSyntaxError):
        return None  # the part is not needed, and many files have none
    return clean_or_none(root.findtext(f"{_EXTENDED}Company"))


def _created(properties: Any) -> Date | None:
    """The day the document says it was created."""
    created = properties.created
    if created is None or created.year < _FIRST_YEAR:
        return None
    return parse_date(created.date().isoformat(), origin=DateOrigin.METADATA)
