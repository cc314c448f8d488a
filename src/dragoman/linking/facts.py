"""What a comparison of two reports finds: facts, each with what it adds and in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing two reports share or differ in; ``score`` is what it adds to or takes from their likeness."""

    score: float
    detail: str
    contradicts: bool = False


def contradiction(detail: str) -> Fact:
    """A fact by which two reports cannot tell of one happening."""
    return Fact(0.0, detail, contradicts=True)
