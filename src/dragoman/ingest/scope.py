"""What every way of finding sources is told."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.ingest.fetch import Fetcher
from dragoman.ingest.item import Fallback
from dragoman.ingest.rows import Mapper
from dragoman.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Limits, what the user says of everything found, and whether the web may be asked."""

    settings: Settings
    fallback: Fallback
    fetcher: Fetcher | None
    mapper: Mapper

    @property
    def limit(self) -> int:
        """Bytes one document may have."""
        return self.settings.max_file_mb * 1_000_000
