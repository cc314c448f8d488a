"""Settings from the environment, read once into one frozen object."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from dragoman.errors import SettingsError


class Convention(StrEnum):
    """Whose codes and names of disputed territories are shown: the house's, PLOVER's or the UN's."""

    HOUSE = "house"
    PLOVER = "plover"
    UN = "un"


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
    convention: Convention = Convention.HOUSE
    """How disputed territories are shown and counted: house, plover or un. What is stored stays the same."""
    llm_url: str = ""
    """Address of an OpenAI-compatible endpoint for the coder llm, as http://127.0.0.1:8080/v1."""
    llm_model: str = ""
    """Name of the model there."""
    llm_key: str = field(default="", repr=False)
    """Key of the endpoint; only taken from the environment, never shown or stored."""
    llm_timeout_s: float = 120.0
    """Seconds the endpoint may take for one answer."""
    llm_max_tokens: int = 4096
    """Tokens one answer may have."""
    llm_parallel: int = 4
    """Requests under way at a time."""
    llm_json_mode: bool = True
    """Whether the endpoint is asked for JSON by its own switch (response_format); 0 where it has none."""
    llm_max_requests: int = 1000
    """Requests one run may make, those tried again included."""
    llm_max_run_tokens: int = 5_000_000
    """Tokens one run may use, in and out."""
    llm_price_in: float = 0.0
    """Price of a million tokens in; 0 where unknown."""
    llm_price_out: float = 0.0
    """Price of a million tokens out; 0 where unknown."""


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings with every ``DRAGOMAN_*`` variable applied; SettingsError names a bad value."""
    source = os.environ if environment is None else environment
    values: dict[str, Any] = {}
    for each in fields(Settings):
        name = f"DRAGOMAN_{each.name.upper()}"
        if name in source:
            values[each.name] = _convert(name, source[name], type(each.default))
    return Settings(**values)


def _convert(name: str, raw: str, kind: type[Any]) -> Any:
    if kind is bool:
        lowered = raw.strip().lower()
        if lowered in {"1", "true", "yes", "on"}:
            return True
        if lowered in {"0", "false", "no", "off", ""}:
            return False
        raise SettingsError(f"{name}={raw!r} is neither yes nor no; use 1 or 0")
    if issubclass(kind, StrEnum):
        return _choice(name, raw, kind)
    try:
        return kind(raw)
    except ValueError:
        raise SettingsError(f"{name}={raw!r} is not a {kind.__name__}") from None


def _choice(name: str, raw: str, kind: type[StrEnum]) -> StrEnum:
    choices = {each.value: each for each in kind}
    found = choices.get(raw.strip().lower())
    if found is None:
        raise SettingsError(f"{name}={raw!r} does not exist; choose {', '.join(choices)}")
    return found
