"""Cooperation and conflict, and how much of it: PLOVER's quad classes and scores."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import fmean

from dragoman.ontology import load_ontology
from dragoman.records import Statement

_COOPERATION = frozenset((1, 2))


def quad_of(category: str) -> int:
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    return load_ontology().quad(category)


def is_cooperation(category: str) -> bool:
    """Whether a PLOVER category is of a cooperative quad class."""
    return quad_of(category) in _COOPERATION


def score_of(statement: Statement) -> float:
    """The PLOVER score of an event statement: that of its mode, of several the strongest, else its category's."""
    category = load_ontology().categories[statement.type]
    scores = [category.modes[mode] for mode in statement.modes if mode in category.modes]
    return max(scores, key=lambda score: (abs(score), score), default=category.score)


def mean_score(scores: Iterable[float]) -> float | None:
    """The mean, None of nothing."""
    known = list(scores)
    return fmean(known) if known else None
