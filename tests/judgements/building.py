"""Documents whose mentions stand for whom a test says."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.store.building import document, passages, span

from dragoman.records import (
    Candidate,
    Coding,
    Date,
    DateOrigin,
    Document,
    Mention,
    NamedActor,
    Precision,
    Resolution,
    ResolvedActor,
    Span,
    Statement,
)
from dragoman.store import CodedDocument, Ledger, NewDocument
from dragoman.store.new_rows import mention_id

VUCIC = ResolvedActor("person/aleksandar-vucic", "Aleksandar Vučić", "person", "SRB", "GOV", ("a name",), "listed name")
STRANGER = ResolvedActor("provisional/ana-anic", "Ana Anić", "person", None, None, (), "provisional person")
SAME_STRANGER = ResolvedActor("provisional/ana-anitsh", "Ana Anitsh", "person", "HRV", None, (), "provisional person")
NOBODY = ResolvedActor(None, None, None, None, None, ("two may be meant",))
FIRST, SECOND = "Belgrade", "Brussels"


@dataclass(frozen=True, slots=True)
class Told:
    """Who the words of a mention are taken for, and who else they may stand for."""

    resolved: ResolvedActor
    candidates: tuple[str, ...] = ()


def written(
    ledger: Ledger, name: str, first: Told, second: Told, *, day: str = "2014-05-31", version: str = "1"
) -> str:
    """Writes a document in which the first did something to the second; its key."""
    of = replace(document(name, paragraphs=1), published=Date(day, day, Precision.DAY, DateOrigin.STATED))
    cut = passages(of)
    terms = tuple(of.text[each.start : each.end].lower() for each in cut)
    coded = CodedDocument(of.key, "dragoman", version, f"r{version}", coding(of, first, second))
    ledger.writer(run="r").write([NewDocument(of, cut, terms, (), coded)])
    return of.key


def coding(of: Document, first: Told, second: Told) -> Coding:
    named = [NamedActor(span(of.text, words), told.resolved) for words, told in ((FIRST, first), (SECOND, second))]
    resolutions = tuple(
        Resolution(
            Mention(
                each.span.start,
                each.span.end,
                each.span.text,
                "person",
                tuple(Candidate(actor, 0.5, (f"may be {actor}",)) for actor in told.candidates),
            ),
            each.resolved,
        )
        for each, told in zip(named, (first, second), strict=True)
    )
    claim = passages(of)[0].sentences[0]
    statement = Statement(
        kind="event",
        type="REJECT",
        about=None,
        source=(named[0],),
        target=(named[1],),
        object=None,
        trigger=span(of.text, "rejected"),
        sentence=Span(claim.start, claim.end, of.text[claim.start : claim.end]),
        modality="actual",
        attribution=(),
        modes=(),
        contexts=(),
        date=None,
        place=None,
        confidence=0.9,
        reasons=(),
    )
    return Coding((statement,), (), resolutions)


def mention_of(ledger: Ledger, key: str, words: str) -> str:
    """The id of the mention that these words of a document are."""
    found = span(ledger.reader().documents([key])[key].text, words)
    return mention_id(key, found.start, found.end)
