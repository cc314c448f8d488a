"""The coder: a text with its sentences to statements, outcomes and mentions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Protocol

from dragoman.actors.finder import Finder
from dragoman.actors.register import load_register
from dragoman.actors.resolver import Resolver
from dragoman.language.scripts import script_of
from dragoman.records import (
    Attribution,
    Coding,
    Forecast,
    Mention,
    NamedActor,
    Outcome,
    OutcomeKind,
    Resolution,
    ResolvedActor,
    Sentence,
    Span,
    Statement,
)
from dragoman.statements.claims import Claim, read_claims
from dragoman.statements.labels import CODED_LANGUAGES, load_labels
from dragoman.statements.network import PACKAGED, Network, Reading, load_network
from dragoman.statements.tagging import spans_of_tags
from dragoman.statements.tokens import whole_words

_ARTICLES = frozenset({"the", "a", "an"})
"""What the encoder now and then cuts off an actor's words; alone it names nobody."""
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


class NeuralCoder:
    """The coder that ships with Dragoman: dictionary and encoder find actors, the encoder reads claims."""

    name = "dragoman"

    def __init__(self, folder: Path = PACKAGED) -> None:
        self._folder = folder
        register = load_register()
        self._finder = Finder(register)
        self._resolver = Resolver(register)
        self.register_version = register.version

    @cached_property
    def network(self) -> Network:
        """The model, loaded at the first sentence."""
        return load_network(self._folder)

    @property
    def version(self) -> str:
        """Follows from the model's files and the register."""
        return f"{self.network.version}+{self.register_version}"

    def code(self, text: str, sentences: Sequence[Sentence], *, date: str | None, language: str | None) -> Coding:
        """Everything claimed in these sentences of the text.

        A text in a language the coder does not know gets that as the outcome of every sentence. One too
        short to tell its language (``None``) is read as Russian if it is Cyrillic, else as English.
        """
        language = language or ("ru" if script_of(text) == "Cyrl" else "en")
        if language not in CODED_LANGUAGES:
            kind = OutcomeKind.LANGUAGE_NOT_CODED
            return Coding((), tuple(Outcome(s.start, s.end, kind) for s in sentences), ())
        parts = [self._sentence(text, each, date=date, language=language) for each in sentences]
        return Coding(
            statements=tuple(statement for part in parts for statement in part.statements),
            outcomes=tuple(outcome for part in parts for outcome in part.outcomes),
            resolutions=tuple(each for part in parts for each in part.resolutions),
        )

    def _sentence(self, text: str, sentence: Sentence, *, date: str | None, language: str) -> Coding:
        words = text[sentence.start : sentence.end]
        reading = self.network.read(words, language)
        if not reading.tokens.complete:
            return Coding((), (Outcome(sentence.start, sentence.end, OutcomeKind.TOO_LONG),), ())
        found = self.find(words, reading, language)
        ranges = [reading.tokens.tokens(each.start, each.end) for each in found]
        claims = read_claims(self.network, reading, ranges) if found else []
        actors = self._resolve(text, sentence, found, date)
        named = [NamedActor(_span_of(each.mention), each.actor) for each in actors]
        builder = _Builder(text, sentence, reading, named)
        statements = tuple(builder.statement(claim) for claim in claims)
        outcome = self._outcome(reading, len(found), bool(statements))
        return Coding(
            statements,
            (Outcome(sentence.start, sentence.end, outcome),),
            tuple(actors),
        )

    def find(self, words: str, reading: Reading, language: str) -> list[_Found]:
        """Mentions of a sentence: the encoder's, and the dictionary's where the encoder sees nothing."""
        found = [*self._tagged(words, reading), *self._listed(words, language)]
        apart: list[_Found] = []
        for each in found:
            if not any(each.start < other.end and other.start < each.end for other in apart):
                apart.append(each)
        return sorted(apart, key=lambda each: each.start)

    def _tagged(self, words: str, reading: Reading) -> Iterator[_Found]:
        names = load_labels().tags
        best = self.network.heads.tags(reading.vectors).argmax(axis=1)
        for first, last, kind in spans_of_tags([names[i] for i in best]):
            start, end = whole_words(words, *reading.tokens.characters(first, last - 1))
            if start < end and words[start:end].casefold() not in _ARTICLES:
                yield _Found(start, end, kind, "encoder")

    def _listed(self, words: str, language: str) -> Iterator[_Found]:
        """Names the register knows; bare role words are left to the encoder, which sees what they do."""
        for mention in self._finder.find(words, language=language):
            if mention.candidates:
                yield _Found(mention.start, mention.end, mention.kind, "dictionary")

    def _resolve(self, text: str, sentence: Sentence, found: Sequence[_Found], date: str | None) -> list[Resolution]:
        resolved: list[Resolution] = []
        context = text[sentence.start : sentence.end]
        for each in found:
            words = context[each.start : each.end]
            who = self._resolver.resolve(words, date=date, context=context)
            start, end = sentence.start + each.start, sentence.start + each.end
            reasons = (f"found by the {each.how} as {each.kind}", *who.reasons)
            who = ResolvedActor(who.actor, who.name, who.kind or each.kind, who.country, who.sector, reasons)
            resolved.append(Resolution(Mention(start, end, words, each.kind), who))
        return resolved

    def _outcome(self, reading: Reading, mentions: int, coded: bool) -> OutcomeKind:  # noqa: FBT001 - private
        if coded:
            return OutcomeKind.CODED
        if not mentions:
            return OutcomeKind.NO_ACTOR
        if self.network.heads.political(reading.vectors) < _NOT_POLITICAL:
            return OutcomeKind.NOT_POLITICAL
        return OutcomeKind.ONE_ACTOR if mentions == 1 else OutcomeKind.ACTORS_NO_CLAIM


@cache
def load_coder(model: str = "") -> NeuralCoder:
    """The coder of this process with the model of a folder, or the packaged one; loaded once."""
    return NeuralCoder(Path(model)) if model else NeuralCoder()


def _span_of(mention: Mention) -> Span:
    return Span(mention.start, mention.end, mention.text)


@dataclass(frozen=True, slots=True)
class _Builder:
    """Turns claims of one sentence into statements with ranges of the whole text."""

    text: str
    sentence: Sentence
    reading: Reading
    actors: Sequence[NamedActor]

    def statement(self, claim: Claim) -> Statement:
        """The statement of a claim, every field with its reason."""
        return Statement(
            kind=claim.kind,
            type=claim.type,
            about=claim.about,
            source=tuple(self.actors[i] for i in claim.sources),
            target=tuple(self.actors[i] for i in claim.targets),
            object=self._span(claim.object),
            trigger=self._span(claim.trigger),
            sentence=Span(self.sentence.start, self.sentence.end, self.text[self.sentence.start : self.sentence.end]),
            modality=claim.modality,
            attribution=(self._attribution(claim),),
            modes=claim.modes,
            contexts=claim.contexts,
            date=None,
            place=None,
            confidence=round(claim.probability, 4),
            reasons=self._reasons(claim),
            forecast=Forecast(self._span(claim.hedge), claim.likelihood, self._words(claim.horizon))
            if claim.kind == "forecast"
            else None,
        )

    def _span(self, tokens: tuple[int, int] | None) -> Span | None:
        if tokens is None:
            return None
        words = self.text[self.sentence.start : self.sentence.end]
        start, end = whole_words(words, *self.reading.tokens.characters(*tokens))
        start, end = start + self.sentence.start, end + self.sentence.start
        return Span(start, end, self.text[start:end]) if start < end else None

    def _words(self, tokens: tuple[int, int] | None) -> str | None:
        span = self._span(tokens)
        return span.text if span else None

    def _attribution(self, claim: Claim) -> Attribution:
        if claim.speaker < 0:
            return Attribution("author")
        actor = self.actors[claim.speaker]
        return Attribution("outlet" if actor.resolved.sector == "JRN" else "speaker", actor)

    def _reasons(self, claim: Claim) -> tuple[str, ...]:
        reasons = [
            f"{claim.kind} {claim.type}: pair read with probability {claim.probability:.2f}",
            f"modality {claim.modality} with probability {claim.modality_probability:.2f}",
        ]
        trigger = self._words(claim.trigger)
        if trigger:
            reasons.append(f"trigger “{trigger}”")
        if len(claim.sources) > 1 and not claim.targets:
            reasons.append("joint act: the pair reads the same both ways")
        return tuple(reasons)
