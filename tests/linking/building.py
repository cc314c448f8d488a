"""Reports, and ledgers whose documents tell of what a test says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from dragoman.actors.register import load_register
from dragoman.linking import Report, report_of
from dragoman.records import (
    Block,
    BlockKind,
    Coding,
    Date,
    DateOrigin,
    Document,
    Mention,
    NamedActor,
    Passage,
    Place,
    Precision,
    Resolution,
    ResolvedActor,
    Sentence,
    Span,
    Statement,
    digest,
)
from dragoman.store import CodedDocument, Ledger, NewDocument
from dragoman.store.tables import DuplicateRow


@dataclass(frozen=True, slots=True)
class Named:
    """Words of a text and the id of the actor they stand for; without one nobody is known."""

    words: str
    actor: str | None = None
    sector: str | None = None

    def resolved(self) -> ResolvedActor:
        if self.actor is None:
            return ResolvedActor(None, None, None, None, None)
        record = load_register().actor(self.actor)
        return ResolvedActor(
            record.id, record.name(), record.kind, record.country, self.sector or record.sector, ("test",), "test"
        )


SERBIA, KOSOVO, CROATIA = Named("Serbia", "SRB"), Named("Kosovo", "XKX"), Named("Croatia", "HRV")
TADIC = Named("Tadić", "person/boris-tadic", "GOV")
JOSIPOVIC = Named("Josipović", "person/ivo-josipovic", "GOV")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One sentence that makes one claim."""

    text: str
    type: str = "ACCUSE"
    source: tuple[Named, ...] = (SERBIA,)
    target: tuple[Named, ...] = (KOSOVO,)
    published: str | None = "2014-03-04"
    start: str | None = None
    end: str | None = None
    modality: str = "actual"
    kind: str = "event"
    language: str = "en"
    trigger: str | None = None
    about: str | None = None
    modes: tuple[str, ...] = ()
    place: str | None = None
    confidence: float = 0.9

    def statement(self) -> Statement:
        trigger = span(self.text, self.trigger) if self.trigger else None
        return Statement(
            kind=self.kind,
            type=self.type,
            about=self.about,
            source=tuple(named(self.text, each) for each in self.source),
            target=tuple(named(self.text, each) for each in self.target),
            object=None,
            trigger=trigger,
            sentence=Span(0, len(self.text), self.text),
            modality=self.modality,
            attribution=(),
            modes=self.modes,
            contexts=(),
            date=stated(self.start, self.end),
            place=Place(span(self.text, self.place), self.place, 44.0, 20.0, "town") if self.place else None,
            confidence=self.confidence,
            reasons=(),
        )


def stated(start: str | None, end: str | None = None) -> Date | None:
    if start is None:
        return None
    last = end or start
    return Date(start, last, Precision.DAY if start == last else Precision.RANGE, DateOrigin.STATED)


def span(text: str, words: str) -> Span:
    at = max(text.find(words), 0)
    return Span(at, at + len(words), words)


def named(text: str, each: Named) -> NamedActor:
    return NamedActor(span(text, each.words), each.resolved())


def report(told: Told, id_: str = "r", **changes: str) -> Report:
    return report_of(
        told.statement(),
        id_=id_,
        document=changes.get("document", f"d-{id_}"),
        register=load_register(),
        language=told.language,
        published=published(told),
    )


def published(told: Told) -> Date | None:
    day = told.published
    return Date(day, day, Precision.DAY, DateOrigin.METADATA) if day else None


def document(name: str, told: Told, *, text: str | None = None) -> Document:
    content = text if text is not None else told.text
    uri = f"https://example.org/{name}"
    return Document(
        id=digest(uri),
        version=digest(content)[:12],
        uri=uri,
        title=f"On {name}",
        authors=(),
        publisher="Example Review",
        genre="news",
        language=told.language,
        script="Latn",
        published=published(told),
        captured_at=datetime(2024, 5, 1, 8, 30, tzinfo=UTC),
        text=content,
        blocks=(Block(BlockKind.PARAGRAPH, 0, len(content)),),
        pages=(),
        collection="tests",
        licence=None,
        media_type="text/plain",
        content_hash=digest("content", content),
    )


def write(ledger: Ledger, name: str, *tellings: Told, version: str = "1", text: str | None = None) -> list[str]:
    """Writes a document that makes these claims, all in its one sentence; the ids of the claims."""
    of = document(name, tellings[0], text=text)
    statements = tuple(told.statement() for told in tellings)
    resolutions = tuple(
        Resolution(Mention(each.span.start, each.span.end, each.span.text, "name"), each.resolved)
        for statement in statements
        for each in (*statement.source, *statement.target)
    )
    passage = Passage(of.key, 0, 0, len(of.text), None, None, (Sentence(0, len(of.text)),))
    coded = CodedDocument(of.key, "dragoman", version, "r1", Coding(statements, (), resolutions))
    ledger.writer(run="r").write([NewDocument(of, (passage,), (of.text.lower(),), (), coded)])
    return [each.id(of.key) for each in statements]


def copies(ledger: Ledger, *names: str) -> None:
    """Notes that documents nearly repeat each other."""
    keys = {each.uri.rpartition("/")[2]: each.key for each in ledger.reader().summaries.values()}
    first, *others = (keys[name] for name in names)
    rows = [
        DuplicateRow(
            id=digest(first, other),
            first=min(first, other),
            second=max(first, other),
            similarity=0.9,
            identical=False,
            recorded_at=datetime.now(UTC),
        )
        for other in others
    ]
    ledger.writer(run="r").write_duplicates(rows)
