"""Every table of a ledger: its rows as records, its key, and which come first.

A document is written children first; its row in ``documents`` is the commit mark.
Codings likewise: the row in ``codings`` is written last.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dragoman.actors.overlay import OwnForm, OwnNames, OwnOffice
from dragoman.categories.records import Example, Finding, Scores
from dragoman.records import (
    Attribution,
    Block,
    Candidate,
    Convening,
    Date,
    Forecast,
    OutcomeKind,
    Page,
    Place,
    Sentence,
    Span,
)

FORMAT_VERSION = 4
"""Raised when the layout changes; ``migrations`` brings older ledgers here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetaRow:
    """One fact about the ledger itself, such as its format version."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document version; live while ``retired_at`` is unknown."""

    key: str
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
    source_note: str | None
    supersedes: str | None
    signature: tuple[int, ...]
    fingerprint: str | None
    passage_count: int
    run: str
    recorded_at: datetime
    retired_at: datetime | None = None
    retired_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageRow:
    """A passage with what search filters by; ``labels`` are words such as ``lang:en``."""

    key: str
    document: str
    ordinal: int
    start: int
    end: int
    page: int | None
    heading: str | None
    sentences: tuple[Sentence, ...]
    text: str
    terms: str
    labels: tuple[str, ...]
    title: str | None
    publisher: str | None
    language: str | None
    published_start: str | None
    published_end: str | None
    recorded_at: datetime
    retired_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """A claim: what and in which words, whoever reads it so."""

    id: str
    document: str
    kind: str
    type: str
    about: str | None
    source: tuple[Span, ...]
    target: tuple[Span, ...]
    object: Span | None
    trigger: Span | None
    sentence: Span
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationRow:
    """One coder's reading of a claim; live while ``retired_at`` is unknown."""

    id: str
    statement: str
    document: str
    coder: str
    coder_version: str
    run: str
    modality: str
    attribution: tuple[Attribution, ...]
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    date: Date | None
    place: Place | None
    confidence: float
    reasons: tuple[str, ...]
    forecast: Forecast | None
    convening: Convening | None
    recorded_at: datetime
    retired_at: datetime | None = None
    retired_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow:
    """Words that name an actor, with who they may stand for."""

    id: str
    document: str
    start: int
    end: int
    text: str
    kind: str
    candidates: tuple[Candidate, ...]
    recorded_at: datetime
    antecedent: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionRow:
    """Who a mention was taken for in one coder's reading, by which version of the register and why.

    ``rule`` is what promoted a candidate to the accepted actor. Rows from before format 3 name no coder.
    """

    id: str
    document: str
    start: int
    end: int
    actor: str | None
    name: str | None
    kind: str | None
    country: str | None
    sector: str | None
    register_version: str
    reasons: tuple[str, ...]
    recorded_at: datetime
    rule: str | None = None
    coder: str | None = None
    coder_version: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRow:
    """What a coder found in a sentence, or why nothing."""

    id: str
    document: str
    start: int
    end: int
    coder: str
    coder_version: str
    outcome: OutcomeKind
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingRow:
    """The mark that a coder's reading of a document version is complete."""

    id: str
    document: str
    coder: str
    coder_version: str
    run: str
    statements: int
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """What was looked at, so that nothing is read twice; ``reason`` if it was refused."""

    uri: str
    fingerprint: str
    document: str | None
    reason: str | None
    run: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateRow:
    """Two documents that say nearly the same; ``similarity`` is the Jaccard index of their shingles."""

    id: str
    first: str
    second: str
    similarity: float
    identical: bool
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """What was read and coded when, with which versions."""

    id: str
    command: str
    versions: tuple[str, ...]
    started_at: datetime
    ended_at: datetime | None
    documents: int
    statements: int
    refused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TombstoneRow:
    """A document the owner had removed: its id, and nothing of its content."""

    document: str
    reason: str | None
    recorded_at: datetime


class JudgementKind(StrEnum):
    """What somebody decided: about actors (merge, split, rename), a mention (accept, reject) or an event link."""

    MERGE = "merge"
    SPLIT = "split"
    ACCEPT = "accept"
    REJECT = "reject"
    RENAME = "rename"
    EVENT_LINK = "event link"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementRow:
    """A decision beside the data; live while ``retired_at`` is unknown, and never deleted.

    ``subject`` holds the ids of actors (merge, split, rename), of mentions (accept, reject) or of statements
    (event link: all are one happening, or the first is none of the others'), ``object`` the accepted actor,
    ``verdict`` the decision in a word, or the new name.
    """

    id: str
    kind: JudgementKind
    subject: tuple[str, ...]
    object: str | None
    verdict: str
    who: str
    note: str | None
    recorded_at: datetime
    retired_at: datetime | None = None
    retired_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """An actor of the user's own register; live while ``retired_at`` is unknown.

    ``key`` names this record of this actor, ``id`` the actor.
    """

    key: str
    id: str
    kind: str | None
    names: tuple[OwnNames, ...]
    forms: tuple[OwnForm, ...]
    country: str | None
    sector: str | None
    parent: str | None
    gender: str | None
    valid_from: str | None
    valid_to: str | None
    offices: tuple[OwnOffice, ...]
    wikidata: str | None
    source: str
    recorded_at: datetime
    retired_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryRow:
    """A user's own category as it was learnt; live while ``retired_at`` is unknown.

    ``key`` names this record of the category ``name``. The examples are the user's own text, and kept so that it
    can be learnt again for another version of the model. What else was learnt from is drawn anew then.
    """

    key: str
    name: str
    definition: str
    examples: tuple[Example, ...]
    query: tuple[float, ...]
    weights: tuple[float, ...]
    threshold: float
    scores: Scores
    model_version: str
    recorded_at: datetime
    retired_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryReadingRow:
    """What one record of a category found in a document version: also the mark that it was read for it."""

    id: str
    category: str
    name: str
    document: str
    findings: tuple[Finding, ...]
    run: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow:
    """A word form of the index with its stems, spaces between, and about how often it occurs; can be rebuilt."""

    term: str
    stem: str
    count: int


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table's name, the record its rows are, its key and its scalar indexes."""

    name: str
    record: type
    key: str
    indexes: tuple[str, ...] = ()


TABLES: tuple[TableSpec, ...] = (
    TableSpec("meta", MetaRow, "name"),
    TableSpec("passages", PassageRow, "key", ("document",)),
    TableSpec("mentions", MentionRow, "id", ("document",)),
    TableSpec("resolutions", ResolutionRow, "id", ("document",)),
    TableSpec("statements", StatementRow, "id", ("document",)),
    TableSpec("observations", ObservationRow, "id", ("document", "statement")),
    TableSpec("outcomes", OutcomeRow, "id", ("document",)),
    TableSpec("documents", DocumentRow, "key", ("key", "id")),
    TableSpec("codings", CodingRow, "id", ("document",)),
    TableSpec("sources", SourceRow, "uri", ("uri",)),
    TableSpec("duplicates", DuplicateRow, "id"),
    TableSpec("runs", RunRow, "id"),
    TableSpec("tombstones", TombstoneRow, "document"),
    TableSpec("vocabulary", TermRow, "term"),
    TableSpec("judgements", JudgementRow, "id"),
    TableSpec("actors", ActorRow, "key"),
    TableSpec("categories", CategoryRow, "key"),
    TableSpec("category_readings", CategoryReadingRow, "id", ("document",)),
)

BY_NAME = {spec.name: spec for spec in TABLES}

OF_A_DOCUMENT = (
    "passages",
    "mentions",
    "resolutions",
    "statements",
    "observations",
    "outcomes",
    "codings",
    "category_readings",
)
"""Tables whose rows belong to one document version, named by their ``document`` column."""
