"""A ledger of the sample archive, read once and coded by a stand-in."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.formats.event_building import StandIn

from dragoman.pipeline import AddOptions, AddRun, read_by
from dragoman.settings import Settings
from dragoman.store import Ledger, create_ledger


@pytest.fixture(scope="session")
def sample_ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """The sample archive with a claim or two in every sentence that names somebody."""
    ledger = create_ledger(str(tmp_path_factory.mktemp("sample") / "ledger"))
    AddRun(ledger, settings=Settings(workers=1), options=AddOptions(code=False)).add([str(ROOT / "sample" / "archive")])
    reader, coder = ledger.reader(), StandIn()
    keys = sorted(reader.live_keys())
    documents, passages = reader.documents(keys), reader.passages(keys)
    readings = [read_by(coder, documents[key], passages.get(key, [])) for key in keys]
    ledger.writer(run="coded").write_codings(readings)
    return ledger


@pytest.fixture
def sample(sample_ledger: Ledger, tmp_path: Path) -> tuple[Ledger, Path]:
    """The ledger, and a folder to export to."""
    return sample_ledger, tmp_path
