"""What a document has named so far: the mentions that a later short form may refer to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dragoman.actors.names import name_stem, same_name
from dragoman.actors.phrases import Phrase
from dragoman.actors.register import Actor, Register
from dragoman.actors.tokens import fold_word
from dragoman.records import ResolvedActor, Span


@dataclass(frozen=True, slots=True)
class Known:
    """An earlier mention that a short form may refer to."""

    span: Span
    sentence: int
    resolved: ResolvedActor
    actor: Actor | None
    phrase: Phrase
    name: tuple[str, ...] = ()
    gender: str | None = None
    plural: bool = False
    linked: bool = False

    @property
    def identity(self) -> str:
        """Who it is, as far as the document tells: two mentions with one identity are one referent."""
        who = self.resolved
        return who.actor or (" ".join(map(name_stem, self.name[-1:])) or f"{who.country}/{fold_word(self.span.text)}")


@dataclass(slots=True)
class Past:
    """A text with what has been read of it up to some point.

    ``lenient`` takes the nearest of several mentions that fit: for words somebody asks about, which do refer.
    """

    text: str
    register: Register
    language: str | None
    date: str | None
    starts: Sequence[int]
    lenient: bool = False
    known: list[Known] = field(default_factory=list)
    acronyms: dict[str, Known] = field(default_factory=dict)
    _names: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _by_surname: dict[str, list[Known]] = field(default_factory=dict)

    @property
    def inflected(self) -> bool:
        """Whether the words of the language change by case."""
        return self.language != "en"

    def sentence_of(self, offset: int) -> int:
        """The number of the sentence an offset lies in."""
        return bisect_right(self.starts, offset)

    def before(self, offset: int, reach: int) -> list[Known]:
        """Earlier mentions within so many sentences, the nearest first."""
        here = self.sentence_of(offset)
        near: list[Known] = []
        for known in reversed(self.known):
            if here - known.sentence >= reach or len(near) >= _MOST_NEAR:
                break
            if known.span.end <= offset:
                near.append(known)
        return near

    def remember(self, known: Known) -> None:
        """Takes up a mention; of a person named in full the surname is known from here on."""
        self.known.append(known)
        if known.name:
            self._names[known.span.start] = known.name
        if len(known.name) > 1 and not known.linked:
            self._by_surname.setdefault(name_stem(known.name[-1]), []).append(known)

    def bearers(self, key: str) -> list[Known]:
        """Persons named in full before whose surname a folded word is, the last first."""
        found = self._by_surname.get(name_stem(key), ())
        return [known for known in reversed(found) if same_name(known.name[-1], key, inflected=self.inflected)]

    def name_at(self, span: Span) -> tuple[str, ...]:
        """The name of the person mentioned at a range, if one was."""
        return self._names.get(span.start, ())

    def say_more(self, span: Span, who: ResolvedActor) -> None:
        """An apposition says more of somebody unlisted: country and sector hold for his next mentions too."""
        for at in range(len(self.known) - 1, max(len(self.known) - _RECENT, 0) - 1, -1):
            known = self.known[at]
            if known.span == span and known.resolved.sector is None and known.resolved.actor is None:
                resolved = replace(known.resolved, country=who.country, sector=who.sector)
                self._replace(at, replace(known, resolved=resolved))

    def _replace(self, at: int, known: Known) -> None:
        bearers = self._by_surname.get(name_stem(known.name[-1]), []) if known.name else []
        bearers[:] = [known if bearer is self.known[at] else bearer for bearer in bearers]
        self.known[at] = known


_RECENT = 20
_MOST_NEAR = 60
