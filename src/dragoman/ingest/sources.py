"""From what a user names to what can be read, lazily and in a stable order."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from urllib.parse import unquote

from dragoman.errors import RefusedError
from dragoman.ingest.addresses import canonical_url, is_web_address, shown_url
from dragoman.ingest.containers import HEAD, container_of, expand
from dragoman.ingest.fetch import Fetcher
from dragoman.ingest.files import discover_path, file_uri
from dragoman.ingest.item import Fallback, Item, Source
from dragoman.ingest.pages import fetched_item
from dragoman.ingest.rows import Mapper
from dragoman.ingest.scope import Scope
from dragoman.ingest.tables import json_lines
from dragoman.records import Refusal
from dragoman.settings import Settings

__all__ = ["Fallback", "Item", "Source", "discover", "file_uri"]


def discover(
    target: str,
    *,
    settings: Settings,
    fallback: Fallback,
    fetcher: Fetcher | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Source | Refusal]:
    """Everything readable in a path, a folder, an address (``file://`` too) or ``-`` (JSON Lines on standard input).

    Feeds, sitemaps, web archives, JSON Lines and CSV are taken apart into their documents. What
    cannot be found comes as a ``Refusal`` in its place. ``columns`` maps our field names to those
    of the rows (``rows.COLUMNS``); without ``fetcher`` an address gets one of its own, and a file
    never leads to the web.
    """
    scope = Scope(settings=settings, fallback=fallback, fetcher=fetcher, mapper=Mapper(columns))
    if target == "-":
        return json_lines(sys.stdin.buffer, "stdin:", scope)
    if is_web_address(target):
        return _discover_address(target, scope)
    if target.startswith("file://"):
        return discover_path(Path(unquote(target.removeprefix("file://"))), scope)
    if "://" in target and not Path(target).exists():
        reason = f"addresses of {target.partition('://')[0]!r} are not read; give a path or http:// or https://"
        return iter([Refusal(shown_url(target), reason)])
    return discover_path(Path(target), scope)


def _discover_address(target: str, scope: Scope) -> Iterator[Source | Refusal]:
    if scope.fetcher is not None:
        yield from _fetched(target, scope, scope.fetcher)
        return
    fetcher = Fetcher(scope.settings)
    told = Scope(settings=scope.settings, fallback=scope.fallback, fetcher=fetcher, mapper=scope.mapper)
    yield from _fetched(target, told, fetcher)


def _fetched(target: str, scope: Scope, fetcher: Fetcher) -> Iterator[Source | Refusal]:
    try:
        uri = canonical_url(target)
        fetched = fetcher.revisit(uri)
    except RefusedError as error:
        yield Refusal(shown_url(target), str(error))
        return
    container = container_of(uri.partition("?")[0], fetched.data[:HEAD], media_type=fetched.media_type)
    if container is not None:
        yield from expand(container, io.BytesIO(fetched.data), uri, scope)
        return
    load = partial(fetched_item, uri, fetched=fetched, fallback=scope.fallback)
    yield Source(uri, fetched.fingerprint, load)
