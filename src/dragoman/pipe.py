"""The pipe commands: JSON objects in, JSON objects out, without a ledger."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from dragoman.errors import RefusedError, UnreadableError
from dragoman.executor import worker_count
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.actors.overlay import Overlay
    from dragoman.actors.resolver import Resolver
    from dragoman.geo import PlaceFinder
    from dragoman.records import NamedActor, Span, Statement
    from dragoman.statements.coder import Coder, NeuralCoder

Line = tuple[int, "dict[str, Any] | RefusedError"]
Answer = dict[str, Any]

_CHUNK = 32
_SHOWN = 60
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a sign, which JSON can escape and no encoding can write; the offsets stay when one sign replaces it."""


def code_lines(lines: Iterable[Line], *, settings: Settings, coder: Coder | None = None) -> Iterator[Answer]:
    """``{"id", "text", "date"?, "language"?}`` to ``{"id", "statements", "outcomes"}``, in the same order.

    Another ``coder`` than the one that ships reads the lines here, one after the other.
    """
    import multiprocessing

    if coder is not None:
        for line in lines:
            yield _answer(line, partial(_coded, coder=coder))
        return
    workers = worker_count(settings.workers)
    answer = partial(_code_line, model=settings.model)
    if workers <= 1:
        yield from map(answer, lines)
        return
    chunks = _chunked(lines)
    first = next(chunks, [])
    if len(first) < _CHUNK:
        yield from map(answer, first)
        return
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        yield from pool.imap(answer, first, chunksize=8)
        for chunk in chunks:
            yield from pool.imap(answer, chunk, chunksize=8)


def _chunked(lines: Iterable[Line]) -> Iterator[list[Line]]:
    waiting = iter(lines)
    while chunk := list(islice(waiting, 64 * _CHUNK)):
        yield chunk


def _code_line(line: Line, *, model: str) -> Answer:
    from dragoman.statements.coder import load_coder

    return _answer(line, lambda record: _coded(record, load_coder(model)))


def _answer(line: Line, work: Callable[[Mapping[str, Any]], Answer]) -> Answer:
    """What one line gets: its id with the answer, or with what is wrong with the line."""
    number, record = line
    if isinstance(record, RefusedError):
        return {"id": None, "error": str(record)}
    try:
        return {"id": record.get("id"), **work(record)}
    except RefusedError as error:
        return {"id": record.get("id"), "error": f"line {number}: {error}"}


def _text(record: Mapping[str, Any]) -> str:
    value = record.get("text")
    if not isinstance(value, str):
        raise UnreadableError("field 'text' is missing or no string")
    return _LONE_SURROGATE.sub("\ufffd", value)


def _optional(record: Mapping[str, Any], field: str, example: str) -> str | None:
    """A string field that may be missing, null or empty."""
    value = record.get(field)
    if value is None or isinstance(value, str):
        return value or None
    raise UnreadableError(f"field {field!r} is {_shown(value)}; write {example!r} or null")


def _date(record: Mapping[str, Any]) -> str | None:
    """The date, the time of day left out; a date that is none would silently be no help."""
    value = _optional(record, "date", "2014-05-31")
    if value is None:
        return None
    date = value.strip().partition("T")[0].partition(" ")[0]
    if not _DATE.fullmatch(date):
        raise UnreadableError(f"field 'date' is {_shown(value)}; write 2014, 2014-05, 2014-05-31 or null")
    return date


def _language(record: Mapping[str, Any], text: str) -> str | None:
    from dragoman.language.identify import identify

    return _optional(record, "language", "en") or identify(text).language


def _shown(value: object) -> str:
    return repr(value)[:_SHOWN]


def _coded(record: Mapping[str, Any], coder: Coder) -> Answer:
    from dragoman.language.sentences import split_sentences
    from dragoman.records import Sentence

    text = _text(record)
    date, language = _date(record), _language(record, text)
    sentences = [Sentence(start, end) for start, end in split_sentences(text, language)]
    coding = coder.code(text, sentences, date=date, language=language)
    return {
        "statements": [statement_json(each) for each in coding.statements],
        "outcomes": [{"start": o.start, "end": o.end, "outcome": str(o.outcome)} for o in coding.outcomes],
    }


def actor_json(actor: NamedActor) -> Answer:
    """An actor as the pipe gives it: words, range, and who they stand for."""
    who = actor.resolved
    return {
        "text": actor.span.text,
        "start": actor.span.start,
        "end": actor.span.end,
        "actor": who.actor,
        "kind": who.kind,
        "country": who.country,
        "sector": who.sector,
    }


def span_json(span: Span | None) -> Answer | None:
    """A range with its words."""
    return None if span is None else {"text": span.text, "start": span.start, "end": span.end}


def statement_json(statement: Statement) -> Answer:
    """A statement in the form the pipe commands fix; what does not apply is null."""
    forecast = statement.forecast
    return {
        "kind": statement.kind,
        "type": statement.type,
        "about": statement.about,
        "modes": list(statement.modes),
        "contexts": list(statement.contexts),
        "modality": statement.modality,
        "source": [actor_json(each) for each in statement.source],
        "target": [actor_json(each) for each in statement.target],
        "object": span_json(statement.object),
        "trigger": span_json(statement.trigger),
        "attribution": [
            {"kind": each.kind, "actor": actor_json(each.actor) if each.actor else None}
            for each in statement.attribution
        ],
        "date": {**asdict(statement.date)} if statement.date else None,
        "place": _place_json(statement),
        "confidence": statement.confidence,
        "convening": _convening_json(statement),
        "forecast": None
        if forecast is None
        else {
            "hedge": span_json(forecast.hedge),
            "likelihood": forecast.likelihood,
            "horizon": forecast.horizon,
        },
    }


def _place_json(statement: Statement) -> Answer | None:
    place = statement.place
    if place is None:
        return None
    return {
        **(span_json(place.span) or {}),
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
    }


def _convening_json(statement: Statement) -> Answer | None:
    convening = statement.convening
    if convening is None:
        return None
    return {
        "name": convening.name.text if convening.name else None,
        "format": convening.format,
        "topic": convening.topic.text if convening.topic else None,
        "organisers": [actor_json(each) for each in convening.organisers],
        "participants": [
            {
                "actor": actor_json(each.actor),
                "role": each.role,
                "office": each.office,
                "affiliation": each.affiliation,
            }
            for each in convening.participants
        ],
    }


def relate_lines(lines: Iterable[Line], *, model: str = "") -> Iterator[Answer]:
    """``{"id", "text", "source", "target"}`` to ``{"id", "type", "quad", "modality", "scores"}``."""
    from dragoman.statements.coder import load_coder

    coder = load_coder(model)
    for line in lines:
        yield _answer(line, lambda record: _related(record, coder))


def _related(record: Mapping[str, Any], coder: NeuralCoder) -> Answer:
    from dragoman.ontology import load_ontology
    from dragoman.statements.relate import relate

    text = _text(record)
    ranges = [_range(record, side, len(text)) for side in ("source", "target")]
    found = relate(coder.network, text, ranges[0], ranges[1], language=_language(record, text))
    quad = load_ontology().quad(found.type) if found.type else None
    return {"type": found.type, "quad": quad, "modality": found.modality, "scores": dict(found.scores)}


def _range(record: Mapping[str, Any], side: str, length: int) -> tuple[int, int]:
    value = record.get(side)
    if (
        isinstance(value, list)
        and len(value) == 2  # noqa: PLR2004 - start and end
        and all(type(each) is int for each in value)  # True and False are integers too
        and 0 <= value[0] < value[1] <= length
    ):
        return value[0], value[1]
    raise UnreadableError(f"field {side!r} must be [start, end] within the text of {length} characters")


def resolve_lines(lines: Iterable[Line], *, overlay: Overlay | None = None) -> Iterator[Answer]:
    """``{"id", "text", "date"?, "context"?, "language"?}`` to who is meant, in order; nobody gives nulls.

    ``overlay`` is a user's own register over the package's.
    """
    from dragoman.actors.overlay import NO_OVERLAY, register_with
    from dragoman.actors.resolver import Resolver
    from dragoman.geo.gazetteer import named_places

    resolver = Resolver(register_with(overlay or NO_OVERLAY), places=named_places)
    for line in lines:
        yield _answer(line, lambda record: _resolved(record, resolver))


def _resolved(record: Mapping[str, Any], resolver: Resolver) -> Answer:
    context = _optional(record, "context", "text around it")
    language = _language(record, context) if context else _optional(record, "language", "en")
    who = resolver.resolve(_text(record), date=_date(record), context=context, language=language)
    return {
        "actor": who.actor,
        "name": who.name,
        "kind": who.kind,
        "country": who.country,
        "sector": who.sector,
        "reasons": list(who.reasons),
    }


def places_lines(lines: Iterable[Line]) -> Iterator[Answer]:
    """``{"id", "text"}`` to ``{"id", "places"}``, in order: each with its words, its point and how exact that is."""
    from dragoman.actors.register import load_register
    from dragoman.geo import PlaceFinder, load_gazetteer

    finder = PlaceFinder(load_gazetteer(), load_register())
    for line in lines:
        yield _answer(line, lambda record: _placed(record, finder))


def _placed(record: Mapping[str, Any], finder: PlaceFinder) -> Answer:
    text = _text(record)
    found = [each.place for each in finder.find(text, language=_language(record, text))]
    return {
        "places": [
            {
                **(span_json(place.span) or {}),
                "name": place.name,
                "lat": place.lat,
                "lon": place.lon,
                "country": place.country,
                "precision": place.precision,
                "geonames": place.geonames,
            }
            for place in found
        ]
    }
