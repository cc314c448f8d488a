"""What the settings say of the endpoint."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.errors import SettingsError, UsageError
from dragoman.llm.options import options_of
from dragoman.settings import Settings, load_settings

KEY = "sk-very-secret-1234567890"


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"llm_url": ""}, "--llm-url"),
        ({"llm_model": " "}, "--llm-model"),
        ({"llm_model": "a\nb"}, "model name"),
        ({"llm_timeout_s": 0.0}, "DRAGOMAN_LLM_TIMEOUT_S=0.0"),
        ({"llm_max_requests": -1}, "DRAGOMAN_LLM_MAX_REQUESTS=-1"),
        ({"llm_price_in": -1.0}, "DRAGOMAN_LLM_PRICE_IN=-1.0"),
        ({"llm_key": "sk one"}, "DRAGOMAN_LLM_KEY"),
    ],
)
def test_what_is_missing_or_cannot_be_is_named(changes: dict[str, object], named: str) -> None:
    settings = replace(Settings(llm_url="http://127.0.0.1/v1", llm_model="m"), **changes)  # type: ignore[arg-type]
    with pytest.raises((UsageError, SettingsError), match=named) as caught:
        options_of(settings)
    assert "sk one" not in str(caught.value)


def test_the_key_comes_from_the_environment() -> None:
    environment = {"DRAGOMAN_LLM_KEY": KEY, "DRAGOMAN_LLM_URL": "http://127.0.0.1/v1", "DRAGOMAN_LLM_MODEL": "m"}
    assert options_of(load_settings(environment)).key == KEY
