"""Settings from the environment."""

from __future__ import annotations

import pytest

from dragoman.errors import SettingsError
from dragoman.settings import Convention, Settings, load_settings


def test_every_variable_is_taken() -> None:
    settings = load_settings(
        {"DRAGOMAN_LEDGER": "s3://bucket/l", "DRAGOMAN_BATCH": "8", "DRAGOMAN_ALLOW_PRIVATE_ADDRESSES": "yes"}
    )
    assert settings.ledger == "s3://bucket/l"
    assert settings.batch == 8
    assert settings.allow_private_addresses is True


def test_nothing_set_gives_the_defaults() -> None:
    assert load_settings({}) == Settings()


def test_a_convention_is_taken_in_any_case_and_a_wrong_one_names_the_choices() -> None:
    assert load_settings({"DRAGOMAN_CONVENTION": " UN "}).convention is Convention.UN
    with pytest.raises(SettingsError, match="DRAGOMAN_CONVENTION='mine' does not exist; choose house, plover, un"):
        load_settings({"DRAGOMAN_CONVENTION": "mine"})


@pytest.mark.parametrize("name", ["DRAGOMAN_BATCH", "DRAGOMAN_ALLOW_PRIVATE_ADDRESSES"])
def test_a_bad_value_is_named(name: str) -> None:
    with pytest.raises(SettingsError, match=f"{name}='many'"):
        load_settings({name: "many"})
