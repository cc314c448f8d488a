"""What bytes are, by their looks first and by what they are called second."""

from __future__ import annotations

import re
from enum import StrEnum

from dragoman.errors import UnreadableError
from dragoman.ingest.encoding import looks_binary
from dragoman.ingest.rows import ROW_TYPE


class Kind(StrEnum):
    """A format there is a reader for."""

    HTML = "text/html"
    PDF = "application/pdf"
    ZIP = "application/zip"
    GZIP = "application/gzip"
    PLAIN = "text/plain"
    MARKDOWN = "text/markdown"
    MAIL = "message/rfc822"
    ROW = ROW_TYPE


_READABLE = "HTML, PDF, DOCX, plain text, Markdown, EML, JSON Lines, CSV, RSS, Atom, WARC"
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"RIFF", "a picture, sound or film"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a SQLite database"),
    (b"PAR1", "a Parquet table"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (DOC, XLS, PPT): save it as DOCX"),
    (b"{\\rtf", "an RTF document: save it as DOCX"),
    (b"7z\xbc\xaf", "an archive: unpack it"),
    (b"Rar!", "an archive: unpack it"),
    (b"BZh", "an archive: unpack it"),
    (b"\xfd7zXZ", "an archive: unpack it"),
    (b"(\xb5/\xfd", "an archive: unpack it"),
    (b"%!PS", "a PostScript document: save it as PDF"),
)
# Atomic groups: a page that is nothing but comments must not be tried in every combination.
_HTML = re.compile(
    rb"\s*+(?:<\?xml[^>]*+>\s*+)?(?>(?:<!--(?:(?!-->).)*+-->\s*+)*+)"
    rb"<(?:!doctype\s+html|html|head|body|article|main|div|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"\s*<(?:\?xml|[a-z][\w:.-]*[\s>])", re.IGNORECASE)
_MAIL_HEADER = re.compile(
    rb"^(from|to|subject|date|message-id|received|return-path|mime-version|content-type|delivered-to):",
    re.IGNORECASE | re.MULTILINE,
)
_MAIL_HEADERS = 3
_SURE = 3  # a shorter signature may be the first word of a text
_PDF_WITHIN = 1024
_HEAD = 8192


def sniff(data: bytes, *, media_type: str | None, name: str) -> Kind:
    """The kind of the bytes; UnreadableError names what they are where no reader fits.

    ``name`` (a path or address) and ``media_type`` only tell apart what looks alike.
    """
    said = (media_type or "").partition(";")[0].strip().lower()
    if said == ROW_TYPE:
        return Kind.ROW
    if not data.strip():
        raise UnreadableError("is empty")
    return _by_signature(data) or _by_text(data[:_HEAD], said, name.lower())


def _by_signature(data: bytes) -> Kind | None:
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return Kind.PDF
    if data.startswith(b"PK\x03\x04"):
        return Kind.ZIP
    if data.startswith(b"\x1f\x8b"):
        return Kind.GZIP
    for signature, what in _FOREIGN:
        if data.startswith(signature) and (len(signature) > _SURE or looks_binary(data)):
            raise UnreadableError(f"is {what}; what can be read is {_READABLE}")
    if looks_binary(data):
        raise UnreadableError(f"is binary data, not text; what can be read is {_READABLE}")
    return None


def _by_text(head: bytes, said: str, name: str) -> Kind:
    head = head.removeprefix(b"\xef\xbb\xbf")
    if said == Kind.MAIL or name.endswith(".eml") or _is_mail(head):
        return Kind.MAIL
    if _HTML.match(head) or said in {Kind.HTML, "application/xhtml+xml"} or name.endswith((".html", ".htm", ".xhtml")):
        return Kind.HTML
    if said in {Kind.MARKDOWN, "text/x-markdown"} or name.endswith((".md", ".markdown")):
        return Kind.MARKDOWN
    if _XML.match(head) and b"</" in head:
        raise UnreadableError(f"is XML of a kind that has no reader; what can be read is {_READABLE}")
    return Kind.PLAIN


def _is_mail(head: bytes) -> bool:
    top = head.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    names = {match.lower() for match in _MAIL_HEADER.findall(top)}
    return len(names) >= _MAIL_HEADERS and _MAIL_HEADER.match(top) is not None and b"from" in names
