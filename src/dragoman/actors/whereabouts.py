"""The country of a place that the register lacks, by the gazetteer: ``villagers from Tavush``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Protocol

from dragoman.actors.phrases import Item, Link, Phrase, is_link_word, link_of
from dragoman.actors.tokens import fold_phrase
from dragoman.actors.towns import base_forms, towns_of_adjective

_LONGEST_PLACE = 3
_SMALLEST = 1_000
_TOWN = 30_000
_CLEARLY = 3
_WHERE = frozenset((Link.IN, Link.FROM, Link.OF))
_FIRST_LETTERS = 3
_NEAR = frozenset(
    ("SRB", "HRV", "BIH", "MNE", "MKD", "XKX", "ALB", "SVN", "BGR", "ROU", "GRC", "TUR", "HUN", "MDA", "UKR", "RUS")
) | frozenset(("BLR", "GEO", "ARM", "AZE", "KAZ", "UZB", "TKM", "KGZ", "TJK", "CYP"))
_HOME = {
    "sr": frozenset(("SRB", "HRV", "BIH", "MNE", "MKD", "XKX", "SVN")),
    "ru": frozenset(("RUS", "UKR", "BLR", "KAZ", "MDA")),
}
"""Where the towns lie that a text in a language means first."""
_FAR = 100_000
_HUGE = 1_000_000
_TOWN_OF_ADJECTIVE = 5_000


class Located(Protocol):
    """A place on a map, as far as it matters here."""

    @property
    def country(self) -> str | None:
        """ISO 3166 alpha-3."""

    @property
    def population(self) -> int:
        """How many live there, 0 if unknown."""


Places = Callable[[str], Iterable[Located]]
"""The places of a name in any case and script: a gazetteer, handed in by whoever has one."""


class Whereabouts:
    """Asks a gazetteer for the country of a place; without one every answer is None."""

    def __init__(self, places: Places | None) -> None:
        self._places = places
        self._kept = lru_cache(maxsize=10_000)(self._country)

    def country_of_phrase(self, phrase: Phrase, head: Item) -> tuple[str, str] | None:
        """The country of the place that a role word is tied to in its phrase, with the words that name it."""
        if self._places is None:
            return None
        tongue = _tongue_of(phrase, head)
        slavic = tongue != "en"
        for words, bare in _place_words(phrase, head):
            people = head.role is not None and head.role.kind == "people"
            country = self._kept(words, tongue, _TOWN if bare and not (slavic and people) else _SMALLEST)
            if country:
                return country, words
        return self._by_adjective(phrase, head, tongue) if slavic else None

    def _by_adjective(self, phrase: Phrase, head: Item, tongue: str) -> tuple[str, str] | None:
        """The country of the town whose adjective stands before a Slavic word: ``novosadska policija``."""
        covered = {at for item in phrase.items for at in range(item.match.first, item.match.last)}
        for at in range(phrase.first, phrase.last):
            behind_where = head.match.first < at < phrase.last - 1 and link_of(phrase.tokens.keys[at - 1]) in _WHERE
            if at in covered or (at > head.match.first and not behind_where):
                continue
            word = phrase.text[phrase.tokens.starts[at] : phrase.tokens.ends[at]]
            for town in towns_of_adjective(word):
                country = self._kept(town, tongue, _TOWN_OF_ADJECTIVE)
                if country:
                    return country, word
        return None

    def country_of_text(self, text: str, *, language: str) -> tuple[str, str] | None:
        """The one country of the places that a text names behind ``in``, ``near`` and the like, with the words."""
        found = {
            country: words
            for words in _located(text)
            for country in (self._kept(words, language, _SMALLEST),)
            if country
        }
        return next(iter(found.items())) if len(found) == 1 else None

    def _named(self, words: str, *, slavic: bool) -> Iterable[Located]:
        """The places of a name; of a Slavic one that is on no map as it stands, those of its nominative."""
        places = self._places
        if places is None:
            return ()
        found = places(words)
        if found or not slavic:
            return found
        *firsts, last = fold_phrase(words).split() or [""]
        opened = base_forms(firsts[0]) if len(firsts) == 1 else ()
        for base in base_forms(last):
            for name in (f"{each} {base}" for each in opened) if firsts else (base,):
                found = places(name)
                if found:
                    return found
        return ()

    def _country(self, words: str, tongue: str, smallest: int) -> str | None:
        """The country of the places of a name, where one is clearly larger than those elsewhere.

        A Slavic word is taken for a far place only if that is a large town: ``Бачке`` is no village in Sweden.
        """
        if self._places is None or len(words) < _FIRST_LETTERS:
            return None
        slavic = tongue != "en"
        sizes: dict[str, int] = {}
        for place in self._named(words, slavic=slavic):
            if place.country and (not slavic or place.country in _NEAR or place.population >= _FAR):
                sizes[place.country] = max(sizes.get(place.country, 0), place.population)
        home = {country: size for country, size in sizes.items() if country in _HOME.get(tongue, ())}
        if max(home.values(), default=0) >= _TOWN_OF_ADJECTIVE and max(sizes.values()) < _HUGE:
            sizes = home
        ranked = sorted(sizes.items(), key=lambda each: -each[1])
        if not ranked or (ranked[0][1] < smallest and (len(ranked) > 1 or smallest > _SMALLEST)):
            return None
        if len(ranked) > 1 and ranked[0][1] < _CLEARLY * ranked[1][1]:
            return None
        return ranked[0][0]


def _located(text: str) -> Iterator[str]:
    """Capitalised words behind a preposition of place, the longest run first, then without its last words."""
    for found in _LOCATED.finditer(text):
        words = found[1].split()
        yield from (" ".join(words[:size]) for size in range(len(words), 0, -1))
        yield words[-1]


_LOCATED = re.compile(
    r"(?<!\w)(?:in|near|outside|at|into|around|of|from|u|kod|iz|kraj|u blizini|oko|blizu|"
    r"в|под|у|из|близ|около|возле|код)"
    r" (?:\w+ern )?([^\W\d_a-zа-яё]\w+(?:[ -][^\W\d_a-zа-яё]\w+){0,2})"
)


def _tongue_of(phrase: Phrase, head: Item) -> str:
    """``en``, ``ru`` or ``sr``: by the role word of a phrase, else by its prepositions and letters."""
    if head.role is not None:
        return head.role.language
    if any(key in _ENGLISH_WHERE for key in phrase.tokens.keys[head.match.last : phrase.last]):
        return "en"
    return "ru" if _RUSSIAN.search(phrase.text) else "sr"


_RUSSIAN = re.compile("[ыэъёщйюяь]", re.IGNORECASE)
_ENGLISH_WHERE = frozenset(("in", "from", "of", "at", "near"))


def _place_words(phrase: Phrase, head: Item) -> Iterator[tuple[str, bool]]:
    """Capitalised unknown words behind ``in``, ``from``, ``of``; bare behind a Slavic role, before an English one."""
    covered = {at for item in phrase.items for at in range(item.match.first, item.match.last)}
    slavic = _tongue_of(phrase, head) != "en"
    at = phrase.first
    while at < phrase.last:
        run = _capitalised(phrase, covered, at)
        if run == at:
            at += 1
            continue
        before = phrase.tokens.keys[at - 1] if at > phrase.first else ""
        tied = link_of(before) in _WHERE or (before == "the" and at > phrase.first + 1)
        bare = head.role is not None and (at == head.match.last if slavic else run == head.match.first)
        if slavic and _opens_noun(phrase, run):
            at = run
            continue
        if bare or (tied and at > head.match.first):
            found = [phrase.text[phrase.tokens.starts[at] : phrase.tokens.ends[end - 1]] for end in range(run, at, -1)]
            yield from ((words, bare) for words in (found[:1] if bare else found))
        at = run


def _opens_noun(phrase: Phrase, end: int) -> bool:
    """Whether a lower-case noun follows: ``Naše stranke``, ``Машинског факултета`` are no towns."""
    if end >= phrase.last or is_link_word(phrase.tokens.keys[end]):
        return False
    gap = phrase.text[phrase.tokens.ends[end - 1] : phrase.tokens.starts[end]]
    return gap == " " and phrase.text[phrase.tokens.starts[end]].islower()


def _capitalised(phrase: Phrase, covered: set[int], at: int) -> int:
    end = at
    while end < phrase.last and end - at < _LONGEST_PLACE and end not in covered:
        if not phrase.text[phrase.tokens.starts[end]].isupper() or is_link_word(phrase.tokens.keys[end]):
            break
        end += 1
    return end
