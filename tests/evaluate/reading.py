"""A network that says of pairs what a test wants."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from dragoman.statements.labels import load_labels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dragoman.statements.network import Network

Words = tuple[str, str]


class Told:
    """Stands for the network and its heads: ``classes`` gives a pair's class by the words of the two sides.

    Mentions are character ranges, a pair without a class claims nothing, a forecast is one of AID.
    """

    temperature = 1.0

    def __init__(self, classes: Mapping[Words, str]) -> None:
        self.classes = classes
        self.heads = self

    def read(self, text: str, language: str | None) -> SimpleNamespace:
        return SimpleNamespace(text=text, vectors=text, tokens=SimpleNamespace(tokens=lambda start, end: (start, end)))

    def pair_vectors(self, text: str, mentions: Sequence[tuple[int, int]], pairs: Sequence[tuple[int, int]]) -> Any:
        said = ["" if i < 0 else text[slice(*mentions[i])] for pair in pairs for i in pair]
        classes = [self.classes.get(pair, "none") for pair in zip(said[::2], said[1::2], strict=True)]
        return np.array([load_labels().pairs.index(each) for each in classes])

    def pairs(self, vectors: Any) -> Any:
        return np.eye(len(load_labels().pairs), dtype=np.float32)[vectors] * 9

    def claim_vectors(self, vectors: Any, types: Sequence[int]) -> Any:
        return vectors

    def of_claims(self, name: str, claims: Any) -> Any:
        scores = np.zeros((len(claims), len(load_labels().forecasts)))
        scores[:, load_labels().forecasts.index("AID")] = 1
        return scores


def told(classes: Mapping[Words, str]) -> Network:
    return cast("Network", Told(classes))
