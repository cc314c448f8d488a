"""Where events happened: places with their points, as exact as the texts are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.analysis.networks import Tally, tally_of

if TYPE_CHECKING:
    from dragoman.analysis.timelines import Happening, Timeline
    from dragoman.records import Place


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with its events. ``precision`` says what the point stands for: a town, or a whole country.

    ``lat`` and ``lon`` (degrees, WGS 84) are unknown where nobody knows the place.
    """

    name: str
    lat: float | None
    lon: float | None
    precision: str | None
    country: str | None
    geonames: int | None
    tally: Tally


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """Places, those with most events first; ``placeless`` counts events whose reports say no place."""

    spots: tuple[Spot, ...]
    placeless: int


def place_map(found: Timeline) -> PlaceMap:
    """The events by place; a place is one where its GeoNames id, or else its name, kind and country are."""
    groups: defaultdict[tuple[str, ...], list[Happening]] = defaultdict(list)
    places: dict[tuple[str, ...], Place] = {}
    placeless = 0
    for each in found.happenings:
        place = each.event.place
        if place is None:
            placeless += 1
            continue
        key = _key(place)
        places.setdefault(key, place)
        groups[key].append(each)
    spots = (_spot(places[key], told) for key, told in groups.items())
    return PlaceMap(tuple(sorted(spots, key=_order)), placeless)


def _key(place: Place) -> tuple[str, ...]:
    if place.geonames is not None:
        return (str(place.geonames),)
    return _name(place).casefold(), place.precision or "", place.country or ""


def _name(place: Place) -> str:
    return place.name or place.span.text


def _spot(place: Place, told: list[Happening]) -> Spot:
    return Spot(_name(place), place.lat, place.lon, place.precision, place.country, place.geonames, tally_of(told))


def _order(spot: Spot) -> tuple[int, str, str, int]:
    return -spot.tally.events, spot.name, spot.precision or "", spot.geonames or 0
