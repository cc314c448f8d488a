"""A small ledger in five languages that the tests of search look into."""

from __future__ import annotations

from datetime import UTC, datetime

from dragoman.language.analyzer import terms
from dragoman.passages.split import split_passages
from dragoman.records import (
    Block,
    BlockKind,
    Coding,
    Date,
    DateOrigin,
    Document,
    Mention,
    NamedActor,
    Page,
    Precision,
    Resolution,
    ResolvedActor,
    Span,
    Statement,
    digest,
)
from dragoman.store import CodedDocument, Ledger, NewDocument, create_ledger
from dragoman.store.fulltext import refresh_indexes, refresh_vocabulary

SERBIA = ResolvedActor("SRB", "Serbia", "state", "SRB", "GOV")


def make_document(
    name: str,
    *paragraphs: str,
    language: str | None = "en",
    publisher: str | None = "Danube Review",
    day: str | None = "2012-05-17",
    genre: str = "analysis",
    pages: tuple[Page, ...] = (),
) -> Document:
    blocks, text = [], ""
    for paragraph in paragraphs:
        text += "\n\n" if text else ""
        kind = BlockKind.HEADING if paragraph.startswith("# ") else BlockKind.PARAGRAPH
        words = paragraph.removeprefix("# ")
        blocks.append(Block(kind, len(text), len(text) + len(words), int(kind is BlockKind.HEADING)))
        text += words
    uri = f"https://example.org/{name}"
    return Document(
        id=digest(uri),
        version=digest(text)[:12],
        uri=uri,
        title=name.replace("-", " ").title(),
        authors=(),
        publisher=publisher,
        genre=genre,
        language=language,
        script="Latn",
        published=Date(day, day, Precision.DAY, DateOrigin.STATED) if day else None,
        captured_at=datetime(2024, 5, 1, tzinfo=UTC),
        text=text,
        blocks=tuple(blocks),
        pages=pages,
        collection="tests",
        licence=None,
        media_type="text/plain",
        content_hash=digest(text),
    )


def new(document: Document) -> NewDocument:
    passages = split_passages(document)
    stems = tuple(terms(document.text[each.start : each.end], document.language) for each in passages)
    coded = CodedDocument(document.key, "dragoman", "1", "r1", _coding(document))
    return NewDocument(document, passages, stems, coded=coded)


def _coding(document: Document) -> Coding:
    """One claim by Serbia where the text names it."""
    start = document.text.find("Serbia")
    if start < 0:
        return Coding((), (), ())
    span = Span(start, start + 6, "Serbia")
    claim = Statement(
        kind="event", type="CONSULT", about=None, source=(NamedActor(span, SERBIA),), target=(), object=None,
        trigger=None, sentence=span, modality="asserted", attribution=(), modes=(), contexts=(), date=None,
        place=None, confidence=0.9, reasons=(),
    )  # fmt: skip
    return Coding((claim,), (), (Resolution(Mention(start, start + 6, "Serbia", "state"), SERBIA),))


FILLER = "The weather over the river was calm and the ferries ran on time as they always had. "

SANCTIONS = make_document(
    "sanctions-debate",
    "# The question of sanctions",
    "Serbia will not join the sanctions against its partner, the minister said. " + FILLER * 4,
    "The second sanction was lifted a year later. " + FILLER * 5,
    day="2014-03-02",
)
TALKS = make_document(
    "talks-in-vienna",
    "Delegations met in Vienna for talks about the status of the province. "
    "The border treaty was not on the table. Nobody mentioned sanctions.",
    publisher="CIA World Factbook",
    day="2006-02-20",
    genre="report",
)
CYRILLIC = make_document(
    "sankcije-cyr",
    "Влада је расправљала о санкцијама против Русије. Председник Вучић није присуствовао седници.",
    language="sr",
    publisher="Дунавски преглед",
    day="2022-04-01",
)
LATIN = make_document(
    "sankcije-lat",
    "Predsednik Vučić je izjavio da sankcije nisu rešenje. Razgovarao je sa Vučićevim savetnikom. "
    "Republika Srpska je ćutala.",
    language="sr",
    day="2022-03-01",
)
CROATIAN = make_document("vlada-hr", "Predsjednik vlade potvrdio je sankcije protiv tvrtke.", language="hr", day=None)
RUSSIAN = make_document(
    "peregovory", "Стороны вернулись к переговорах о границе. Переговоры шли три дня.", language="ru", day="2020-01-09"
)
BORDER = make_document(
    "border-treaty",
    "A treaty on the maritime border was signed. The two states agreed that the border remains open.",
    FILLER * 12,
    "The treaty of friendship and, much later and after long years of quarrel about many things, the border.",
    pages=(Page(1, 0, 95), Page(2, 95, 5000)),
    day="2008-10-09",
)
ALL = (SANCTIONS, TALKS, CYRILLIC, LATIN, CROATIAN, RUSSIAN, BORDER)


def build(address: str, *documents: Document) -> Ledger:
    """A ledger with these documents, indexed."""
    ledger = create_ledger(address)
    if documents:
        ledger.writer(run="tests").write([new(document) for document in documents])
    refresh_indexes(ledger.engine.dataset("passages"))
    refresh_vocabulary(ledger.engine)
    return ledger
