"""Counts of right answers and the figures that follow from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Tally:
    """Right, found and expected answers, and the figures that follow."""

    right: int = 0
    found: int = 0
    expected: int = 0

    def add(self, found: Counter[Any], expected: Counter[Any]) -> None:
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
