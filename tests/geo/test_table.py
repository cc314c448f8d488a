"""The file of places gives back what was written, and refuses what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import ModelError
from dragoman.geo.table import PlaceTable, Posting, name_hash, pack, pack_prefix, write_table


def written(path: Path) -> PlaceTable:
    columns: dict[str, list[float]] = {
        "lat": [43.3, -1.5], "lon": [21.9, 179.0], "population": [250_000, 0], "geonames": [787657, 0],
        "parent": [0xFFFF, 0], "country": [1, 0], "kind": [0, 1], "precision": [0, 0], "fame": [12, 0],
    }  # fmt: skip
    entries = [
        (name_hash("nis"), pack(Posting(0, 7, 0))),
        (name_hash("nis"), pack(Posting(1, 4, 3))),
        (name_hash("nis"), pack_prefix(3)),
    ]
    labels = {"countries": ["", "SRB"], "kinds": ["town", "sea"], "precisions": ["town"]}
    write_table(path, columns=columns, names=["Niš", "Море"], entries=entries, labels=labels)
    return PlaceTable(path)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    table = written(tmp_path / "places.bin")
    assert len(table) == 2
    assert [table.name(0), table.name(1)] == ["Niš", "Море"]
    longest, postings = table.find("nis")
    assert longest == 3
    assert set(postings) == {Posting(0, 7, 0), Posting(1, 4, 3)}
    assert table.find("nisu") == (0, ())


def test_another_file_is_refused_with_the_next_step(tmp_path: Path) -> None:
    path = tmp_path / "places.bin"
    path.write_bytes(b"something else altogether")
    with pytest.raises(ModelError, match="install the package again"):
        PlaceTable(path)
