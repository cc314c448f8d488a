"""What a document and the register say of the names that the encoder saw: their kinds and their edges."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.actors.lexicon import Match, Sense
from dragoman.actors.names import name_stem
from dragoman.actors.register import Register
from dragoman.actors.tokens import fold_word
from dragoman.geo.gazetteer import load_gazetteer
from dragoman.records import Name

_KINDS = {
    "person": "person",
    "state": "place",
    "place": "place",
    "body": "body",
    "party": "body",
    "armed_group": "body",
    "company": "body",
}
"""Kinds of actors whose names are names of persons, bodies or places; peoples and constructs are left open."""
_OF_PEOPLE = frozenset({"demonym", "adjective"})
_FULL_NAME = 2
_ACRONYM = re.compile(r"[A-ZА-ЯЂЈЉЊЋЏČĆŠŽĐ]{3,}(?:-\w+)?$")
_BETWEEN_STATES = frozenset({"EUR", "UNO", "IGO", "NGO"})


class NameSettler:
    """Settles the names of one document, sentence after sentence or in blocks of them."""

    def __init__(self, register: Register, *, language: str | None) -> None:
        self._register = register
        self._language = language
        self._votes: dict[str, Counter[str]] = {}

    def settle(self, sentences: Sequence[tuple[str, Sequence[Name]]]) -> list[tuple[Name, ...]]:
        """The names of each sentence, with the kinds that the register or the document's other uses give them.

        A surname alone is a person where the document has it behind a first name; else a name has the kind
        it mostly has. What the register lists in several words is taken whole.
        """
        listed = [tuple(self._listed(text, names)) for text, names in sentences]
        for (text, _), names in zip(sentences, listed, strict=True):
            for name in names:
                self._vote(text, name)
        return [
            tuple(self._judged(text, name) for name in names)
            for (text, _), names in zip(sentences, listed, strict=True)
        ]

    def _listed(self, text: str, names: Sequence[Name]) -> Iterator[Name]:
        matches = [m for m in self._register.lexicon.scan(text, language=self._language) if text[m.start].isupper()]
        people = {(m.start, m.end) for m in matches if {sense.use for sense in m.senses} <= _OF_PEOPLE}
        known = [(match, kind) for match in matches if (kind := self._kind(match))]
        whole = [Name(m.start, m.end, kind) for m, kind in known if self._sure(text, m, kind)]
        taken = [each for each in whole if not any(_crosses(each, name) or _holds(name, each) for name in names)]
        yield from taken
        for name in names:
            if (name.start, name.end) not in people and not any(_covers(each, name) for each in taken):
                exact = next((kind for m, kind in known if (m.start, m.end) == (name.start, name.end)), name.kind)
                yield replace(name, kind=exact)

    def _sure(self, text: str, match: Match, kind: str) -> bool:
        """Whether a listed name stands although the encoder saw none or a part: several words, a body's acronym."""
        words = text[match.start : match.end]
        if " " in words:
            return kind != "place"
        if kind != "body" or not _ACRONYM.match(words):
            return False
        actors = (self._register.get(sense.ref) for sense in match.with_use("name"))
        return all(actor is not None and actor.country in _BETWEEN_STATES for actor in actors)

    def _kind(self, match: Match) -> str | None:
        """The kind of name the register knows these words as, if it is only one."""
        if match.with_use("adjective", "demonym", "role"):
            return None
        kinds = {self._kind_of(sense) for sense in match.with_use("name", "capital", "surname")}
        return kinds.pop() if len(kinds) == 1 else None

    def _kind_of(self, sense: Sense) -> str | None:
        actor = self._register.get(sense.ref)
        if sense.use == "capital" or (actor and actor.kind == "body" and load_gazetteer().of_actor(actor.id)):
            return "place"
        return _KINDS.get(actor.kind) if actor else None

    def _vote(self, text: str, name: Name) -> None:
        keys = _keys(text, name)
        if not keys:
            return
        self._votes.setdefault(" ".join(keys), Counter())[name.kind] += 1
        if name.kind == "person" and len(keys) > 1:
            self._votes.setdefault(keys[-1], Counter())["person"] += _FULL_NAME

    def _judged(self, text: str, name: Name) -> Name:
        votes = self._votes.get(" ".join(_keys(text, name)))
        if not votes:
            return name
        (kind, most), *others = votes.most_common(2)
        return name if others and others[0][1] == most else replace(name, kind=kind)


def _keys(text: str, name: Name) -> list[str]:
    return [name_stem(fold_word(word)) for word in text[name.start : name.end].split()]


def _crosses(one: Name, other: Name) -> bool:
    """Whether two ranges overlap without one holding the other."""
    apart = one.end <= other.start or other.end <= one.start
    return not (apart or _covers(one, other) or _covers(other, one))


def _holds(outer: Name, inner: Name) -> bool:
    """Whether a range holds a smaller one."""
    return _covers(outer, inner) and not _covers(inner, outer)


def _covers(one: Name, other: Name) -> bool:
    return one.start <= other.start and other.end <= one.end
