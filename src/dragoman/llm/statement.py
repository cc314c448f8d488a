"""A claim whose quotes were found, as the statement it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.dates.find import DateExpression
from dragoman.geo.places import FoundPlace
from dragoman.llm.answer import UNSTATED_CONFIDENCE
from dragoman.llm.grounding import Grounded, GroundedParticipant, Named, Range
from dragoman.records import Attribution, Convening, Forecast, NamedActor, Participant, Sentence, Span, Statement
from dragoman.statements.when import when_of
from dragoman.statements.where import where_of


@dataclass(frozen=True, slots=True)
class Setting:
    """The sentence a claim stands in: its resolved actors by range of the text, its times and its places."""

    text: str
    sentence: Sentence
    model: str
    actors: Mapping[Range, NamedActor]
    dates: Sequence[DateExpression]
    places: Sequence[FoundPlace]

    def span(self, words: Range | None) -> Span | None:
        """The span in the text of a range of the sentence."""
        return None if words is None else self.words(words)

    def words(self, words: Range) -> Span:
        """The span in the text of a range of the sentence."""
        start, end = words[0] + self.sentence.start, words[1] + self.sentence.start
        return Span(start, end, self.text[start:end])

    def actor(self, named: Named) -> NamedActor:
        """The resolved actor of a mention."""
        span = self.words(named.range)
        return self.actors[span.start, span.end]


def build(claim: Grounded, setting: Setting) -> Statement:
    """The statement of a claim, every field with its reason."""
    said = claim.said
    trigger, object_ = setting.words(claim.trigger), setting.span(claim.object)
    actors = [each.span for each in setting.actors.values()]
    date, why_date = when_of(setting.dates, near=trigger, apart=[*actors, *([object_] if object_ else [])])
    place, why_place = where_of(setting.places, setting.text, near=trigger, actors=actors)
    return Statement(
        kind=said.kind,
        type=said.type,
        about=said.about,
        source=tuple(map(setting.actor, claim.source)),
        target=tuple(map(setting.actor, claim.target)),
        object=object_,
        trigger=trigger,
        sentence=setting.words((0, setting.sentence.end - setting.sentence.start)),
        modality=said.modality,
        attribution=tuple(_attribution(setting.actor(each)) for each in claim.speakers) or (Attribution("author"),),
        modes=said.modes,
        contexts=said.contexts,
        date=date,
        place=place,
        confidence=UNSTATED_CONFIDENCE if said.confidence is None else round(said.confidence, 4),
        reasons=(*_reasons(claim, setting.model, trigger), why_date, why_place),
        forecast=_forecast(claim, setting),
        convening=_convening(claim, setting),
    )


def _attribution(actor: NamedActor) -> Attribution:
    return Attribution("outlet" if actor.resolved.sector == "JRN" else "speaker", actor)


def _reasons(claim: Grounded, model: str, trigger: Span) -> tuple[str, ...]:
    said = claim.said
    sure = "no confidence" if said.confidence is None else "a confidence of its own, not calibrated"
    reasons = [
        f"{said.kind} {said.type}: read by the model {model}, which gives {sure}",
        f"modality {said.modality}: read by the model",
        f"trigger “{trigger.text}”",
    ]
    if len(claim.source) > 1 and not claim.target:
        reasons.append("joint act: the model names its members side by side")
    return tuple(reasons)


def _forecast(claim: Grounded, setting: Setting) -> Forecast | None:
    said = claim.said.forecast
    if said is None:
        return None
    return Forecast(setting.span(claim.hedge), said.likelihood, _text(setting, claim.horizon))


def _convening(claim: Grounded, setting: Setting) -> Convening | None:
    said = claim.said.convening
    if said is None:
        return None
    return Convening(
        name=setting.span(claim.name),
        format=said.format,
        topic=setting.span(claim.topic),
        organisers=tuple(map(setting.actor, claim.organisers)),
        participants=tuple(_participant(each, setting) for each in claim.participants),
    )


def _participant(said: GroundedParticipant, setting: Setting) -> Participant:
    return Participant(
        setting.actor(said.actor),
        *(_text(setting, each) for each in (said.role, said.office, said.affiliation)),
    )


def _text(setting: Setting, words: Range | None) -> str | None:
    span = setting.span(words)
    return span.text if span else None
