"""The types that travel between steps. Frozen; no I/O.

Offsets count characters of ``Document.text``. Times are UTC. Unknown is ``None``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


def digest(*parts: str) -> str:
    """A stable 24-character id of the parts, in this order."""
    joined = "\x1f".join(parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:24]


class Precision(StrEnum):
    """How exact a date is."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"


class DateOrigin(StrEnum):
    """Where a date comes from; never the day of reading."""

    STATED = "stated"
    METADATA = "metadata"
    URL = "url"
    GIVEN = "given"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True)
class Date:
    """An interval with its precision: a year is a year, not its first of January.

    ``start`` and ``end`` are inclusive ISO days (``2008-01-01``, ``2008-12-31``).
    """

    start: str
    end: str
    precision: Precision
    origin: DateOrigin

    def __str__(self) -> str:
        if self.precision is Precision.YEAR:
            return self.start[:4]
        if self.precision is Precision.MONTH:
            return self.start[:7]
        return self.start if self.start == self.end else f"{self.start}/{self.end}"


class BlockKind(StrEnum):
    """What a stretch of a document's text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of ``Document.text`` as the source divides it; level 1-6 for headings."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A printed page and the range of text on it."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text as read, once and for all offsets, with where it comes from."""

    id: str
    version: str
    uri: str
    title: str | None
    authors: tuple[str, ...]
    publisher: str | None
    genre: str | None
    language: str | None
    script: str | None
    published: Date | None
    captured_at: datetime
    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...]
    collection: str | None
    licence: str | None
    media_type: str
    content_hash: str
    source_note: str | None = None
    supersedes: str | None = None

    @property
    def key(self) -> str:
        """Names this version of this document in every table."""
        return f"{self.id}-{self.version}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """About a paragraph: never across a heading, never inside a sentence."""

    document: str
    ordinal: int
    start: int
    end: int
    heading: str | None
    page: int | None
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A range of a document's text with the words that stand there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name that stands in a text, whoever bears it: its range and kind (person, body, place or other)."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor a mention may name: score 0 to 1, with the reasons in words."""

    actor: str
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name an actor; candidates best first; naming is not yet accepting.

    ``antecedent`` is the earlier mention of the document that a short form or a pronoun refers to.
    """

    start: int
    end: int
    text: str
    kind: str
    candidates: tuple[Candidate, ...] = ()
    antecedent: Span | None = None


@dataclass(frozen=True, slots=True)
class ResolvedActor:
    """Who a name or phrase stands for; every field but the reasons may be unknown.

    ``rule`` names what promoted a candidate to the accepted actor; without an actor there is none.
    """

    actor: str | None
    name: str | None
    kind: str | None
    country: str | None
    sector: str | None
    reasons: tuple[str, ...] = ()
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class NamedActor:
    """An actor as a statement holds it: the words, and who they stand for."""

    span: Span
    resolved: ResolvedActor


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so: kind author, speaker or outlet; the author has no words."""

    kind: str
    actor: NamedActor | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody at a convening."""

    actor: NamedActor
    role: str | None = None
    office: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True, slots=True)
class Convening:
    """What a text says of a meeting beyond that it took place."""

    name: Span | None
    format: str | None
    topic: Span | None
    organisers: tuple[NamedActor, ...]
    participants: tuple[Participant, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """How sure and for when; likelihood ``unstated`` where the text gives none."""

    hedge: Span | None
    likelihood: str
    horizon: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the words, and the place they were taken for (degrees, WGS 84).

    ``country`` is ISO 3166 alpha-3 (Kosovo XKX), ``geonames`` the GeoNames id, ``precision`` how exact the
    point is: ``building``, ``town``, ``region``, ``river``, ``sea``, ``country``, ``continent`` ...
    """

    span: Span
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None
    country: str | None = None
    geonames: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One claim a text makes, with one coder's reading of it.

    The claim is kind, type, about and the ranges; the rest is the reading, which the
    ledger keeps as an observation.
    """

    kind: str
    type: str
    about: str | None
    source: tuple[NamedActor, ...]
    target: tuple[NamedActor, ...]
    object: Span | None
    trigger: Span | None
    sentence: Span
    modality: str
    attribution: tuple[Attribution, ...]
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    date: Date | None
    place: Place | None
    confidence: float
    reasons: tuple[str, ...]
    forecast: Forecast | None = None
    convening: Convening | None = None

    def id(self, document_key: str) -> str:
        """The claim's id in a document version: not the coder, not the resolved actors."""
        return digest(
            document_key,
            self.kind,
            self.type,
            self.about or "",
            _ranges(actor.span for actor in self.source),
            _ranges(actor.span for actor in self.target),
            _ranges([self.object] if self.object else []),
            _ranges([self.trigger] if self.trigger else []),
        )


def _ranges(spans: Iterable[Span]) -> str:
    return ",".join(f"{span.start}-{span.end}" for span in sorted(spans, key=lambda s: s.start))


class OutcomeKind(StrEnum):
    """What became of a sentence; never a default code."""

    CODED = "coded"
    NO_ACTOR = "no actor"
    ONE_ACTOR = "one actor, no claim"
    ACTORS_NO_CLAIM = "actors named together, no claim"
    NOT_POLITICAL = "not political"
    LANGUAGE_NOT_CODED = "language not coded"
    TOO_LONG = "sentence too long"
    CODER_FAILED = "coder failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a coder found in a sentence, or why nothing."""

    start: int
    end: int
    outcome: OutcomeKind


@dataclass(frozen=True, slots=True)
class Resolution:
    """A mention and who it was taken for."""

    mention: Mention
    actor: ResolvedActor


@dataclass(frozen=True, slots=True)
class Coding:
    """Everything one coder read out of one text."""

    statements: tuple[Statement, ...]
    outcomes: tuple[Outcome, ...]
    resolutions: tuple[Resolution, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """An item that was not read, and why."""

    uri: str
    reason: str
