"""New documents and readings as rows of the tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dragoman.categories.records import Sorted
from dragoman.records import Coding, Document, Passage, Statement, digest
from dragoman.store.labels import passage_labels
from dragoman.store.tables import MentionRow, ObservationRow, OutcomeRow, PassageRow, ResolutionRow, StatementRow


@dataclass(frozen=True, slots=True)
class CodedDocument:
    """A coder's complete reading of one document version, with what the user's categories found in the same pass."""

    document: str
    coder: str
    coder_version: str
    register_version: str
    coding: Coding
    categories: tuple[Sorted, ...] = ()


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document ready to be written: its passages, their index terms, its MinHash bands."""

    document: Document
    passages: tuple[Passage, ...]
    terms: tuple[str, ...]
    signature: tuple[int, ...] = ()
    coded: CodedDocument | None = None
    fingerprint: str | None = None


def passage_rows(new: NewDocument, now: datetime) -> Iterator[PassageRow]:
    """The passages of a document, with what search filters by."""
    document = new.document
    coding = new.coded.coding if new.coded else None
    published = document.published
    for passage, terms in zip(new.passages, new.terms, strict=True):
        yield PassageRow(
            key=f"{document.key}-{passage.ordinal:05d}",
            document=document.key,
            ordinal=passage.ordinal,
            start=passage.start,
            end=passage.end,
            page=passage.page,
            heading=passage.heading,
            sentences=passage.sentences,
            text=document.text[passage.start : passage.end],
            terms=terms,
            labels=passage_labels(document, passage, coding),
            title=document.title,
            publisher=document.publisher,
            language=document.language,
            published_start=published.start if published else None,
            published_end=published.end if published else None,
            recorded_at=now,
        )


def mention_rows(coded: CodedDocument, now: datetime) -> Iterator[MentionRow]:
    """The mentions that a reading found."""
    for mention in (each.mention for each in coded.coding.resolutions):
        yield MentionRow(
            id=mention_id(coded.document, mention.start, mention.end),
            document=coded.document,
            start=mention.start,
            end=mention.end,
            text=mention.text,
            kind=mention.kind,
            candidates=mention.candidates,
            recorded_at=now,
            antecedent=mention.antecedent,
        )


def mention_id(document: str, start: int, end: int) -> str:
    """The id of the mention at a range of a document version."""
    return digest(document, str(start), str(end))


def resolution_rows(coded: CodedDocument, now: datetime) -> Iterator[ResolutionRow]:
    """Who the mentions were taken for."""
    for each in coded.coding.resolutions:
        yield ResolutionRow(
            id=digest(
                mention_id(coded.document, each.mention.start, each.mention.end),
                coded.register_version,
                coded.coder,
                coded.coder_version,
            ),
            document=coded.document,
            start=each.mention.start,
            end=each.mention.end,
            actor=each.actor.actor,
            name=each.actor.name,
            kind=each.actor.kind,
            country=each.actor.country,
            sector=each.actor.sector,
            register_version=coded.register_version,
            reasons=each.actor.reasons,
            recorded_at=now,
            rule=each.actor.rule,
            coder=coded.coder,
            coder_version=coded.coder_version,
        )


def statement_rows(coded: CodedDocument, now: datetime) -> Iterator[StatementRow]:
    """The claims of a reading, without what only this coder says of them."""
    for statement in coded.coding.statements:
        yield StatementRow(
            id=statement.id(coded.document),
            document=coded.document,
            kind=statement.kind,
            type=statement.type,
            about=statement.about,
            source=tuple(actor.span for actor in statement.source),
            target=tuple(actor.span for actor in statement.target),
            object=statement.object,
            trigger=statement.trigger,
            sentence=statement.sentence,
            recorded_at=now,
        )


def observation_rows(coded: CodedDocument, run: str, now: datetime) -> Iterator[ObservationRow]:
    """What this coder says of the claims."""
    for statement in coded.coding.statements:
        yield _observation_row(coded, statement, run, now)


def _observation_row(coded: CodedDocument, statement: Statement, run: str, now: datetime) -> ObservationRow:
    identifier = statement.id(coded.document)
    return ObservationRow(
        id=digest(identifier, coded.coder, coded.coder_version),
        statement=identifier,
        document=coded.document,
        coder=coded.coder,
        coder_version=coded.coder_version,
        run=run,
        modality=statement.modality,
        attribution=statement.attribution,
        modes=statement.modes,
        contexts=statement.contexts,
        date=statement.date,
        place=statement.place,
        confidence=statement.confidence,
        reasons=statement.reasons,
        forecast=statement.forecast,
        convening=statement.convening,
        recorded_at=now,
    )


def outcome_rows(coded: CodedDocument, now: datetime) -> Iterator[OutcomeRow]:
    """What became of each sentence."""
    for outcome in coded.coding.outcomes:
        yield OutcomeRow(
            id=digest(coded.document, str(outcome.start), str(outcome.end), coded.coder, coded.coder_version),
            document=coded.document,
            start=outcome.start,
            end=outcome.end,
            coder=coded.coder,
            coder_version=coded.coder_version,
            outcome=outcome.outcome,
            recorded_at=now,
        )
