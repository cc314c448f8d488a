"""The places a text names, each with the point it stands for and why."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.actors.register import Register
from dragoman.geo import words
from dragoman.geo.case import Case, Sign, best_of, preceding
from dragoman.geo.context import Choice, Mentioned, choose
from dragoman.geo.evidence import THRESHOLD, weigh
from dragoman.geo.gazetteer import Gazetteer, GazetteerPlace
from dragoman.geo.reading import Reading
from dragoman.geo.spans import Spot, Spotter
from dragoman.records import Place, Span

_NAMED_BONUS = 0.5
_STRONG = 0.85
_ELSEWHERE = 0.3
_PERSON_ELSEWHERE = -0.5
_CONTAINER_BONUS = 0.4
_WELL_KNOWN = 300_000
_MOST_ALTERNATIVES = 5
_CONTAINER_GAPS = frozenset((", ", " (", ",", ",\xa0"))


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place named in a text; ``kind`` is the gazetteer's, or ``demonym`` for ``Turkish`` and ``Turks``.

    ``government`` says that a capital or a seat stands for who governs there ("Moscow said"). A place that
    only the recogniser knows has no point.
    """

    place: Place
    kind: str
    score: float
    reasons: tuple[str, ...]
    alternatives: tuple[Choice, ...] = ()
    government: bool = False


class PlaceFinder:
    """Finds places by the gazetteer and the register, in one pass over a document."""

    def __init__(self, gazetteer: Gazetteer, register: Register) -> None:
        self._gazetteer = gazetteer
        self._register = register
        self._spotter = Spotter(gazetteer, register)

    def find(
        self, text: str, *, language: str | None = None, names: Sequence[tuple[int, int, str]] = ()
    ) -> tuple[FoundPlace, ...]:
        """The places from left to right; without ``names`` the dictionary works alone.

        ``names`` are ranges that a recogniser of names found (start, end, kind ``person``, ``body`` or
        ``place``): places are preferred there, none is seen inside a person or a body. Give the whole
        document: its places settle each other.
        """
        reading = Reading(text, self._register, language=language, names=names)
        weighed = [(spot, self._container(reading, spot)) for spot in self._spotter.spots(reading)]
        kept = self._kept(reading, weighed)
        choices = choose([mentioned for mentioned, _, _ in kept], self._gazetteer)
        found = [
            self._found(reading, mentioned.spot, score, signs, ranked)
            for (mentioned, score, signs), ranked in zip(kept, choices, strict=True)
        ]
        return tuple(sorted([*found, *_unknown(reading, found)], key=lambda each: each.place.span.start))

    def _kept(
        self, reading: Reading, spots: Sequence[tuple[Spot, tuple[GazetteerPlace, ...]]]
    ) -> list[tuple[Mentioned, float, tuple[Sign, ...]]]:
        """The spots that are places: by their own signs, then by those of the same name elsewhere."""
        judged = [(spot, container, self._signs(reading, spot, container)) for spot, container in spots]
        strong: set[str] = set()
        persons: set[str] = set()
        for spot, container, signs in judged:
            total = sum(sign.score for sign in signs)
            if total >= _STRONG and (container or self._case(reading, spot).located):
                strong.add(spot.key)
            if any(sign.score <= _PERSON_ELSEWHERE and not sign.reason.startswith("named in") for sign in signs):
                persons.add(spot.key)
        kept = []
        for spot, container, own in judged:
            signs = own + _from_elsewhere(self._case(reading, spot), own, strong, persons)
            total = sum(sign.score for sign in signs)
            if total >= THRESHOLD:
                kept.append((Mentioned(spot, container), total, signs))
        return kept

    def _case(self, reading: Reading, spot: Spot) -> Case:
        return Case(reading, spot, self._gazetteer, best_of(spot, self._gazetteer))

    def _signs(self, reading: Reading, spot: Spot, container: tuple[GazetteerPlace, ...]) -> tuple[Sign, ...]:
        signs = weigh(self._case(reading, spot))
        if container:
            signs += (Sign(_CONTAINER_BONUS, f"named with {container[0].name}"),)
        kind = reading.named(spot.start, spot.end) if reading.names else None
        if kind == "place":
            signs += (Sign(_NAMED_BONUS, "recognised as a place"),)
        elif kind is not None and spot.use == "name":
            signs += (Sign(-2.0, f"inside the name of a {kind}"),)
        return signs

    def _container(self, reading: Reading, spot: Spot) -> tuple[GazetteerPlace, ...]:
        """The country or region named right behind it: ``Paris, Texas``, ``Glasgow, Ky.``."""
        if spot.use != "name" or reading.gap(spot.last) not in _CONTAINER_GAPS or not reading.is_capital(spot.last):
            return ()
        held = {self._gazetteer.place(each.place) for each in spot.postings}
        at = spot.last
        short = self._gazetteer.abbreviated(reading.word(at))
        found = [short] if short else self._containers_at(reading, at)
        return tuple(each for each in found if any(_holds(each, place) for place in held))

    def _containers_at(self, reading: Reading, at: int) -> list[GazetteerPlace]:
        match = reading.match_at.get(at)
        found = []
        if match is not None:
            found = [place for sense in match.with_use("name") if (place := self._gazetteer.of_actor(sense.ref))]
        for size in range(min(self._gazetteer.longest(reading.key(at)), 4), 0, -1):
            key = " ".join(reading.tokens.keys[at : at + size])
            regions = [self._gazetteer.place(each.place) for each in self._gazetteer.postings(key)]
            found += [place for place in regions if place.kind in {"region", "country"}]
            if found:
                break
        return found

    def _found(
        self, reading: Reading, spot: Spot, score: float, signs: tuple[Sign, ...], ranked: tuple[Choice, ...]
    ) -> FoundPlace:
        best = ranked[0]
        place = best.place
        government = _governs(reading, spot)
        reasons = [sign.reason for sign in signs] + list(best.reasons)
        if government:
            reasons.append("a seat of government that acts: who governs there is meant")
        span = Span(spot.start, spot.end, reading.text[spot.start : spot.end])
        return FoundPlace(
            place=Place(
                span=span,
                name=place.name,
                lat=place.lat,
                lon=place.lon,
                precision=place.precision,
                country=place.country,
                geonames=place.geonames,
            ),
            kind="demonym" if spot.use == "demonym" else place.kind,
            score=round(min(1.0, max(0.0, score)), 3),
            reasons=tuple(dict.fromkeys(reasons)),
            alternatives=ranked[1 : 1 + _MOST_ALTERNATIVES],
            government=government,
        )


def _from_elsewhere(case: Case, own: tuple[Sign, ...], strong: set[str], persons: set[str]) -> tuple[Sign, ...]:
    """What the same name is in the rest of the document."""
    key = case.spot.key
    if any(sign.score <= _PERSON_ELSEWHERE for sign in own):
        return ()
    person = case.gazetteer.is_first_name(key)
    unknown = person or (case.is_town and case.best.population < _WELL_KNOWN)
    led = any("stands behind" in sign.reason for sign in own)
    if key in persons and case.single and unknown and (person or not led) and key not in strong:
        return (Sign(_PERSON_ELSEWHERE, "a person or a body elsewhere in the text"),)
    if key in strong and sum(sign.score for sign in own) < THRESHOLD:
        return (Sign(_ELSEWHERE, "clearly a place elsewhere in the text"),)
    return ()


def _holds(container: GazetteerPlace, place: GazetteerPlace) -> bool:
    if container.kind == "country":
        return container.country == place.country and place.kind != "country"
    return place.parent == container.number


def _governs(reading: Reading, spot: Spot) -> bool:
    """Whether a capital acts as a government does: no preposition before it, a verb of governments behind."""
    if not (spot.capital_of or spot.seat) or reading.key(preceding(reading, spot.first)) in words.LOCATIVE:
        return False
    return reading.adjoins(spot.last) and reading.key(spot.last) in words.GOVERNING


def _unknown(reading: Reading, found: Sequence[FoundPlace]) -> list[FoundPlace]:
    """Places of the recogniser that no table knows: words without a point. ``found`` goes from left to right."""
    ends = [each.place.span.end for each in found]
    unknown = []
    for name in reading.names:
        at = bisect_left(ends, name.start + 1)
        if name.kind != "place" or (at < len(ends) and found[at].place.span.start < name.end):
            continue
        place = Place(Span(name.start, name.end, reading.text[name.start : name.end]))
        unknown.append(FoundPlace(place, "unknown", THRESHOLD, ("recognised as a place, in no gazetteer",)))
    return unknown
