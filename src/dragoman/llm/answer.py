"""A model's answer, checked for its form and its names; the quotes are looked up later."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from dragoman.errors import DragomanError
from dragoman.llm.account import Dropped, EndpointError, Failure
from dragoman.llm.endpoint import loads_strictly
from dragoman.llm.quotes import LONGEST_QUOTE
from dragoman.ontology import load_ontology

MOST_CLAIMS = 12
MOST_ACTORS = 24
MOST_SPEAKERS = 3
MOST_LABELS = 12
UNSTATED_CONFIDENCE = 0.5
_T = TypeVar("_T")
_FENCED = re.compile(r"\s*```(?:json)?\s*\n(.*)\n\s*```\s*", re.DOTALL)


class ClaimError(DragomanError):
    """A claim that cannot be taken, and why."""

    def __init__(self, reason: Dropped) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class SaidActor:
    """An actor as the model gives it: a quote and a kind of the ontology."""

    quote: str
    kind: str


@dataclass(frozen=True, slots=True)
class SaidForecast:
    """Hedge and horizon are quotes."""

    hedge: str | None
    likelihood: str
    horizon: str | None


@dataclass(frozen=True, slots=True)
class SaidParticipant:
    """All but the actor are quotes."""

    actor: SaidActor
    role: str | None
    office: str | None
    affiliation: str | None


@dataclass(frozen=True, slots=True)
class SaidConvening:
    """Name and topic are quotes."""

    name: str | None
    format: str | None
    topic: str | None
    organisers: tuple[SaidActor, ...]
    participants: tuple[SaidParticipant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidClaim:
    """A claim with every name in the ontology and every quote still to be found."""

    kind: str
    type: str
    about: str | None
    modality: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    source: tuple[SaidActor, ...]
    target: tuple[SaidActor, ...]
    trigger: str
    object: str | None
    speakers: tuple[SaidActor, ...]
    forecast: SaidForecast | None
    convening: SaidConvening | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class SentenceAnswer:
    """What the model says of one sentence, and what of it was not taken."""

    political: bool
    claims: tuple[SaidClaim, ...]
    dropped: tuple[Dropped, ...] = ()


def read_answer(content: str, count: int) -> tuple[dict[int, SentenceAnswer], int]:
    """Answers by number of the sentence, 1 to ``count``, and how many numbers were not asked for.

    A sentence whose answer has another shape, or that has two answers, is left out. EndpointError if the
    words are no answer at all.
    """
    fenced = _FENCED.fullmatch(content)
    try:
        value = loads_strictly(fenced[1] if fenced else content)
    except ValueError:
        raise EndpointError(Failure.NO_JSON, "the model's words are no JSON") from None
    sentences = value.get("sentences") if isinstance(value, dict) else None
    if not isinstance(sentences, list):
        raise EndpointError(Failure.WRONG_SHAPE, "the model's JSON holds no list of sentences")
    found: dict[int, list[Mapping[str, Any]]] = {}
    unasked = 0
    for each in sentences:
        number = each.get("n") if isinstance(each, dict) else None
        if type(number) is int and 1 <= number <= count:
            found.setdefault(number, []).append(each)
        else:
            unasked += 1
    read = {number: read_sentence(given[0]) for number, given in found.items() if len(given) == 1}
    return {number: answer for number, answer in read.items() if answer is not None}, unasked


def read_sentence(raw: Mapping[str, Any]) -> SentenceAnswer | None:
    """What is said of one sentence; None if it has not the form of an answer."""
    given, political = raw.get("claims"), raw.get("political", True)
    if not isinstance(given, list) or type(political) is not bool:
        return None
    claims: list[SaidClaim] = []
    dropped = [Dropped.TOO_MANY] * (len(given) > MOST_CLAIMS)
    for each in given[:MOST_CLAIMS]:
        try:
            claim, without = _claim(each)
        except ClaimError as error:
            dropped.append(error.reason)
        else:
            claims.append(claim)
            dropped.extend(without)
    return SentenceAnswer(political, tuple(claims), tuple(dropped))


def _claim(raw: object) -> tuple[SaidClaim, list[Dropped]]:
    """The claim, and for each mode and context left out the reason."""
    ontology = load_ontology()
    fields = _object(raw)
    kind = _name(fields.get("kind"), ontology.kinds)
    type_ = _name(fields.get("type"), ontology.types_of(kind))
    modes_known = tuple(ontology.categories[type_].modes) if kind == "event" else ()
    modes, bad_modes = _labels(fields.get("modes"), modes_known)
    contexts, bad_contexts = _labels(fields.get("contexts"), ontology.all_contexts())
    claim = SaidClaim(
        kind=kind,
        type=type_,
        about=_optional(fields.get("about"), lambda value: _name(value, tuple(ontology.categories))),
        modality=_name(fields.get("modality"), ontology.modalities),
        modes=modes,
        contexts=contexts,
        source=_actors(fields.get("source"), MOST_ACTORS),
        target=_actors(fields.get("target"), MOST_ACTORS),
        trigger=_quote(fields.get("trigger")),
        object=_optional(fields.get("object"), _quote),
        speakers=_actors(fields.get("speakers"), MOST_SPEAKERS),
        forecast=_forecast(fields.get("forecast")) if kind == "forecast" else None,
        convening=_optional(fields.get("convening"), _convening) if kind == "convening" else None,
        confidence=_confidence(fields.get("confidence")),
    )
    if not claim.source and not claim.target:
        raise ClaimError(Dropped.NO_ACTOR)
    return claim, [Dropped.LABEL] * (bad_modes + bad_contexts)


def _object(raw: object) -> Mapping[str, Any]:
    if not isinstance(raw, dict):
        raise ClaimError(Dropped.WRONG_SHAPE)
    return raw


def _optional(raw: object, read: Callable[[object], _T]) -> _T | None:
    return None if raw is None or raw == "" else read(raw)


def _name(raw: object, known: Sequence[str]) -> str:
    if not isinstance(raw, str):
        raise ClaimError(Dropped.WRONG_SHAPE)
    if raw not in known:
        raise ClaimError(Dropped.NOT_IN_ONTOLOGY)
    return raw


def _quote(raw: object) -> str:
    if not isinstance(raw, str):
        raise ClaimError(Dropped.WRONG_SHAPE)
    if not raw.strip() or len(raw) > LONGEST_QUOTE:
        raise ClaimError(Dropped.NO_QUOTE)
    return raw


def _list(raw: object, most: int) -> list[Any]:
    if raw is None:
        return []
    if not isinstance(raw, list) or len(raw) > most:
        raise ClaimError(Dropped.WRONG_SHAPE)
    return raw


def _actors(raw: object, most: int) -> tuple[SaidActor, ...]:
    return tuple(_actor(each) for each in _list(raw, most))


def _actor(raw: object) -> SaidActor:
    fields = _object(raw)
    return SaidActor(_quote(fields.get("quote")), _name(fields.get("kind"), load_ontology().actor_kinds))


def _labels(raw: object, known: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """Those labels that are known, in the order of the ontology, and the number of the others."""
    given = _list(raw, MOST_LABELS)
    if not all(isinstance(each, str) for each in given):
        raise ClaimError(Dropped.WRONG_SHAPE)
    return tuple(each for each in known if each in given), sum(each not in known for each in given)


def _forecast(raw: object) -> SaidForecast:
    if raw is None:
        return SaidForecast(None, "unstated", None)
    fields = _object(raw)
    return SaidForecast(
        _optional(fields.get("hedge"), _quote),
        _name(fields.get("likelihood", "unstated"), load_ontology().likelihoods),
        _optional(fields.get("horizon"), _quote),
    )


def _convening(raw: object) -> SaidConvening:
    fields = _object(raw)
    return SaidConvening(
        name=_optional(fields.get("name"), _quote),
        format=_optional(fields.get("format"), lambda value: _name(value, load_ontology().convening_formats)),
        topic=_optional(fields.get("topic"), _quote),
        organisers=_actors(fields.get("organisers"), MOST_ACTORS),
        participants=tuple(_participant(each) for each in _list(fields.get("participants"), MOST_ACTORS)),
    )


def _participant(raw: object) -> SaidParticipant:
    fields = _object(raw)
    return SaidParticipant(
        _actor(fields.get("actor")),
        *(_optional(fields.get(name), _quote) for name in ("role", "office", "affiliation")),
    )


def _confidence(raw: object) -> float | None:
    """Between 0 and 1; None where the model gives nothing that can be one."""
    if type(raw) in {int, float} and 0 <= raw <= 1:  # type: ignore[operator]  # True is no number here
        return float(raw)  # type: ignore[arg-type]
    return None
