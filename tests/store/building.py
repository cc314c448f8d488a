"""Documents, readings and workers that the tests of the ledger write with."""

from __future__ import annotations

from datetime import UTC, datetime

from dragoman.records import (
    Attribution,
    Block,
    BlockKind,
    Candidate,
    Coding,
    Date,
    DateOrigin,
    Document,
    Forecast,
    Mention,
    NamedActor,
    Outcome,
    OutcomeKind,
    Page,
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
from dragoman.store import CodedDocument, NewDocument, create_ledger

SERBIA = ResolvedActor("SRB", "Serbia", "state", "SRB", "GOV", ("name of a state",))
EU = ResolvedActor("EU", "European Union", "body", "IGO", None, ("name of a body",))
CAPTURED = datetime(2024, 5, 1, 8, 30, tzinfo=UTC)


def document(name: str, *, edition: int = 1, paragraphs: int = 2, title: str | None = None) -> Document:
    """A document whose paragraphs each make one claim; another edition has other words."""
    parts = [
        f"Belgrade rejected proposal {name} number {number} of Brussels. Edition {edition} says “no”."
        for number in range(paragraphs)
    ]
    text = "\n\n".join(parts)
    blocks, start = [], 0
    for part in parts:
        blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(part)))
        start += len(part) + 2
    uri = f"https://example.org/{name}"
    return Document(
        id=digest(uri),
        version=digest(text)[:12],
        uri=uri,
        title=title if title is not None else f"On {name}",
        authors=("A. Writer", "Б. Писац"),
        publisher="Example Review",
        genre="analysis",
        language="en",
        script="Latn",
        published=Date("2024-04-01", "2024-04-30", Precision.MONTH, DateOrigin.STATED),
        captured_at=CAPTURED,
        text=text,
        blocks=tuple(blocks),
        pages=(Page(1, 0, len(text)),),
        collection="tests",
        licence="CC0-1.0",
        media_type="text/plain",
        content_hash=digest("content", text),
        source_note="written for the tests",
    )


def passages(of: Document) -> tuple[Passage, ...]:
    """One passage a paragraph, two sentences each."""
    found = []
    for ordinal, block in enumerate(of.blocks):
        middle = of.text.index(". ", block.start) + 1
        sentences = (Sentence(block.start, middle), Sentence(middle + 1, block.end))
        found.append(Passage(of.key, ordinal, block.start, block.end, None, 1, sentences))
    return tuple(found)


def span(text: str, words: str, start: int = 0) -> Span:
    """The first place of these words from ``start`` on."""
    at = text.index(words, start)
    return Span(at, at + len(words), words)


def coding(of: Document, *, confidence: float = 0.75) -> Coding:
    """Belgrade rejects something of Brussels, once in each paragraph."""
    statements, outcomes, resolutions = [], [], []
    for passage in passages(of):
        claim, rest = passage.sentences
        source = NamedActor(span(of.text, "Belgrade", claim.start), SERBIA)
        target = NamedActor(span(of.text, "Brussels", claim.start), EU)
        statements.append(statement(of, claim, source, target, confidence))
        outcomes.append(Outcome(claim.start, claim.end, OutcomeKind.CODED))
        outcomes.append(Outcome(rest.start, rest.end, OutcomeKind.NO_ACTOR))
        for named in (source, target):
            kept = (Candidate(named.resolved.actor or "", 0.9, ("exact name",)),)
            mention = Mention(named.span.start, named.span.end, named.span.text, "name", kept)
            resolutions.append(Resolution(mention, named.resolved))
    return Coding(tuple(statements), tuple(outcomes), tuple(resolutions))


def statement(of: Document, claim: Sentence, source: NamedActor, target: NamedActor, confidence: float) -> Statement:
    """The claim of one sentence."""
    return Statement(
        kind="event",
        type="REJECT",
        about=None,
        source=(source,),
        target=(target,),
        object=span(of.text, "proposal", claim.start),
        trigger=span(of.text, "rejected", claim.start),
        sentence=Span(claim.start, claim.end, of.text[claim.start : claim.end]),
        modality="asserted",
        attribution=(Attribution("author"), Attribution("speaker", source)),
        modes=(),
        contexts=("diplomatic",),
        date=Date("2024-04-02", "2024-04-02", Precision.DAY, DateOrigin.PUBLICATION),
        place=Place(source.span, "Belgrade", 44.8, 20.5, "city"),
        confidence=confidence,
        reasons=("reject 0.75",),
        forecast=Forecast(None, "unstated", None),
    )


def coded(of: Document, *, version: str = "1", register: str = "r1", confidence: float = 0.75) -> CodedDocument:
    """A complete reading by the coder ``dragoman``."""
    return CodedDocument(of.key, "dragoman", version, register, coding(of, confidence=confidence))


def new(of: Document, *, code: bool = True) -> NewDocument:
    """A document ready to be written."""
    cut = passages(of)
    terms = tuple(of.text[passage.start : passage.end].lower() for passage in cut)
    return NewDocument(of, cut, terms, (1, 2, 3), coded(of) if code else None)


def write_documents(address: str, names: list[str], batch: int, run: str) -> None:
    """A writing process: makes the ledger if there is none, writes documents in batches, tidies up."""
    writer = create_ledger(address).writer(run=run)
    for start in range(0, len(names), batch):
        writer.write([new(document(name)) for name in names[start : start + batch]])
    writer.tidy()
