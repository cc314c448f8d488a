"""How often a claim's type is read off its pair when the two sides are exchanged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.evaluate.answers import Answer, Range, expected_answers
from dragoman.formats.markup import LabelledSentence
from dragoman.statements.heads import NOBODY, softmax
from dragoman.statements.labels import NO_CLAIM, load_labels

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from dragoman.statements.network import Network, Reading

    Floats = NDArray[np.float32]

Pair = tuple[Range | None, Range | None]
"""Source and target; None on a side is nobody."""


@dataclass(frozen=True, slots=True)
class Swapped:
    """Of the exchanged pairs asked about, how many were still read as the claim's own type."""

    asked: int
    kept: int

    @property
    def share(self) -> float:
        """Share that keep their type; 0 where none was asked."""
        return self.kept / self.asked if self.asked else 0.0


@dataclass(frozen=True, slots=True)
class PairReading:
    """What the network says of one ordered pair: each class with its probability, and the type of a forecast."""

    chances: Floats
    forecast: str

    @property
    def best(self) -> tuple[str, str]:
        """Kind and type of the likeliest class; ``("none", "")`` for no claim."""
        return self._named(int(self.chances.argmax()))

    def chance(self, kind: str, type_: str) -> float:
        """Probability of the class of a kind and type; all forecasts share one."""
        name = "forecast:" if kind == "forecast" else f"{kind}:{type_}"
        return float(self.chances[load_labels().pairs.index(name)])

    def _named(self, number: int) -> tuple[str, str]:
        label = load_labels().pairs[number]
        if label == NO_CLAIM:
            return NO_CLAIM, ""
        kind, type_ = load_labels().kind_and_type(label)
        return kind, type_ or self.forecast


def swapped_pairs(sentences: Iterable[LabelledSentence], network: Network) -> Swapped:
    """Asks for (target, source) of every directed claim with two marked sides.

    Of lists every member is asked with every member of the other side. A pair is left out where the labels
    have a claim of this kind and type in that direction too, as of a joint act.
    """
    asked = kept = 0
    for sentence in sentences:
        pairs = list(turned_pairs(expected_answers(sentence)))
        if not pairs:
            continue
        reading = network.read(sentence.text, sentence.language)
        answers = read_pairs(network, reading, [pair for _, pair in pairs])
        asked += len(pairs)
        kept += sum(answer.best == (claim.kind, claim.type) for (claim, _), answer in zip(pairs, answers, strict=True))
    return Swapped(asked, kept)


def turned_pairs(claims: Sequence[Answer]) -> Iterator[tuple[Answer, Pair]]:
    """The (target, source) pairs of a sentence's directed claims that no claim of theirs makes."""
    told = {(each.kind, each.type, *pair) for each in claims for pair in _pairs(each)}
    for claim in claims:
        if claim.mutual:
            continue
        for source in sorted(claim.source):
            for target in sorted(claim.target):
                if source != target and (claim.kind, claim.type, target, source) not in told:
                    yield claim, (target, source)


def _pairs(claim: Answer) -> Iterator[tuple[Range, Range]]:
    """Every ordered pair that a claim speaks of; the members of a joint act stand in both orders."""
    if claim.source and claim.target:
        yield from ((s, t) for s in claim.source for t in claim.target)
        return
    members = claim.source | claim.target
    yield from ((one, other) for one in members for other in members if one != other)


def read_pairs(network: Network, reading: Reading, pairs: Sequence[Pair]) -> list[PairReading]:
    """What the network says of ordered pairs of character ranges of a sentence."""
    places = sorted({each for pair in pairs for each in pair if each})
    number: dict[Range | None, int] = {None: NOBODY}
    number.update((each, i) for i, each in enumerate(places))
    mentions = [reading.tokens.tokens(*each) for each in places]
    numbers = [(number[source], number[target]) for source, target in pairs]
    vectors = network.heads.pair_vectors(reading.vectors, mentions, numbers)
    chances = softmax(network.heads.pairs(vectors) / network.temperature)
    labels = load_labels()
    said = network.heads.claim_vectors(vectors, [labels.pairs.index("forecast:")] * len(pairs))
    forecasts = network.heads.of_claims("forecast", said).argmax(axis=1)
    return [PairReading(each, labels.forecasts[int(f)]) for each, f in zip(chances, forecasts, strict=True)]
