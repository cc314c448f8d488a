"""Statements of a sentence reduced to what is scored, and what became of each expected one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dragoman.formats.markup import LabelledClaim, LabelledSentence
from dragoman.ontology import load_ontology

Range = tuple[int, int]
_CHANGES = frozenset({"relations_improve", "relations_worsen"})
"""Forecasts that hold for both members alike."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A statement reduced to what is scored: ranges are of characters of the sentence.

    ``confidence`` and ``reasons`` are the coder's; a label has neither.
    """

    kind: str
    type: str
    source: frozenset[Range]
    target: frozenset[Range]
    modality: str
    trigger: Range | None = None
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Kind and type in a word: events by their category alone."""
        return self.type if self.kind == "event" else f"{self.kind}:{self.type}"

    @property
    def mutual(self) -> bool:
        """Whether it is a relation, or the change of one, whose sides may be exchanged."""
        relation = load_ontology().relations.get(self.type)
        return self.type in _CHANGES or (relation is not None and not relation.directed)

    @property
    def core(self) -> tuple[object, ...]:
        """What makes a statement right; sides without direction are compared together."""
        if self.mutual:
            return self.kind, self.type, self.source | self.target, frozenset()
        return self.kind, self.type, self.source, self.target


class Verdict(StrEnum):
    """What became of an expected statement, or where an answered one comes from."""

    RIGHT = "right"
    DIRECTION = "direction"
    TYPE = "type"
    ACTORS = "actors"
    MISSED = "missed"
    INVENTED = "invented"


@dataclass(frozen=True, slots=True)
class Match:
    """An expected statement with the answer it got; one of the two is None where nothing comes near."""

    verdict: Verdict
    expected: Answer | None
    answered: Answer | None


def expected_answers(sentence: LabelledSentence) -> list[Answer]:
    """What the labels say, convenings left out."""
    return [_labelled(claim, sentence) for claim in sentence.claims if claim.kind != "convening"]


def _labelled(claim: LabelledClaim, sentence: LabelledSentence) -> Answer:
    def range_of(label: str) -> Range:
        return sentence.spans[label].start, sentence.spans[label].end

    return Answer(
        kind=claim.kind,
        type=claim.type,
        source=frozenset(map(range_of, claim.source)),
        target=frozenset(map(range_of, claim.target)),
        modality=claim.modality,
        trigger=range_of(claim.trigger),
    )


def match(expected: Sequence[Answer], answered: Sequence[Answer]) -> list[Match]:
    """Each expected statement with its answer, nearest first: the right ones, then those wrong in one thing.

    A statement is matched once; of several that fit, the first of each list is taken. One that is wrong in
    type and actors at once was missed, and its answer invented.
    """
    wanted, got = list(expected), list(answered)
    found: list[Match] = []
    for verdict, rule in _RULES:
        for answer in list(got):
            label = next((each for each in wanted if rule(each, answer)), None)
            if label is not None:
                found.append(Match(verdict, label, answer))
                _drop(wanted, label)
                _drop(got, answer)
    found += [Match(Verdict.MISSED, label, None) for label in wanted]
    return found + [Match(Verdict.INVENTED, None, answer) for answer in got]


def _drop(answers: list[Answer], one: Answer) -> None:
    """Takes out this very object: a sentence may say the same twice."""
    del answers[next(i for i, each in enumerate(answers) if each is one)]


def _same(one: Answer, other: Answer) -> bool:
    return one.core == other.core


def _swapped(one: Answer, other: Answer) -> bool:
    return (one.kind, one.type) == (other.kind, other.type) and (one.source, one.target) == (other.target, other.source)


def _same_actors(one: Answer, other: Answer) -> bool:
    if one.mutual or other.mutual:
        return one.source | one.target == other.source | other.target
    return (one.source, one.target) == (other.source, other.target)


def _some_actor(one: Answer, other: Answer) -> bool:
    """Whether they agree in kind and type, and words of an actor of the one are an actor's of the other."""
    if (one.kind, one.type) != (other.kind, other.type):
        return False
    return any(a < d and c < b for a, b in _actors(one) for c, d in _actors(other))


def _actors(answer: Answer) -> Iterator[Range]:
    yield from answer.source | answer.target


_RULES: tuple[tuple[Verdict, Callable[[Answer, Answer], bool]], ...] = (
    (Verdict.RIGHT, _same),
    (Verdict.DIRECTION, _swapped),
    (Verdict.TYPE, _same_actors),
    (Verdict.ACTORS, _some_actor),
)
