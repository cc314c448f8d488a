"""Sentences that nobody labelled: what a category has to be told apart from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).resolve().parent / "background.tsv"


@dataclass(frozen=True, slots=True)
class Plain:
    """A sentence with its language; ``from_ledger`` or else from the package."""

    text: str
    language: str | None
    from_ledger: bool = False


@cache
def packaged_background() -> tuple[Plain, ...]:
    """Sentences of the training corpus in all five languages, for a ledger that has too few of its own."""
    lines = _FILE.read_text("utf-8").splitlines()
    return tuple(Plain(text, language) for language, _, text in (line.partition("\t") for line in lines))
