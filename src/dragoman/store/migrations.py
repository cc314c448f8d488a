"""Steps that bring an older ledger to the present format, one version at a time."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.store.engine import Engine
from dragoman.store.tables import BY_NAME, FORMAT_VERSION, MetaRow


def _add_source_notes(engine: Engine) -> None:
    """Version 2 keeps a source note with each document."""
    engine.add_column("documents", "source_note", "CAST(NULL AS STRING)")


def _add_judgements(engine: Engine) -> None:
    """Version 3 keeps judgements and the user's own actors, antecedents, rules, and more of a place."""
    for name in ("judgements", "actors"):
        engine.create(BY_NAME[name])
    for name in ("mentions", "resolutions"):
        engine.add_missing_columns(BY_NAME[name])
    engine.rewrite(BY_NAME["observations"])


def _add_categories(engine: Engine) -> None:
    """Version 4 keeps the user's own categories and what they find."""
    for name in ("categories", "category_readings"):
        engine.create(BY_NAME[name])


STEPS: dict[int, Callable[[Engine], None]] = {1: _add_source_notes, 2: _add_judgements, 3: _add_categories}
"""From version -> what makes it the next one."""


def migrate(engine: Engine, version: int) -> None:
    """Runs every step from this version on; each is safe to repeat after an interruption."""
    for step in range(version, FORMAT_VERSION):
        if step in STEPS:
            STEPS[step](engine)
        row = MetaRow(name="format_version", value=str(step + 1))
        engine.upsert(BY_NAME["meta"], [row], replace=True)
