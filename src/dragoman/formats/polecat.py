"""POLECAT's 40 columns, tab-separated with a header; a second table leads every line back to its sentence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from importlib import metadata
from typing import Final

from dragoman.actors.conventions import load_territories
from dragoman.formats.coded_events import CodedEvent, Member, Needs, Story, is_day
from dragoman.formats.event_files import Column, EventFormat, Table, licences
from dragoman.formats.losses import Home
from dragoman.language.harmless import one_line
from dragoman.records import Date
from dragoman.settings import Convention
from dragoman.store import LedgerReader

SEPARATOR: Final = ";"
_FORMULA: Final = frozenset("=+@")
_QUADS: Final = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
_CODES: Final = {"KOS": "XKX"}
"""Where the country codes of this family (NGEC's) are not those of PLOVER's manual."""

_ORGANISATIONS: Final = frozenset({"body", "party", "armed_group", "company"})
_LOCATIONS: Final = frozenset({"state", "place"})

_SIDE: Final = (
    "{0} Name", "{0} Country", "{0} COW", "Primary {0} Sector", "{0} Sectors", "{0} Title", "{0} Name Raw",
    "Wikipedia {0} ID",
)  # fmt: skip

COLUMNS: Final = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *(name.format("Actor") for name in _SIDE),
    *(name.format("Recipient") for name in _SIDE),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip

EVIDENCE: Final = (
    "Event ID", "Document", "URL", "Title", "Start", "End", "Quote", "Trigger", "Object", "Modality", "About",
    "Attribution", "Date Start", "Date End", "Date Precision", "Date Origin", "Own Contexts", "Confidence",
    "Actor IDs", "Recipient IDs", "Licence",
)  # fmt: skip


def polecat_line(event: CodedEvent) -> str:
    """The event as one line of 40 cells; unknown is empty."""
    statement, document = event.statement, event.stored.document
    return _line(
        [
            event.stored.id,
            _day(event.date),
            statement.type,
            _cell(event.modes),
            str(event.score),
            _QUADS[event.quad],
            _cell(event.contexts),
            *_side(event.actors),
            *_side(event.recipients),
            *_place(event),
            document.publisher,
            _day(document.published),
            _cell(event.story.people),
            _cell(event.story.organisations),
            _cell(event.story.locations),
            document.language,
            f"dragoman {metadata.version('dragoman')}, {event.stored.coder} {event.stored.coder_version}",
        ]
    )


def evidence_line(event: CodedEvent) -> str:
    """Where the event stands, and what POLECAT has no column for."""
    statement, document, date = event.statement, event.stored.document, event.statement.date
    said = [each.actor.span.text if each.actor else each.kind for each in statement.attribution]
    return _line(
        [
            event.stored.id,
            document.key,
            document.uri,
            document.title,
            str(statement.sentence.start),
            str(statement.sentence.end),
            statement.sentence.text,
            statement.trigger.text if statement.trigger else None,
            statement.object.text if statement.object else None,
            statement.modality,
            statement.about,
            _cell(said),
            date.start if date else None,
            date.end if date else None,
            date.precision if date else None,
            date.origin if date else None,
            _cell(event.own_contexts),
            str(statement.confidence),
            _cell(each.id for each in event.actors),
            _cell(each.id for each in event.recipients),
            event.story.licence,
        ]
    )


def _line(cells: Iterable[str | None]) -> str:
    """Cells between tabs. The format has no quoting: white space inside a cell becomes one space."""
    return "\t".join(_clean(each or "") for each in cells)


def _clean(text: str) -> str:
    """One line that a spreadsheet does not take for a formula."""
    line = one_line(text)
    return f"'{line}" if line[:1] in _FORMULA else line


def _cell(items: Iterable[str | None]) -> str:
    """Several values in one cell, each in its place; empty if none is known."""
    values = [(each or "").replace(SEPARATOR, ",") for each in items]
    return SEPARATOR.join(values) if any(values) else ""


def _day(date: Date | None) -> str | None:
    """A date that is one day; another has no place in the column."""
    return date.start if date and is_day(date) else None


def _side(members: tuple[Member, ...]) -> list[str]:
    columns: list[Callable[[Member], str | None]] = [
        lambda each: each.name,
        lambda each: _code(each.code),
        lambda each: each.cow,
        lambda each: each.sector,
        lambda each: each.sector,
        lambda each: each.office,
        lambda each: each.span.text,
        lambda _: None,
    ]
    return [_cell(map(column, members)) for column in columns]


def _code(code: str | None) -> str | None:
    return _CODES.get(code, code) if code else None


def _place(event: CodedEvent) -> list[str | None]:
    place = event.statement.place
    if place is None:
        return [None] * 10
    return [
        place.name,
        place.name if place.precision == "town" else None,
        None,
        None,
        _code(event.place_code),
        None if place.lat is None else str(place.lat),
        None if place.lon is None else str(place.lon),
        None if place.geonames is None else str(place.geonames),
        place.span.text,
        None,
    ]


def stories(reader: LedgerReader, documents: Collection[str], coder: str) -> Mapping[str, Story]:
    """Who and what each document names, by the register, in the order of the alphabet."""
    territories = load_territories(Convention.PLOVER)
    named: dict[str, list[tuple[str, str]]] = {key: [] for key in documents}
    for each in reader.naming.accepted(coder=coder):
        name = territories.name(each.actor, each.name)
        if each.document in named and name:
            named[each.document].append((each.kind or "", name))

    def of(key: str, kinds: Collection[str]) -> tuple[str, ...]:
        return tuple(sorted({name for kind, name in named[key] if kind in kinds}))

    return {
        key: Story(
            licence=licence,
            people=of(key, {"person"}),
            organisations=of(key, _ORGANISATIONS),
            locations=of(key, _LOCATIONS),
        )
        for key, licence in licences(reader, documents).items()
    }


def _side_notes(side: str) -> list[Column]:
    notes = (
        "name in the register on the day of the event, else of publication; empty if nobody was recognised",
        (
            "ISO 3166 alpha-3, Kosovo XKX (as in NGEC; PLOVER's manual has KOS), or EUR, UNO, IGO, NGO, ISM, IMG, MNC; "
            "partially recognised territories have the code of the state they are counted in and sector PRE, "
            "dependencies that of the state which controls them, sub-state actors (Republika Srpska, Vojvodina) that "
            "of their state"
        ),
        "Correlates of War number of that state",
        "PLOVER's sector; a state as such has none",
        "the same: Dragoman gives an actor one sector",
        "offices on that day by the register, if it is known to the day; empty for others",
        "the words of the text",
        "always empty: Dragoman has Wikidata ids, which are others",
    )
    return [Column(name.format(side), note) for name, note in zip(_SIDE, notes, strict=True)]


_COLUMNS_EXPLAINED = (
    Column("Event ID", "id of the statement in the ledger; the evidence table has the same"),
    Column("Event Date", "YYYY-MM-DD if the text gives the day; empty for a month, a year, a range and if unknown"),
    Column("Event Type", "one of the 16 categories"),
    Column("Event Mode", "modes of the category"),
    Column(
        "Intensity",
        "PLOVER's score, -10.0 to 10.0: of the mode, of several modes the one farthest from nought, without a mode of "
        "the category. ACCUSE is -3 (the 2024 text misprints +3), PROTEST vandalize -5",
    ),
    Column("Quad Code", f"{', '.join(_QUADS.values())} °"),
    Column(
        "Contexts",
        "PLOVER's contexts, then auxiliary modes: `future` (planned, predicted, demanded, wished), `hypothetical` "
        "(possible, conditional), `negation` (denied), `historical` (actual, surely more than a year before "
        "publication). An event without the first three is actual or ongoing: count those. Own contexts stand as "
        "PLOVER's nearest",
    ),
    *_side_notes("Actor"),
    *_side_notes("Recipient"),
    Column("Placename", "name of the place in the gazetteer; empty where the text does not say where"),
    Column("City", "the same, if it is a town"),
    Column("District", "always empty"),
    Column("Province", "always empty: a region may be a province, a district or neither"),
    Column("Country", "code of the country, as in Actor Country °"),
    Column("Latitude", "degrees, WGS 84; of a country or region a point inside it"),
    Column("Longitude", "likewise"),
    Column("GeoNames ID", "if known"),
    Column("Raw Placename", "the words of the text"),
    Column("Feature Type", "always empty: the ledger keeps how exact a point is, no GeoNames feature code"),
    Column("Source", "publisher of the document"),
    Column("Publication Date", "YYYY-MM-DD if known to the day, else empty"),
    Column("Story People", "persons recognised in the whole document"),
    Column("Story Organizations", "bodies, parties, armed groups and companies recognised there"),
    Column("Story Locations", "states and places recognised there"),
    Column("Language", "language of the document, ISO 639-1 °"),
    Column("Version", "of the program, the coder and its model"),
)

_INTRODUCTION = f"""\
Tab-separated text in UTF-8 with a header and 40 columns, no quoting, one event a line in the order of the texts.
Unknown is empty. White space inside a cell is one space: a line break in the text's words is lost. Several values in
one cell stand between `{SEPARATOR}` °; in the columns of one side they stand in the same order, one a member; a cell
is empty if nothing is known of any. A `{SEPARATOR}` of the text's own becomes a comma. A cell that a spreadsheet would
take for a formula (`=`, `+`, `@`) begins with `'`. The codes are these whatever `DRAGOMAN_CONVENTION` says.

° Settled by this project: no real file was at hand to check it.

One line is one report: two documents that tell of the same happening give two lines. An event without actor, recipient
or date has these cells empty; nothing is filled in. POLECAT has no column for the document and the words: the file that
ends in `-evidence.tsv` has them, with the same Event ID: {", ".join(EVIDENCE)}."""

_BESIDE = "-evidence.tsv"

POLECAT = EventFormat(
    name="polecat",
    needs=Needs(),
    tables=(
        Table(".tsv", "\t".join(COLUMNS), polecat_line),
        Table(_BESIDE, "\t".join(EVIDENCE), evidence_line),
    ),
    homes=(
        Home("document and quote", lambda _: True, _BESIDE, "document, address, range, sentence"),
        Home("trigger", lambda e: e.statement.trigger is not None, _BESIDE, "the words that tell of the act"),
        Home("object", lambda e: e.statement.object is not None, _BESIDE, "what the act is about"),
        Home("about", lambda e: e.statement.about is not None, _BESIDE, "the promised, threatened or asked"),
        Home("modality", lambda e: bool(e.auxiliary), _BESIDE, "finer than the auxiliary modes"),
        Home("attribution", lambda e: bool(e.statement.attribution), _BESIDE, "who says so"),
        Home("confidence", lambda _: True, _BESIDE, "the coder's"),
        Home("origin of the date", lambda e: e.date is not None, _BESIDE, "stated, or reckoned from the publication"),
        Home(
            "date that is no single day",
            lambda e: e.date is not None and not is_day(e.date),
            _BESIDE,
            "a month, a year or a range; Event Date is empty",
        ),
        Home(
            "publication date that is no single day",
            lambda e: e.stored.document.published is not None and not is_day(e.stored.document.published),
            None,
            "a month or a year; Publication Date is empty",
        ),
        Home("own contexts", lambda e: bool(e.own_contexts), _BESIDE, "told by PLOVER's nearest"),
        Home("foreign modes", lambda e: bool(e.foreign_modes), None, "modes of another category"),
        Home("construct members", lambda e: e.constructs > 0, None, "regional constructs beside other actors"),
        Home("register ids", lambda e: any(each.id for each in e.members), _BESIDE, "names stand for them"),
        Home("Wikidata ids", lambda e: any(each.wikidata for each in e.members), None, "the column is Wikipedia's"),
        Home("kinds of actors", lambda e: any(each.kind for each in e.members), None, "person, body, party ..."),
        Home("ranges of actors", lambda e: bool(e.members), None, "their words stand in the Raw columns"),
        Home(
            "white space and separators",
            lambda e: any(_clean(text).replace(SEPARATOR, ",") != text for text in _raw(e)),
            None,
            "line breaks, tabs and semicolons in names and quotes",
        ),
        Home("precision of the place", lambda e: e.statement.place is not None, None, "town, region, building ..."),
        Home("licence", lambda e: e.story.licence is not None, _BESIDE, "of the document"),
        Home("reasons", lambda e: bool(e.statement.reasons), None, "why the coder read it so; they stay in the ledger"),
    ),
    introduction=_INTRODUCTION,
    columns=_COLUMNS_EXPLAINED,
    stories=stories,
)


def _raw(event: CodedEvent) -> list[str]:
    """Words of the text that stand in cells."""
    place = event.statement.place
    return [*(each.span.text for each in event.members), *([place.span.text] if place else [])]
