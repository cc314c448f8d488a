"""Counts of right answers and the figures that follow from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ROUNDS = 1000
"""Times the items are drawn again for an interval."""


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


@dataclass(slots=True)
class ItemTally(Tally):
    """A tally that keeps the counts of every item, so that items can be drawn again for an interval."""

    items: list[Tally] = field(default_factory=list)

    def count(self, item: Tally) -> None:
        """Adds the counts of one item, as a sentence."""
        self.right += item.right
        self.found += item.found
        self.expected += item.expected
        self.items.append(item)

    @property
    def f1_interval(self) -> tuple[float, float]:
        """Between which F1 lies with 95 % confidence."""
        return f1_interval(self.items)


def f1_interval(items: Sequence[Tally], *, seed: int = 1) -> tuple[float, float]:
    """Between which the F1 of all items lies with 95 % confidence, items drawn again with replacement.

    The percentile bootstrap (Efron 1979), the same for the same items. Of few items it is too narrow; of none
    it is (0, 0).
    """
    if not items:
        return 0.0, 0.0
    counts = np.array([(each.right, each.found + each.expected) for each in items], dtype=np.float64)
    right, all_ = (_draws(len(items), seed) @ counts).T
    drawn = np.divide(2 * right, all_, out=np.zeros_like(right), where=all_ > 0)
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(low), float(high)


@lru_cache(maxsize=64)
def _draws(items: int, seed: int) -> NDArray[np.float64]:
    """How often each item is drawn in each round (rounds, items)."""
    random = np.random.default_rng(seed)
    return random.multinomial(items, np.full(items, 1 / items), size=_ROUNDS).astype(np.float64)


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


def kappa(one: AbstractSet[object], other: AbstractSet[object], items: int) -> float:
    """Agreement beyond chance of two readers who say yes of these items, out of so many (Cohen 1960)."""
    agreed = (items - len(one ^ other)) / items
    chance = (len(one) * len(other) + (items - len(one)) * (items - len(other))) / items**2
    return (agreed - chance) / (1 - chance) if chance < 1 else 1.0
