"""The coder: a text with its sentences to statements, outcomes and mentions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Protocol

from dragoman.actors.document import link_mentions, settled_in_place
from dragoman.actors.finder import Finder
from dragoman.actors.overlay import NO_OVERLAY, Overlay, register_with
from dragoman.actors.owners import asked_in
from dragoman.actors.phrase_resolver import PhraseResolver
from dragoman.actors.phrases import read_phrase
from dragoman.dates.find import DateExpression, find_dates
from dragoman.geo.gazetteer import load_gazetteer, named_places
from dragoman.geo.places import FoundPlace, PlaceFinder
from dragoman.language.scripts import script_of
from dragoman.records import (
    Attribution,
    Candidate,
    Coding,
    Forecast,
    Mention,
    Name,
    NamedActor,
    Outcome,
    OutcomeKind,
    Resolution,
    ResolvedActor,
    Sentence,
    Span,
    Statement,
)
from dragoman.statements.claims import Claim, read_claims, reasons_of
from dragoman.statements.convenings import Scene, convenings
from dragoman.statements.labels import CODED_LANGUAGES, load_labels
from dragoman.statements.listening import tell_listeners
from dragoman.statements.names import read_names
from dragoman.statements.network import PACKAGED, Network, Reading, load_network
from dragoman.statements.participants import cast_of
from dragoman.statements.settle import NameSettler
from dragoman.statements.tagging import best_spans
from dragoman.statements.tokens import Tokenized, whole_words
from dragoman.statements.when import given_date, moved, stated_day, when_of
from dragoman.statements.where import where_of

_ARTICLES = frozenset({"the", "a", "an"})
"""What the encoder now and then cuts off an actor's words; alone it names nobody."""
_LONGEST_MENTION = 400
_BLOCK = 128
"""Sentences whose vectors are kept in memory at a time."""
_NOT_POLITICAL = 0.3
"""Below this probability a sentence without claims counts as not political."""


class Coder(Protocol):
    """What reads statements out of texts; one contract for every coder."""

    @property
    def name(self) -> str:
        """Names the coder in every observation."""

    @property
    def version(self) -> str:
        """Changes whenever its answers may."""

    @property
    def register_version(self) -> str:
        """The register its actors are resolved by."""

    def code(self, text: str, sentences: Sequence[Sentence], *, date: str | None, language: str | None) -> Coding:
        """Everything claimed in these sentences of the text; offsets count characters of the text."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A mention of one sentence: its character range there, kind, and how it was found."""

    start: int
    end: int
    kind: str
    how: str
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """What one sentence gave before the document is looked at as a whole; offsets of the whole text."""

    sentence: Sentence
    tokens: Tokenized
    names: tuple[Name, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    claims: tuple[Claim, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    political: float = 1.0


class NeuralCoder:
    """The coder that ships with Dragoman: dictionary and encoder find actors, the encoder reads claims."""

    name = "dragoman"

    def __init__(self, folder: Path = PACKAGED, *, overlay: Overlay = NO_OVERLAY) -> None:
        self._folder = folder
        self._register = register_with(overlay)
        self._finder = Finder(self._register, places=named_places)
        self._resolver = PhraseResolver(self._register, named_places)
        self.register_version = self._register.version

    @cached_property
    def network(self) -> Network:
        """The model, loaded at the first sentence."""
        return load_network(self._folder)

    @cached_property
    def _places(self) -> PlaceFinder:
        return PlaceFinder(load_gazetteer(), self._register)

    @property
    def version(self) -> str:
        """Follows from the model's files and the register."""
        return f"{self.network.version}+{self.register_version}"

    def code(self, text: str, sentences: Sequence[Sentence], *, date: str | None, language: str | None) -> Coding:
        """Everything claimed in these sentences of the text.

        A text in a language the coder does not know gets that as the outcome of every sentence. One too
        short to tell its language (``None``) is read as Russian if it is Cyrillic, else as English.
        Sentences are read one by one; then the document as a whole settles its short forms and its places.
        """
        language = language or ("ru" if script_of(text) == "Cyrl" else "en")
        if language not in CODED_LANGUAGES:
            kind = OutcomeKind.LANGUAGE_NOT_CODED
            return Coding((), tuple(Outcome(s.start, s.end, kind) for s in sentences), ())
        settler = NameSettler(self._register, language=language)
        parts = [
            part
            for block in _blocks(sentences)
            for part in self._block(text, block, settler, date=date, language=language)
        ]
        linked = link_mentions(
            text,
            [each for part in parts for each in part.resolutions],
            register=self._register,
            language=language,
            date=date,
            sentences=[(each.start, each.end) for each in sentences],
        )
        names = [(n.start, n.end, n.kind) for part in parts for n in part.names]
        places = self._places.find(text, language=language, names=names) if any(p.claims for p in parts) else ()
        who = {(each.mention.start, each.mention.end): each.actor for each in linked}
        scenes = [_scene(text, part, who, places) for part in parts]
        actors = [NamedActor(_span_of(each.mention), each.actor) for each in linked]
        spoken = [name for part in parts for name in part.names]
        cast = cast_of(text, language, self._register, actors=actors, names=spoken)
        meetings = convenings(cast, scenes)
        read = list(zip(parts, scenes, meetings, strict=True))
        return Coding(
            statements=tuple(each for _, scene, more in read for each in (*scene.statements, *more)),
            outcomes=tuple(Outcome(p.sentence.start, p.sentence.end, _outcome(p, more)) for p, _, more in read),
            resolutions=linked,
        )

    def _block(
        self, text: str, sentences: Sequence[Sentence], settler: NameSettler, *, date: str | None, language: str
    ) -> Iterator[_Read]:
        """Sentences that are in memory together, so that what one says of a name helps the others."""
        words = [text[each.start : each.end] for each in sentences]
        readings = [self.network.read(each, language) for each in words]
        seen = [read_names(self.network, *each) for each in zip(words, readings, strict=True)]
        settled = settler.settle(list(zip(words, seen, strict=True)))
        for sentence, reading, names in zip(sentences, readings, settled, strict=True):
            yield self._read(text, sentence, reading, names, date=date, language=language)

    def _read(
        self,
        text: str,
        sentence: Sentence,
        reading: Reading,
        names: Sequence[Name],
        *,
        date: str | None,
        language: str,
    ) -> _Read:
        tell_listeners(sentence, reading)
        if not reading.tokens.complete:
            return _Read(sentence, reading.tokens)
        words = text[sentence.start : sentence.end]
        found = self.find(words, reading, language, names=names)
        ranges = [reading.tokens.tokens(each.start, each.end) for each in found]
        claims = read_claims(self.network, reading, ranges) if found else []
        dates = find_dates(words, language=language, published=given_date(date))
        day = stated_day(dates) or date
        return _Read(
            sentence=sentence,
            tokens=reading.tokens,
            names=tuple(Name(n.start + sentence.start, n.end + sentence.start, n.kind) for n in names),
            resolutions=tuple(self._resolve(words, sentence.start, each, day, language) for each in found),
            claims=tuple(claims),
            dates=tuple(moved(each, sentence.start) for each in dates),
            political=self.network.heads.political(reading.vectors),
        )

    def names(self, sentences: Sequence[str], language: str) -> list[tuple[Name, ...]]:
        """The names of persons, bodies and places in each sentence of one document, whoever they are."""
        settler = NameSettler(self._register, language=language)
        read = [read_names(self.network, each, self.network.read(each, language)) for each in sentences]
        return settler.settle(list(zip(sentences, read, strict=True)))

    def find(self, words: str, reading: Reading, language: str, *, names: Sequence[Name] | None = None) -> list[_Found]:
        """Mentions of a sentence: the encoder's, and the dictionary's where the encoder sees nothing or fragments.

        Of the dictionary's only those with candidates count: bare role words are left to the encoder, which
        sees what they do.
        """
        if names is None:
            settler = NameSettler(self._register, language=language)
            names = settler.settle([(words, read_names(self.network, words, reading))])[0]
        seen = [(each.start, each.end, each.kind) for each in names]
        listed = [m for m in self._finder.find(words, language=language, names=seen) if m.candidates]
        tagged = [replace(each, candidates=_candidates(each, listed)) for each in self._tagged(words, reading)]
        phrases = [_Found(m.start, m.end, m.kind, "dictionary", m.candidates) for m in listed]
        joining = [each for each in phrases if sum(_overlap(each, other) for other in tagged) > 1]
        found = joining + [each for each in tagged if not any(_overlap(each, other) for other in joining)]
        found += [each for each in phrases if not any(_overlap(each, other) for other in found)]
        return sorted(found, key=lambda each: each.start)

    def _tagged(self, words: str, reading: Reading) -> Iterator[_Found]:
        scores = self.network.heads.tags(reading.vectors)
        for first, last, kind in best_spans(words, reading.tokens, scores, load_labels().tags):
            start, end = whole_words(words, first, last)
            if start < end and words[start:end].casefold() not in _ARTICLES:
                yield _Found(start, end, kind, "encoder")

    def _resolve(self, words: str, offset: int, found: _Found, date: str | None, language: str) -> Resolution:
        said = words[found.start : found.end]
        phrase = read_phrase(self._register, said[:_LONGEST_MENTION], language=language)
        who = self._resolver.resolve(phrase, asked_in(self._register, words, said, date=date, language=language))
        who = replace(
            who, kind=who.kind or found.kind, reasons=(f"found by the {found.how} as {found.kind}", *who.reasons)
        )
        mention = Mention(offset + found.start, offset + found.end, said, found.kind, found.candidates)
        return Resolution(mention, settled_in_place(mention, who))


def _overlap(one: _Found, other: _Found) -> bool:
    return one.start < other.end and other.start < one.end


def _candidates(found: _Found, listed: Sequence[Mention]) -> tuple[Candidate, ...]:
    """What the dictionary knows of the words that the encoder took for one mention."""
    return tuple(candidate for m in listed if m.start < found.end and found.start < m.end for candidate in m.candidates)


def _blocks(sentences: Sequence[Sentence]) -> Iterator[Sequence[Sentence]]:
    for start in range(0, len(sentences), _BLOCK):
        yield sentences[start : start + _BLOCK]


def _outcome(part: _Read, convenings: Sequence[Statement]) -> OutcomeKind:
    if not part.tokens.complete:
        return OutcomeKind.TOO_LONG
    if part.claims or convenings:
        return OutcomeKind.CODED
    if not part.resolutions:
        return OutcomeKind.NO_ACTOR
    if part.political < _NOT_POLITICAL:
        return OutcomeKind.NOT_POLITICAL
    return OutcomeKind.ONE_ACTOR if len(part.resolutions) == 1 else OutcomeKind.ACTORS_NO_CLAIM


def _scene(
    text: str,
    part: _Read,
    who: Mapping[tuple[int, int], ResolvedActor],
    places: Sequence[FoundPlace],
) -> Scene:
    """A sentence with the statements of its claims."""
    mentions = [each.mention for each in part.resolutions]
    actors = [NamedActor(_span_of(each), who[each.start, each.end]) for each in mentions]
    start, end = part.sentence.start, part.sentence.end
    here = tuple(each for each in places if start <= each.place.span.start < end)
    builder = _Builder(text, part, actors, here)
    return Scene(part.sentence, tuple(builder.statement(claim) for claim in part.claims), part.dates, here)


@cache
def load_coder(model: str = "", overlay: Overlay = NO_OVERLAY) -> NeuralCoder:
    """The coder of this process with the model of a folder, or the packaged one, and a user's register; loaded once."""
    return NeuralCoder(Path(model) if model else PACKAGED, overlay=overlay)


def _span_of(mention: Mention) -> Span:
    return Span(mention.start, mention.end, mention.text)


@dataclass(frozen=True, slots=True)
class _Builder:
    """Turns claims of one sentence into statements with ranges of the whole text."""

    text: str
    part: _Read
    actors: Sequence[NamedActor]
    places: Sequence[FoundPlace]

    def statement(self, claim: Claim) -> Statement:
        """The statement of a claim, every field with its reason."""
        sentence = self.part.sentence
        trigger, object_ = self._span(claim.trigger), self._span(claim.object)
        apart = [*(each.span for each in self.actors), *([object_] if object_ else [])]
        date, why_date = when_of(self.part.dates, near=trigger, apart=apart)
        place, why_place = where_of(self.places, self.text, near=trigger, actors=[each.span for each in self.actors])
        return Statement(
            kind=claim.kind,
            type=claim.type,
            about=claim.about,
            source=tuple(self.actors[i] for i in claim.sources),
            target=tuple(self.actors[i] for i in claim.targets),
            object=object_,
            trigger=trigger,
            sentence=Span(sentence.start, sentence.end, self.text[sentence.start : sentence.end]),
            modality=claim.modality,
            attribution=(self._attribution(claim),),
            modes=claim.modes,
            contexts=claim.contexts,
            date=date,
            place=place,
            confidence=round(claim.confidence, 4),
            reasons=(*reasons_of(claim, self._words(claim.trigger)), why_date, why_place),
            forecast=Forecast(self._span(claim.hedge), claim.likelihood, self._words(claim.horizon))
            if claim.kind == "forecast"
            else None,
        )

    def _span(self, tokens: tuple[int, int] | None) -> Span | None:
        if tokens is None:
            return None
        words = self.text[self.part.sentence.start : self.part.sentence.end]
        start, end = whole_words(words, *self.part.tokens.characters(*tokens))
        start, end = start + self.part.sentence.start, end + self.part.sentence.start
        return Span(start, end, self.text[start:end]) if start < end else None

    def _words(self, tokens: tuple[int, int] | None) -> str | None:
        span = self._span(tokens)
        return span.text if span else None

    def _attribution(self, claim: Claim) -> Attribution:
        if claim.speaker < 0:
            return Attribution("author")
        actor = self.actors[claim.speaker]
        return Attribution("outlet" if actor.resolved.sector == "JRN" else "speaker", actor)
