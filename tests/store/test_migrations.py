"""Ledgers of earlier formats, written as they were then, open and go on."""

from __future__ import annotations

import shutil
from pathlib import Path

import lance
import pyarrow as pa
import pytest
from tests.store.building import coded, document, new

from dragoman.store import Ledger, open_ledger
from dragoman.store.ledger import format_version
from dragoman.store.migrations import STEPS
from dragoman.store.rows import schema_of
from dragoman.store.tables import BY_NAME, FORMAT_VERSION, MetaRow

NEW_COLUMNS = {"mentions": {"antecedent"}, "resolutions": {"rule", "coder", "coder_version"}, "observations": set()}
NEW_TABLES = ("judgements", "actors")


def earlier_type(kind: pa.DataType) -> pa.DataType:
    """The type as format 2 had it: places without country and GeoNames id, resolved actors without rule."""
    if pa.types.is_list(kind):
        return pa.list_(earlier_type(kind.value_type))
    if not pa.types.is_struct(kind):
        return kind
    fields = list(kind)
    names = {field.name for field in fields}
    dropped = {"rule"} | ({"country", "geonames"} if "geonames" in names else set())
    return pa.struct([(field.name, earlier_type(field.type)) for field in fields if field.name not in dropped])


def rewrite_as_format_2(ledger: Ledger) -> None:
    """Writes the tables again in the layout of format 2."""
    for name, dropped in NEW_COLUMNS.items():
        spec = BY_NAME[name]
        schema = pa.schema(
            [
                field.with_type(earlier_type(field.type))
                for field in schema_of(spec.record, key=spec.key)
                if field.name not in dropped
            ]
        )
        rows = ledger.engine.scan(name).to_pylist()
        lance.write_dataset(pa.Table.from_pylist(rows, schema=schema), ledger.engine.uri(name), mode="overwrite")
    for name in NEW_TABLES:
        shutil.rmtree(ledger.engine.uri(name))
    ledger.engine.upsert(BY_NAME["meta"], [MetaRow(name="format_version", value="2")], replace=True)


@pytest.fixture
def earlier(folder: Ledger) -> Ledger:
    """A ledger of format 2 with one coded document."""
    folder.writer(run="r").write([new(document("old"))])
    rewrite_as_format_2(folder)
    place = folder.engine.dataset("observations").schema.field("place").type
    assert [field.name for field in place] == ["span", "name", "lat", "lon", "precision"]
    return Ledger(folder.address, type(folder.engine)(folder.address))


def test_a_ledger_of_format_2_keeps_its_statements(earlier: Ledger) -> None:
    opened = open_ledger(earlier.address)
    assert format_version(opened.engine) == FORMAT_VERSION
    found = opened.reader().statements()
    assert len(found) == 2
    place = found[0].statement.place
    assert place is not None
    assert (place.name, place.lat, place.country, place.geonames) == ("Belgrade", 44.8, None, None)
    assert found[0].statement.source[0].resolved.actor == "SRB"
    assert found[0].statement.source[0].resolved.rule is None
    speaker = found[0].statement.attribution[1].actor
    assert speaker is not None
    assert speaker.resolved.actor == "SRB"


def test_a_ledger_of_format_2_counts_its_actors_and_takes_new_documents(earlier: Ledger) -> None:
    opened = open_ledger(earlier.address)
    assert sum(each.mentions for each in opened.reader().naming.accepted()) == 4
    later = document("later")
    opened.writer(run="r").write([new(later), new(document("old", edition=2))])
    opened.writer(run="r").write_codings([coded(later, version="2")])
    opened.writer(run="r").tidy()
    reader = open_ledger(earlier.address).reader()
    assert len(reader.statements()) == 4
    assert sum(each.mentions for each in reader.naming.accepted()) == 8
    assert reader.naming.history() == ()


@pytest.mark.parametrize("part", ["add_missing_columns", "rewrite"])
def test_a_migration_that_was_interrupted_is_finished(
    earlier: Ledger, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    class StopError(Exception):
        pass

    def stop(*_: object) -> None:
        raise StopError

    with monkeypatch.context() as patch:
        patch.setattr(type(earlier.engine), part, stop)
        with pytest.raises(StopError):
            open_ledger(earlier.address)
    assert format_version(earlier.engine) == 2
    assert len(open_ledger(earlier.address).reader().statements()) == 2


def test_every_version_has_its_step() -> None:
    assert sorted(STEPS) == list(range(1, FORMAT_VERSION))


def test_a_ledger_of_now_is_left_alone(folder: Ledger) -> None:
    versions = {name: folder.engine.dataset(name).version for name in BY_NAME}
    for step in STEPS.values():
        step(folder.engine)
    assert {name: folder.engine.dataset(name).version for name in BY_NAME} == versions
    assert Path(folder.address).is_dir()
