"""A name in its text, as the rules that weigh it see it."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.actors.tokens import folded_words
from dragoman.geo import words
from dragoman.geo.gazetteer import ALTERNATE, Gazetteer, GazetteerPlace
from dragoman.geo.reading import Reading
from dragoman.geo.spans import Spot

LARGE, KNOWN, FAMOUS = 500_000, 50_000, 50
"""People from which a town is large, or known; names in the sources from which it is famous."""

_SKIPPED = folded_words(
    "the north south east west northern southern eastern western central downtown nearby upper lower northeast "
    "northwest southeast southwest rural suburban inner outer greater"
)


@dataclass(frozen=True, slots=True)
class Sign:
    """What a rule found: the score it adds and why."""

    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Case:
    """A spot in its text, with the best of its places."""

    reading: Reading
    spot: Spot
    gazetteer: Gazetteer
    best: GazetteerPlace

    @property
    def single(self) -> bool:
        """Whether the name is one word."""
        return self.spot.last - self.spot.first == 1

    @property
    def located(self) -> bool:
        """Whether a preposition of place stands before it."""
        return self.reading.key(preceding(self.reading, self.spot.first)) in words.LOCATIVE

    @property
    def is_town(self) -> bool:
        """Whether it is a town or a county, whose names are surnames and words too."""
        return self.best.kind in {"town", "county"} and not self.spot.from_register

    @property
    def is_person(self) -> bool:
        """Whether it is a common first name or surname."""
        return self.gazetteer.is_first_name(self.spot.key)


def best_of(spot: Spot, gazetteer: Gazetteer) -> GazetteerPlace:
    """The best known place of a spot's name; what only a doubtful name stands for comes last."""
    return max(
        ((each.quality < ALTERNATE, gazetteer.place(each.place)) for each in spot.postings),
        key=lambda found: (found[0], found[1].kind == "country", found[1].population),
    )[1]


def preceding(reading: Reading, first: int) -> int:
    """Where the word before a name stands, or -1; articles and compass points between are left out."""
    at = first - 1
    while at > 0 and reading.gap(at + 1) in {" ", "\xa0", "-"} and reading.key(at) in _SKIPPED:
        at -= 1
    return at if reading.adjoins(at + 1) else -1
