"""What the settings say of the endpoint, checked before the run."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.errors import SettingsError, UsageError
from dragoman.language.harmless import one_line
from dragoman.llm.account import Limits
from dragoman.settings import Settings

_LONGEST_MODEL = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointOptions:
    """Whom to ask and how; the key never shows."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout_s: float = 120.0
    max_tokens: int = 4096
    json_mode: bool = True
    allow_private: bool = False


def options_of(settings: Settings) -> EndpointOptions:
    """What the settings say of the endpoint; an error names what is missing or cannot be."""
    if not settings.llm_url.strip():
        raise UsageError(
            "the coder llm needs the address of an endpoint; say --llm-url or set DRAGOMAN_LLM_URL, "
            "as http://127.0.0.1:8080/v1"
        )
    if not settings.llm_model.strip():
        raise UsageError("the coder llm needs the name of a model; say --llm-model or set DRAGOMAN_LLM_MODEL")
    model = settings.llm_model.strip()
    if len(model) > _LONGEST_MODEL or one_line(model) != model:
        raise UsageError(f"the model name {one_line(model)[:60]!r} is no name; give it as the endpoint lists it")
    for name in ("llm_timeout_s", "llm_max_tokens", "llm_max_requests", "llm_max_run_tokens", "llm_parallel"):
        value = getattr(settings, name)
        if not 0 < value < float("inf"):
            raise SettingsError(f"DRAGOMAN_{name.upper()}={value!r} must be above 0")
    for name in ("llm_price_in", "llm_price_out"):
        value = getattr(settings, name)
        if not 0 <= value < float("inf"):
            raise SettingsError(f"DRAGOMAN_{name.upper()}={value!r} must be a price of 0 or more")
    return EndpointOptions(
        url=settings.llm_url,
        model=model,
        key=_checked_key(settings.llm_key.strip()),
        timeout_s=settings.llm_timeout_s,
        max_tokens=settings.llm_max_tokens,
        json_mode=settings.llm_json_mode,
        allow_private=settings.allow_private_addresses,
    )


def limits_of(settings: Settings) -> Limits:
    """What a run may spend, by the settings."""
    return Limits(
        requests=settings.llm_max_requests,
        tokens=settings.llm_max_run_tokens,
        price_in=settings.llm_price_in,
        price_out=settings.llm_price_out,
    )


def _checked_key(key: str) -> str:
    if not all("!" <= sign <= "~" for sign in key):
        raise SettingsError("DRAGOMAN_LLM_KEY holds a sign that no key has; copy it again")
    return key
