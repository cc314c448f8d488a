"""Linear discriminant analysis on few examples, and its scores as probabilities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dragoman.categories.features import attended, query_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Doubles = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_SHRINKAGE = 0.75
"""How far the covariance is drawn to that of independent features: there are more features than examples."""
_STEPS = 50


@dataclass(frozen=True, slots=True)
class Fit:
    """What was learnt: a query, and weights by which others score 0 on average with a deviation of 1."""

    query: Floats
    weights: Doubles
    bias: float

    def scores(self, sentences: Sequence[Floats]) -> Doubles:
        """A score for each sentence's vectors."""
        result: Doubles = pooled(sentences, self.query) @ self.weights + self.bias
        return result


def pooled(sentences: Sequence[Floats], query: Floats) -> Doubles:
    """The features of every sentence (sentences, 2 x hidden)."""
    rows = [np.concatenate([each.mean(axis=0), attended(each, query)]) for each in sentences]
    return np.array(rows, dtype=np.float64)


def fit(sentences: Sequence[Floats], belongs: Flags, definition: Floats) -> Fit:
    """Learns from sentences' vectors which belong; the definition helps to find the words that matter."""
    inside = [each for each, yes in zip(sentences, belongs, strict=True) if yes]
    others = [each for each, yes in zip(sentences, belongs, strict=True) if not yes]
    query = query_of([*inside, definition], others)
    raw = pooled(sentences, query)
    center, scale = raw[~belongs].mean(axis=0), raw[~belongs].std(axis=0) + 1e-6
    standard = (raw - center) / scale
    means = standard[belongs].mean(axis=0), standard[~belongs].mean(axis=0)
    left = standard - np.where(belongs[:, None], *means)
    covariance = left.T @ left / len(left)
    ridge = _SHRINKAGE * float(np.trace(covariance)) / len(covariance) + 1e-9
    direction = np.linalg.solve(covariance + ridge * np.eye(len(covariance)), means[0] - means[1])
    scores = standard[~belongs] @ direction
    weights = direction / scale / (scores.std() + 1e-9)
    return Fit(query, weights, float(-(raw[~belongs] @ weights).mean()))


def calibrate(scores: Doubles, belongs: Flags) -> tuple[float, float]:
    """Slope and offset that make held-out scores probabilities (Platt's method)."""
    many, few = int(belongs.sum()), int((~belongs).sum())
    wanted = np.where(belongs, (many + 1) / (many + 2), 1 / (few + 2))
    design = np.column_stack([scores, np.ones_like(scores)])
    found = np.array([1.0, 0.0])
    ridge = 1e-3 * np.eye(2)
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(design @ found, -30, 30)))
        gradient = design.T @ (chance - wanted) + ridge @ found
        curvature = (design.T * (chance * (1 - chance))) @ design + ridge
        step = np.linalg.solve(curvature, gradient)
        found -= step / max(1.0, float(np.abs(step).max()))
    return max(0.01, float(found[0])), float(found[1])


def best_threshold(scores: Doubles, belongs: Flags) -> float:
    """The score from which taking a sentence gives the best F1; half way to the next below it."""
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    right = np.cumsum(belongs[order])
    f1 = 2 * right / (np.arange(1, len(ranked) + 1) + belongs.sum())
    ends = np.append(ranked[1:] < ranked[:-1], True)
    best = int(np.where(ends, f1, -1.0).argmax())
    return float((ranked[best] + ranked[best + 1]) / 2) if best + 1 < len(ranked) else float(ranked[best])
