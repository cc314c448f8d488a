"""Files that hold many documents: told by name and first bytes, taken apart as a stream."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import IO

from dragoman.ingest.feeds import feed_entries
from dragoman.ingest.item import Source
from dragoman.ingest.scope import Scope
from dragoman.ingest.sitemaps import sitemap_pages
from dragoman.ingest.tables import csv_rows, json_file, json_lines
from dragoman.ingest.warc import warc_records
from dragoman.records import Refusal


class Container(StrEnum):
    """A kind of file that holds documents."""

    JSON_LINES = "JSON Lines"
    JSON = "JSON"
    CSV = "CSV"
    FEED = "feed"
    SITEMAP = "sitemap"
    WARC = "WARC"


Expand = Callable[[IO[bytes], str, Scope], Iterator[Source | Refusal]]

_EXPAND: Mapping[Container, Expand] = {
    Container.JSON_LINES: json_lines,
    Container.JSON: json_file,
    Container.CSV: csv_rows,
    Container.FEED: feed_entries,
    Container.SITEMAP: sitemap_pages,
    Container.WARC: warc_records,
}
_SUFFIXES: Mapping[str, Container] = {
    ".jsonl": Container.JSON_LINES,
    ".ndjson": Container.JSON_LINES,
    ".json": Container.JSON,
    ".csv": Container.CSV,
    ".tsv": Container.CSV,
    ".warc": Container.WARC,
}
_MEDIA_TYPES: Mapping[str, Container] = {
    "application/jsonl": Container.JSON_LINES,
    "application/x-ndjson": Container.JSON_LINES,
    "application/json": Container.JSON,
    "text/csv": Container.CSV,
    "text/tab-separated-values": Container.CSV,
    "application/warc": Container.WARC,
}
_ROOT = re.compile(rb"<(?!\?|!)(?:[\w-]+:)?([\w-]+)")
_ROOTS: Mapping[bytes, Container] = {
    b"rss": Container.FEED,
    b"feed": Container.FEED,
    b"rdf": Container.FEED,
    b"urlset": Container.SITEMAP,
    b"sitemapindex": Container.SITEMAP,
}
HEAD = 4096
"""Bytes that ``container_of`` needs."""


def container_of(name: str, head: bytes, *, media_type: str | None = None) -> Container | None:
    """The kind of container, or None for a single document."""
    lowered = name.lower().removesuffix(".gz")
    for suffix, container in _SUFFIXES.items():
        if lowered.endswith(suffix):
            return container
    said = (media_type or "").partition(";")[0].strip().lower()
    if said in _MEDIA_TYPES:
        return _MEDIA_TYPES[said]
    if head.startswith(b"WARC/"):
        return Container.WARC
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        root = _ROOT.search(head)
        return _ROOTS.get(root[1].lower()) if root else None
    return None


def expand(container: Container, stream: IO[bytes], uri: str, scope: Scope) -> Iterator[Source | Refusal]:
    """The sources in a container, in its order."""
    return _EXPAND[container](stream, uri, scope)
