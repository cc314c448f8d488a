"""The ledger the tests of search share: none of them writes to it."""

from __future__ import annotations

import pytest
from tests.search.building import ALL, build

from dragoman.store import Ledger, LedgerReader


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return build(str(tmp_path_factory.mktemp("search") / "ledger"), *ALL)


@pytest.fixture(scope="session")
def reader(ledger: Ledger) -> LedgerReader:
    return ledger.reader()
