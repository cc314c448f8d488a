"""A small ledger between Serbia, Kosovo and Croatia, with dates of every precision."""

from __future__ import annotations

from dataclasses import replace

from tests.linking.building import CROATIA, JOSIPOVIC, KOSOVO, SERBIA, TADIC, Named, Told, document, named, span, write

from dragoman.records import (
    Attribution,
    Coding,
    Convening,
    Date,
    DateOrigin,
    Forecast,
    Mention,
    Participant,
    Passage,
    Precision,
    Resolution,
    Sentence,
    Statement,
)
from dragoman.store import CodedDocument, Ledger, NewDocument

YEAR = ("2010-01-01", "2010-12-31")
MEETING = Told(
    text="Tadić met Josipović in Vukovar on Thursday.",
    type="CONSULT",
    source=(TADIC,),
    target=(JOSIPOVIC,),
    published="2010-11-05",
    start="2010-11-04",
    trigger="met",
    place="Vukovar",
)
AGAIN = replace(
    MEETING,
    text="Serbia and Croatia held talks in Vukovar.",
    source=(SERBIA,),
    target=(CROATIA,),
    trigger="talks",
    place=None,
)
BLAME = Told(text="Serbia blamed Kosovo.", published="2014-03-04", confidence=0.5)
REPLY = Told(text="In 2010 Kosovo expelled envoys of Serbia.", type="SANCTION", source=(KOSOVO,), target=(SERBIA,))
REPLY = replace(REPLY, published="2014-06-01", modes=("expel",))
JOINT = Told(
    text="Serbia and Kosovo signed an agreement in Brussels.",
    type="AGREE",
    source=(SERBIA, KOSOVO),
    target=(),
    published="2013-04-20",
    start="2013-04-19",
    place="Brussels",
)
THIRD = replace(JOINT, text="Serbia and Kosovo accused Croatia.", type="ACCUSE", target=(CROATIA,), place=None)
PLANNED = replace(BLAME, text="Serbia will thank Kosovo.", type="SUPPORT", modality="planned")
UNRECOGNISED = Told(
    text="Serbia does not recognise Kosovo.", kind="relation", type="not_recognises", published="2012-02-01"
)
QUARREL = replace(UNRECOGNISED, text="Kosovo and Serbia dispute the border.", type="disputes", published="2015-02-01")
TELLINGS = {
    "meeting": MEETING,
    "again": AGAIN,
    "blame": BLAME,
    "joint": JOINT,
    "third": THIRD,
    "planned": PLANNED,
    "unrecognised": UNRECOGNISED,
    "quarrel": QUARREL,
}


def written(ledger: Ledger) -> dict[str, str]:
    """Writes the tellings, and one that is dated by its year only; ids of statements by name."""
    ids = {name: write(ledger, name, told)[0] for name, told in TELLINGS.items()}
    date = Date(*YEAR, Precision.YEAR, DateOrigin.STATED)
    return {**ids, "reply": put(ledger, "reply", REPLY, replace(REPLY.statement(), date=date))}


def put(ledger: Ledger, name: str, told: Told, statement: Statement) -> str:
    """Writes a document that makes this one claim; its id."""
    of = document(name, told)
    passage = Passage(of.key, 0, 0, len(of.text), None, None, (Sentence(0, len(of.text)),))
    resolutions = tuple(
        Resolution(Mention(each.span.start, each.span.end, each.span.text, "name"), each.resolved)
        for each in (*statement.source, *statement.target)
    )
    coded = CodedDocument(of.key, "dragoman", "1", "r1", Coding((statement,), (), resolutions))
    ledger.writer(run="r").write([NewDocument(of, (passage,), (of.text.lower(),), (), coded)])
    return statement.id(of.key)


def forecast(
    ledger: Ledger, name: str, text: str, horizon: str | None, *, published: str | None, likelihood: str = "likely"
) -> str:
    """Writes a forecast by Croatia that Serbia may recognise Kosovo."""
    told = Told(text=text, kind="forecast", type="recognises", modality="predicted", published=published)
    statement = replace(
        told.statement(),
        forecast=Forecast(span(text, "may"), likelihood, horizon),
        attribution=(Attribution("speaker", named(text, CROATIA)),),
    )
    return put(ledger, name, told, statement)


def convening(ledger: Ledger, name: str, told: Told, guests: tuple[Named, ...], *, host: Named | None = None) -> str:
    """Writes a roundtable with these participants."""
    statement = replace(
        told.statement(),
        kind="convening",
        type="roundtable",
        convening=Convening(
            name=None,
            format="in_person",
            topic=span(told.text, "energy") if "energy" in told.text else None,
            organisers=(named(told.text, host),) if host else (),
            participants=tuple(Participant(named(told.text, each), "speaker") for each in guests),
        ),
    )
    return put(ledger, name, told, statement)
