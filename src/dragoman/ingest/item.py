"""What travels from finding to reading: an item's bytes and what is known beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import datetime

from dragoman.records import Date


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallback:
    """What the user, a feed or an index says, for where the source itself is silent."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    date: Date | None = None
    genre: str | None = None
    language: str | None = None
    licence: str | None = None
    collection: str | None = None

    def or_else(self, other: Fallback) -> Fallback:
        """These values, and the other's where there is none here."""
        missing = {each.name: getattr(other, each.name) for each in fields(self) if not getattr(self, each.name)}
        return replace(self, **missing)


@dataclass(frozen=True, slots=True)
class Item:
    """One document's bytes as they came.

    ``media_type`` is what the sender says, with its parameters; ``captured_at`` is set where
    somebody else captured the bytes earlier (a web archive), ``note`` where the way matters.
    """

    uri: str
    data: bytes
    media_type: str | None
    fallback: Fallback
    captured_at: datetime | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Something that can be read, found without reading it where that is possible.

    ``fingerprint`` changes when the source does; an empty one says that only loading can tell.
    ``load`` raises a RefusedError if the item cannot be had.
    """

    uri: str
    fingerprint: str
    load: Callable[[], Item]
