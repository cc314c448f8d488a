"""A ledger in which three documents name a listed person and a stranger in two spellings."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.judgements.building import NOBODY, SAME_STRANGER, STRANGER, VUCIC, Told, written

from dragoman.store import Ledger, create_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = create_ledger(str(tmp_path / "ledger"))
    written(made, "one", Told(VUCIC), Told(STRANGER), day="2014-05-31")
    written(made, "two", Told(SAME_STRANGER), Told(VUCIC), day="2016-01-01")
    written(made, "three", Told(NOBODY, ("person/aleksandar-vucic",)), Told(STRANGER), day="2015-01-01")
    return made
