"""The coder that asks a language model: its answers through the same register, dates, places and records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from dragoman.actors.document import link_mentions
from dragoman.actors.finder import Finder
from dragoman.actors.overlay import NO_OVERLAY, Overlay, register_with
from dragoman.actors.owners import asked_in
from dragoman.actors.phrase_resolver import PhraseResolver
from dragoman.actors.phrases import read_phrase
from dragoman.dates.find import DateExpression, find_dates
from dragoman.geo.gazetteer import load_gazetteer, named_places
from dragoman.geo.places import PlaceFinder
from dragoman.language.scripts import script_of
from dragoman.llm.account import Account, Bill, Dropped
from dragoman.llm.answer import ClaimError, SentenceAnswer
from dragoman.llm.asker import LONGEST_SENTENCE, Ask, Asker
from dragoman.llm.endpoint import Endpoint
from dragoman.llm.grounding import Grounded, Named, ground
from dragoman.llm.options import limits_of, options_of
from dragoman.llm.prompt import addresses_coder, prompt_version
from dragoman.llm.statement import Setting, build
from dragoman.ontology import load_ontology
from dragoman.records import (
    Coding,
    Mention,
    NamedActor,
    Outcome,
    OutcomeKind,
    Resolution,
    Sentence,
    Span,
    Statement,
    digest,
)
from dragoman.settings import Settings
from dragoman.statements.labels import CODED_LANGUAGES
from dragoman.statements.when import given_date, moved, stated_day

_LONGEST_MENTION = 400
_MODEL = "language model"


@dataclass(frozen=True, slots=True)
class _Read:
    """What one sentence gave before the document is looked at as a whole."""

    sentence: Sentence
    failure: OutcomeKind | None = None
    political: bool = True
    claims: tuple[Grounded, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    dates: tuple[DateExpression, ...] = field(default=())


class LlmCoder:
    """Reads statements by asking a model behind an OpenAI-compatible endpoint.

    What it answers counts only as far as its words stand in the sentence and its names in the ontology. A
    sentence the model does not answer for is ``CODER_FAILED``; a document the run cannot pay for as a whole is
    not begun.
    """

    def __init__(
        self,
        ask: Ask,
        account: Account,
        *,
        model: str,
        parallel: int = 1,
        answer_tokens: int = 0,
        overlay: Overlay = NO_OVERLAY,
    ) -> None:
        self.name = f"llm:{model}"
        self._model = model
        self._account = account
        self._asker = Asker(ask, account, parallel=parallel, answer_tokens=answer_tokens)
        self._register = register_with(overlay)
        self._finder = Finder(self._register, places=named_places)
        self._resolver = PhraseResolver(self._register, named_places)
        self.register_version = self._register.version

    @property
    def version(self) -> str:
        """Follows from the instructions, the ontology, the model's name and the register."""
        return f"{digest(prompt_version(), load_ontology().version, self._model)[:12]}+{self.register_version}"

    @property
    def stopped(self) -> str | None:
        """Why the endpoint is asked no more; None as long as it is."""
        return self._account.stopped

    def bill(self) -> Bill:
        """What was spent so far, and what failed."""
        return self._account.bill()

    @cached_property
    def _places(self) -> PlaceFinder:
        return PlaceFinder(load_gazetteer(), self._register)

    def code(self, text: str, sentences: Sequence[Sentence], *, date: str | None, language: str | None) -> Coding:
        """Everything claimed in these sentences of the text; the languages are those of Dragoman's own coder."""
        language = language or ("ru" if script_of(text) == "Cyrl" else "en")
        if language not in CODED_LANGUAGES:
            return _all(sentences, OutcomeKind.LANGUAGE_NOT_CODED)
        wanted = [each for each in sentences if _is_asked(text[each.start : each.end])]
        texts = [text[each.start : each.end] for each in wanted]
        if texts and not self._asker.has_room(texts):
            return _all(sentences, OutcomeKind.CODER_FAILED)
        answers = dict(zip(wanted, self._asker.answers(texts), strict=True))
        return self._coding(
            text, [self._read(text, each, answers, date, language) for each in sentences], date, language
        )

    def _coding(self, text: str, parts: Sequence[_Read], date: str | None, language: str) -> Coding:
        linked = self._linked(text, parts, date, language)
        places = self._places.find(text, language=language) if any(part.claims for part in parts) else ()
        who = {(each.mention.start, each.mention.end): each.actor for each in linked}
        statements: dict[str, Statement] = {}
        for part in parts:
            start, end = part.sentence.start, part.sentence.end
            mentions = [each.mention for each in part.resolutions]
            actors = {
                (each.start, each.end): NamedActor(Span(each.start, each.end, each.text), who[each.start, each.end])
                for each in mentions
            }
            here = [each for each in places if start <= each.place.span.start < end]
            setting = Setting(text, part.sentence, self._model, actors, part.dates, here)
            for claim in part.claims:
                self._keep(statements, build(claim, setting))
        outcomes = tuple(Outcome(p.sentence.start, p.sentence.end, _outcome(p)) for p in parts)
        return Coding(tuple(statements.values()), outcomes, linked)

    def _linked(self, text: str, parts: Sequence[_Read], date: str | None, language: str) -> tuple[Resolution, ...]:
        """Who the mentions stand for in the document as a whole."""
        return link_mentions(
            text,
            [each for part in parts for each in part.resolutions],
            register=self._register,
            language=language,
            date=date,
            sentences=[(part.sentence.start, part.sentence.end) for part in parts],
        )

    def _keep(self, statements: dict[str, Statement], statement: Statement) -> None:
        """Keeps a statement; of two readings of one claim in the same words the first."""
        if statements.setdefault(statement.id(""), statement) is not statement:
            self._account.dropped(Dropped.TWICE)

    def _read(
        self,
        text: str,
        sentence: Sentence,
        answers: dict[Sentence, SentenceAnswer | None],
        date: str | None,
        language: str,
    ) -> _Read:
        words = text[sentence.start : sentence.end]
        if len(words) > LONGEST_SENTENCE:
            return _Read(sentence, OutcomeKind.TOO_LONG)
        answer = answers.get(sentence, SentenceAnswer(political=True, claims=()))
        if answer is None:
            return _Read(sentence, OutcomeKind.CODER_FAILED)
        claims = self._grounded(answer, words)
        dates = find_dates(words, language=language, published=given_date(date))
        day = stated_day(dates) or date
        return _Read(
            sentence,
            political=answer.political,
            claims=claims,
            resolutions=tuple(
                self._resolve(words, sentence.start, each, how=how, date=day, language=language)
                for each, how in self._mentions(words, claims, language)
            ),
            dates=tuple(moved(each, sentence.start) for each in dates),
        )

    def _grounded(self, answer: SentenceAnswer, words: str) -> tuple[Grounded, ...]:
        for reason in answer.dropped:
            self._account.dropped(reason)
        grounded: list[Grounded] = []
        for said in answer.claims:
            try:
                grounded.append(ground(said, words))
            except ClaimError as error:
                self._account.dropped(error.reason)
        return tuple(grounded)

    def _mentions(self, words: str, claims: Sequence[Grounded], language: str) -> list[tuple[Mention, str]]:
        """Actors of a sentence by ranges of it: the model's, and the dictionary's where the model names none."""
        listed = [m for m in self._finder.find(words, language=language) if m.candidates]
        named: dict[tuple[int, int], Named] = {}
        for claim in claims:
            for actor in claim.mentions:
                named.setdefault(actor.range, actor)
        found = [(_mention(words, each, listed), _MODEL) for each in named.values()]
        free = [m for m in listed if not any(m.start < end and start < m.end for start, end in named)]
        found += [(mention, "dictionary") for mention in free]
        return sorted(found, key=lambda each: (each[0].start, each[0].end))

    def _resolve(
        self, words: str, offset: int, mention: Mention, *, how: str, date: str | None, language: str
    ) -> Resolution:
        phrase = read_phrase(self._register, mention.text[:_LONGEST_MENTION], language=language)
        asked = asked_in(self._register, words, mention.text, date=date, language=language)
        who = self._resolver.resolve(phrase, asked)
        reasons = (f"found by the {how} as {mention.kind}", *who.reasons)
        moved_ = replace(mention, start=offset + mention.start, end=offset + mention.end)
        return Resolution(moved_, replace(who, kind=who.kind or mention.kind, reasons=reasons))


def open_llm_coder(settings: Settings, *, overlay: Overlay = NO_OVERLAY) -> LlmCoder:
    """The coder of one run, as the settings name its endpoint; an error says what is missing."""
    account = Account(limits_of(settings))
    options = options_of(settings)
    endpoint = Endpoint(options, account)
    return LlmCoder(
        endpoint.ask,
        account,
        model=options.model,
        parallel=settings.llm_parallel,
        answer_tokens=settings.llm_max_tokens,
        overlay=overlay,
    )


def _is_asked(words: str) -> bool:
    return len(words) <= LONGEST_SENTENCE and any(sign.isalpha() for sign in words) and not addresses_coder(words)


def _all(sentences: Sequence[Sentence], kind: OutcomeKind) -> Coding:
    return Coding((), tuple(Outcome(each.start, each.end, kind) for each in sentences), ())


def _mention(words: str, named: Named, listed: Sequence[Mention]) -> Mention:
    """The model's mention with what the dictionary knows of its words."""
    start, end = named.range
    candidates = tuple(c for m in listed if m.start < end and start < m.end for c in m.candidates)
    return Mention(start, end, words[start:end], named.kind, candidates)


def _outcome(part: _Read) -> OutcomeKind:
    if part.failure:
        return part.failure
    if part.claims:
        return OutcomeKind.CODED
    if not part.resolutions:
        return OutcomeKind.NO_ACTOR
    if not part.political:
        return OutcomeKind.NOT_POLITICAL
    return OutcomeKind.ONE_ACTOR if len(part.resolutions) == 1 else OutcomeKind.ACTORS_NO_CLAIM
