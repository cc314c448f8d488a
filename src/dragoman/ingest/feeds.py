"""The entries of RSS and Atom feeds."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from typing import IO, Any
from urllib.parse import quote

from dragoman.errors import FetchError
from dragoman.ingest.addresses import canonical_url, is_web_address
from dragoman.ingest.dating import parse_date
from dragoman.ingest.item import Fallback, Source
from dragoman.ingest.pages import fetch_item, row_item
from dragoman.ingest.rows import Row, row_bytes
from dragoman.ingest.scope import Scope
from dragoman.ingest.text import clean_or_none
from dragoman.records import DateOrigin, Refusal, digest

FEED_TYPE = "application/rss+xml"


def feed_entries(stream: IO[bytes], uri: str, scope: Scope) -> Iterator[Source | Refusal]:
    """A source for each entry of a feed.

    It is the entry's full text where the feed carries it, else the page it links to where the web
    may be asked, else its summary.
    An entry without a date has none; when the feed was fetched is no date of its entries.
    """
    import feedparser

    data = stream.read(scope.limit + 1)
    if len(data) > scope.limit:
        yield Refusal(uri, f"the feed has more than {scope.settings.max_file_mb} MB")
        return
    # A stream, never a string: feedparser would open a string as a file or an address.
    parsed = feedparser.parse(io.BytesIO(data))
    if not parsed.entries:
        reason = parsed.get("bozo_exception")
        yield Refusal(uri, f"the feed has no entries{f' ({reason})' if reason else ''}")
    for number, entry in enumerate(parsed.entries, start=1):
        yield _entry(entry, number, parsed.feed, uri, scope)


def _entry(entry: Any, number: int, feed: Any, uri: str, scope: Scope) -> Source | Refusal:
    address = f"{uri}#{quote(str(entry.get('id') or number), safe='/:@._-')}"
    link = str(entry.get("link") or "")
    try:
        target = canonical_url(link) if is_web_address(link) else None
    except FetchError as error:
        return Refusal(address, f"entry {number}: {error}")
    content = "\n".join(str(each.get("value") or "") for each in entry.get("content") or ())
    if target and scope.fetcher and not content.strip():
        fallback = _fallback(entry, feed).or_else(scope.fallback)
        load = partial(fetch_item, target, fetcher=scope.fetcher, fallback=fallback)
        return Source(target, _fingerprint(entry), load)
    text = content if content.strip() else str(entry.get("summary") or "")
    if not text.strip():
        return Refusal(target or address, f"entry {number} has neither text nor a page that may be fetched")
    data = row_bytes(_row(entry, feed, text))
    note = None if content.strip() else "the feed carries a summary only"
    load_row = partial(row_item, target or address, data=data, fallback=scope.fallback, note=note)
    return Source(target or address, digest(data.decode("utf-8", "replace")), load_row)


def _row(entry: Any, feed: Any, text: str) -> Row:
    said = _fallback(entry, feed)
    return Row(
        text=text,
        media_type=FEED_TYPE,
        title=said.title,
        authors=said.authors,
        publisher=said.publisher,
        date=_date_text(entry),
        licence=said.licence,
        html=True,
    )


def _fallback(entry: Any, feed: Any) -> Fallback:
    date = _date_text(entry)
    return Fallback(
        title=clean_or_none(entry.get("title")),
        authors=_authors(entry),
        publisher=clean_or_none(feed.get("title")),
        date=parse_date(date, origin=DateOrigin.METADATA) if date else None,
        language=clean_or_none(feed.get("language")),
        licence=clean_or_none(entry.get("rights") or feed.get("rights")),
    )


def _date_text(entry: Any) -> str | None:
    """When the entry says it was published; Atom requires only a date of update."""
    # ``dict.get`` passes by feedparser's own look-up, which warns and fills one from the other.
    found = dict.get(entry, "published") or dict.get(entry, "updated")
    return str(found) if found else None


def _authors(entry: Any) -> tuple[str, ...]:
    named = (clean_or_none(str(each.get("name") or "")) for each in entry.get("authors") or ())
    return tuple(name for name in named if name)


def _fingerprint(entry: Any) -> str:
    return digest(*(str(entry.get(field) or "") for field in ("id", "title", "published", "summary")))
