"""Whether a name stands for a place here: small rules, each with its score and its reason in words."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from dragoman.actors.lexicon import ENGLISH
from dragoman.geo import words
from dragoman.geo.case import FAMOUS, KNOWN, LARGE, Case, Sign, preceding
from dragoman.geo.gazetteer import ALTERNATE, INFLECTED
from dragoman.geo.neighbours import (
    body_after,
    capital_after,
    capital_before,
    head_of_body,
    initial_before,
    particle_after,
    person_name,
    possessive,
    speech,
    title_before,
)

THRESHOLD = 0.5
_SHORTEST_DATELINE, _LONGEST_ACRONYM = 4, 5
_PRIOR = {"country": 0.8, "continent": 0.9, "region": 0.65, "county": 0.6, "border": 0.5}
_OTHER_PRIOR = 0.7
HOME = frozenset((
    "ALB", "BIH", "BGR", "HRV", "MNE", "MKD", "SRB", "SVN", "XKX", "GRC", "ROU", "MDA",
    "UKR", "RUS", "TUR", "GEO", "ARM", "AZE", "HUN", "CYP", "BLR", "KAZ", "AUT", "ITA",
))  # fmt: skip
"""Countries whose small towns the texts of the region name."""

Rule = Callable[[Case], Sign | None]


def prior(case: Case) -> Sign:
    """How well known the place is."""
    best = case.best
    if best.kind != "town":
        return Sign(_PRIOR.get(best.kind, _OTHER_PRIOR), f"a {best.kind} has this name")
    score = 0.1 + 0.1 * math.log10(best.population + 10)
    return Sign(score, f"a town of this name has {best.population} people")


def preposition(case: Case) -> Sign | None:
    """A preposition of place before it."""
    at = preceding(case.reading, case.spot.first)
    before, word = case.reading.key(at), case.reading.word(at)
    if before in words.LOCATIVE:
        return Sign(0.35, f"stands behind {word!r}")
    return Sign(0.1, f"stands behind {word!r}") if before in words.DIRECTED else None


def dateline(case: Case) -> Sign | None:
    """Capitals at the start of a line: ``BELGRADE (AP) -``; a word in capitals elsewhere is mostly an acronym."""
    reading, spot = case.reading, case.spot
    word = reading.word(spot.first)
    if spot.from_register or spot.use != "name" or not word.isupper() or len(word) < _SHORTEST_DATELINE:
        return None
    if not reading.opens(spot.first):
        beside = (reading.word(spot.first - 1), reading.word(spot.last))
        shouted = any(len(each) > 1 and each.isupper() for each in beside)
        return None if shouted or len(word) > _LONGEST_ACRONYM else Sign(-0.5, "an acronym, by its capitals")
    return None if reading.word(spot.last).isupper() and reading.adjoins(spot.last) else Sign(0.4, "opens a dispatch")


def untagged(case: Case) -> Sign | None:
    """Known only under a name of unknown language."""
    if any(each.quality != ALTERNATE for each in case.spot.postings) or case.best.population > LARGE:
        return None
    return Sign(-0.25, "only an alternative name of unknown language")


def several_words(case: Case) -> Sign | None:
    """A name of more than one word is seldom something else."""
    return None if case.single else Sign(0.15, "a name of several words")


def place_type(case: Case) -> Sign | None:
    """The word for a kind of place beside it."""
    reading, spot = case.reading, case.spot
    after = reading.key(spot.last) if reading.adjoins(spot.last) else ""
    before = reading.key(spot.first - 1) if reading.adjoins(spot.first) else ""
    if before == "of":
        before = reading.key(spot.first - 2)
    found = next((word for word in (after, before) if word in words.PLACE_TYPES), None)
    return Sign(0.25, f"{found!r} beside it") if found else None


def common_word(case: Case) -> Sign | None:
    """One word that is mostly another word."""
    spot, reading = case.spot, case.reading
    if (
        not case.single
        or spot.from_register
        or spot.seat
        or not case.gazetteer.is_common_word(spot.key, case.reading.languages)
    ):
        return None
    if reading.opens(spot.first) or reading.is_headline(spot.first):
        return Sign(-0.8, "an ordinary word where any word has a capital")
    return Sign(-0.3, "an ordinary word too")


def never(case: Case) -> Sign | None:
    """Months, compass points and the like."""
    if not case.single or case.spot.from_register:
        return None
    contracted = case.reading.text[case.spot.end : case.spot.end + 2] in {"'t", "’t"}
    return Sign(-2.0, "an ordinary word") if contracted or case.spot.key in words.NEVER else None


def sentence_start(case: Case) -> Sign | None:
    """A little-known name where any word has a capital."""
    if case.single and case.is_town and case.best.population < KNOWN and case.reading.opens(case.spot.first):
        return Sign(-0.2, "little known, and at the start of a sentence")
    return None


def language_name(case: Case) -> Sign | None:
    """``in Turkish``, ``speaks French``: a language, and no country."""
    if case.spot.use != "demonym" or not case.spot.from_register:
        return None
    reading, spot = case.reading, case.spot
    before, after = reading.key(spot.first - 1), reading.key(spot.last)
    spoken = before in words.SPEAKING or after in words.LANGUAGES
    ends = not reading.adjoins(spot.last) or after in words.FOLLOWING or after in words.DIRECTED
    return Sign(-1.0, "a language") if spoken or (before == "in" and ends) else None


def article(case: Case) -> Sign | None:
    """Towns have no article in English."""
    if case.is_town and case.single and case.reading.key(case.spot.first - 1) == "the":
        if case.reading.key(case.spot.last) in words.PLACE_TYPES or case.reading.is_capital(case.spot.last):
            return None
        return Sign(-0.3, "behind an article")
    return None


def foreign(case: Case) -> Sign | None:
    """Far towns of no fame in a text that is not English: mostly a surname of like form."""
    best = case.best
    if case.reading.languages & ENGLISH and case.reading.language in {None, "en"}:
        return None
    if not case.is_town or best.country in HOME or best.fame > FAMOUS or case.spot.capital_of or case.located:
        return None
    form = all(each.quality in {INFLECTED, ALTERNATE} for each in case.spot.postings)
    if form or best.population < LARGE:
        return Sign(-0.2 if form else -0.1, "little known in this language")
    return None


RULES: Sequence[Rule] = (
    prior, preposition, dateline, several_words, place_type, untagged, common_word, never, sentence_start,
    language_name, person_name, title_before, initial_before, capital_before, particle_after, body_after,
    capital_after, head_of_body, speech, article, foreign, possessive,
)  # fmt: skip


def weigh(case: Case) -> tuple[Sign, ...]:
    """What every rule found."""
    return tuple(sign for rule in RULES if (sign := rule(case)))
