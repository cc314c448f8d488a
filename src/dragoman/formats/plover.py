"""PLOVER's JSON record (manual 2.0, chapter "Data Fields"), one event a line."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import asdict
from importlib import metadata
from typing import Any

from dragoman.formats.coded_events import CodedEvent, Member, Needs, Story
from dragoman.formats.event_files import Column, EventFormat, Table, licences
from dragoman.formats.losses import Home
from dragoman.ontology import load_ontology
from dragoman.records import Place, Span
from dragoman.store import LedgerReader

_RESOLUTION = {"building": 5, "point": 5, "town": 4, "country": 1}
"""PLOVER's numbers; a region may be a province, a district or neither, and stays unknown."""

_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Signs that JSON leaves as they are but that break lines, steer a terminal or have no UTF-8."""

Json = dict[str, Any]


def plover_line(event: CodedEvent) -> str:
    """The event as one line of JSON: every standard field, ``null`` or ``[]`` where it is unknown."""
    text = json.dumps(_record(event), ensure_ascii=False, allow_nan=False)
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _record(event: CodedEvent) -> Json:
    """The standard fields in the manual's order, then Dragoman's own."""
    statement, stored, date = event.statement, event.stored, event.date
    return {
        "id": stored.id,
        "has_event": True,
        "date": date.start if date else None,
        "time": None,
        "enddate": date.end if date and date.end != date.start else None,
        "endtime": None,
        "actor": [_entity(each) for each in event.actors],
        "recipient": [_entity(each) for each in event.recipients],
        "event": [statement.type],
        "event_loc": _location(event),
        "event_text": [statement.trigger.text] if statement.trigger else [],
        "quad_code": event.quad,
        "event_scale": event.score,
        "mode": list(event.modes),
        "context": list(event.contexts),
        "link": None,
        "text": statement.sentence.text,
        "text_info": {
            "sequence": None,
            "start": statement.sentence.start,
            "end": statement.sentence.end,
            "text_story": [],
        },
        "cite_info": _citation(event),
        "coder": f"{stored.coder} {stored.coder_version}",
        "coded_date": f"{stored.recorded_at:%Y-%m-%d}",
        "coded_time": f"{stored.recorded_at:%H:%M:%S}",
        "comment": None,
        **_own_fields(event),
    }


def _own_fields(event: CodedEvent) -> Json:
    statement, document = event.statement, event.stored.document
    date = event.date
    return {
        "dragoman_document": document.key,
        "dragoman_published": asdict(document.published) if document.published else None,
        "dragoman_date": {
            "of": "publication" if event.dated_by_publication else "event",
            "precision": date.precision,
            "origin": date.origin,
        }
        if date
        else None,
        "dragoman_modality": statement.modality,
        "dragoman_about": statement.about,
        "dragoman_attribution": [
            {"kind": each.kind, "actor": _said_by(each.actor.span, each.actor.resolved.actor) if each.actor else None}
            for each in statement.attribution
        ],
        "dragoman_trigger": _span(statement.trigger),
        "dragoman_object": _span(statement.object),
        "dragoman_contexts": list(statement.contexts),
        "dragoman_confidence": statement.confidence,
    }


def _entity(member: Member) -> Json:
    return {
        "code": member.code,
        "sector": member.sector,
        "entity_text": member.span.text,
        "identifier_id": member.id,
        "identifier_text": member.name,
        "religion": None,
        "ethnicity": None,
        "office": member.office,
        "gender": member.gender,
        "age": None,
        "dragoman_kind": member.kind,
        "dragoman_wikidata": member.wikidata,
        "dragoman_start": member.span.start,
        "dragoman_end": member.span.end,
    }


def _said_by(span: Span, actor: str | None) -> Json:
    return {"text": span.text, "start": span.start, "end": span.end, "identifier_id": actor}


def _span(span: Span | None) -> Json | None:
    return asdict(span) if span else None


def _location(event: CodedEvent) -> Json | None:
    place = event.statement.place
    if place is None:
        return None
    return {
        "extracted_place": place.span.text,
        "resolved_place": place.name,
        "geonameid": place.geonames,
        "lat": place.lat,
        "lon": place.lon,
        "city": place.name if place.precision == "town" else None,
        "district": None,
        "province": None,
        "country": event.place_country,
        "country_code": event.place_code,
        "feature_class": None,
        "feature_code": None,
        "resolution": _RESOLUTION.get(place.precision or ""),
        **_own_location(place),
    }


def _own_location(place: Place) -> Json:
    return {
        "dragoman_precision": place.precision,
        "dragoman_start": place.span.start,
        "dragoman_end": place.span.end,
    }


def _citation(event: CodedEvent) -> Json:
    document = event.stored.document
    return {
        "corpus": document.collection,
        "citation": None,
        "url": document.uri,
        "title": document.title,
        "language": document.language,
        "publication": document.publisher,
        "license": event.story.licence,
        "copyright": None,
        "coder": event.stored.coder,
        "codebook": load_ontology().version,
        "version": f"dragoman {metadata.version('dragoman')}",
    }


def _stories(reader: LedgerReader, documents: Collection[str], _coder: str) -> Mapping[str, Story]:
    return {key: Story(licence=licence) for key, licence in licences(reader, documents).items()}


_COLUMNS = (
    Column("id", "id of the statement in the ledger; it does not change while the text and the reading stay"),
    Column("has_event", "always `true`: records without an event are not written"),
    Column("date", "first day of the event, YYYY-MM-DD; a month or a year begins here and ends in `enddate`"),
    Column("time", "`null`: times of day are not read"),
    Column("enddate", "last day it can have happened on or went on to, if not the same; else `null`"),
    Column("endtime", "`null`"),
    Column("actor", "list of entities, one a member; an act done together has several and no recipient"),
    Column("recipient", "list of entities; `[]` where the text names none"),
    Column(
        "actor.code, recipient.code",
        "ISO 3166 alpha-3, Kosovo KOS, or EUR, UNO, IGO, NGO, ISM, IMG, MNC; partially recognised territories have "
        "the code of the state they are counted in and sector PRE, dependencies that of the state which controls "
        "them, sub-state actors (Republika Srpska, the Federation, Vojvodina) that of their state: `identifier_id` "
        "tells them apart; `null` if unknown",
    ),
    Column("….sector", "PLOVER's sector, `null` if unknown; a state as such has none"),
    Column("….entity_text", "the words of the text"),
    Column("….identifier_id", "id in Dragoman's register; `null` if nobody was recognised"),
    Column("….identifier_text", "name in the register on the day of the event, else of publication"),
    Column("….religion, ethnicity, age", "`null`"),
    Column("….office", "offices on that day by the register, if it is known to the day; `null` for others"),
    Column("….gender", "m or f by the register, else `null`"),
    Column(
        "….dragoman_kind, dragoman_wikidata, dragoman_start, dragoman_end",
        "kind of actor, Wikidata id, range of the words in the document",
    ),
    Column("event", "list of one: the category, 16 of them"),
    Column(
        "event_loc",
        "`null` where the text does not say where; else extracted_place (words), resolved_place, geonameid, lat, lon, "
        "city (of a town), country (name) and country_code by the same convention as actors, resolution (5 building "
        "or point, 4 town, 1 country, else `null`); district, province, feature_class and feature_code are `null`; "
        "dragoman_precision, dragoman_start, dragoman_end",
    ),
    Column("event_text", "list of the words that tell of the act (trigger); `[]` if none were found"),
    Column("quad_code", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict"),
    Column(
        "event_scale",
        "PLOVER's score, -10 to +10: of the mode, of several modes the one farthest from nought, without a mode of the "
        "category. ACCUSE is -3 (the 2024 text misprints +3), PROTEST vandalize -5",
    ),
    Column("mode", "list of modes of the category; `[]` if none"),
    Column(
        "context",
        "list of contexts, then auxiliary modes: `future` (planned, predicted, demanded, wished), `hypothetical` "
        "(possible, conditional), `negation` (denied), `historical` (actual, surely more than a year before "
        "publication). An event without the first three is actual or ongoing: count those. What an AGREE promises or a "
        "THREATEN threatens needs none, the category says it; one of these tells that the promise or threat itself "
        "was not made. Dragoman's own contexts stand as PLOVER's nearest",
    ),
    Column("link", "`null`"),
    Column("text", "the sentence, as the document has it"),
    Column(
        "text_info",
        "start and end of the sentence in the document's text, in characters; sequence `null`, text_story `[]`",
    ),
    Column(
        "cite_info",
        "corpus (collection), url, title, language (ISO 639-1), publication, license as far as known; coder, codebook "
        "(version of the ontology), version of the program; citation and copyright `null`",
    ),
    Column("coder", "the coder and its version"),
    Column("coded_date, coded_time", "when it was coded, UTC"),
    Column("comment", "`null`"),
    Column("dragoman_document", "key of the document version in the ledger"),
    Column("dragoman_published", "publication: start, end, precision, origin; `null` if unknown"),
    Column(
        "dragoman_date",
        "what `date` is: `of` event or publication, `precision` (day, month, year, range) and `origin` (stated in the "
        "text, or reckoned from the publication date: “on Tuesday”)",
    ),
    Column("dragoman_modality", "actual, ongoing, planned, demanded, possible, conditional, predicted, wished, denied"),
    Column("dragoman_about", "what was promised, threatened, asked or refused, as a category"),
    Column("dragoman_attribution", "who says so, outermost first"),
    Column("dragoman_trigger, dragoman_object", "text, start, end of the act and of what it is about"),
    Column("dragoman_contexts", "the contexts as coded, Dragoman's own among them"),
    Column("dragoman_confidence", "the coder's, 0 to 1"),
)

_INTRODUCTION = """\
JSON Lines in UTF-8, one event a line in the order of the texts; PLOVER manual 2.0, chapter "Data Fields". All standard
fields are there, in the manual's order; unknown is `null` or `[]`. `size` (dead, injured, arrested) is left off: its
numbers are not read. Fields that begin with `dragoman_` are additions: drop them and a plain PLOVER record remains.
The codes are the manual's, whatever `DRAGOMAN_CONVENTION` says.

One record is one report: two documents that tell of the same happening give two records. PLOVER requires id, date,
actor and event. An event whose text does not say when is left out, because no date is invented; with
`--publication-dates` it has the document's date, and `dragoman_date` says so. Without an actor it is left out too.
COOPERATE, AID and SANCTION ask for a recipient; where the text names none, `recipient` is `[]` all the same."""

PLOVER = EventFormat(
    name="plover",
    needs=Needs(actor=True, date=True),
    tables=(Table(".jsonl", None, plover_line),),
    homes=(
        Home("about", lambda e: e.statement.about is not None, "dragoman_about", "the promised, threatened or asked"),
        Home("modality", lambda e: bool(e.auxiliary), "dragoman_modality", "finer than the auxiliary modes"),
        Home("attribution", lambda e: bool(e.statement.attribution), "dragoman_attribution", "who says so"),
        Home(
            "trigger range",
            lambda e: e.statement.trigger is not None,
            "dragoman_trigger",
            "its words are in event_text",
        ),
        Home("object", lambda e: e.statement.object is not None, "dragoman_object", "what the act is about"),
        Home("confidence", lambda _: True, "dragoman_confidence", "the coder's"),
        Home(
            "precision and origin of the date",
            lambda e: e.date is not None,
            "dragoman_date",
            "the dates are whole days",
        ),
        Home(
            "publication date", lambda e: e.stored.document.published is not None, "dragoman_published", "start and end"
        ),
        Home("document key", lambda _: True, "dragoman_document", "the version of the document that was read"),
        Home("ranges of actors", lambda _: True, "dragoman_start, dragoman_end", "in characters of the document"),
        Home("own contexts", lambda e: bool(e.own_contexts), "dragoman_contexts", "told by PLOVER's nearest"),
        Home("foreign modes", lambda e: bool(e.foreign_modes), None, "modes of another category"),
        Home("construct members", lambda e: e.constructs > 0, None, "regional constructs beside other actors"),
        Home("reasons", lambda e: bool(e.statement.reasons), None, "why the coder read it so; they stay in the ledger"),
    ),
    introduction=_INTRODUCTION,
    columns=_COLUMNS,
    stories=_stories,
)
