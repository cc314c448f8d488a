"""Words of a text that may be places: what register and gazetteer know, the longest at each word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.actors.lexicon import ENGLISH, Match
from dragoman.actors.register import Register
from dragoman.actors.tokens import fold_phrase, folded_words
from dragoman.geo.gazetteer import INFLECTED, OWN, Gazetteer, GazetteerPlace
from dragoman.geo.reading import Reading
from dragoman.geo.table import Posting

_SMALL = folded_words("of the and upon on in de la le les du des del al el an am der den y na s i und sur da do dos")
_JOINTS = frozenset((" ", "-", "\xa0", "'", "’", ". ", "–", "‑", ".-", "/"))
_LONGEST_ACRONYM = 3
_STATES = frozenset(("name", "adjective", "demonym"))


@dataclass(frozen=True, slots=True)
class Spot:
    """A run of words with the places that are called so; ``use`` is how the register uses them, if it does.

    ``capital_of`` are the countries whose capital it may be; a ``seat`` is an actor of the register too.
    """

    first: int
    last: int
    start: int
    end: int
    key: str
    postings: tuple[Posting, ...]
    use: str = "name"
    from_register: bool = False
    capital_of: frozenset[str] = frozenset()
    surname: bool = False
    seat: bool = False


class Spotter:
    """Finds the spots of a text."""

    def __init__(self, gazetteer: Gazetteer, register: Register) -> None:
        self._gazetteer = gazetteer
        self._register = register

    def spots(self, reading: Reading) -> Iterator[Spot]:
        """The spots from left to right, without overlap."""
        at = 0
        while at < len(reading):
            match = reading.match_at.get(at)
            if match is None and not reading.is_capital(at):
                at += 1
                continue
            spot = self._abbreviated(reading, at) or self._longest(reading, at, match)
            if spot is not None:
                yield spot
                at = spot.last
            elif match is not None and reading.actors_block(match):
                at = match.last
            else:
                at += 1

    def _abbreviated(self, reading: Reading, at: int) -> Spot | None:
        """A state or province in short: ``B.C.``, and ``Ky.`` or ``KY`` behind a comma."""
        if not reading.is_capital(at):
            return None
        start, end = reading.tokens.starts[at], reading.tokens.ends[at]
        dotted = "." in reading.text[start:end]
        if not (dotted or reading.gap(at) == ", "):
            return None
        if dotted and reading.key(at - 1).isdigit() and reading.adjoins(at):
            return None
        place = self._gazetteer.abbreviated(reading.word(at))
        if place is None:
            return None
        if not dotted and reading.text[end : end + 1] == ".":
            end += 1
        elif not dotted and not reading.word(at).isupper():
            return None
        return Spot(at, at + 1, start, end, f"~{reading.key(at)}", (Posting(place.number, ENGLISH, OWN),), "short")

    def _longest(self, reading: Reading, at: int, match: Match | None) -> Spot | None:
        """The longer of what gazetteer and register know; of equals, the register's country."""
        known = self._of_register(reading, match) if match else None
        found = self._of_gazetteer(reading, at, match)
        if known is None or (found is not None and found.last > known.last):
            return found
        return self._both(known, found)

    def _both(self, known: Spot, found: Spot | None) -> Spot:
        """A country's name may be a region's too: ``Georgia``."""
        if found is None or found.last != known.last or known.use != "name":
            return known
        within = {self._gazetteer.place(each.place).country for each in known.postings}
        more = ((each, self._gazetteer.place(each.place)) for each in found.postings if each.quality == OWN)
        regions = tuple(each for each, place in more if place.kind == "region" and place.country not in within)
        postings = known.postings + regions
        return Spot(known.first, known.last, known.start, known.end, known.key, postings, known.use, from_register=True)

    def _of_register(self, reading: Reading, match: Match) -> Spot | None:
        """The countries and territories that a match of the register stands for."""
        postings, uses = {}, set()
        for sense in match.senses:
            place = self._place_of(sense.ref) if sense.use in _STATES else None
            if place is not None:
                postings[place.number] = Posting(place.number, sense.languages, OWN)
                uses.add(sense.use)
        if not postings:
            return None
        use = "name" if "name" in uses else "demonym"
        first = match.first + (reading.key(match.first) == "the")
        key = " ".join(reading.tokens.keys[first : match.last])
        start = reading.tokens.starts[first]
        return Spot(first, match.last, start, match.end, key, tuple(postings.values()), use, from_register=True)

    def _place_of(self, ref: str) -> GazetteerPlace | None:
        """The place of an actor; of a state without a point of its own that of the country it is counted in."""
        place = self._gazetteer.of_actor(ref)
        actor = self._register.get(ref) if place is None else None
        if actor is None or actor.kind != "state" or not actor.country:
            return place
        return self._gazetteer.of_actor(actor.country)

    def _of_gazetteer(self, reading: Reading, at: int, match: Match | None) -> Spot | None:
        if not reading.is_capital(at):
            return None
        longest = max(self._gazetteer.longest(reading.key(at)), match.last - at if match else 0)
        floor = at + 1 if match is None or not self._blocks(reading, match) else match.last
        for last in range(min(at + longest, len(reading)), floor - 1, -1):
            spot = self._spot(reading, at, last, match)
            if spot is not None:
                return spot
        return None

    def _spot(self, reading: Reading, at: int, last: int, match: Match | None) -> Spot | None:
        """The spot of exactly these words."""
        if not _may_be_name(reading, at, last - at):
            return None
        key = " ".join(reading.tokens.keys[at:last])
        same = match if match and match.last == last else None
        postings = self._postings(reading, key, same)
        if _has_lower_word(reading, at, last - at):
            postings = tuple(filter(self._may_be_lower, postings))
        seat = same is not None and self._blocks(reading, same)
        if seat:
            postings = tuple(filter(self._is_seat, postings))
        if not postings:
            return None
        start, end = reading.tokens.starts[at], reading.tokens.ends[last - 1]
        capital_of, surname = self._of_match(same)
        return Spot(at, last, start, end, key, postings, capital_of=capital_of, surname=surname, seat=seat)

    def _blocks(self, reading: Reading, match: Match) -> bool:
        """Whether the words are an actor that is no place, unless a recogniser or a bare surname leaves it open."""
        if not reading.actors_block(match) or reading.named(match.start, match.end) == "place":
            return False
        return not match.with_use("surname", "capital")

    def _is_seat(self, posting: Posting) -> bool:
        """Parts of a country and buildings act too: what the register knows as an actor is a place as well."""
        kind = self._gazetteer.place(posting.place).kind
        return posting.quality in {OWN, INFLECTED} and kind not in {"town", "county"}

    def _postings(self, reading: Reading, key: str, match: Match | None) -> tuple[Posting, ...]:
        """The places of a key in the text's languages; for a town of the register also by its English name."""
        found = [each for each in self._gazetteer.postings(key) if each.languages & reading.languages]
        if not found and match is not None:
            for sense in match.senses:
                actor = self._register.get(sense.ref)
                if sense.use == "capital":
                    place = self._gazetteer.capital(sense.ref)
                    found += [Posting(place.number, sense.languages, OWN)] if place else []
                elif actor is not None and actor.kind == "place":
                    found += self._named_town(actor.name(), actor.country)
        return tuple(found)

    def _may_be_lower(self, posting: Posting) -> bool:
        """Slavic names have one capital; in English only what is no town may be written so."""
        return not posting.languages & ENGLISH or self._gazetteer.place(posting.place).kind != "town"

    def _named_town(self, name: str, country: str | None) -> list[Posting]:
        postings = self._gazetteer.postings(fold_phrase(name)) if name else ()
        return [each for each in postings if self._gazetteer.place(each.place).country == country]

    def _of_match(self, match: Match | None) -> tuple[frozenset[str], bool]:
        if match is None:
            return frozenset(), False
        capitals = {sense.ref for sense in match.with_use("capital")}
        return frozenset(capitals), bool(match.with_use("surname"))


def _may_be_name(reading: Reading, at: int, size: int) -> bool:
    """Whether the words are joined as a name is; a short acronym is no town."""
    if size == 1:
        word = reading.word(at)
        return not (word.isupper() and 1 < len(word) <= _LONGEST_ACRONYM)
    return all(reading.gap(each) in _JOINTS for each in range(at + 1, at + size))


def _has_lower_word(reading: Reading, at: int, size: int) -> bool:
    """Whether a word that is no particle stands without a capital: ``Crno more``, ``red deer``."""
    return any(not reading.is_capital(each) and reading.key(each) not in _SMALL for each in range(at + 1, at + size))
