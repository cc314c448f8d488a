"""Statements that tests of the exports are made of: said by hand, or by a stand-in for the coder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count
from typing import Any

from tests.store.building import document, passages

from dragoman.actors.finder import Finder
from dragoman.actors.register import load_register
from dragoman.actors.resolver import Resolver
from dragoman.ontology import load_ontology
from dragoman.records import (
    Attribution,
    Coding,
    Date,
    DateOrigin,
    Document,
    Mention,
    NamedActor,
    Outcome,
    OutcomeKind,
    Place,
    Precision,
    Resolution,
    ResolvedActor,
    Sentence,
    Span,
    Statement,
)
from dragoman.store import CodedDocument, Ledger, NewDocument

SERBIA = ResolvedActor("SRB", "Serbia", "state", "SRB", None)
KOSOVO = ResolvedActor("XKX", "Kosovo", "state", "XKX", None)
SRPSKA = ResolvedActor("republika-srpska", "Republika Srpska", "body", "BIH", "GOV")
ABKHAZIA = ResolvedActor("abkhazia", "Abkhazia", "state", "GEO", "PRE")
VUCIC = ResolvedActor("person/aleksandar-vucic", "Aleksandar Vučić", "person", "SRB", "GOV")
WEST = ResolvedActor("the-west", "the West", "construct", None, None)
ENVOY = ResolvedActor(None, None, "office", "GRC", "GOV")
NUUK = ResolvedActor(None, None, "body", "GRL", "GOV")
HONG_KONG = ResolvedActor("HKG", "Hong Kong", "state", "HKG", None)
NOBODY = ResolvedActor(None, None, None, None, None)

DAY = Date("2024-03-28", "2024-03-28", Precision.DAY, DateOrigin.STATED)
YEAR = Date("2008-01-01", "2008-12-31", Precision.YEAR, DateOrigin.STATED)
PUBLISHED = Date("2024-04-02", "2024-04-02", Precision.DAY, DateOrigin.METADATA)


def named(who: ResolvedActor, words: str, start: int = 0) -> NamedActor:
    """An actor by words that stand somewhere."""
    return NamedActor(Span(start, start + len(words), words), who)


def event(**changes: Any) -> Statement:
    """Serbia rejects something of Kosovo; the changes replace what is said of it."""
    plain = Statement(
        kind="event",
        type="REJECT",
        about=None,
        source=(named(SERBIA, "Belgrade"),),
        target=(named(KOSOVO, "Pristina", 20),),
        object=None,
        trigger=Span(9, 17, "rejected"),
        sentence=Span(0, 29, "Belgrade rejected Pristina's."),
        modality="actual",
        attribution=(Attribution("author"),),
        modes=(),
        contexts=(),
        date=DAY,
        place=None,
        confidence=0.9,
        reasons=(),
    )
    return replace(plain, **changes)


def write(ledger: Ledger, *statements: Statement, name: str = "one", coder: str = "dragoman", **about: Any) -> Document:
    """Writes a document of which a coder reads these statements; ``about`` replaces what is known of it."""
    of = replace(document(name), **{"published": PUBLISHED, **about})
    cut = passages(of)
    terms = tuple(of.text[each.start : each.end].lower() for each in cut)
    sides = {each.span: each for one in statements for each in (*one.source, *one.target)}
    resolutions = [Resolution(Mention(s.start, s.end, s.text, "name"), each.resolved) for s, each in sides.items()]
    apart = [replace(each, trigger=_apart(each.trigger, number)) for number, each in enumerate(statements)]
    coding = Coding(tuple(apart), (), tuple(resolutions))
    coded = CodedDocument(of.key, coder, "1", "r1", coding)
    ledger.writer(run=coder).write([NewDocument(of, cut, terms, (), coded)])
    return of


def _apart(trigger: Span | None, number: int) -> Span | None:
    """Triggers at different places make different claims."""
    return replace(trigger, end=trigger.end + number) if trigger else None


@dataclass(frozen=True)
class StandIn:
    """Reads claims of every kind, category, mode, modality and precision in turn off the names of a text."""

    name: str = "dragoman"
    version: str = "stand-in 1"
    register_version: str = "r1"

    @cached_property
    def _finder(self) -> Finder:
        return Finder(load_register())

    @cached_property
    def _resolver(self) -> Resolver:
        return Resolver(load_register())

    @cached_property
    def _numbers(self) -> count[int]:
        return count()

    def code(self, text: str, sentences: Sequence[Sentence], *, date: str | None, language: str | None) -> Coding:
        """Two claims a sentence that names somebody: an event, and one of any kind."""
        statements: list[Statement] = []
        resolutions: list[Resolution] = []
        for sentence in sentences:
            words = text[sentence.start : sentence.end]
            found = [
                Resolution(
                    replace(each, start=each.start + sentence.start, end=each.end + sentence.start),
                    self._resolver.resolve(each.text, date=date),
                )
                for each in self._finder.find(words, language=language)
            ]
            resolutions += found
            if found:
                here = Span(sentence.start, sentence.end, words)
                statements += [self._claim(here, found, date, kind) for kind in ("event", None)]
        outcomes = tuple(Outcome(each.start, each.end, OutcomeKind.CODED) for each in sentences)
        return Coding(tuple(statements), outcomes, tuple(resolutions))

    def _claim(self, sentence: Span, found: Sequence[Resolution], date: str | None, kind: str | None) -> Statement:
        number, ontology = next(self._numbers), load_ontology()
        kind = kind or ontology.kinds[number // 2 % len(ontology.kinds)]
        types = ontology.types_of(kind)
        type_ = types[number // 2 % len(types)]
        category = ontology.categories.get(type_)
        modes = sorted(category.modes) if category and kind == "event" else []
        contexts = ontology.all_contexts()
        actors = [
            NamedActor(Span(each.mention.start, each.mention.end, each.mention.text), each.actor) for each in found
        ]
        source, target = [
            (actors[:1], actors[1:2]), (actors[:2], []), (actors[:2], actors[2:]), ([], actors[:1]),
        ][number % 4]  # fmt: skip
        return Statement(
            kind=kind,
            type=type_,
            about="AID" if number % 5 == 0 else None,
            source=tuple(source),
            target=tuple(target),
            object=None,
            trigger=Span(sentence.start, sentence.start + 1 + number % 7, sentence.text[: 1 + number % 7]),
            sentence=sentence,
            modality=ontology.modalities[number % len(ontology.modalities)],
            attribution=(Attribution("speaker", actors[-1]),),
            modes=tuple(modes[number % len(modes) :][:2]) if modes else (),
            contexts=tuple(contexts[number % len(contexts) :][:2]),
            date=_dates(date)[number % 4],
            place=Place(actors[0].span, "Belgrade", 44.804, 20.4651, "town", "SRB", 792680) if number % 3 else None,
            confidence=0.5,
            reasons=("read in turn",),
        )


def _dates(published: str | None) -> tuple[Date | None, ...]:
    day = published if published and len(published) == 10 else "2014-05-31"
    return None, Date(day, day, Precision.DAY, DateOrigin.PUBLICATION), YEAR, DAY
