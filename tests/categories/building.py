"""A network that knows words by their spelling alone, and categories made of them."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field

import numpy as np

from dragoman.categories.background import Plain
from dragoman.categories.records import CategoryDraft, Example
from dragoman.statements.network import Reading
from dragoman.statements.tokens import Tokenized

_WIDTH = 24
_TOPIC = ["wheat", "barley", "cargo", "vessel", "convoy", "harbour", "escort", "silo", "corridor", "freighter"]
_FILLER = [
    "minister",
    "morning",
    "budget",
    "council",
    "river",
    "visit",
    "report",
    "border",
    "teacher",
    "school",
    "winter",
    "debate",
    "village",
    "train",
    "speech",
    "court",
    "market",
    "museum",
    "bridge",
    "forest",
    "garden",
    "letter",
    "office",
    "season",
    "record",
    "voter",
    "summit",
    "treaty",
    "island",
]


@dataclass(slots=True)
class WordNetwork:
    """Every word has a vector of its own, drawn from its spelling and the version; remembers what it read."""

    version: str = "1"
    read_texts: list[str] = field(default_factory=list)

    def read(self, text: str, language: str | None) -> Reading:
        self.read_texts.append(text)
        words = text.casefold().replace(".", "").replace(",", "").split() or [""]
        vectors = np.array([self._vector(word) for word in words], dtype=np.float32)
        complete = len(words) < 200
        return Reading(text, Tokenized(tuple(range(len(words))), tuple((0, 0) for _ in words), complete), vectors)

    def _vector(self, word: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        seed = int.from_bytes(hashlib.sha256(f"{self.version} {word}".encode()).digest()[:4])
        return np.random.default_rng(seed).normal(size=_WIDTH)


def sentence(rng: random.Random, *, topical: bool) -> str:
    words = rng.sample(_FILLER, 9)
    if topical:
        words[2:5] = rng.sample(_TOPIC, 3)
    return f"The {' '.join(words)}."


def sentences(count: int, *, topical: bool, seed: int) -> list[str]:
    rng = random.Random(seed)
    return [sentence(rng, topical=topical) for _ in range(count)]


def draft(positive: list[str], negative: list[str], name: str = "grain") -> CategoryDraft:
    examples = [Example(text, True, "en") for text in positive] + [Example(text, False, "en") for text in negative]
    return CategoryDraft(name, "Wheat cargo on a vessel.", tuple(examples))


def grain(count: int = 24) -> CategoryDraft:
    """A category that can be learnt: three words of ten stand in every sentence of it."""
    return draft(sentences(count, topical=True, seed=1), sentences(10, topical=False, seed=2))


def background(count: int = 120, *, topical: int = 0) -> tuple[Plain, ...]:
    others = sentences(count - topical, topical=False, seed=3)
    return tuple(Plain(text, "en") for text in (*others, *sentences(topical, topical=True, seed=4)))
