"""Scores of places on TR-News (Kamalloo and Rafiei 2018): finding toponyms, and locating those that are given."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from defusedxml import ElementTree

from dragoman.actors.register import load_register
from dragoman.evaluate.figures import Tally
from dragoman.geo import FoundPlace, Gazetteer, GazetteerPlace, PlaceFinder
from dragoman.geo.context import distance_km

NEAR_KM = 161.0
"""A hundred miles, as the literature has it."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A labelled toponym: where it stands, and its point (degrees) if it has one."""

    start: int
    end: int
    words: str
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its toponyms."""

    text: str
    toponyms: tuple[Toponym, ...]


@dataclass(slots=True)
class PlaceScores:
    """Errors in km of the given toponyms with a point (infinite without an answer), and tallies of finding.

    ``reachable`` counts those for which the gazetteer has any place of that name near enough: the ceiling.
    """

    errors: list[float] = field(default_factory=list)
    reachable: int = 0
    same_range: Tally = field(default_factory=Tally)
    recall_overlap: Tally = field(default_factory=Tally)
    precision_overlap: Tally = field(default_factory=Tally)
    wrong: list[tuple[Toponym, FoundPlace | None]] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        """Share of the given toponyms located within 161 km."""
        return sum(error <= NEAR_KM for error in self.errors) / max(1, len(self.errors))

    @property
    def ceiling(self) -> float:
        """The accuracy of one who always chose right among the gazetteer's places."""
        return self.reachable / max(1, len(self.errors))

    @property
    def overlap_f1(self) -> float:
        """F1 of finding, where any shared character counts."""
        precision, recall = self.precision_overlap.recall, self.recall_overlap.recall
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def read_articles(path: Path) -> Iterator[Article]:
    """The articles; their offsets drift, so each toponym is looked for by its words behind the one before it."""
    for article in ElementTree.parse(path).getroot().iter("article"):
        text = article.findtext("text") or ""
        yield Article(text, tuple(_toponyms(article, text)))


def _toponyms(article: Any, text: str) -> Iterator[Toponym]:
    after = 0
    for each in sorted(article.iter("toponym"), key=lambda each: int(each.findtext("start") or 0)):
        words = each.findtext("phrase") or ""
        start = text.find(words, after)
        start = start if start >= 0 else text.find(words)
        if start < 0:
            continue
        tag = each.find("gaztag")
        lat, lon = (tag.findtext("lat"), tag.findtext("lon")) if tag is not None else (None, None)
        after = max(after, start + len(words))
        yield Toponym(start, start + len(words), words, (float(lat), float(lon)) if lat and lon else None)


def score_places(articles: Iterable[Article], finder: PlaceFinder, gazetteer: Gazetteer) -> PlaceScores:
    """The scores of a finder: told the ranges for locating, told nothing for finding."""
    scores = PlaceScores()
    for article in articles:
        _locate(scores, article, finder, gazetteer)
        _find(scores, article, finder)
    return scores


def _locate(scores: PlaceScores, article: Article, finder: PlaceFinder, gazetteer: Gazetteer) -> None:
    names = [(each.start, each.end, "place") for each in article.toponyms]
    found = finder.find(article.text, language="en", names=names)
    for toponym in article.toponyms:
        if toponym.point is None:
            continue
        best = _overlapping(toponym, found)
        error = _error(toponym.point, best)
        near = any(distance_km(*toponym.point, each.lat, each.lon) <= NEAR_KM for each in _all(toponym, gazetteer))
        scores.errors.append(error)
        scores.reachable += near or error <= NEAR_KM
        if error > NEAR_KM:
            scores.wrong.append((toponym, best))


def _find(scores: PlaceScores, article: Article, finder: PlaceFinder) -> None:
    gold = {(each.start, each.end) for each in article.toponyms}
    found = {(e.place.span.start, e.place.span.end) for e in finder.find(article.text, language="en")}
    scores.same_range.add(Counter(found), Counter(gold))
    scores.recall_overlap.add(Counter(each for each in gold if _meets(each, found)), Counter(gold))
    scores.precision_overlap.add(Counter(each for each in found if _meets(each, gold)), Counter(found))


def _meets(one: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(start < one[1] and one[0] < end for start, end in others)


def _all(toponym: Toponym, gazetteer: Gazetteer) -> list[GazetteerPlace]:
    """Every place of the toponym's name, of a country or region by its adjective too."""
    of_actors = (gazetteer.of_actor(actor.id) for actor in load_register().named(toponym.words))
    return [*gazetteer.named(toponym.words), *(place for place in of_actors if place)]


def _overlapping(toponym: Toponym, found: Iterable[FoundPlace]) -> FoundPlace | None:
    held = [each for each in found if each.place.span.start < toponym.end and toponym.start < each.place.span.end]
    return max(held, key=lambda each: (each.place.lat is not None, len(each.place.span.text)), default=None)


def _error(point: tuple[float, float], found: FoundPlace | None) -> float:
    if found is None or found.place.lat is None or found.place.lon is None:
        return math.inf
    return distance_km(*point, found.place.lat, found.place.lon)
