"""Settings from the environment, read once into one frozen object."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from dragoman.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set. Each field is ``DRAGOMAN_<FIELD>`` in the environment."""

    ledger: str = "./dragoman.ledger"
    """Folder or object-store address of the ledger."""
    max_file_mb: int = 100
    """A file above this many megabytes is refused."""
    max_unpacked_mb: int = 400
    """An archive (DOCX, gzip) that unpacks to more megabytes is refused."""
    max_pdf_pages: int = 3000
    """A PDF of more pages is refused."""
    fetch_delay_s: float = 1.0
    """Seconds between two requests to one host."""
    fetch_timeout_s: float = 30.0
    """Seconds a host may take to answer."""
    allow_private_addresses: bool = False
    """Whether loopback and private addresses may be fetched."""
    workers: int = 0
    """Processes that read and code; 0 takes one for each core."""
    batch: int = 64
    """Documents written in one transaction."""
    model: str = ""
    """Folder of another coder model; empty takes the one in the package."""


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings with every ``DRAGOMAN_*`` variable applied; SettingsError names a bad value."""
    source = os.environ if environment is None else environment
    values: dict[str, Any] = {}
    for each in fields(Settings):
        name = f"DRAGOMAN_{each.name.upper()}"
        if name in source:
            values[each.name] = _convert(name, source[name], type(each.default))
    return Settings(**values)


def _convert(name: str, raw: str, kind: type) -> Any:
    if kind is bool:
        lowered = raw.strip().lower()
        if lowered in {"1", "true", "yes", "on"}:
            return True
        if lowered in {"0", "false", "no", "off", ""}:
            return False
        raise SettingsError(f"{name}={raw!r} is neither yes nor no; use 1 or 0")
    try:
        return kind(raw)
    except ValueError:
        raise SettingsError(f"{name}={raw!r} is not a {kind.__name__}") from None
