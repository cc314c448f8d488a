"""The places on record, found by name in five languages and both scripts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from dragoman.actors.lexicon import language_mask
from dragoman.actors.tokens import fold_phrase, folded_words
from dragoman.geo.readers import read_geo_table
from dragoman.geo.table import PlaceTable, Posting

OWN, TAGGED, INFLECTED, ALTERNATE, NAMESAKE = range(5)
"""How good a name is: the usual one, one of a known language, a form of it, one of no known language, and that
of a region that its main town has too."""

FILE = Path(__file__).with_name("data") / "places.bin"
_NO_PARENT = 0xFFFF


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """A place on record; ``country`` is ISO 3166 alpha-3 (Kosovo XKX), ``parent`` the region it lies in.

    ``fame`` is the number of names that the sources have for a town.
    """

    number: int
    name: str
    kind: str
    lat: float
    lon: float
    precision: str
    country: str | None
    population: int
    fame: int
    geonames: int | None
    parent: int | None


def abbreviation_mark(word: str) -> str:
    """The key of an abbreviation: ``B.C.`` and ``BC`` are two."""
    return f"~{word.lower().rstrip('.')}"


class Gazetteer:
    """Look-up of places by the folded words of their names."""

    def __init__(self, table: PlaceTable, *, words: Mapping[str, int], persons: frozenset[str]) -> None:
        self._table = table
        self._words = words
        self._persons = persons
        self.place = lru_cache(maxsize=50_000)(self._place)

    def __len__(self) -> int:
        """How many places are on record."""
        return len(self._table)

    def longest(self, word: str) -> int:
        """How many words the longest name has that begins with this folded word; 0 if none begins so."""
        return self._table.find(word)[0]

    def postings(self, key: str) -> tuple[Posting, ...]:
        """The places of a folded name, with the languages that call them so."""
        return self._table.find(key)[1]

    def named(self, text: str) -> tuple[GazetteerPlace, ...]:
        """The places that a name in any language or script stands for, the largest first."""
        numbers = dict.fromkeys(posting.place for posting in self.postings(fold_phrase(text)))
        return tuple(sorted(map(self.place, numbers), key=lambda place: -place.population))

    def of_actor(self, actor: str) -> GazetteerPlace | None:
        """The place that an actor of the register is: a state, a territory, a part of the world."""
        found = self.postings(f"@{actor}")
        return self.place(found[0].place) if found else None

    def capital(self, country: str) -> GazetteerPlace | None:
        """The town that is the capital of a country."""
        found = self.postings(f"^{country}")
        return self.place(found[0].place) if found else None

    def abbreviated(self, word: str) -> GazetteerPlace | None:
        """The state or province of an abbreviation that stands behind a town: ``Ky.``, ``Ont.``."""
        found = self.postings(abbreviation_mark(word))
        return self.place(found[0].place) if found else None

    def is_common_word(self, key: str, languages: int) -> bool:
        """Whether a name of one word is an ordinary word in one of these languages."""
        return bool(self._words.get(key, 0) & languages)

    def is_first_name(self, key: str) -> bool:
        """Whether a word is a common first name."""
        return key in self._persons

    def _place(self, number: int) -> GazetteerPlace:
        table, head = self._table, self._table.head
        geonames = int(table.column("geonames")[number])
        parent = int(table.column("parent")[number])
        return GazetteerPlace(
            number=number,
            name=table.name(number),
            kind=head.kinds[int(table.column("kind")[number])],
            lat=round(table.column("lat")[number], 4),
            lon=round(table.column("lon")[number], 4),
            precision=head.precisions[int(table.column("precision")[number])],
            country=head.countries[int(table.column("country")[number])] or None,
            population=int(table.column("population")[number]),
            fame=int(table.column("fame")[number]),
            geonames=geonames or None,
            parent=None if parent == _NO_PARENT else parent,
        )


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer shipped with the package, mapped into memory once."""
    words: dict[str, int] = {}
    persons: set[str] = set()
    for row in read_geo_table("homographs.tsv"):
        found = folded_words(row["words"])
        if row["kind"] == "person":
            persons |= found
        for word in found if row["kind"] == "word" else ():
            words[word] = words.get(word, 0) | language_mask("", row["language"])
    return Gazetteer(PlaceTable(FILE), words=MappingProxyType(words), persons=frozenset(persons))


def named_places(name: str) -> tuple[GazetteerPlace, ...]:
    """The places of a name, as ``Gazetteer.named`` gives them; the gazetteer is loaded at the first question."""
    return load_gazetteer().named(name)
