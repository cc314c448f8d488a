"""What one given actor does to another, for people who bring their own pairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dragoman.statements.heads import NOBODY, softmax
from dragoman.statements.labels import load_labels
from dragoman.statements.network import Network

if TYPE_CHECKING:
    from numpy.typing import NDArray


ALONE = 0.5
"""Weight of what the source does by itself beside what it does to the target (chosen on the held-out fifth)."""


@dataclass(frozen=True, slots=True)
class Related:
    """The PLOVER category from source to target, ``None`` for no claim; ``scores`` ranks all categories.

    The scores are probabilities given that there is an event, so that they sum to one.
    """

    type: str | None
    modality: str | None
    scores: Mapping[str, float]


def no_event(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probability that a pair has no event, relations and the like left aside (pairs)."""
    events = load_labels().events
    return softmax(scores[:, : events.stop])[:, 0]


def relate(
    network: Network, text: str, source: tuple[int, int], target: tuple[int, int], *, language: str | None
) -> Related:
    """Reads one ordered pair of character ranges in a text.

    Joint acts count in both directions. A pair that somebody brings is likelier to make a claim than one of
    all the pairs of a sentence: the threshold for "no claim" is the one that tells the two best apart on
    held-out text. Relations, interests and forecasts between the two are no event.
    """
    labels = load_labels()
    reading = network.read(text, language)
    mentions = [reading.tokens.tokens(*source), reading.tokens.tokens(*target)]
    vectors = network.heads.pair_vectors(reading.vectors, mentions, [(0, 1), (0, NOBODY)])
    scores = network.heads.pairs(vectors) / np.float32(network.temperature)
    pair, alone = np.log(softmax(scores[:, labels.events]))
    events = softmax(pair + ALONE * alone)
    names = [label.partition(":")[2] for label in labels.pairs[labels.events]]
    ranked = {name: round(float(p), 4) for name, p in zip(names, events, strict=True)}
    best = int(events.argmax())
    if no_event(scores[:1])[0] > network.relate_threshold:
        return Related(None, None, ranked)
    claim = network.heads.claim_vectors(vectors[:1], [labels.events.start + best])
    modality = labels.modalities[int(network.heads.of_claims("modality", claim).argmax())]
    return Related(names[best], modality, ranked)
