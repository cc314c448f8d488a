"""A message (EML): its own words, not its attachments."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import getaddresses

from dragoman.errors import UnreadableError
from dragoman.ingest.dating import parse_date
from dragoman.ingest.draft import Draft, Piece
from dragoman.ingest.encoding import decode
from dragoman.ingest.plain import text_pieces
from dragoman.ingest.text import clean_line, clean_or_none
from dragoman.records import Date, DateOrigin


def read_mail(data: bytes) -> Draft:
    """The draft of a message: subject, senders, date of sending, and the text of its body."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        raise UnreadableError("is no message that can be parsed")
    body = _body(message)
    if body is None:
        raise UnreadableError("the message has no text, only attachments; save them and add them as files")
    return Draft(
        pieces=tuple(_pieces(body)),
        media_type="message/rfc822",
        title=clean_or_none(_header(message, "subject")),
        authors=_authors(message),
        language=clean_or_none(_header(message, "content-language")),
        published=_date(message),
        notes=_attachments(message),
    )


def _body(message: EmailMessage) -> EmailMessage | None:
    """The part that is the message: plain text before HTML."""
    try:
        found = message.get_body(preferencelist=("plain", "html"))
    except (KeyError, AttributeError, TypeError):  # parts that contradict their own headers
        return None
    return found if isinstance(found, EmailMessage) else None


def _pieces(body: EmailMessage) -> Iterator[Piece]:
    payload = body.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    is_html = body.get_content_type() == "text/html"
    text = decode(data, declared=body.get_content_charset(), markup=is_html).text
    if not is_html:
        yield from text_pieces(text.partition("\n-- \n")[0])
        return
    from dragoman.ingest.html import fragment_pieces

    yield from fragment_pieces(text)


def _header(message: EmailMessage, name: str) -> str | None:
    """A header's text; one that cannot be parsed counts as absent."""
    try:
        value = message.get(name)
        return str(value) if value is not None else None
    except (ValueError, IndexError, AttributeError, TypeError):  # the parser fails on some broken headers
        return None


def _authors(message: EmailMessage) -> tuple[str, ...]:
    """The senders' names; a sender without one is named by the address."""
    senders = getaddresses([_header(message, "from") or ""])
    return tuple(filter(None, (clean_line(name or address) for name, address in senders)))


def _date(message: EmailMessage) -> Date | None:
    stated = _header(message, "date")
    return parse_date(stated, origin=DateOrigin.METADATA) if stated else None


def _attachments(message: EmailMessage) -> tuple[str, ...]:
    try:
        names = [clean_line(part.get_filename() or part.get_content_type()) for part in message.iter_attachments()]
    except (AttributeError, KeyError, ValueError, TypeError):
        return ()
    return (f"{len(names)} attachments were not read: {', '.join(names)[:300]}",) if names else ()
