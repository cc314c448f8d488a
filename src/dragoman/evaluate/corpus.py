"""Scores of the coder on the held-out fifth of the project's own corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import UnreadableError
from dragoman.evaluate.figures import Tally
from dragoman.formats.markup import LabelledClaim, LabelledSentence, read_corpus
from dragoman.ontology import load_ontology

if TYPE_CHECKING:
    from dragoman.statements.claims import Claim
    from dragoman.statements.coder import NeuralCoder

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """A statement reduced to what is scored: ranges are of characters of the sentence."""

    kind: str
    type: str
    source: frozenset[Range]
    target: frozenset[Range]
    modality: str


@dataclass(slots=True)
class CorpusScores:
    """Statement scores on held-out sentences; a statement is right if kind, type and both sides are."""

    sentences: int = 0
    statements: Tally = field(default_factory=Tally)
    by_language: dict[str, Tally] = field(default_factory=dict)
    by_kind: dict[str, Tally] = field(default_factory=dict)
    by_type: dict[str, Tally] = field(default_factory=dict)
    mentions: Tally = field(default_factory=Tally)
    modality: Tally = field(default_factory=Tally)
    directed: Tally = field(default_factory=Tally)
    reversed: int = 0
    silent: Tally = field(default_factory=Tally)
    target_first: Tally = field(default_factory=Tally)
    source_first: Tally = field(default_factory=Tally)


def held_out(paths: Sequence[Path]) -> list[LabelledSentence]:
    """The fifth of a corpus that no training sees; UnreadableError where the corpus has mistakes."""
    sentences, problems = read_corpus(list(paths))
    if problems:
        raise UnreadableError(f"the corpus has {len(problems)} mistakes, the first: {problems[0]}")
    return [sentence for sentence in sentences if sentence.held_out]


def score_corpus(sentences: Iterable[LabelledSentence], coder: NeuralCoder, *, given_mentions: bool) -> CorpusScores:
    """Statement scores; with ``given_mentions`` the actors' spans are taken from the labels."""
    scores = CorpusScores()
    for sentence in sentences:
        spans = [(span.start, span.end) for span in sentence.actors]
        found_spans, claims = _read(sentence, coder, spans if given_mentions else None)
        _count(scores, sentence, found_spans, [_answer(each, found_spans) for each in claims])
    return scores


def _read(sentence: LabelledSentence, coder: NeuralCoder, spans: list[Range] | None) -> tuple[list[Range], list[Claim]]:
    from dragoman.statements.claims import read_claims

    reading = coder.network.read(sentence.text, sentence.language)
    if spans is None:
        found = coder.find(sentence.text, reading, sentence.language)
        spans = [(each.start, each.end) for each in found]
    tokens = [reading.tokens.tokens(start, end) for start, end in spans]
    return spans, read_claims(coder.network, reading, tokens) if spans else []


def _answer(claim: Claim, spans: Sequence[Range]) -> Answer:
    return Answer(
        claim.kind,
        claim.type,
        frozenset(spans[i] for i in claim.sources),
        frozenset(spans[i] for i in claim.targets),
        claim.modality,
    )


def expected_answers(sentence: LabelledSentence) -> list[Answer]:
    """What the labels say, convenings left out."""
    return [_labelled(claim, sentence) for claim in sentence.claims if claim.kind != "convening"]


def _labelled(claim: LabelledClaim, sentence: LabelledSentence) -> Answer:
    def ranges(labels: Sequence[str]) -> frozenset[Range]:
        return frozenset((sentence.spans[each].start, sentence.spans[each].end) for each in labels)

    return Answer(claim.kind, claim.type, ranges(claim.source), ranges(claim.target), claim.modality)


def _core(answer: Answer) -> tuple[object, ...]:
    """What makes a statement right; sides without direction are compared together."""
    relation = load_ontology().relations.get(answer.type)
    if relation is not None and not relation.directed:
        return answer.kind, answer.type, answer.source | answer.target, frozenset()
    return answer.kind, answer.type, answer.source, answer.target


def _count(scores: CorpusScores, sentence: LabelledSentence, spans: Sequence[Range], answers: Sequence[Answer]) -> None:
    expected = expected_answers(sentence)
    scores.sentences += 1
    scores.mentions.add(Counter(spans), Counter((s.start, s.end) for s in sentence.actors))
    right = Counter(map(_core, answers)) & Counter(map(_core, expected))
    for answer in answers:
        for tally in _tallies(scores, sentence, answer):
            tally.found += 1
    for answer in expected:
        hit = right[_core(answer)] > 0
        right[_core(answer)] -= hit
        for tally in _tallies(scores, sentence, answer):
            tally.expected += 1
            tally.right += hit
    scores.modality.add(
        Counter((_core(a), a.modality) for a in answers if _core(a) in {_core(e) for e in expected}),
        Counter((_core(e), e.modality) for e in expected if _core(e) in {_core(a) for a in answers}),
    )
    scores.silent.add(Counter({"": int(not answers)}), Counter({"": int(not expected)}))
    _count_directions(scores, answers, expected)


def _tallies(scores: CorpusScores, sentence: LabelledSentence, answer: Answer) -> Iterator[Tally]:
    """Every tally an answer counts in."""
    yield scores.statements
    yield scores.by_language.setdefault(sentence.language, Tally())
    yield scores.by_kind.setdefault(answer.kind, Tally())
    yield scores.by_type.setdefault(answer.type, Tally())
    if answer.source and answer.target:
        first = min(answer.source) < min(answer.target)
        yield scores.source_first if first else scores.target_first


def _count_directions(scores: CorpusScores, answers: Sequence[Answer], expected: Sequence[Answer]) -> None:
    """Of directed claims found with the right type and actors, how many point the wrong way."""
    for wanted in expected:
        if not wanted.source or not wanted.target:
            continue
        for got in answers:
            if (got.kind, got.type) != (wanted.kind, wanted.type):
                continue
            if (got.source, got.target) == (wanted.source, wanted.target):
                scores.directed.right += 1
                scores.directed.found += 1
            elif (got.source, got.target) == (wanted.target, wanted.source):
                scores.directed.found += 1
                scores.reversed += 1
