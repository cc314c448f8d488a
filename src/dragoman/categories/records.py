"""What a category is: its examples, what was learnt from them, how well that does, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that belongs to the category, or does not; without a language that is told from the words."""

    text: str
    positive: bool
    language: str | None = None


@dataclass(frozen=True, slots=True)
class CategoryDraft:
    """A category as its user describes it."""

    name: str
    definition: str
    examples: tuple[Example, ...]

    def count(self, *, positive: bool) -> int:
        """How many examples belong to it, or do not."""
        return sum(each.positive is positive for each in self.examples)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """How well it does on examples it has not seen; every sentence held out once.

    ``low`` and ``high`` bound F1 with 95 % (bootstrap). ``chance`` is the best F1 of guessing. ``background``
    sentences nobody labelled count as negative; ``taken`` of them were taken for the category.
    """

    precision: float
    recall: float
    f1: float
    low: float
    high: float
    chance: float
    folds: int
    positive: int
    distinct: int
    negative: int
    background: int
    from_ledger: int
    taken: int

    @property
    def beats_chance(self) -> bool:
        """Whether even the lower bound is better than guessing."""
        return self.low > self.chance


@dataclass(frozen=True, slots=True)
class Head:
    """A category ready to be used with one version of the model; ``key`` names this record of the category.

    ``query`` says which words count most, ``weights`` what the pooled words tell, the bias last.
    """

    key: str
    name: str
    model_version: str
    query: tuple[float, ...]
    weights: tuple[float, ...]
    threshold: float


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence of a document that belongs to a category."""

    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class Sorted:
    """What one category's head found in a document; no findings where nothing belongs to it."""

    category: str
    name: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class SortedDocument:
    """A document version with what every category found in it."""

    document: str
    readings: tuple[Sorted, ...]


@dataclass(frozen=True, slots=True)
class Confusion:
    """A held-out sentence that was taken for what it is not; ``origin`` is example or background."""

    text: str
    positive: bool
    probability: float
    origin: str
