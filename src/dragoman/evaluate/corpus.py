"""Scores of the coder on labelled sentences: the held-out fifth of the project's own corpus, or any others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import UnreadableError
from dragoman.evaluate.answers import Answer, Match, Range, Verdict, expected_answers, match
from dragoman.evaluate.figures import ItemTally, Tally, macro_f1
from dragoman.formats.markup import LabelledSentence, read_corpus

if TYPE_CHECKING:
    from dragoman.statements.claims import Claim
    from dragoman.statements.coder import NeuralCoder
    from dragoman.statements.network import Reading

_MOST_CONFUSED = 20


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A labelled sentence as the coder read it: the actors' ranges and its answers, surest first."""

    sentence: LabelledSentence
    actors: tuple[Range, ...]
    answers: tuple[Answer, ...]

    def matches(self) -> list[Match]:
        """What became of each expected statement, and which answers nothing expected."""
        return match(expected_answers(self.sentence), self.answers)


@dataclass(slots=True)
class CorpusScores:
    """Statement scores on labelled sentences; a statement is right if kind, type and both sides are.

    ``confused`` counts types answered for others where the actors are right, ``modalities`` has the labelled and
    the answered one of every right statement.
    """

    sentences: int = 0
    statements: ItemTally = field(default_factory=ItemTally)
    by_language: dict[str, ItemTally] = field(default_factory=dict)
    by_kind: dict[str, ItemTally] = field(default_factory=dict)
    by_type: dict[str, ItemTally] = field(default_factory=dict)
    mentions: ItemTally = field(default_factory=ItemTally)
    modality: Tally = field(default_factory=Tally)
    modalities: list[tuple[str, str]] = field(default_factory=list)
    directed: Tally = field(default_factory=Tally)
    reversed: int = 0
    silent: Tally = field(default_factory=Tally)
    target_first: ItemTally = field(default_factory=ItemTally)
    source_first: ItemTally = field(default_factory=ItemTally)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def modality_macro(self) -> float:
        """Mean F1 over the modalities of right statements."""
        return macro_f1([gold for gold, _ in self.modalities], [answer for _, answer in self.modalities])

    @property
    def confusions(self) -> list[tuple[str, str, int]]:
        """The twenty most frequent confusions of types: gold, answer, how often."""
        ranked = sorted(self.confused.items(), key=lambda each: (-each[1], each[0]))
        return [(gold, answer, count) for (gold, answer), count in ranked[:_MOST_CONFUSED]]


def held_out(paths: Sequence[Path]) -> list[LabelledSentence]:
    """The fifth of a corpus that no training sees; UnreadableError where the corpus has mistakes."""
    sentences, problems = read_corpus(list(paths))
    if problems:
        raise UnreadableError(f"the corpus has {len(problems)} mistakes, the first: {problems[0]}")
    return [sentence for sentence in sentences if sentence.held_out]


def score_corpus(sentences: Iterable[LabelledSentence], coder: NeuralCoder, *, given_mentions: bool) -> CorpusScores:
    """Statement scores; with ``given_mentions`` the actors' spans are taken from the labels."""
    return score(read_sentences(sentences, coder, given_mentions=given_mentions))


def read_sentences(
    sentences: Iterable[LabelledSentence], coder: NeuralCoder, *, given_mentions: bool
) -> Iterator[ReadSentence]:
    """The sentences as the coder reads them, each alone, its actors found or taken from the labels."""
    for sentence in sentences:
        given = [(span.start, span.end) for span in sentence.actors] if given_mentions else None
        yield _read(sentence, coder, given)


def _read(sentence: LabelledSentence, coder: NeuralCoder, spans: list[Range] | None) -> ReadSentence:
    from dragoman.statements.claims import read_claims

    reading = coder.network.read(sentence.text, sentence.language)
    if spans is None:
        found = coder.find(sentence.text, reading, sentence.language)
        spans = [(each.start, each.end) for each in found]
    tokens = [reading.tokens.tokens(start, end) for start, end in spans]
    claims = read_claims(coder.network, reading, tokens) if spans else []
    return ReadSentence(sentence, tuple(spans), tuple(_answer(claim, spans, reading) for claim in claims))


def _answer(claim: Claim, spans: Sequence[Range], reading: Reading) -> Answer:
    from dragoman.statements.claims import reasons_of

    trigger = reading.tokens.characters(*claim.trigger) if claim.trigger else None
    reasons = list(reasons_of(claim, reading.text[slice(*trigger)] if trigger else None))
    if claim.speaker >= 0:
        reasons.append(f"said by “{reading.text[slice(*spans[claim.speaker])]}”")
    return Answer(
        kind=claim.kind,
        type=claim.type,
        source=frozenset(spans[i] for i in claim.sources),
        target=frozenset(spans[i] for i in claim.targets),
        modality=claim.modality,
        trigger=trigger,
        confidence=claim.confidence,
        reasons=tuple(reasons),
    )


def score(read: Iterable[ReadSentence]) -> CorpusScores:
    """The scores of sentences that the coder has read."""
    scores = CorpusScores()
    for each in read:
        _count(scores, each)
    return scores


def _count(scores: CorpusScores, read: ReadSentence) -> None:
    matches = read.matches()
    expected = [each.expected for each in matches if each.expected]
    scores.sentences += 1
    scores.mentions.count(_of_mentions(read))
    for tally, part in _of_statements(scores, read.sentence, matches):
        tally.count(part)
    cores, labels = {each.core for each in read.answers}, {each.core for each in expected}
    scores.modality.add(
        Counter((each.core, each.modality) for each in read.answers if each.core in labels),
        Counter((each.core, each.modality) for each in expected if each.core in cores),
    )
    scores.modalities += [
        (each.expected.modality, each.answered.modality)
        for each in matches
        if each.verdict is Verdict.RIGHT and each.expected and each.answered
    ]
    scores.silent.add(Counter({"": int(not read.answers)}), Counter({"": int(not expected)}))
    scores.confused.update(
        (each.expected.name, each.answered.name)
        for each in matches
        if each.verdict is Verdict.TYPE and each.expected and each.answered
    )
    _count_directions(scores, read.answers, expected)


def _of_mentions(read: ReadSentence) -> Tally:
    tally = Tally()
    tally.add(Counter(read.actors), Counter((each.start, each.end) for each in read.sentence.actors))
    return tally


def _of_statements(
    scores: CorpusScores, sentence: LabelledSentence, matches: Iterable[Match]
) -> Iterator[tuple[ItemTally, Tally]]:
    """Every tally that this sentence's statements count in, with their counts; the whole and the language always."""
    parts: dict[int, tuple[ItemTally, Tally]] = {}

    def part(tally: ItemTally) -> Tally:
        return parts.setdefault(id(tally), (tally, Tally()))[1]

    whole = [scores.statements, scores.by_language.setdefault(sentence.language, ItemTally())]
    for tally in whole:
        part(tally)
    for each in matches:
        for tally in [*whole, *_own_tallies(scores, each.answered)]:
            part(tally).found += each.answered is not None
        for tally in [*whole, *_own_tallies(scores, each.expected)]:
            part(tally).expected += each.expected is not None
            part(tally).right += each.verdict is Verdict.RIGHT
    yield from parts.values()


def _own_tallies(scores: CorpusScores, answer: Answer | None) -> Iterator[ItemTally]:
    """The tallies of a statement's kind, type and order."""
    if answer is None:
        return
    yield scores.by_kind.setdefault(answer.kind, ItemTally())
    yield scores.by_type.setdefault(answer.type, ItemTally())
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
