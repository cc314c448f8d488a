"""The model's heads in numpy: what is read off one sentence's token vectors.

``training/model.py`` trains the same heads in torch; the export compares the two.
Arrays are float32. L is the number of tokens, M of mentions, P of pairs, C of claims.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dragoman.errors import ModelError
from dragoman.statements.labels import POINTERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

NOBODY = -1
_TABLES = frozenset({"claim_type.weight"})
_ATTENTION_HEADS = 4
_POINTER_WIDTH = 64
_SPEAKER_WIDTH = 128


def softmax(scores: Floats) -> Floats:
    """Probabilities over the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)


def sigmoid(scores: Floats) -> Floats:
    """Independent probabilities."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -30.0, 30.0))), dtype=np.float32)


def _gelu(x: Floats) -> Floats:
    return np.asarray(0.5 * x * (1.0 + np.tanh(0.7978845608 * (x + 0.044715 * x * x * x))), dtype=np.float32)


class Heads:
    """The heads' weights with one method for each thing they read off."""

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        """Linear layers are kept transposed: a product with a transposed view is slower."""
        self._w = {
            name: np.ascontiguousarray(value.T) if name.endswith(".weight") and name not in _TABLES else value
            for name, value in weights.items()
        }

    @classmethod
    def load(cls, path: Path) -> Heads:
        """Reads the heads from a file; ModelError if it is missing or broken."""
        try:
            with np.load(path, allow_pickle=False) as stored:
                return cls({name: stored[name].astype(np.float32) for name in stored.files})
        except (OSError, ValueError) as error:
            raise ModelError(f"the model's heads {path} cannot be read: {error}") from error

    def _linear(self, name: str, x: Floats) -> Floats:
        result: Floats = x @ self._w[f"{name}.weight"]
        bias = self._w.get(f"{name}.bias")
        return result if bias is None else result + bias

    def standard(self, tokens: Floats) -> Floats:
        """The encoder's token vectors as every head reads them (L, hidden)."""
        result: Floats = (tokens - self._w["center"]) * self._w["scale"]
        return result

    def tags(self, tokens: Floats) -> Floats:
        """Scores of each tag (L, tags)."""
        return self._linear("tags", tokens)

    def names(self, tokens: Floats) -> Floats:
        """Scores of each name tag for each token (L, name tags)."""
        return self._linear("names", tokens)

    def political(self, tokens: Floats) -> float:
        """Probability that the sentence is about politics at all."""
        return float(softmax(self._linear("political", tokens.mean(axis=0)))[1])

    def pool(self, tokens: Floats, mentions: Sequence[tuple[int, int]]) -> Floats:
        """Mean vector of each mention (M, hidden)."""
        rows = [tokens[start:end].mean(axis=0) if end > start else tokens[0] for start, end in mentions]
        return np.array(rows, dtype=np.float32).reshape(-1, tokens.shape[1])

    def pair_vectors(
        self,
        tokens: Floats,
        mentions: Sequence[tuple[int, int]],
        pairs: Sequence[tuple[int, int]],
    ) -> Floats:
        """A vector for each ordered pair of mention numbers, NOBODY on a side allowed (P, width)."""
        everyone = np.vstack([self.pool(tokens, mentions), self._w["nobody_source"], self._w["nobody_target"]])
        count = len(mentions)
        left = np.array([count if s == NOBODY else s for s, _ in pairs])
        right = np.array([count + 1 if t == NOBODY else t for _, t in pairs])
        sources, targets = self._linear("source", everyone), self._linear("target", everyone)
        context = self._attend(tokens, sources, targets, left, right, zones(len(tokens), mentions, pairs))
        mixed = (
            self._linear("pair_source", sources)[left]
            + self._linear("pair_target", targets)[right]
            + self._linear("pair_product", sources[left] * targets[right])
            + self._linear("pair_context", context)
            + self._linear("pair_sentence", tokens.mean(axis=0))
        )
        return _gelu(mixed)

    def _attend(  # noqa: PLR0917 - arrays of one sentence that belong together
        self,
        tokens: Floats,
        sources: Floats,
        targets: Floats,
        left: NDArray[np.int64],
        right: NDArray[np.int64],
        zones: NDArray[np.int64],
    ) -> Floats:
        """What the sentence says beside the two, as each pair asks for it (P, mention width)."""
        query = self._linear("query_source", sources)[left] + self._linear("query_target", targets)[right]
        key, value = self._linear("key", tokens), self._linear("value", tokens)
        width = query.shape[1] // _ATTENTION_HEADS
        parts = []
        for head in range(_ATTENTION_HEADS):
            cut = slice(head * width, (head + 1) * width)
            scores = query[:, cut] @ key[:, cut].T * width**-0.5 + self._w["near"][head][zones]
            parts.append(softmax(scores) @ value[:, cut])
        return np.concatenate(parts, axis=1)

    def pairs(self, vectors: Floats) -> Floats:
        """Scores of each pair class (P, classes)."""
        return self._linear("pairs", vectors)

    def claim_vectors(self, pair_vectors: Floats, types: Sequence[int]) -> Floats:
        """A vector for each claim: a pair's vector read as one class (C, width)."""
        return _gelu(self._linear("claim_pair", pair_vectors) + self._w["claim_type.weight"][list(types)])

    def of_claims(self, name: str, claims: Floats) -> Floats:
        """Scores of one of: modality, about, modes, contexts, forecast, likelihood (C, classes)."""
        return self._linear(name, claims)

    def pointers(self, tokens: Floats, claims: Floats) -> Floats:
        """Scores of first and last token of each pointer (C, pointers, 2, L)."""
        query = self._linear("pointer_query", claims).reshape(len(claims), -1, _POINTER_WIDTH)
        key = self._linear("pointer_key", tokens).reshape(len(tokens), -1, _POINTER_WIDTH)
        scores = np.einsum("cpw,lpw->cpl", query, key) * _POINTER_WIDTH**-0.5
        result: Floats = scores.reshape(len(claims), len(POINTERS), 2, len(tokens))
        return result

    def speakers(self, tokens: Floats, mentions: Sequence[tuple[int, int]], claims: Floats) -> Floats:
        """Score of the author, then of each mention, as the one who says so (C, 1 + M)."""
        keys = self._linear("speaker_key", self.pool(tokens, mentions))
        scores = self._linear("speaker_query", claims) @ keys.T * _SPEAKER_WIDTH**-0.5
        return np.concatenate([self._linear("speaker_author", claims)[:, :1], scores], axis=1)


def zones(length: int, mentions: Sequence[tuple[int, int]], pairs: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    """For each pair and token: 0 elsewhere, 1 between the two, 2 in the source, 3 in the target."""
    zones = np.zeros((len(pairs), length), dtype=np.int64)
    for row, (source, target) in enumerate(pairs):
        if NOBODY not in (source, target):
            low = min(mentions[source][1], mentions[target][1])
            high = max(mentions[source][0], mentions[target][0])
            zones[row, low:high] = 1
        if source != NOBODY:
            zones[row, slice(*mentions[source])] = 2
        if target != NOBODY:
            zones[row, slice(*mentions[target])] = 3
    return zones
