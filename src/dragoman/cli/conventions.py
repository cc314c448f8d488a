"""How commands show disputed territories, and how they say so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from dragoman.settings import load_settings

if TYPE_CHECKING:
    from dragoman.actors.conventions import Territories

_NAMED = 4


def territories() -> Territories:
    """How disputed territories are shown, by the setting ``DRAGOMAN_CONVENTION``."""
    from dragoman.actors.conventions import load_territories

    return load_territories(load_settings().convention)


def state_convention(view: Territories, ids: Iterable[str | None]) -> None:
    """Says on standard error by which convention disputed territories are shown, if there are any."""
    disputed = view.disputed(ids)
    if disputed:
        names = ", ".join(f"{each.name} ({each.country})" for each in disputed[:_NAMED])
        more = f" and {len(disputed) - _NAMED} more" if len(disputed) > _NAMED else ""
        said = f"disputed: {names}{more}, shown by the convention {view.convention}; DRAGOMAN_CONVENTION chooses"
        click.echo(said, err=True)
