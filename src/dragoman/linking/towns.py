"""The towns a sentence names: two happenings of one kind on one day are often told apart by nothing else."""

from __future__ import annotations

from functools import cache, lru_cache

from dragoman.actors.register import load_register
from dragoman.geo import PlaceFinder, load_gazetteer
from dragoman.records import Place

_EXACT = "town"


@cache
def _finder() -> PlaceFinder:
    return PlaceFinder(load_gazetteer(), load_register())


@lru_cache(maxsize=200_000)
def towns_in(sentence: str, language: str | None) -> frozenset[str]:
    """The towns that are named, by name and GeoNames id; a capital that stands for its government is none.

    >>> towns_in("Moscow said that they had met in Vukovar.", "en") == towns_in("Они в Вуковаре.", "ru")
    True
    """
    found = _finder().find(sentence, language=language)
    return frozenset(town for each in found if not each.government and (town := town_of(each.place)))


def town_of(place: Place | None) -> str | None:
    """A town's name with its GeoNames id; None for other places and for those that nobody knows."""
    if place is None or place.name is None or place.precision != _EXACT:
        return None
    return f"{place.name} {place.geonames}" if place.geonames else place.name
