"""The Parquet export states the convention and keeps what is stored."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyarrow import parquet
from tests.judgements.building import Told, written

from dragoman.actors.conventions import load_territories
from dragoman.formats.parquet import write_tables
from dragoman.records import ResolvedActor
from dragoman.settings import Convention
from dragoman.store import create_ledger
from dragoman.store.tables import TABLES

KOSOVO = ResolvedActor("XKX", "Kosovo", "state", "XKX", None, ("a name",), "listed name")
ENVOY = ResolvedActor(None, None, "office", "XKX", "GOV")


@pytest.mark.parametrize(
    ("convention", "names", "codes"),
    [
        (Convention.HOUSE, ["Kosovo", None], ["XKX", "XKX"]),
        (Convention.PLOVER, ["Kosovo", None], ["KOS", "KOS"]),
        (Convention.UN, ["Kosovo (UNSCR 1244)", None], ["SRB", "SRB"]),
    ],
)
def test_every_file_states_the_convention(
    tmp_path: Path, convention: Convention, names: list[str], codes: list[str]
) -> None:
    ledger = create_ledger(str(tmp_path / "ledger"))
    written(ledger, "one", Told(KOSOVO), Told(ENVOY))
    files = dict(write_tables(ledger.reader(), tmp_path, territories=load_territories(convention)))
    assert {path.stem for path in files} == {spec.name for spec in TABLES}
    for path, rows in files.items():
        table = parquet.read_table(path)
        assert table.num_rows == rows
        assert table.schema.metadata[b"dragoman.convention"] == convention.encode()
    stored = parquet.read_table(tmp_path / "resolutions.parquet").sort_by("start")
    assert stored["country"].to_pylist() == ["XKX", "XKX"]
    assert stored["shown_name"].to_pylist() == names
    assert stored["shown_country"].to_pylist() == codes
    readme = (tmp_path / "README.md").read_text("utf-8")
    assert f"convention **{convention}**" in readme
    assert "Security Council resolution 1244" in readme or convention is not Convention.UN
