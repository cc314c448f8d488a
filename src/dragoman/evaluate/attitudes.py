"""Scores of attitudes in Russian analytic prose, RuSentRel (Rusnachenko and Loukachevitch 2018), and of opinions.

An attitude is a pair of names with a label, from the one who holds it to the one it is about. ``plain_answers``
reads attitudes off our statements, ``chance_answers`` off the heads on the names that the task gives; neither has
a number chosen on the set. ``tuned_answers`` is a classifier trained on it, each document answered unseen.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from math import log, log1p
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dragoman.errors import UnreadableError
from dragoman.evaluate.figures import Tally
from dragoman.language.analyzer import terms
from dragoman.language.sentences import split_sentences
from dragoman.ontology import load_ontology
from dragoman.records import Coding, NamedActor, Sentence, Span, Statement
from dragoman.statements.claims import THRESHOLD
from dragoman.statements.heads import softmax
from dragoman.statements.labels import load_labels
from dragoman.statements.listening import listening

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dragoman.statements.coder import NeuralCoder
    from dragoman.statements.network import Network, Reading

    Doubles = NDArray[np.float64]
    Whole = NDArray[np.int64]

LABELS = ("pos", "neg")
_NONE = 0
"""The class of a pair without attitude; those of ``LABELS`` follow."""
_MARK = "{Author, Unknown}"
"""Stands before every sentence of the articles; no words of theirs, nor are its two "names"."""
_MARKED_NAMES = frozenset({"Author", "Unknown"})
_WORD = re.compile(r"\w+")
_NOBODY = "NULL"
"""Stands in RuOpinionNE where a range would, if nobody is named."""
_INTEREST_SIGNS = {"seeks": 1, "opposes": -1}

Range = tuple[int, int]
Key = int | str
"""A synonym group, or a name that is in none."""


@dataclass(frozen=True, slots=True)
class Attitude:
    """Who holds it, whom it is about, by names; label ``pos`` or ``neg``."""

    source: str
    target: str
    label: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A name as the task gives it, with its kind there (PER, ORG, LOC, GEOPOLIT)."""

    start: int
    end: int
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its names and attitudes, in the order of the files."""

    id: str
    text: str
    entities: tuple[Entity, ...]
    attitudes: tuple[Attitude, ...]


# Reading


class Groups:
    """Synonym groups of names. A name that stands in two belongs to the later.

    >>> groups = Groups([["россия", "рф"], ["сша"]])
    >>> groups.key("РФ"), groups.key("Китай"), groups.name("России")
    (0, 'китай', 'россия')
    """

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._tables: tuple[dict[str, int], ...] = tuple({} for _ in _FOLDS)
        for number, names in enumerate(groups):
            for table, fold in zip(self._tables, _FOLDS, strict=True):
                table.update({folded: number for name in names if (folded := fold(name))})
        self._names: dict[int, str] = {}
        for name, number in self._tables[0].items():
            self._names.setdefault(number, name)

    def key(self, name: str) -> Key:
        """The group of a name just as the table writes it; the name itself if it is in none."""
        plain = _plain(name)
        return self._tables[0].get(plain, plain)

    def name(self, words: str) -> str:
        """The name of the table that inflected words stand for; the words themselves if there is none."""
        for table, fold in zip(self._tables, _FOLDS, strict=True):
            number = table.get(fold(words))
            if number in self._names:
                return self._names[number]
        return words


def _plain(name: str) -> str:
    return " ".join(name.lower().split())


def _lemmas(name: str) -> str:
    lemma = _lemmatiser()
    return " ".join(map(lemma, _WORD.findall(name.lower()))) if lemma else ""


def _stems(name: str) -> str:
    return terms(name, "ru")


_FOLDS = (_plain, _lemmas, _stems)
"""Ways to compare names, the surest first."""


@cache
def _lemmatiser() -> Callable[[str], str] | None:
    """The first form of a Russian word; None without pymorphy3, and then stems have to do."""
    try:
        import pymorphy3
    except ImportError:
        return None
    analyzer = pymorphy3.MorphAnalyzer()

    @cache
    def lemma(word: str) -> str:
        form: str = analyzer.parse(word)[0].normal_form
        return form.replace("ё", "е")

    return lemma


def read_groups(path: Path) -> Groups:
    """The groups of a table with one of them a line, its names apart by commas."""
    return Groups(line.split(",") for line in path.read_text("utf-8-sig").splitlines() if line.strip())


def read_articles(folder: Path) -> list[Article]:
    """The articles of a RuSentRel folder that have a text, by number."""
    texts = [path for path in folder.glob("art*.txt") if path.stem.removeprefix("art").isdigit()]
    if not texts:
        raise UnreadableError(f"{folder} holds no art*.txt; name the folder of RuSentRel")
    return [_article(path) for path in sorted(texts, key=lambda each: int(each.stem.removeprefix("art")))]


def _article(path: Path) -> Article:
    """Offsets count line ends as the file has them; the mark of the sentences becomes white space."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        text = stream.read().replace(_MARK, " " * len(_MARK))
    return Article(
        path.stem,
        text,
        tuple(sorted(_entities(path.with_suffix(".ann")), key=lambda each: each.start)),
        tuple(read_attitudes(path.with_suffix(".opin.txt"))),
    )


def _entities(path: Path) -> Iterator[Entity]:
    for line in path.read_text("utf-8-sig").splitlines():
        if not line.strip():
            continue
        _, place, words = line.split("\t")
        kind, start, end = place.split()
        if words not in _MARKED_NAMES:
            yield Entity(int(start), int(end), kind, words)


def read_attitudes(path: Path) -> Iterator[Attitude]:
    """The lines "source, target, label, time" of a file."""
    for line in path.read_text("utf-8-sig").splitlines():
        if line.strip():
            source, target, label, *_ = (part.strip() for part in line.split(","))
            yield Attitude(source, target, label)


# The protocol


@dataclass(frozen=True, slots=True)
class AttitudeScores:
    """Precision and recall of each label, averaged over documents, and what follows."""

    precision: Mapping[str, float]
    recall: Mapping[str, float]

    def f1(self, label: str) -> float:
        """Harmonic mean of a label's averages."""
        return _harmonic(self.precision[label], self.recall[label])

    @property
    def result(self) -> float:
        """Mean F1 of the two labels."""
        return sum(map(self.f1, LABELS)) / len(LABELS)


def score_attitudes(
    gold: Sequence[Sequence[Attitude]],
    answers: Sequence[Sequence[Attitude]],
    groups: Groups,
    *,
    strict: bool = False,
) -> AttitudeScores:
    """The official score of documents; ``strict`` counts names that are in no group, which it ignores."""
    wanted = [_first(each, groups, strict=strict) for each in gold]
    given = [_first(each, groups, strict=strict) for each in answers]
    precision, recall = {}, {}
    for label in LABELS:
        counts = [_counts(w, g, label) for w, g in zip(wanted, given, strict=True)]
        precision[label], recall[label] = _averages(np.array(counts, dtype=np.int64).reshape(-1, 3))
    return AttitudeScores(precision, recall)


def _first(attitudes: Iterable[Attitude], groups: Groups, *, strict: bool) -> dict[tuple[Key, Key], str]:
    """What is said first of each ordered pair, nobody's attitude to itself."""
    found: dict[tuple[Key, Key], str] = {}
    for each in attitudes:
        source, target = groups.key(each.source), groups.key(each.target)
        known = strict or (isinstance(source, int) and isinstance(target, int))
        if known and source != target:
            found.setdefault((source, target), each.label)
    return found


def _counts(wanted: Mapping[tuple[Key, Key], str], given: Mapping[tuple[Key, Key], str], label: str) -> list[int]:
    """How many pairs of a document have the label rightly, by the answer, by the gold."""
    right = sum(given.get(pair) == label == said for pair, said in wanted.items())
    return [right, *(list(each.values()).count(label) for each in (given, wanted))]


def _averages(counts: Whole) -> tuple[float, float]:
    """Mean precision and recall of documents, from rows of right, answered, wanted."""
    right, answered, wanted = counts.T
    precision = np.where(answered > 0, right / np.maximum(answered, 1), wanted == 0)
    recall = np.where(wanted > 0, right / np.maximum(wanted, 1), 1.0)
    return float(precision.mean()), float(recall.mean())


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


# Our reading


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article with what the coder said of it, and the vectors of its sentences."""

    article: Article
    coding: Coding
    readings: tuple[tuple[Sentence, Reading], ...]


def read_all(articles: Iterable[Article], coder: NeuralCoder) -> Iterator[ReadArticle]:
    """The articles, each coded as a whole."""
    for article in articles:
        heard: list[tuple[Sentence, Reading]] = []
        sentences = [Sentence(*each) for each in split_sentences(article.text, "ru")]
        with listening(lambda sentence, reading, heard=heard: heard.append((sentence, reading))):  # type: ignore[misc]
            coding = coder.code(article.text, sentences, date=None, language="ru")
        yield ReadArticle(article, coding, tuple(heard))


def type_sign(kind: str, type_: str) -> int:
    """Whether a statement of this type is friendly (1), hostile (-1) or neither, by the ontology's scores.

    >>> type_sign("event", "ASSAULT"), type_sign("relation", "ally"), type_sign("event", "REQUEST")
    (-1, 1, 0)
    """
    ontology = load_ontology()
    if kind == "event":
        score = ontology.categories[type_].score
    elif kind == "relation":
        score = ontology.relations[type_].sign
    else:
        score = _INTEREST_SIGNS.get(type_, 0)
    return (score > 0) - (score < 0)


def statement_sign(statement: Statement) -> int:
    """The sign of a statement's type; of what is denied there is none."""
    return 0 if statement.modality == "denied" else type_sign(statement.kind, statement.type)


def _sides(statement: Statement) -> Iterator[tuple[NamedActor, NamedActor]]:
    """Every pair of a source and a target, both ways where the relation has no direction; a joint act's members."""
    relation = load_ontology().relations.get(statement.type)
    for source, target in product(statement.source, statement.target or statement.source):
        yield source, target
        if relation is not None and not relation.directed:
            yield target, source


def plain_answers(read: ReadArticle, groups: Groups) -> list[Attitude]:
    """The attitudes that the statements tell of, in the order of the text."""
    naming = _Naming(read, groups)
    found = []
    for statement in sorted(read.coding.statements, key=lambda each: each.sentence.start):
        sign = statement_sign(statement)
        for source, target in _sides(statement) if sign else ():
            found.append(Attitude(naming.of(source), naming.of(target), LABELS[sign < 0]))
    return found


class _Naming:
    """What name of the task an actor of a statement bears: the entity its words share most letters with."""

    def __init__(self, read: ReadArticle, groups: Groups) -> None:
        mentions = [each.mention for each in read.coding.resolutions]
        self._antecedents = {(each.start, each.end): each.antecedent for each in mentions}
        self._entities = read.article.entities
        self._groups = groups

    def of(self, actor: NamedActor) -> str:
        """The name; without an entity there, the one referred to; at last the words themselves."""
        span = actor.span
        entity = self._entity(span) or self._entity(self._antecedents.get((span.start, span.end)))
        return self._groups.name(entity.words if entity else span.text)

    def _entity(self, span: Span | None) -> Entity | None:
        if span is None:
            return None
        shared = [(min(each.end, span.end) - max(each.start, span.start), each) for each in self._entities]
        most, entity = max(shared, key=lambda pair: (pair[0], pair[1].start), default=(0, None))
        return entity if most > 0 else None


# Pairs of the given names


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two entities of one sentence as the model sees them: its number, vector and the chance of each class."""

    sentence: int
    source: Entity
    target: Entity
    vector: Doubles
    chances: Doubles


@dataclass(frozen=True, slots=True)
class PairTable:
    """The ordered pairs of names that share a sentence of a document.

    ``facts`` are counts and chances, ``vectors`` the pooled vectors, ``chances`` the best of pos and of neg.
    """

    names: tuple[tuple[str, str], ...]
    facts: Doubles
    vectors: Doubles
    chances: Doubles

    def classes(self, attitudes: Sequence[Attitude], groups: Groups) -> Whole:
        """The class of each pair by a document's attitudes."""
        said = _first(attitudes, groups, strict=True)
        keys = [(groups.key(source), groups.key(target)) for source, target in self.names]
        return np.array([LABELS.index(said[key]) + 1 if key in said else _NONE for key in keys], dtype=np.int64)

    def answers(self, chances: Doubles, thresholds: Sequence[float]) -> list[Attitude]:
        """Attitudes of the pairs for which a label's chance (pairs, labels) reaches its threshold."""
        if not self.names:
            return []
        chosen = _chosen(chances, thresholds)
        return [
            Attitude(*pair, LABELS[each - 1]) for pair, each in zip(self.names, chosen.tolist(), strict=True) if each
        ]


def _chosen(chances: Doubles, thresholds: Sequence[float]) -> Whole:
    """The class of each pair: the label that passes its threshold farthest."""
    passed = chances / np.array(thresholds)
    return np.where(passed.max(axis=1) >= 1.0, passed.argmax(axis=1) + 1, _NONE)


def chance_answers(table: PairTable) -> list[Attitude]:
    """Attitudes for which some sentence's claims of one sign reach the coder's own threshold together."""
    return table.answers(table.chances, (THRESHOLD, THRESHOLD))


def pair_table(read: ReadArticle, groups: Groups, network: Network) -> PairTable:
    """The pairs of a document with everything the classifier may know."""
    met: dict[tuple[str, str], list[_Pair]] = defaultdict(list)
    for number, (sentence, reading) in enumerate(read.readings):
        for each in _pairs(number, sentence, reading, read.article.entities, network):
            names = groups.name(each.source.words), groups.name(each.target.words)
            if names[0] != names[1]:
                met[names].append(each)
    facts = _Facts(read, groups, met)
    return PairTable(
        tuple(met),
        np.array([facts.of(names) for names in met]),
        np.array([_pooled(pairs) for pairs in met.values()]),
        np.array([_signed(pairs).max(axis=0) for pairs in met.values()]),
    )


def _pairs(
    number: int, sentence: Sentence, reading: Reading, entities: Sequence[Entity], network: Network
) -> Iterator[_Pair]:
    """The ordered pairs of entities in a sentence, as far as the model reads it."""
    ranges = {
        each: reading.tokens.tokens(each.start - sentence.start, each.end - sentence.start)
        for each in entities
        if sentence.start <= each.start and each.end <= sentence.end
    }
    inside = [each for each, (start, end) in ranges.items() if start < end]
    numbers = [(s, t) for s, t in product(range(len(inside)), repeat=2) if s != t]
    if not numbers:
        return
    vectors = network.heads.pair_vectors(reading.vectors, [ranges[each] for each in inside], numbers)
    chances = softmax(network.heads.pairs(vectors) / np.float32(network.temperature))
    for (source, target), vector, chance in zip(numbers, vectors, chances, strict=True):
        yield _Pair(number, inside[source], inside[target], vector.astype(float), chance.astype(float))


def _pooled(pairs: Sequence[_Pair]) -> Doubles:
    vectors = np.array([each.vector for each in pairs])
    return np.concatenate([vectors.mean(axis=0), vectors.max(axis=0)])


@cache
def _class_signs() -> Whole:
    kinds = map(load_labels().kind_and_type, load_labels().pairs)
    return np.array([type_sign(kind, type_) for kind, type_ in kinds], dtype=np.int64)


def _signed(pairs: Sequence[_Pair]) -> Doubles:
    """For each meeting of two the chance of friendly and of hostile claims."""
    chances = np.array([each.chances for each in pairs])
    return np.stack([chances[:, _class_signs() == sign].sum(axis=1) for sign in (1, -1)], axis=1)


class _Facts:
    """What is counted of the pairs of a document."""

    def __init__(self, read: ReadArticle, groups: Groups, met: Mapping[tuple[str, str], Sequence[_Pair]]) -> None:
        self._met = met
        self._length = max(1, len(read.article.text))
        names = [groups.name(each.words) for each in read.article.entities]
        self._often = Counter(names)
        self._most = max(self._often.values(), default=1)
        self._first = {
            name: each.start for name, each in reversed(list(zip(names, read.article.entities, strict=True)))
        }
        self._kinds: dict[str, Counter[str]] = defaultdict(Counter)
        for name, each in zip(names, read.article.entities, strict=True):
            self._kinds[name][each.kind] += 1
        said = plain_answers(read, groups)
        self._said = Counter((each.source, each.target, each.label) for each in said)

    def of(self, names: tuple[str, str]) -> list[float]:
        """Every number of a pair: how it meets, who the two are, what is said of it and of its reverse."""
        back = names[::-1]
        return [
            *self._meetings(self._met[names]),
            *(fact for name in names for fact in self._of_name(name, self._met[names])),
            *_chances(self._met[names]),
            *_chances(self._met[back]),
            *(log1p(self._said[(*pair, label)]) for pair in (names, back) for label in LABELS),
        ]

    def _meetings(self, pairs: Sequence[_Pair]) -> Iterator[float]:
        gaps = [max(each.source.start - each.target.end, each.target.start - each.source.end, 0) for each in pairs]
        yield log(len({each.sentence for each in pairs}))
        yield log(len(pairs))
        yield log1p(min(gaps))
        yield sum(map(log1p, gaps)) / len(gaps)
        yield sum(each.source.start < each.target.start for each in pairs) / len(pairs)
        yield log1p(min(each.sentence for each in pairs))
        yield log(len(self._met))

    def _of_name(self, name: str, pairs: Sequence[_Pair]) -> Iterator[float]:
        often = self._often[name]
        yield log(often)
        yield often / self._most
        yield len({each.sentence for each in pairs}) / often
        yield self._first[name] / self._length
        for kind in ("PER", "ORG"):
            yield self._kinds[name][kind] / often


def _chances(pairs: Sequence[_Pair]) -> list[float]:
    """Best, sum and mean chance of friendly and of hostile claims."""
    signed = _signed(pairs)
    return [*signed.max(axis=0), *signed.sum(axis=0), *signed.mean(axis=0)]


# The tuned variant


@dataclass(frozen=True, slots=True)
class Tuning:
    """What the classifier knows beside the facts, and the numbers that are not fitted.

    ``names``: what documents learnt from say of the same two names. It tells who dislikes whom in the world, and
    carries over to texts about the same world only. ``directions``: main directions of the pairs' vectors.
    """

    names: bool = True
    directions: int = 0
    folds: int = 8
    inner_folds: int = 4
    penalty: float = 100.0
    steps: int = 120
    rate: float = 0.1


TUNING = Tuning()
_THRESHOLDS: tuple[float, ...] = tuple(float(each) for each in np.geomspace(0.02, 0.6, 40))
"""Chances tried as thresholds of the classifier; attitudes are rare, so that the best are low."""
_SAME = 1e-6
"""Numbers that differ less than this over all pairs are one number."""
_DOUBT = 3.0
"""How many meetings without knowledge of two names weigh against those that were seen."""


class _Memory:
    """How often two names, and each of them, were in a pair of each class in the documents learnt from."""

    def __init__(self, tables: Sequence[PairTable], classes: Sequence[Whole]) -> None:
        self._seen: Counter[tuple[tuple[str, ...], int]] = Counter()
        for table, classed in zip(tables, classes, strict=True):
            self._seen.update(_sightings(table, classed))
        everything = np.bincount(np.concatenate(classes), minlength=len(LABELS) + 1)
        self._shares = everything / max(1, everything.sum())

    def of(self, table: PairTable, classes: Whole | None) -> Doubles:
        """A row a pair; a document learnt from, whose classes are given, does not count for itself."""
        own = Counter() if classes is None else Counter(_sightings(table, classes))
        rows = [[fact for key in _remembered(names) for fact in self._known(key, own)] for names in table.names]
        return np.array(rows, dtype=np.float64).reshape(len(table.names), -1)

    def _known(self, key: tuple[str, ...], own: Counter[tuple[tuple[str, ...], int]]) -> list[float]:
        counts = [self._seen[key, each] - own[key, each] for each in range(len(LABELS) + 1)]
        seen = sum(counts)
        rates = [(counts[i] + _DOUBT * self._shares[i]) / (seen + _DOUBT) for i in range(1, len(counts))]
        return [*(log(rate + 1e-6) for rate in rates), log1p(seen)]


def _remembered(names: tuple[str, str]) -> tuple[tuple[str, ...], ...]:
    source, target = names
    return names, (target, source), ("from", source, ""), ("to", target, "")


def _sightings(table: PairTable, classes: Whole) -> Iterator[tuple[tuple[str, ...], int]]:
    for names, each in zip(table.names, classes.tolist(), strict=True):
        pair, _, source, target = _remembered(names)
        yield from ((key, each) for key in (pair, source, target))


class _Inputs:
    """Turns the pairs of a document into the numbers the regression sees, by the documents learnt from."""

    def __init__(self, tables: Sequence[PairTable], classes: Sequence[Whole], tuning: Tuning) -> None:
        filled = [(table, each) for table, each in zip(tables, classes, strict=True) if table.names]
        self._memory = _Memory(tables, classes) if tuning.names else None
        self._directions = (
            _main_directions(np.concatenate([table.vectors for table, _ in filled]), tuning.directions)
            if tuning.directions
            else None
        )
        self._center, self._scale = np.zeros(1), np.ones(1)
        self.learnt = np.concatenate([self.of(table, each) for table, each in filled])
        spread = self.learnt.std(axis=0)
        self._center, self._scale = self.learnt.mean(axis=0), np.where(spread > _SAME, spread, 1.0)
        self.learnt = (self.learnt - self._center) / self._scale

    def of(self, table: PairTable, classes: Whole | None = None) -> Doubles:
        """The inputs of a document with pairs; its classes if it is one of those learnt from."""
        parts = [table.facts]
        if self._memory is not None:
            parts.append(self._memory.of(table, classes))
        if self._directions is not None:
            parts.append(table.vectors @ self._directions)
        result: Doubles = (np.concatenate(parts, axis=1) - self._center) / self._scale
        return result


def _main_directions(vectors: Doubles, count: int) -> Doubles:
    """The directions in which vectors differ most, for vectors as they are."""
    scale = vectors.std(axis=0) + 1e-6
    standard = (vectors - vectors.mean(axis=0)) / scale
    axes = np.linalg.eigh(standard.T @ standard)[1]
    return np.asarray(axes[:, -count:] / scale[:, None], dtype=np.float64)


class AttitudeClassifier:
    """Logistic regression over what is known of a pair, with a threshold for each label.

    ``wanted`` counts each document's attitudes by label, those out of reach too. The thresholds are the best for
    documents answered by classifiers that have not seen them.
    """

    def __init__(
        self,
        tables: Sequence[PairTable],
        classes: Sequence[Whole],
        wanted: Sequence[Sequence[int]],
        tuning: Tuning = TUNING,
    ) -> None:
        chances: list[Doubles] = [np.zeros((0, len(LABELS)))] * len(tables)
        for unseen, seen in _folds(len(tables), tuning.inner_folds):
            model = _Regression([tables[i] for i in seen], [classes[i] for i in seen], tuning)
            for i in unseen:
                chances[i] = model.chances(tables[i])
        self._regression = _Regression(tables, classes, tuning)
        self._thresholds = [_threshold(label, chances, classes, wanted) for label in range(len(LABELS))]

    def answers(self, table: PairTable) -> list[Attitude]:
        """The attitudes of a document."""
        return table.answers(self._regression.chances(table), self._thresholds)


class _Regression:
    """A fitted regression without thresholds."""

    def __init__(self, tables: Sequence[PairTable], classes: Sequence[Whole], tuning: Tuning) -> None:
        self._inputs = _Inputs(tables, classes, tuning)
        self._weights, self._bias = fit_logistic(self._inputs.learnt, np.concatenate(classes), tuning)

    def chances(self, table: PairTable) -> Doubles:
        """The chance of each label for each pair (pairs, labels)."""
        if not table.names:
            return np.zeros((0, len(LABELS)))
        return _probabilities(self._inputs.of(table) @ self._weights + self._bias)[:, 1:]


def _probabilities(scores: Doubles) -> Doubles:
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True), dtype=np.float64)


def _folds(count: int, folds: int) -> Iterator[tuple[list[int], list[int]]]:
    """Which documents are answered and which are learnt from, every document answered once."""
    for fold in range(folds):
        yield [i for i in range(count) if i % folds == fold], [i for i in range(count) if i % folds != fold]


def fit_logistic(inputs: Doubles, classes: Whole, tuning: Tuning = TUNING) -> tuple[Doubles, Doubles]:
    """Weights and bias of a multinomial logistic regression with a quadratic penalty (Adam on all rows at once)."""
    wanted = np.eye(len(LABELS) + 1)[classes]
    rows = np.concatenate([inputs, np.ones((len(inputs), 1))], axis=1)
    weights = np.zeros((rows.shape[1], wanted.shape[1]))
    weights[-1] = np.log(wanted.mean(axis=0) + 1e-6)
    penalty = np.full((len(weights), 1), tuning.penalty / len(rows))
    penalty[-1] = 0.0
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, tuning.steps + 1):
        slope = rows.T @ (_probabilities(rows @ weights) - wanted) / len(rows) + penalty * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        shrinking = tuning.rate * (1.0 - 0.9 * step / tuning.steps)
        weights -= shrinking * mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights[:-1], weights[-1]


def _threshold(
    label: int, chances: Sequence[Doubles], classes: Sequence[Whole], wanted: Sequence[Sequence[int]]
) -> float:
    """From which chance on a label is best answered, by the protocol's F1 of that label alone."""

    def f1(threshold: float) -> float:
        counts = []
        for chance, classed, want in zip(chances, classes, wanted, strict=True):
            answered = chance[:, label] >= threshold
            right = int((answered & (classed == label + 1)).sum())
            counts.append([right, int(answered.sum()), want[label]])
        return _harmonic(*_averages(np.array(counts, dtype=np.int64)))

    reached = [f1(each) for each in _THRESHOLDS]
    best = [each for each, f in zip(_THRESHOLDS, reached, strict=True) if f >= max(reached)]
    return best[len(best) // 2]


def tuned_answers(
    articles: Sequence[Article], tables: Sequence[PairTable], groups: Groups, tuning: Tuning = TUNING
) -> list[list[Attitude]]:
    """Answers of the classifier on each document, learnt from the documents of the other folds."""
    classes = [table.classes(each.attitudes, groups) for table, each in zip(tables, articles, strict=True)]
    said = [list(_first(each.attitudes, groups, strict=False).values()) for each in articles]
    wanted = [[each.count(label) for label in LABELS] for each in said]
    answers: list[list[Attitude]] = [[] for _ in articles]
    for unseen, seen in _folds(len(articles), tuning.folds):
        model = AttitudeClassifier(
            [tables[i] for i in seen], [classes[i] for i in seen], [wanted[i] for i in seen], tuning
        )
        for i in unseen:
            answers[i] = model.answers(tables[i])
    return answers


# Opinions of sentences


@dataclass(frozen=True, slots=True)
class Opinion:
    """Who holds it (None: the author), whom it is about, ``pos`` or ``neg``."""

    holder: Range | None
    target: Range
    label: str


@dataclass(slots=True)
class OpinionScores:
    """Whole opinions by the same ranges, and by ranges that share a letter."""

    sentences: int = 0
    exact: Tally = field(default_factory=Tally)
    overlap: Tally = field(default_factory=Tally)


def read_opinions(path: Path, *, every: int = 5) -> Iterator[tuple[str, list[Opinion]]]:
    """Every so many sentences of RuOpinionNE by their number, with their opinions."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["sent_id"] % every == 0:
            found = (_opinion(each) for each in row["opinions"])
            yield row["text"], [each for each in found if each is not None]


def _opinion(row: Mapping[str, Sequence[Sequence[str]]]) -> Opinion | None:
    """One labelled opinion; None where it is about nobody named."""
    holder, target = _hull(row["Source"]), _hull(row["Target"])
    return Opinion(holder, target, str(row["Polarity"]).lower()) if target else None


def _hull(labelled: Sequence[Sequence[str]]) -> Range | None:
    """The range from the first to the last of some words; None for the author and for nobody."""
    ends = [tuple(map(int, each.split(":"))) for each in labelled[1] if each != _NOBODY]
    start, end = min((each[0] for each in ends), default=0), max((each[1] for each in ends), default=0)
    return (start, end) if start < end else None


def score_opinions(sentences: Iterable[tuple[str, Sequence[Opinion]]], coder: NeuralCoder) -> OpinionScores:
    """What our statements say of sentences read alone; a claim without a source is the author's opinion."""
    scores = OpinionScores()
    for text, gold in sentences:
        coding = coder.code(text, [Sentence(0, len(text))], date=None, language="ru")
        found = {each for statement in coding.statements for each in _opinions(statement)}
        scores.sentences += 1
        scores.exact.add(Counter(found), Counter(set(gold)))
        scores.overlap.right += _matched(sorted(found, key=str), sorted(set(gold), key=str))
        scores.overlap.found += len(found)
        scores.overlap.expected += len(set(gold))
    return scores


def _opinions(statement: Statement) -> Iterator[Opinion]:
    sign = statement_sign(statement)
    if not sign:
        return
    label = LABELS[sign < 0]
    for source, target in _sides(statement):
        if source is not target:
            yield Opinion(_range(source), _range(target), label)
    for target in () if statement.source else statement.target:
        yield Opinion(None, _range(target), label)


def _range(actor: NamedActor) -> Range:
    return actor.span.start, actor.span.end


def _matched(found: Sequence[Opinion], gold: Sequence[Opinion]) -> int:
    """How many opinions meet one of the gold each, none of it twice."""
    left = list(gold)
    for each in found:
        partner = next((other for other in left if _meet(each, other)), None)
        if partner is not None:
            left.remove(partner)
    return len(gold) - len(left)


def _meet(one: Opinion, other: Opinion) -> bool:
    same_holder = one.holder == other.holder or bool(one.holder and other.holder and _share(one.holder, other.holder))
    return one.label == other.label and same_holder and _share(one.target, other.target)


def _share(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]
