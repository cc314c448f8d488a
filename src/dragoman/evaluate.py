"""Scores on labelled data: the project's own corpus and the PLOVER sentence pairs."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import UnreadableError
from dragoman.formats.markup import LabelledClaim, LabelledSentence, read_corpus
from dragoman.ontology import load_ontology

if TYPE_CHECKING:
    from dragoman.statements.claims import Claim
    from dragoman.statements.coder import NeuralCoder
    from dragoman.statements.network import Network

Range = tuple[int, int]


@dataclass(slots=True)
class Tally:
    """Right, found and expected answers, and the figures that follow."""

    right: int = 0
    found: int = 0
    expected: int = 0

    def add(self, found: Counter[object], expected: Counter[object]) -> None:
        """Counts one item's answers against what was expected."""
        self.right += (found & expected).total()
        self.found += found.total()
        self.expected += expected.total()

    @property
    def precision(self) -> float:
        """Share of the answers that are right; 0 without answers."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the expected that was found; 0 where nothing was expected."""
        return self.right / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return 2 * self.right / (self.found + self.expected) if self.found + self.expected else 0.0


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


@dataclass(frozen=True, slots=True)
class PloverScores:
    """Figures on marked PLOVER pairs: macro-F1 of root, quad class and binary conflict/cooperation.

    ``no_claim`` is the share of pairs answered with no claim (which count as wrong in ``root``);
    ``ranked_root`` takes the best-ranked category instead.
    """

    pairs: int
    root: float
    ranked_root: float
    quad: float
    binary: float
    accuracy: float
    no_claim: float
    by_root: Mapping[str, float]
    confusions: Sequence[tuple[str, str, int]]


def read_plover_pairs(path: Path) -> Iterator[tuple[str, Range, Range, str]]:
    """Text, source range, target range and gold root of each marked sentence."""
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield (*_unmarked(row["marked_sentence"]), row["gold_root"])


def _unmarked(marked: str) -> tuple[str, Range, Range]:
    """The text without ``<s>..</s>`` and ``<t>..</t>``, and where the two stood."""
    bare: list[str] = []
    length = 0
    edges: dict[str, int] = {}
    rest = marked
    while rest:
        mark = next((m for m in ("<s>", "</s>", "<t>", "</t>") if rest.startswith(m)), None)
        if mark:
            edges.setdefault(mark, length)
            rest = rest[len(mark) :]
        else:
            bare.append(rest[0])
            length += 1
            rest = rest[1:]
    source = edges.get("<s>", 0), edges.get("</s>", length)
    target = edges.get("<t>", 0), edges.get("</t>", length)
    return "".join(bare), source, target


def score_plover(path: Path, network: Network) -> PloverScores:
    """Scores the pairs of a file in the form of the PLV sets (Halterman et al.; see the data's README)."""
    from dragoman.statements.relate import relate

    gold: list[str] = []
    said: list[str] = []
    ranked: list[str] = []
    fold = load_ontology().folds["plv"]
    for text, source, target, root in read_plover_pairs(path):
        answer = relate(network, text, source, target, language="en")
        sums: Counter[str] = Counter()
        for name, probability in answer.scores.items():
            sums[fold.get(name, name)] += probability  # type: ignore[assignment]
        gold.append(root)
        ranked.append(sums.most_common(1)[0][0])
        said.append(fold.get(answer.type, answer.type) if answer.type else "")
    confusions = Counter((g, r) for g, r in zip(gold, ranked, strict=True) if g != r)
    by_root = f1_by_class(gold, ranked)
    quads = [_quads(labels) for labels in (gold, ranked)]
    return PloverScores(
        pairs=len(gold),
        root=macro_f1(gold, said),
        ranked_root=macro_f1(gold, ranked),
        quad=macro_f1(*quads),
        binary=macro_f1(*([str(int(q) > 2) for q in each] for each in quads)),  # noqa: PLR2004 - 3, 4 conflict
        accuracy=sum(g == r for g, r in zip(gold, ranked, strict=True)) / max(1, len(gold)),
        no_claim=sum(not each for each in said) / max(1, len(said)),
        by_root=by_root,
        confusions=[(g, r, n) for (g, r), n in confusions.most_common(12)],
    )


def _quads(roots: Sequence[str]) -> list[str]:
    ontology = load_ontology()
    folded = ontology.folds["plv_quad"]
    return [str(folded[root]) if root in folded else str(ontology.quad(root)) for root in roots]


def f1_by_class(gold: Sequence[str], answers: Sequence[str]) -> dict[str, float]:
    """F1 of every class that the gold labels have."""
    found: dict[str, float] = {}
    for name in sorted(set(gold)):
        right = sum(g == a == name for g, a in zip(gold, answers, strict=True))
        total = gold.count(name) + answers.count(name)
        found[name] = 2 * right / total if total else 0.0
    return found


def macro_f1(gold: Sequence[str], answers: Sequence[str]) -> float:
    """Mean F1 over the classes of the gold labels."""
    each = f1_by_class(gold, answers)
    return sum(each.values()) / max(1, len(each))
