"""Where a claim's act happened."""

from __future__ import annotations

from dragoman.geo.places import FoundPlace
from dragoman.records import Place, Span
from dragoman.statements.where import where_of

TEXT = "Serbian envoys met protesters in Niš before the rally, and later their talks with Moscow began in Vienna."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def found(words: str, *, kind: str = "town", government: bool = False) -> FoundPlace:
    place = Place(span(words), name=words, precision="town")
    return FoundPlace(place, kind, 1.0, (f"{words} is listed",), government=government)


PLACES = [found("Serbian", kind="demonym"), found("Niš"), found("Moscow", government=True), found("Vienna")]


def name_of(near: str, actors: list[Span]) -> str | None:
    place, _ = where_of(PLACES, TEXT, near=span(near), actors=actors)
    return place.name if place else None


def test_the_place_nearest_the_trigger_counts() -> None:
    assert name_of("met", []) == "Niš"
    assert name_of("talks", []) == "Vienna"


def test_a_place_inside_an_actors_words_gives_way_to_one_outside() -> None:
    assert name_of("met", [span("protesters in Niš")]) == "Vienna"


def test_governments_and_nationalities_are_no_places_of_an_act() -> None:
    place, reason = where_of([PLACES[0], PLACES[2]], TEXT, near=span("met"), actors=[])
    assert place is None
    assert "does not say where" in reason
