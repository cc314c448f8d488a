"""Which of several places of one name is meant: size, containers named beside it, and the document's other places."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.geo.gazetteer import ALTERNATE, NAMESAKE, OWN, Gazetteer, GazetteerPlace
from dragoman.geo.spans import Spot
from dragoman.geo.table import Posting

_EARTH_KM = 6371.0
_NEAR_KM = 250.0
_KIND_BONUS = {
    "country": 0.5,
    "continent": 0.5,
    "region": 0.45,
    "sea": 0.55,
    "ocean": 0.55,
    "area": 0.55,
    "town": 0.0,
    "county": 0.0,
}
_OTHER_BONUS = 0.35
_COUNTRY_WEIGHT, _REGION_WEIGHT, _NEAR_WEIGHT = 0.25, 0.25, 0.15
_CAPITAL_BONUS = 0.3
_FAME_WEIGHT = 0.35
_FAMOUS, _FAMOUS_BONUS = 60, 0.15
_CONTAINED = 1.0
_MOST_ANCHORS = 30


@dataclass(frozen=True, slots=True)
class Choice:
    """A place with its score and the reasons for it."""

    place: GazetteerPlace
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A spot taken for a place, with the container named beside it (``Paris, Texas``), if any."""

    spot: Spot
    container: tuple[GazetteerPlace, ...] = ()


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres along the surface between two points given in degrees."""
    first, second = math.radians(lat), math.radians(other_lat)
    half = math.sin((second - first) / 2) ** 2
    half += math.cos(first) * math.cos(second) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _between(one: GazetteerPlace, other: GazetteerPlace) -> float:
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def contains(container: GazetteerPlace, place: GazetteerPlace) -> bool:
    """Whether a country or region holds a place."""
    if container.kind == "country":
        return container.country == place.country and place.kind != "country"
    return container.number == place.parent


def choose(mentioned: Sequence[Mentioned], gazetteer: Gazetteer) -> list[tuple[Choice, ...]]:
    """For each mention its places, best first; equal names of one document stand for one place."""
    containers: dict[str, tuple[GazetteerPlace, ...]] = {}
    for each in mentioned:
        if each.container:
            containers.setdefault(each.spot.key, each.container)
    spots: dict[str, Spot] = {}
    for each in mentioned:
        if each.spot.key not in spots or each.spot.capital_of:
            spots[each.spot.key] = each.spot
    first = {key: _ranked(spot, gazetteer, containers.get(key, ()), None) for key, spot in spots.items()}
    context = Context.of([(each.spot, first[each.spot.key][0]) for each in mentioned], containers)
    second = {key: _ranked(spot, gazetteer, containers.get(key, ()), context) for key, spot in spots.items()}
    return [second[each.spot.key] for each in mentioned]


@dataclass(frozen=True, slots=True)
class Context:
    """What the document is about: its countries, its regions, and the places it is sure of."""

    countries: Counter[str]
    own: Mapping[str, Counter[str]]
    regions: Mapping[int, frozenset[str]]
    anchors: tuple[tuple[str, GazetteerPlace], ...]

    @classmethod
    def of(cls, taken: Iterable[tuple[Spot, Choice]], containers: dict[str, tuple[GazetteerPlace, ...]]) -> Context:
        """The context that a first reading of the mentions gives."""
        countries: Counter[str] = Counter()
        own: dict[str, Counter[str]] = defaultdict(Counter)
        regions: dict[int, set[str]] = defaultdict(set)
        for each in containers.values():
            for place in each:
                regions[place.number].add("")
        anchors: dict[str, GazetteerPlace] = {}
        for spot, choice in taken:
            place = choice.place
            if place.country:
                sure = place.kind in {"country", "region"} or len(spot.postings) == 1
                countries[place.country] += 2 if sure else 1
                own[spot.key][place.country] += 2 if sure else 1
            if place.kind == "region":
                regions[place.number].add(spot.key)
            if place.kind not in {"country", "continent", "area"} and len(anchors) < _MOST_ANCHORS:
                anchors[spot.key] = place
        return cls(
            countries, own, {number: frozenset(keys) for number, keys in regions.items()}, tuple(anchors.items())
        )

    def share(self, key: str, country: str) -> float:
        """The share of a country among all that the document names, a name's own mentions left out."""
        own = self.own.get(key, Counter())
        total = sum(self.countries.values()) - sum(own.values())
        return (self.countries[country] - own[country]) / total if total else 0.0


def _ranked(
    spot: Spot, gazetteer: Gazetteer, container: tuple[GazetteerPlace, ...], context: Context | None
) -> tuple[Choice, ...]:
    choices = [_judged(spot, posting, gazetteer, container, context) for posting in spot.postings]
    return tuple(sorted(choices, key=lambda choice: (-choice.score, -choice.place.population)))


def _judged(
    spot: Spot,
    posting: Posting,
    gazetteer: Gazetteer,
    container: tuple[GazetteerPlace, ...],
    context: Context | None,
) -> Choice:
    place = gazetteer.place(posting.place)
    score = math.log10(place.population + 1) / 16 + _KIND_BONUS.get(place.kind, _OTHER_BONUS)
    counted = place.kind in {"town", "region", "country"} and place.population
    reasons = [f"{place.kind} of {place.population} people" if counted else place.kind]
    score += _FAME_WEIGHT * math.log2(place.fame + 1) / 8 + (_FAMOUS_BONUS if place.fame > _FAMOUS else 0.0)
    if posting.quality == NAMESAKE:
        score -= 0.3
        reasons.append("named like its main town")
    elif posting.quality == ALTERNATE:
        score -= 0.15
        reasons.append("an alternative name")
    elif posting.quality != OWN:
        score -= 0.02
    if place.country in spot.capital_of and place.kind == "town":
        score += _CAPITAL_BONUS
        reasons.append("the capital")
    if any(contains(each, place) for each in container):
        score += _CONTAINED
        reasons.append(f"named with {container[0].name}")
    if context is not None:
        added, more = _in_context(spot, place, context)
        score += added
        reasons += more
    return Choice(place, round(score, 3), tuple(reasons))


def _in_context(spot: Spot, place: GazetteerPlace, context: Context) -> tuple[float, list[str]]:
    score, reasons = 0.0, []
    share = context.share(spot.key, place.country) if place.country else 0.0
    if share:
        score += _COUNTRY_WEIGHT * math.sqrt(share)
        reasons.append(f"the document names {place.country}")
    if place.parent is not None and context.regions.get(place.parent, frozenset()) - {spot.key}:
        score += _REGION_WEIGHT
        reasons.append("the document names its region")
    nearest = min((_between(place, other) for key, other in context.anchors if key != spot.key), default=None)
    if nearest is not None and nearest < 3 * _NEAR_KM and place.kind != "country":
        score += _NEAR_WEIGHT * math.exp(-nearest / _NEAR_KM)
        reasons.append(f"{nearest:.0f} km from another place of the document")
    return score, reasons
