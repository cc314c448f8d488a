"""The pages in a web archive (WARC)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import IO, Any
from urllib.parse import quote

from dragoman.errors import RefusedError
from dragoman.ingest.addresses import canonical_url
from dragoman.ingest.item import Fallback, Item, Source
from dragoman.ingest.scope import Scope
from dragoman.records import Refusal, digest

_DOCUMENTS = (
    "text/html",
    "application/xhtml+xml",
    "application/pdf",
    "text/plain",
    "text/markdown",
    "message/rfc822",
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OK = 200


def warc_records(stream: IO[bytes], uri: str, scope: Scope) -> Iterator[Source | Refusal]:
    """A source for each captured page that is a document; one refusal counts what is none.

    The day of capture is the document's ``captured_at``, never its date.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    skipped: Counter[str] = Counter()
    read = 0
    try:
        archive = ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True, auto_decode="all")
        for record in archive:
            read += 1
            reason = _not_a_document(record)
            if reason:
                skipped[reason] += 1
            else:
                yield _record(record, uri, scope)
    except (OSError, EOFError, ValueError) as error:
        yield Refusal(uri, f"the archive breaks off after {read} records ({error}); fetch it again")
    if not read:
        yield Refusal(uri, "is a web archive without any captured page, or is broken from its start")
    if skipped:
        counts = ", ".join(f"{reason} {count}" for reason, count in skipped.most_common(12))
        yield Refusal(uri, f"{skipped.total()} of {read} captures are no documents: {counts}")


def _not_a_document(record: Any) -> str | None:
    if record.http_headers is None:
        return "cut off"
    status = record.http_headers.status_code
    if status != _OK:
        return f"status {status}"
    media_type = (record.http_content_type or "").strip().lower()
    return None if media_type in {*_DOCUMENTS, _WORD, ""} else media_type[:60]


def _record(record: Any, uri: str, scope: Scope) -> Source | Refusal:
    target = str(record.headers.get("WARC-Target-URI") or "").strip("<> ")
    try:
        canonical = canonical_url(target)
    except RefusedError as error:
        return Refusal(f"{uri}#{quote(target[:200])}", str(error))
    body = record.reader.read(scope.limit + 1)
    if len(body) > scope.limit:
        return Refusal(canonical, f"has more than {scope.settings.max_file_mb} MB; see DRAGOMAN_MAX_FILE_MB")
    if _is_cut(record, body):
        return Refusal(canonical, "its capture is cut off; fetch the archive again")
    load = partial(
        _load,
        canonical,
        data=body,
        media_type=record.http_headers.get("Content-Type"),
        captured_at=record.record_date,
        fallback=scope.fallback,
    )
    return Source(canonical, digest(str(len(body)), hashlib.sha256(body).hexdigest()), load)


def _is_cut(record: Any, body: bytes) -> bool:
    """Whether the body has fewer bytes than its sender announced; of a packed one that is unknown."""
    headers = record.http_headers
    announced = headers.get("Content-Length") or ""
    packed = headers.get("Content-Encoding") or headers.get("Transfer-Encoding")
    return not packed and announced.isdigit() and len(body) < int(announced)


def _load(uri: str, *, data: bytes, media_type: str | None, captured_at: datetime | None, fallback: Fallback) -> Item:
    return Item(uri, data, media_type, fallback, captured_at=captured_at, note="from a web archive")
