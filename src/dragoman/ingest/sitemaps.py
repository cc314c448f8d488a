"""The pages a sitemap lists."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from typing import IO

from dragoman.errors import RefusedError
from dragoman.ingest.addresses import canonical_url
from dragoman.ingest.item import Source
from dragoman.ingest.pages import fetch_item
from dragoman.ingest.read import gunzip
from dragoman.ingest.scope import Scope
from dragoman.records import Refusal

_MAX_DEPTH = 3
_MAX_PAGES = 100_000


def sitemap_pages(stream: IO[bytes], uri: str, scope: Scope) -> Iterator[Source | Refusal]:
    """A source for each page, fetched only when it is loaded.

    The fingerprint is the sitemap's ``lastmod``; a page without one has an empty fingerprint.
    A sitemap's dates are of change, not of publication, and are not taken for it.
    """
    if scope.fetcher is None:
        yield Refusal(uri, "is a sitemap: its pages are on the web; add its address instead of the file")
        return
    for count, found in enumerate(_walk(stream, uri, scope, depth=_MAX_DEPTH)):
        if count == _MAX_PAGES:
            yield Refusal(uri, f"lists more than {_MAX_PAGES} pages; the rest was left out")
            return
        yield found


def _walk(stream: IO[bytes], uri: str, scope: Scope, *, depth: int) -> Iterator[Source | Refusal]:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    data = stream.read(scope.limit + 1)
    try:
        root = fromstring(gunzip(data, limit_mb=scope.settings.max_unpacked_mb) if data[:2] == b"\x1f\x8b" else data)
    except (ParseError, DefusedXmlException, ValueError, RefusedError) as error:
        yield Refusal(uri, f"is a sitemap that cannot be read ({error})")
        return
    for entry in root:
        location = (entry.findtext("{*}loc") or "").strip()
        if not location:
            continue
        try:
            url = canonical_url(location)
        except RefusedError as error:
            yield Refusal(uri, f"lists what cannot be fetched: {error}")
            continue
        if entry.tag.endswith("}sitemap") or entry.tag == "sitemap":
            yield from _nested(url, scope, depth=depth - 1)
        else:
            yield _page(url, (entry.findtext("{*}lastmod") or "").strip(), scope)


def _nested(url: str, scope: Scope, *, depth: int) -> Iterator[Source | Refusal]:
    if depth == 0:
        yield Refusal(url, f"is a sitemap more than {_MAX_DEPTH} sitemaps deep")
        return
    try:
        fetched = scope.fetcher.get(url) if scope.fetcher else None
    except RefusedError as error:
        yield Refusal(url, str(error))
        return
    if fetched is not None:
        yield from _walk(io.BytesIO(fetched.data), url, scope, depth=depth)


def _page(url: str, changed: str, scope: Scope) -> Source | Refusal:
    if scope.fetcher is None:
        return Refusal(url, "is on the web, which may not be asked")
    load = partial(fetch_item, url, fetcher=scope.fetcher, fallback=scope.fallback)
    return Source(url, changed, load)
