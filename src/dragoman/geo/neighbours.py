"""Rules on the words beside a name that make it a person, a body or a street instead of a place."""

from __future__ import annotations

from dragoman.actors.lexicon import ENGLISH
from dragoman.geo import words
from dragoman.geo.case import FAMOUS, KNOWN, LARGE, Case, Sign

_OF_REGIONS = frozenset(("country", "continent", "region", "area", "historical"))
_LONGER = -0.6


def person_name(case: Case) -> Sign | None:
    """A first name or surname."""
    if not case.single or not (case.is_person or case.spot.surname):
        return None
    large = case.best.population > LARGE or case.best.fame > FAMOUS or case.best.kind in {"country", "region"}
    if case.spot.surname and not case.spot.capital_of:
        return Sign(-0.6, "the surname of somebody on record")
    return Sign(-0.1 if large else -0.35, "a person's name too")


def title_before(case: Case) -> Sign | None:
    """A title or role before it makes it a person."""
    reading, first = case.reading, case.spot.first
    if not case.is_town and not case.is_person:
        return None
    if reading.key(first - 1) in words.TITLES and reading.gap(first) in {" ", ". "}:
        return Sign(-0.9, "behind a title")
    if _office_of(case):
        return None
    if reading.adjoins(first) and first - 1 in reading.roles and reading.is_capital(first - 1):
        return Sign(-0.5, "behind an office")
    return None


def head_of_body(case: Case) -> Sign | None:
    """``University of``, ``Bank of`` before it."""
    reading, first = case.reading, case.spot.first
    if reading.key(first - 1) not in {"of", "for"} or not reading.adjoins(first):
        return None
    head = reading.key(first - 2)
    if head in words.HEADS_OF_BODIES and reading.is_capital(first - 2) and case.spot.use != "demonym":
        return Sign(-0.6, f"part of the name of a {head}")
    return None


def speech(case: Case) -> Sign | None:
    """Little-known names beside a verb of speech are surnames."""
    if not case.is_town or case.best.population > LARGE or case.spot.capital_of:
        return None
    reading, spot = case.reading, case.spot
    beside = reading.key(spot.last) in words.SPEECH and reading.adjoins(spot.last)
    behind = reading.key(spot.first - 1) in words.SPEECH and reading.adjoins(spot.first)
    return Sign(-0.45, "beside a verb of speech") if beside or behind else None


def possessive(case: Case) -> Sign | None:
    """Little-known names in the genitive are mostly surnames."""
    text, end = case.reading.text, case.spot.end
    if case.is_town and case.best.population < KNOWN and text[end : end + 2] in {"'s", "’s"} and not case.located:
        return Sign(-0.2, "owns something")
    return None


def _office_of(case: Case) -> bool:
    """Whether a Slavic office stands before it, whose place it is: ``gradonačelnik Tirane``."""
    reading, first = case.reading, case.spot.first
    return not reading.languages & ENGLISH and reading.adjoins(first) and first - 1 in reading.roles


def initial_before(case: Case) -> Sign | None:
    """``John F. Kennedy``."""
    reading, at = case.reading, case.spot.first - 1
    initial = len(reading.word(at)) == 1 and reading.is_capital(at) and reading.gap(at + 1) == ". "
    return Sign(_LONGER, "behind an initial") if initial and reading.is_capital(at - 1) else None


def capital_before(case: Case) -> Sign | None:
    """A capitalised word before it: a first name or the start of a longer name."""
    reading, at = case.reading, case.spot.first - 1
    if not reading.adjoins(at + 1) or not reading.is_capital(at) or case.spot.use == "demonym":
        return None
    key = reading.key(at)
    if key in words.OPENING or key in words.FOLLOWING or at in reading.roles or at in reading.states:
        return None
    named = case.gazetteer.is_first_name(key)
    apart = reading.is_headline(at) or (reading.opens(at) and case.best.population > KNOWN)
    if not named and (apart or not (case.is_town or case.is_person)):
        return None
    return Sign(_LONGER, f"part of a longer name with {reading.word(at)!r}")


def particle_after(case: Case) -> Sign | None:
    """``Bashar al-Assad``: a particle of persons' names behind it."""
    reading, at = case.reading, case.spot.last
    if case.is_town and reading.adjoins(at) and reading.key(at) in words.PARTICLES:
        return Sign(-0.5, "part of a person's name")
    return None


def body_after(case: Case) -> Sign | None:
    """A capitalised word behind it that makes it the name of a body, a paper, a street."""
    reading, at = case.reading, case.spot.last
    if not _goes_on(case) or reading.is_headline(at) or case.spot.use == "demonym":
        return None
    return Sign(-0.6, f"named in {reading.word(at)!r}") if reading.key(at) in words.NAMES_OF_BODIES else None


def capital_after(case: Case) -> Sign | None:
    """Another capitalised word behind it: a surname, or the rest of a longer name."""
    reading, at = case.reading, case.spot.last
    key = reading.key(at)
    if not _goes_on(case) or key in words.FOLLOWING or key in words.NAMES_OF_BODIES or _office_of(case):
        return None
    if at in reading.roles or reading.is_headline(at) or (case.spot.from_register and not case.is_person):
        return None
    if case.best.kind in _OF_REGIONS and not case.is_person:
        return Sign(-0.1, "part of a longer name")
    return Sign(_LONGER, f"part of a longer name with {reading.word(at)!r}")


def _goes_on(case: Case) -> bool:
    """Whether a capitalised word is joined to its end; a dateline and a county stand for themselves."""
    reading, first, at = case.reading, case.spot.first, case.spot.last
    if not reading.is_capital(at) or case.best.kind == "county":
        return False
    if reading.opens(first) and reading.word(first).isupper():
        return False
    hyphened = reading.gap(at) == "-" and case.is_town and not case.gazetteer.postings(reading.key(at))
    return reading.adjoins(at) or hyphened
