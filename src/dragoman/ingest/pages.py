"""Items that are fetched, and items that are rows."""

from __future__ import annotations

from dragoman.ingest.fetch import Fetched, Fetcher
from dragoman.ingest.item import Fallback, Item
from dragoman.ingest.rows import ROW_TYPE


def fetch_item(url: str, *, fetcher: Fetcher, fallback: Fallback) -> Item:
    """The item at an address; FetchError where it cannot be had."""
    return fetched_item(url, fetched=fetcher.get(url), fallback=fallback)


def fetched_item(uri: str, *, fetched: Fetched, fallback: Fallback) -> Item:
    """The item of an answer; the note says where the address led, if elsewhere."""
    note = f"redirected to {fetched.final_url}" if fetched.final_url != fetched.url else None
    return Item(uri, fetched.data, fetched.media_type, fallback, note=note)


def row_item(uri: str, *, data: bytes, fallback: Fallback, note: str | None = None) -> Item:
    """The item of a row."""
    return Item(uri, data, ROW_TYPE, fallback, note=note)
