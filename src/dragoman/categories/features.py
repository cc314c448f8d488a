"""A sentence as a category's head sees it: its mean, and the words that the category turns to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dragoman.categories.records import Head

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_SHARPNESS = 40.0
"""How much likeness to the query counts: high, the sentence is told by its few nearest words."""


def attended(vectors: Floats, query: Floats) -> Floats:
    """The mean of a sentence's words, each weighted by its likeness to the query (hidden)."""
    lengths = np.linalg.norm(vectors, axis=1) * np.linalg.norm(query) + 1e-6
    scores = _SHARPNESS * (vectors @ query) / lengths
    weights = np.exp(scores - scores.max())
    result: Floats = (weights / weights.sum()) @ vectors
    return result


def features(vectors: Floats, query: Floats) -> Floats:
    """Mean of all words, then mean of the attended ones (2 x hidden)."""
    return np.concatenate([vectors.mean(axis=0), attended(vectors, query)])


def query_of(belonging: Sequence[Floats], others: Sequence[Floats]) -> Floats:
    """What sets the words of sentences that belong apart from those of others (hidden).

    First the difference of the means; then that of the words it turns to, which drops what sentences are
    full of.
    """
    first = _mean([each.mean(axis=0) for each in belonging]) - _mean([each.mean(axis=0) for each in others])
    return _mean([attended(each, first) for each in belonging]) - _mean([attended(each, first) for each in others])


def _mean(rows: Sequence[Floats]) -> Floats:
    return np.asarray(np.mean(rows, axis=0), dtype=np.float32)


class Classifier:
    """A head's arrays, made once: the probability that a sentence belongs to its category."""

    def __init__(self, head: Head) -> None:
        self.head = head
        self._query = np.array(head.query, dtype=np.float32)
        self._weights = np.array(head.weights[:-1], dtype=np.float32)
        self._bias = head.weights[-1]

    def probability(self, vectors: Floats) -> float:
        """Between 0 and 1, as the examples were mixed."""
        return sigmoid(float(features(vectors, self._query) @ self._weights) + self._bias)


def sigmoid(score: float) -> float:
    """A score as a probability."""
    return float(1.0 / (1.0 + np.exp(-np.clip(score, -30.0, 30.0))))
