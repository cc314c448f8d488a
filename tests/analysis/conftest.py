"""An empty ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.store import Ledger, create_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return create_ledger(str(tmp_path / "ledger"))
